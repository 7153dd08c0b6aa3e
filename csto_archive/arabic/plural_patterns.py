"""Broken plurals that are not listed: by their pattern, where the lexicon knows the singular.

Only patterns that hardly any singular has. مفاعل (مدافع, مقاتل), أفعال (إعلان, إنتاج) and فعول
(هجوم, وصول) are left to the table of broken plurals.
"""

from __future__ import annotations

import re

from .lexicon import lexicon
from .tables import tables

# A pattern and the singulars to try: the digits are the root letters of the plural.
PATTERNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), singulars)
    for pattern, singulars in (
        (r"م(.)ا(.)ي([^هي])", (r"م\1\2و\3", r"م\1\2ا\3", r"م\1\2ي\3")),
        (r"ت(.)ا(.)ي([^هي])", (r"ت\1\2ي\3",)),
        (r"([^اتم])وا([^اي])([^اهي])", (r"\1ا\2\3ه", r"\1ا\2\3")),
        (r"([^اتم])([^ا])اء([^اهي])", (r"\1\2ي\3ه", r"\1\2ا\3ه", r"\1\2و\3ه")),
        (r"([^ات])([^ا])([^اي])اء", (r"\1\2ي\3",)),
        (r"ا([^ا])([^ا])([^اي])اء", (r"\1\2ي\3",)),
    )
)


def singular_by_pattern(word: str) -> str | None:
    """Return the singular of an unseated plural when its pattern and the lexicon agree."""
    definite = lexicon().definite
    if not 5 <= len(word) <= 7 or word not in definite or word in tables().not_plural:
        return None
    for pattern, singulars in PATTERNS:
        if match := pattern.fullmatch(word):
            best = max((match.expand(form) for form in singulars), key=lambda w: definite.get(w, 0))
            return best if definite.get(best, 0) > 0.05 * definite[word] else None
    return None
