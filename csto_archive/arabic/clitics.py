"""What is written onto the front of a word: و ف, then ب ل ك س, then the article.

A letter is taken off only where the lexicon knows the rest better than the whole: the ب of بمينسك,
not that of بلد. What stands behind the article somewhere (الوزير) begins with a letter of its own.
All functions take and give unseated words (`lexicon.unseated`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import lexicon
from .tables import tables

CONJUNCTIONS = "وف"
PREPOSITIONS = "بلك"
ARTICLES = ("بال", "كال", "ال", "لل")
JOINED = ("بال", "كال")
ENDINGS = ("تهما", "تها", "تهم", "تنا", "ياته", "اتها", "اتهم", "اته", "اتنا", "تين", "تان", "تا",
           "تيه", "تيها", "تيهم", "يين", "يون", "يات", "يها", "يهم", "ينا", "وها", "وهم", "يه",
           "هما", "تي", "ته", "ها", "هم", "هن", "نا", "كم", "ات", "ان", "ون", "ين", "وا",
           "ه", "ي", "ا", "ت")  # fmt: skip
PRONOUNS = ("", "ها", "هم", "هما", "هن", "نا")
OWN_PRONOUNS = ("تهما", "تها", "تهم", "تنا", "هما", "ها", "هم", "هن", "نا", "كم")
CLEARLY = 5
CERTAIN = 1e9


def plain(word: str) -> float:
    return lexicon().plain.get(word, 0.0)


def definite(word: str) -> float:
    return lexicon().definite.get(word, 0.0)


def known(word: str) -> float:
    return plain(word) + definite(word)


_ENDINGS_BY_LAST = {
    letter: tuple(ending for ending in ENDINGS if ending[-1] == letter)
    for letter in {ending[-1] for ending in ENDINGS}
}


@lru_cache(maxsize=256)
def _bases(word: str) -> list[str]:
    """Return the word and what is left of it without one ending (three letters at least)."""
    found = [word]
    for ending in _ENDINGS_BY_LAST.get(word[-1], ()):
        if word.endswith(ending):
            base = word[: -len(ending)]
            if len(base) >= 3:
                found.append(base)
            if (ending[0] == "ت" or ending[:2] == "ات") and len(base) >= 2:
                found.append(base + "ه")
    return found


@lru_cache(maxsize=256)
def _whole(word: str) -> float:
    """How sure it is that the word begins with its own first letter."""
    bases = _bases(word)
    listed = tables().whole
    if word.startswith("ال"):
        bases = [word] + [base for base in bases if len(base) > 3 and _is_inflection(word, base)]
        listed = tables().own_article
    if any(base in listed and (base == word or len(base) > 3) for base in bases):
        return CERTAIN
    plurals = tables().broken_plurals
    if not word.startswith("ال") and any(
        base in plurals and word[len(base) :] in PRONOUNS for base in bases
    ):
        return CERTAIN
    return max(map(definite, bases))


def _is_inflection(word: str, base: str) -> bool:
    """False where the word is rather another one behind the article: الهامة is not of إلهام."""
    if word[len(base) :] in OWN_PRONOUNS:
        return True
    rest = word[2:]
    return not plain(rest) and not (rest.endswith("ات") and plain(rest[:-2] + "ه"))


@lru_cache(maxsize=256)
def support_of(word: str) -> float:
    """How well the lexicon knows the word, or the word behind an ending."""
    return max(known(word), *(0.5 * known(base) for base in _bases(word)))


def initial_hamza(word: str) -> float:
    """How often the word is written with a hamza on its first letter."""
    return lexicon().above.get(word, 0.0) + lexicon().below.get(word, 0.0)


def is_whole(word: str) -> bool:
    """True where the word is known to begin with its own first letter: وزير, فتحت."""
    return _whole(word) * 50 > plain(word)


def _without_conjunction(word: str) -> str:
    rest = word[1:]
    if word[0] not in CONJUNCTIONS or len(rest) < 3 or rest in tables().function_words:
        return word
    whole = _whole(word)
    inner = rest
    for article in ARTICLES:
        if rest.startswith(article) and len(rest) - len(article) >= 3:
            inner = rest[len(article) :]
            break
    support = max(support_of(rest), support_of(inner))
    if rest[0] in PREPOSITIONS and len(rest) > 3:
        support = max(support, support_of(rest[1:]) / 2 if plain(rest) == 0 else 0)
    if word[0] == "و":
        keep = whole > 0 and whole * 50 > support or (support == 0 and plain(word) > 0)
    elif rest.startswith("ال") and len(rest) > 4:
        keep = whole > support
    else:
        keep = support == 0 or whole * CLEARLY > support or support < plain(word)
    return word if keep else rest


def _without_article(word: str) -> str | None:
    for article in ARTICLES:
        if not word.startswith(article):
            continue
        rest = word[len(article) :]
        if article == "لل" and len(rest) >= 2 and known("ل" + rest) > known(rest):
            rest = "ل" + rest
        if len(rest) < 2 or (len(rest) == 2 and not known(rest)):
            continue
        own = max(
            _whole(word),
            initial_hamza(word) - plain(rest),
            _whole(word[1:]) if article in JOINED else 0,
        )
        if not own or own <= support_of(rest) - plain(word):
            return rest
    return None


def _without_preposition(word: str) -> str:
    rest = word[1:]
    if word[0] not in PREPOSITIONS + "س" or len(rest) < 3 or rest in tables().function_words:
        return word
    if word[0] == "س" and rest[0] not in "يتن":
        return word
    joined = rest[0] in CONJUNCTIONS and rest[1:] in tables().function_words
    if joined and not definite(rest):
        return word
    support, whole = support_of(rest), _whole(word)
    keep = support == 0 or support < CLEARLY * whole or support < 0.1 * plain(word)
    return word if keep else rest


_CLITICS_BEFORE_HAMZA = re.compile(
    r"[وف]?(?:(?:ال|بال|كال|لل)(?=[أإآ].)|[بلك]?(?=إ..)|[بلك]?(?=[أآ]ل.))"
)


def without_clitics_as_spelled(word: str, spelled: str) -> str | None:
    """Return the word without what stands before a hamza that must be its first letter.

    إ stands nowhere else, أ and آ behind an article or before ل: للإلغاء, والآلاف, بألوان. None
    where the spelling does not say.
    """
    if spelled == word or len(spelled) != len(word):
        return None
    found = _CLITICS_BEFORE_HAMZA.match(spelled)
    if found is None:
        return None
    if found.end() and word in tables().broken_plurals:
        return None
    return word[found.end() :]


def without_clitics(word: str) -> str:
    """Return the word without و ف, then ب ل ك س, then the article."""
    names = tables().names
    if word in names or _is_listed_plural(word):
        return word
    if len(word) < 4:
        return _without_article(word) or word
    for at in (1, 2):
        rest = word[at:]
        if (
            word[:at] in _PARTICLES
            and len(rest) > 2
            and (rest in names or _is_listed_plural(rest))
            and not _whole(word)
        ):
            return rest
    rest = _without_conjunction(word)
    if rest in names or rest in tables().function_words:
        return rest
    bare = _without_article(rest)
    if bare is not None:
        return bare
    bare = _without_preposition(rest)
    if bare != rest and bare.startswith("ال") and len(bare) > 4:
        return _without_article(bare) or bare
    return bare


def _is_listed_plural(word: str) -> bool:
    """True for وجوه; where the first letters are ال only if they are the word's own: ألوان."""
    listed = tables()
    return word in listed.broken_plurals and (
        not word.startswith("ال") or word in listed.own_article
    )


_PARTICLES = frozenset([a + b for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك", "س") if a + b])
