"""Texts for the property tests of `csto_archive.arabic`, and the clock for adversarial ones."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىٱپچڤکگیەۀھ"
SIGNS = "ًٌٍَُِّْٰٕٓٔـ\u200b\u200c\u200d\u200e\u200f\u202b\u2060\ufeff\xad"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
OTHERS = " \n\t\r\xa0\u3000.,،:/-–()«»\x00\x85abZéßﷺﷲﻻﺑﻲﱠﹶﹳ😀"
PIECES = (
    "نوفمبر", "تشرين الثاني", "جمادى الأولى", "1445 هـ", "الموافق", "الخميس", "أمس", "اليوم",
    "الماضي", "2023", "٢٨/١١/٢٠٢٤", "31", "فبراير", "عام", "إلى", "أول", "من", "روسيا", "البيضاء",
    "ولأرمينيا", "للاتحاد", "الروسي", "نور", "سلطان", "2024-11-28T18:40",
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=LETTERS + SIGNS + DIGITS + OTHERS, max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from([*PIECES, *SIGNS, *OTHERS]), max_size=20).map("".join),
)
patient = settings(deadline=None, max_examples=200)

_SIZE = 100_000
# As many repetitions as make 100,000 characters, also when a ligature unfolds into 19.
ADVERSARIAL: dict[str, str] = {
    name: unit * (_SIZE // len(unicodedata.normalize("NFKC", unit)))
    for name, unit in {
        "letter": "و", "digit": "1", "arabic digit": "٢", "tatweel": "ـ", "mark": "َ",
        "blank": " ", "line end": "\n", "zero width": "\u200b", "letter and mark": "وَ",
        "hamza mark": "و\u064b", "loose hamza": "ؤ", "day and sign": "1/", "dashed": "12-",
        "month": "نوفمبر ", "double month": "شباط/فبراير", "yearless": "5 مايو و",
        "ordinal": "الثالث و", "weekday": "الخميس ", "name": "نور ", "lam": "ل", "misread": "ط§",
        "misread latin": "Ø", "presentation": "ﻻ", "ligature": "ﷺ", "blank lines": "\n ",
    }.items()
}  # fmt: skip


def seconds(function: Callable[[str], object], text: str) -> float:
    """Return how long one call takes."""
    start = time.process_time()
    function(text)
    return time.process_time() - start
