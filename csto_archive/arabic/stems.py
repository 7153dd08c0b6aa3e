"""The light stemmer "ar1" of the guide "arabic-search": one term for the forms of a word.

It takes off what is written onto a word (`clitics`: و ف ب ك ل س and the article), pronouns and
endings, but only where the lexicon says that what remains is a word: لبنان does not lose its ان.
All functions take and give unseated words (`lexicon.unseated`: folded, ؤ and ئ written ء).
"""

from __future__ import annotations

from functools import cache

from .clitics import CLEARLY, definite, known, plain, support_of, without_clitics
from .plural_patterns import singular_by_pattern
from .skeleton import foreign_form
from .tables import tables

LONGEST = 40
PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم")


def _feminine(base: str) -> str:
    """Return the term of base+ه: the base, or the whole word where it is a word of its own."""
    if len(base) < 3 or _stands_alone(base):
        return base + "ه"
    return base


def _stands_alone(base: str) -> bool:
    """True where base and base+ه are different words: مكتب and مكتبة, but not جديد and جديدة."""
    if base in tables().feminine_apart:
        return True
    if base in tables().feminine_same or not definite(base + "ه") or not known(base):
        return False
    return (
        len(base) == 3
        or (len(base) == 4 and base[2] == "ا")
        or (len(base) == 5 and base[0] == "م" and base[2] == "ا")
    )


def _without_pronoun(word: str) -> str:
    for pronoun in PRONOUNS:
        rest = word[: -len(pronoun)]
        if not word.endswith(pronoun) or len(rest) < 2 or (len(rest) == 2 and not known(rest)):
            continue
        support = max(support_of(rest), known(rest[:-1] + "ه"), known(rest[:-1] + "ي"))
        if plain(word) and (support < plain(word) or definite(word) * CLEARLY > support):
            continue
        if definite(word) and definite(word) * CLEARLY > support:
            continue
        return _with_ta(rest)
    for pronoun in ("ه", "ي"):
        if word.endswith("ت" + pronoun) and not definite(word) and len(word) > 4:
            rest = _with_ta(word[:-1])
            if rest.endswith("ه"):
                return rest
    return word


def _with_ta(word: str) -> str:
    """Return the word as it is without a pronoun: دولت(ها) is دولة, مستوا(ها) مستوى."""
    base = word[:-1]
    if word.endswith("ت") and known(base + "ه") > definite(word):
        return base + "ه"
    if word.endswith("ا") and definite(base + "ي") > definite(word):
        return base + "ي"
    return word


def _without_number(word: str) -> str:
    """Take off the endings of the dual and of the sound plurals, and the accusative ا."""
    if word.endswith(("تين", "تان")) and len(word) > 4:
        base = word[:-3]
        if (definite(base + "ه"), plain(base + "ه")) > (
            definite(base + "ت"),
            plain(base + "ت"),
        ):
            return _feminine(base)
    if word.endswith("ات"):
        return _without_at(word)
    base = word[:-2]
    if len(base) >= 3 and word.endswith(("ون", "ين", "ان")) and not _is_singular(word, base):
        return base
    base = word[:-1]
    if definite(word) or not known(base):
        return word
    construct = word.endswith("و") and len(base) >= 4 and known(base) > plain(word)
    accusative = word.endswith("ا") and len(base) >= 3 and known(base) >= 0.5 * plain(word)
    return base if construct or accusative else word


def _is_singular(word: str, base: str) -> bool:
    """True where the last letters ان ون ين belong to a singular: طيران, زيتون, تمرين."""
    if word in tables().final_n or known(base) < 0.05 * known(word):
        return True
    articled = definite(word)
    if word.endswith("ين"):
        others = known(base + "ون") + known(base + "ان")
        return articled > 0 and not others and definite(base) < 0.5 * articled
    return articled > 0 and not known(base + "ين")


def _without_at(word: str) -> str:
    base = word[:-2]
    if len(base) < 3:
        return base + "ه" if len(base) == 2 and definite(base + "ه") else word
    if base.endswith("ي") and definite(base[:-1] + "اه"):
        return base[:-1] + "ا"
    feminine = definite(base + "ه")
    support = max(known(base), feminine, known(base + "ه"))
    if known(word) and support < 0.02 * known(word):
        return word
    if _stands_alone(base) and feminine >= 0.1 * definite(base):
        return base + "ه"
    return base


def _without_gender(word: str) -> str:
    base = word[:-1]
    if not word.endswith("ه") or len(base) < 3 or word in tables().final_ha:
        return word
    if not definite(word) and known(base) and base not in tables().feminine_apart:
        return _without_number(base)
    return _feminine(base)


def _without_nisba(word: str) -> str:
    base = word[:-1]
    if not word.endswith("ي") or len(base) < 3 or word in tables().final_ya:
        return word
    if _stands_alone(base) and definite(base + "ه") > definite(base):
        return base + "ه"
    return base


def _verb(word: str) -> str:
    """Bring the persons of one tense together: قالت and قالوا to قال, تقول to يقول."""
    if definite(word):
        return word
    weak = word[:-1] + "ا"
    if word.endswith("ت") and plain(weak) > max(0.5 * plain(word), plain(word[:-1] + "ي")):
        return weak
    for ending in ("وا", "ت"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and plain(base + "ي") > 0.2 * plain(word):
            return base
        if word.endswith(ending) and len(base) >= 3 and plain(base) > 0.2 * plain(word):
            word = base
            break
    if word[0] in "تن" and len(word) > 3 and not definite(word):
        third = "ي" + word[1:]
        if plain(third) > 0.2 * plain(word):
            return third
    return word


def _inflected(word: str) -> tuple[str, bool]:
    """Return the stem of a word without clitics, and whether it is a relative adjective (ـي)."""
    word = _without_pronoun(word)
    if word in tables().broken_plurals or word in tables().names:
        return word, False
    if singular := singular_by_pattern(word):
        word = singular
    word = _without_gender(_without_number(word))
    base = _without_nisba(word)
    return (base, True) if base != word else (_verb(word), False)


def _own_stem(word: str) -> str:
    return tables().names.get(word) or _inflected(word)[0]


@cache
def _same_stems() -> dict[str, str]:
    """Return stem -> stem for words written in several ways (تليفزيون and تلفزيون)."""
    same: dict[str, str] = {}
    for first, *others in tables().loan_words:
        term = _own_stem(first)
        for word in others:
            same.setdefault(_own_stem(word), same.get(term, term))
    return same


@cache
def _plural_stems() -> dict[str, str]:
    """Return broken plural -> stem of its singular."""
    same = _same_stems()
    plurals = tables().broken_plurals
    stems = {plural: _own_stem(plurals.get(one, one)) for plural, one in plurals.items()}
    return {plural: same.get(term, term) for plural, term in stems.items()}


def stem(word: str) -> str:
    """Return the term of an unseated word of any length; never empty unless `word` is."""
    if len(word) > LONGEST:
        return word[:LONGEST]
    bare = without_clitics(word)
    names, plurals, same = tables().names, _plural_stems(), _same_stems()
    if found := names.get(bare) or plurals.get(bare):
        return found
    if (foreign := foreign_form(bare)) and not _is_arabic(bare):
        return foreign
    stemmed, relative = _inflected(bare)
    if found := same.get(stemmed) or names.get(stemmed):
        return found
    return stemmed if relative else plurals.get(stemmed, stemmed)


def _is_arabic(word: str) -> bool:
    """True for a listed word (فيلسوف) and for a dual that ends like a foreign name (جنديان)."""
    return word in tables().whole or (word.endswith("يان") and known(word[:-2]) > 0)
