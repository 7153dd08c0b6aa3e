"""Readable Arabic addresses: /مقالات/قمة-مينسك."""

from __future__ import annotations

import re
import unicodedata

from .hygiene import mend
from .words import ATTACHED, words

FALLBACK = "مادة"
_ATTACHED = re.compile(f"[{ATTACHED}]")


def slugify(text: str, limit: int = 80) -> str:
    """Return words joined by «-», letters as written but without marks, tatweel and quotes.

    At most `limit` characters, cut between words (inside a word only when the first one alone is
    too long). Never empty: without any letter or digit the answer is «مادة».
    """
    composed = unicodedata.normalize("NFC", mend(text).text.lower())
    slug = ""
    for word in words(_ATTACHED.sub("", composed)):
        longer = f"{slug}-{word.text}" if slug else word.text[:limit]
        if len(longer) > limit:
            break
        slug = longer
    return slug or FALLBACK
