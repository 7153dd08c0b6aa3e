"""Broken plurals that are not listed: by their pattern, where the lexicon knows the singular.

Patterns that hardly any singular has; أفعال and أفعلة, where the first letter is written أ, that
is, not إ (إعلان); مفاعل, where no sound plural shows that it is a singular (مدافع, مدافعون). فعول
(هجوم, وصول) and فعال are left to the table of broken plurals.
"""

from __future__ import annotations

import re

from .lexicon import lexicon
from .tables import tables

Patterns = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


def _compiled(*rows: tuple[str, tuple[str, ...]]) -> Patterns:
    return tuple((re.compile(pattern), singulars) for pattern, singulars in rows)


_MAFAIL = re.compile("م([^ا])ا([^ايوء])([^ايه])")

# A pattern and the singulars to try: the digits are the root letters of the plural.
PATTERNS = _compiled(
    (r"م(.)ا(.)ي([^هي])", (r"م\1\2و\3", r"م\1\2ا\3", r"م\1\2ي\3")),
    (r"ت(.)ا(.)ي([^هي])", (r"ت\1\2ي\3",)),
    (r"([^اتم])وا([^اي])([^اهي])", (r"\1ا\2\3ه", r"\1ا\2\3")),
    (r"([^اتم])([^ا])اء([^اهي])", (r"\1\2ي\3ه", r"\1\2ا\3ه", r"\1\2و\3ه")),
    (r"([^ات])([^ا])([^اي])اء", (r"\1\2ي\3",)),
    (r"ا([^ا])([^ا])([^اي])اء", (r"\1\2ي\3",)),
    (r"([^متيناو])([^اء])ا([^اوء])([^اهي])", (r"\1\2\3\4", r"\1\2\3\4ه")),
    (
        r"([^متيناو])([^اء])ا([^اء])ي([^اهيون])",
        (r"\1\2\3و\4", r"\1\2\3ا\4", r"\1\2\3ي\4", r"\1\2\3و\4ه", r"\1\2\3ا\4ه"),
    ),
)


# أفعال and أفعلة.
PATTERNS_WITH_HAMZA = _compiled(
    (r"ا([^ا])([^اي])ا(?:\2)", (r"\1\2", r"\1\2ه")),
    (r"ا([^ات])([وي])ا([^ايء])", (r"\1\2\3", r"\1ا\3", r"\1\2\3ه")),
    (r"ا([^ات])([^اي])ا([^ايء])", (r"\1\2\3", r"\1\2\3ه", r"\1\2ي\3")),
    (r"ا([^ات])([^اي])([^ايء])ه", (r"\1\2ا\3", r"\1\2ي\3")),
)
LEAST = 1.0


def singular_by_pattern(word: str, hamza: str = "") -> str | None:
    """Return the singular of an unseated plural when its pattern and the lexicon agree.

    `hamza` is the first letter as written, where that is known.
    """
    definite = lexicon().definite
    if not 5 <= len(word) <= 7 or ("ا" not in word[1:] and word[0] != "ا"):
        return None
    if word in tables().not_plural or word in tables().whole:
        return None
    for pattern, singulars in PATTERNS_WITH_HAMZA if _begins_with(word, hamza) else PATTERNS:
        if match := pattern.fullmatch(word):
            best = max((match.expand(form) for form in singulars), key=lambda w: definite.get(w, 0))
            share = definite.get(best, 0.0)
            if share > max(0.05 * definite.get(word, 0.0), 0.0 if word in definite else LEAST):
                return best
            return None
    return _singular_of_mafail(word)


def _begins_with(word: str, hamza: str) -> bool:
    """True where the word begins with أ, or is a noun that is mostly written so."""
    if word[0] != "ا" or word not in lexicon().definite or word.endswith("اء"):
        return False
    if hamza in ("أ", "إ", "آ"):
        return hamza == "أ"
    return lexicon().above.get(word, 0.0) > 2 * lexicon().below.get(word, 0.0)


def _singular_of_mafail(word: str) -> str | None:
    """Return مخزن of مخازن and مقبرة of مقابر; None for a participle: مدافع, with مدافعون."""
    match = _MAFAIL.fullmatch(word)
    if match is None or any(word + ending in lexicon().plain for ending in ("ين", "ون", "ه", "ا")):
        return None
    if any(word + ending in lexicon().definite for ending in ("ين", "ون", "ه")):
        return None
    definite = lexicon().definite
    best = max(
        (match.expand(form) for form in (r"م\1\2\3", r"م\1\2\3ه")), key=lambda w: definite.get(w, 0)
    )
    return best if definite.get(best, 0.0) > LEAST else None
