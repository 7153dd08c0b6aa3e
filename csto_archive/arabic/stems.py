"""The light stemmer "ar1" of the guide "arabic-search": one term for the forms of a word.

It takes off what is written onto a word (`clitics`: و ف ب ك ل س and the article), pronouns and
endings, but only where the lexicon says that what remains is a word: لبنان does not lose its ان.
All functions take and give unseated words (`lexicon.unseated`: folded, ؤ and ئ written ء).
"""

from __future__ import annotations

from functools import cache

from .clitics import (
    CLEARLY,
    definite,
    known,
    plain,
    support_of,
    without_clitics,
    without_clitics_as_spelled,
)
from .hamza import respelled
from .lexicon import lexicon
from .plural_patterns import singular_by_pattern
from .skeleton import CERTAINLY_FOREIGN, foreign_form
from .tables import tables

LONGEST = 40
_HAMZAS = frozenset("أإآ")
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
    if word in tables().whole:
        return word
    for pronoun in PRONOUNS:
        rest = word[: -len(pronoun)]
        if not word.endswith(pronoun) or len(rest) < 2 or (len(rest) == 2 and not known(rest)):
            continue
        if pronoun == "كم" and rest.endswith("ا"):
            continue
        support = max(support_of(rest), known(rest[:-1] + "ه"), known(rest[:-1] + "ي"))
        if plain(word) and (support < plain(word) or definite(word) * CLEARLY > support):
            continue
        if definite(word) and definite(word) * CLEARLY > support:
            continue
        return _with_ta(_without_dual(rest) or rest)
    for pronoun in ("ه", "ي"):
        if word.endswith("ت" + pronoun) and not definite(word) and _may_have_ta(word[:-2]):
            rest = _with_ta(word[:-1])
            if rest.endswith("ه"):
                return rest
    if word.endswith("اتي") and len(word) > 5 and not definite(word):
        return word[:-1]
    return _without_ha(word) if word.endswith("ه") else word


def _without_ha(word: str) -> str:
    """Take the pronoun ه off a dual, off اء and off what was ى: رئتيه, بنائه, دعواه."""
    rest = word[:-1]
    if singular := _without_dual(rest):
        return singular
    if rest.endswith("اء") and definite(word) < 0.2 * definite(rest):
        return rest
    if rest.endswith("ا") and len(rest) > 3 and not definite(word):
        return _with_ta(rest) if definite(rest[:-1] + "ي") > plain(word) else word
    return word


def _may_have_ta(base: str) -> bool:
    """True where base+ت is rather base+ة before a pronoun: شقتي, but not بيتي and وقتي."""
    return len(base) > 2 or (len(base) == 2 and definite(base + "ه") > known(base + "ت"))


