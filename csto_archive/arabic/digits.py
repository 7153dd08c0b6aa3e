"""Digits: Arabic-Indic (٠-٩) and Persian (۰-۹) to Western (0-9)."""

from __future__ import annotations

ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
WESTERN = "0123456789"

TO_WESTERN: dict[int, str] = {
    ord(digit): WESTERN[value]
    for digits in (ARABIC_INDIC, PERSIAN)
    for value, digit in enumerate(digits)
}


def to_western(text: str) -> str:
    """Return `text` with ٠-٩ and ۰-۹ as 0-9; nothing else changes, the length stays the same."""
    return text.translate(TO_WESTERN)