def _without_dual(word: str) -> str | None:
    """Return the singular of a feminine dual before a pronoun: رئتي(ه) is رئة."""
    base = word[:-2]
    if word.endswith(("تي", "تا")) and len(base) > 1 and definite(base + "ه") > known(word):
        return base + "ه"
    return None


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
    if word.endswith("تا") and len(word) > 4 and definite(word[:-2] + "ه") > known(word):
        return _feminine(word[:-2])
    if word.endswith("ات"):
        return _without_at(word)
    base = word[:-2]
    if word.endswith(("ون", "ين")) and base + "ي" in tables().final_ya and not definite(base):
        return base + "ي"
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
    if base.endswith("او") and base[:-1] + "ء" in tables().broken_plurals:
        return base[:-1] + "ء"
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
    if base in tables().broken_plurals and not definite(word):
        return base
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
    if third := _third_person(word):
        return third
    if definite(word):
        return word
    base = word[:-1]
    if word.endswith("ت") and word[0] == "ا" and plain(base + "ي") > plain(base):
        return base
    weak = base + "ا"
    if word.endswith("ت") and plain(weak) > max(0.5 * plain(word), plain(base + "ي"), plain(base)):
        return weak
    for ending in ("وا", "ت"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and plain(base + "ي") > 0.2 * plain(word):
            return base
        if word.endswith(ending) and len(base) >= 3 and plain(base) > 0.2 * plain(word):
            word = base
            break
    return _third_person(word) or word


def _third_person(word: str) -> str | None:
    """Return the third person of a present tense: يكتب of تكتب and نكتب."""
    if word[0] not in "تن" or len(word) < 4:
        return None
    third = "ي" + word[1:]
    noun = definite(word) * CLEARLY > plain(third)
    return third if plain(third) > 0.2 * plain(word) and not noun else None


def _inflected(word: str, hamza: str = "") -> tuple[str, bool]:
    """Return the stem of a word without clitics, and whether it is a relative adjective (ـي)."""
    bare = _without_pronoun(word)
    if bare in tables().broken_plurals or bare in tables().names or bare in tables().weak_verbs:
        return bare, False
    of_several = bare != word and bare.endswith("ي") and len(bare) > 4 and known(bare[:-1])
    if of_several and bare not in tables().final_ya:
        return _without_nisba(bare[:-1]), True
    if singular := singular_by_pattern(bare, hamza):
        bare = singular
    if bare.endswith("ي") and (third := _third_person(bare)):
        bare = third
    word = _without_gender(_without_number(bare))
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
def _foreign_names() -> dict[str, str]:
    """Return skeleton -> form of the names with the ending of a foreign name."""
    forms = {foreign_form(name): form for name, form in tables().names.items()}
    return {skeleton: form for skeleton, form in forms.items() if skeleton}


@cache
def _weak_stems() -> dict[str, str]:
    """Return form -> term of the verbs whose last letter changes: نفت and نفوا of نفى."""
    verbs = tables().weak_verbs
    return {form: _own_stem(verb) for form, verb in verbs.items()}


@cache
def _plural_stems() -> dict[str, str]:
    """Return broken plural -> stem of its singular."""
    same = _same_stems()
    plurals = tables().broken_plurals
    stems = {plural: _own_stem(plurals.get(one, one)) for plural, one in plurals.items()}
    return {plural: same.get(term, term) for plural, term in stems.items()}


def stem(word: str, spelled: str = "") -> str:
    """Return the term of an unseated word of any length; never empty unless `word` is.

    `spelled` is the word as written (`normalise.spelling`), where that is known.
    """
    if len(word) > LONGEST:
        return word[:LONGEST]
    bare = without_clitics_as_spelled(word, spelled) or without_clitics(word)
    hamza = spelled[-len(bare)] if word.endswith(bare) and len(spelled) == len(word) else ""
    names, same = tables().names, _same_stems()
    if bare not in tables().broken_plurals:
        bare = respelled(bare)
    if found := names.get(bare) or _singular(bare, hamza) or _weak_stems().get(bare):
        return found
    if (foreign := foreign_form(bare)) and not _is_arabic(bare):
        return _foreign_names().get(foreign, foreign)
    stemmed, relative = _inflected(bare, hamza)
    if found := same.get(stemmed) or names.get(stemmed) or _weak_stems().get(stemmed):
        return found
    if (not relative or stemmed.endswith("اء")) and (found := _singular(stemmed, hamza)):
        return found
    unheard = "غ" in stemmed and bare not in tables().whole and not support_of(bare)
    return stemmed.replace("غ", "ج") if unheard else stemmed


def _singular(word: str, hamza: str) -> str | None:
    """Return the term of a broken plural, unless the hamza is that of another word: إحداث."""
    found = _plural_stems().get(word)
    listed = tables().first_of_plural.get(word, "")
    if found is None or listed not in _HAMZAS:
        return found
    below = hamza == "إ"
    if hamza not in _HAMZAS:
        below = lexicon().below.get(word, 0.0) > lexicon().above.get(word, 0.0)
        if listed == "إ":
            return found
    return found if below == (listed == "إ") else None


def _is_arabic(word: str) -> bool:
    """True for a listed word (فيلسوف) and for a dual that ends like a foreign name (جنديان)."""
    base = word[:-2]
    if word in tables().whole or (word.endswith("يان") and definite(base) > 0):
        return True
    if word.endswith("تان") and definite(word[:-3] + "ه"):
        return True
    return not word.endswith(CERTAINLY_FOREIGN) and (
        definite(word) > 1 or (word.endswith(("ان", "ون")) and known(base) > 0)
    )
