"""The vocabulary of dates: month names of every Arab press tradition, weekdays, ordinals.

Everything is written as an author would and folded when loaded; the patterns run on
folded text. A new spelling is a new word in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..normalise import fold

# Per month: Egypt/Gulf, then Levant/Iraq (`writing` joins these two), then the spellings of
# Tunisia, Algeria and Morocco and common misspellings.
GREGORIAN_MONTHS: tuple[tuple[str, ...], ...] = (
    ("يناير", "كانون الثاني", "كانون ثاني", "كانون ثان", "كانون 2", "جانفي", "ينابر"),
    ("فبراير", "شباط", "فيفري", "فبرابر"),
    ("مارس", "آذار"),
    ("أبريل", "نيسان", "إبريل", "أفريل", "ابرايل"),
    ("مايو", "أيار", "آيار", "ماي"),
    ("يونيو", "حزيران", "يونية", "جوان"),
    ("يوليو", "تموز", "يولية", "جويلية", "جويليا", "يوليوز"),
    ("أغسطس", "آب", "أوغسطس", "أوت", "غشت"),
    ("سبتمبر", "أيلول", "شتنبر", "سبتمر"),
    ("أكتوبر", "تشرين الأول", "أوكتوبر", "تشرين أول", "تشرين 1"),
    ("نوفمبر", "تشرين الثاني", "تشرين ثاني", "تشرين ثان", "تشرين 2", "نونبر", "نوفمير"),
    ("ديسمبر", "كانون الأول", "كانون أول", "كانون 1", "دجنبر", "ديسنبر"),
)

HIJRI_MONTHS: tuple[tuple[str, ...], ...] = (
    ("محرم", "المحرم", "محرم الحرام"),
    ("صفر", "صفر الخير"),
    ("ربيع الأول", "ربيع أول", "ربيع الأنور"),
    ("ربيع الثاني", "ربيع ثاني", "ربيع ثان", "ربيع الآخر", "ربيع آخر"),
    ("جمادى الأولى", "جمادى الأول", "جمادى أولى", "جماد الأول", "جماد أول", "جماد الأولى"),
    ("جمادى الآخرة", "جمادى الآخر", "جمادى الثانية", "جمادى الثاني", "جمادى ثانية",
     "جماد الثاني", "جماد ثاني", "جماد الآخر", "جماد الآخرة"),
    ("رجب", "رجب المرجب"),
    ("شعبان",),
    ("رمضان", "رمضان المبارك"),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة", "ذا القعدة", "ذوالقعدة", "ذيالقعدة", "ذو القعده"),
    ("ذو الحجة", "ذي الحجة", "ذا الحجة", "ذوالحجة", "ذيالحجة"),
)  # fmt: skip

# Monday first, as `date.weekday()` counts.
WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("الاثنين", "الإثنين"),
    ("الثلاثاء", "الثلاثا"),
    ("الأربعاء", "الاربعا"),
    ("الخميس",),
    ("الجمعة",),
    ("السبت",),
    ("الأحد",),
)

# Names that are everyday words too: a month only beside a day, or beside their twin.
EVERYDAY_WORDS = frozenset(map(fold, ("ماي", "آب", "أوت", "جوان", "صفر")))

_UNITS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
_UNITS_IN_TENS = ("الحادي", *_UNITS[1:])


def _ordinals() -> dict[str, int]:
    """Return the words for the days 1–31: «الأول», «الحادي عشر», «الثالث والعشرين»."""
    days = {word: n for n, word in enumerate(_UNITS, start=1)}
    days |= {"أول": 1, "الفاتح": 1, "فاتح": 1, "غرة": 1, "العاشر": 10}
    days |= {f"{word} عشر": n for n, word in enumerate(_UNITS_IN_TENS, start=11)}
    for tens, value in (("العشرين", 20), ("العشرون", 20), ("الثلاثين", 30), ("الثلاثون", 30)):
        last = 9 if value == 20 else 1
        days |= {f"{w} و{tens}": value + n for n, w in enumerate(_UNITS_IN_TENS[:last], start=1)}
        days[tens] = value
    return days


def numbered(rows: Iterable[Sequence[str]], first: int = 1) -> dict[str, int]:
    """Return folded name → number of its row."""
    return {fold(name): n for n, names in enumerate(rows, start=first) for name in names}


ORDINAL_DAY: dict[str, int] = {fold(word): n for word, n in _ordinals().items()}
GREGORIAN_NUMBER = numbered(GREGORIAN_MONTHS)
HIJRI_NUMBER = numbered(HIJRI_MONTHS)
WEEKDAY_NUMBER = numbered(WEEKDAYS, first=0)

# Days from today; the longest wording first wins in the pattern.
NEAR_DAYS: dict[str, int] = {
    fold(word): days
    for word, days in (
        ("أول من أمس", -2), ("أول أمس", -2), ("أمس الأول", -2), ("أمس", -1), ("الأمس", -1),
        ("اليوم", 0), ("غدا", 1), ("الغد", 1), ("بعد غد", 2), ("بعد الغد", 2),
    )
}  # fmt: skip
PAST = tuple(map(fold, ("الماضي", "الفائت", "المنصرم", "المنقضي", "الفارط")))
COMING = tuple(map(fold, ("المقبل", "القادم", "الآتي")))
CURRENT = tuple(map(fold, ("الجاري", "الحالي")))
DIRECTION: dict[str, int] = dict.fromkeys(PAST, -1) | dict.fromkeys(CURRENT, 0)
DIRECTION |= dict.fromkeys(COMING, 1)

# «اليوم» that does not mean today: «في اليوم التالي», «اليوم نفسه».
NOT_TODAY = tuple(map(fold, (
    "نفسه", "ذاته", "عينه", "التالي", "السابق", "الأخير", "الأول", "الثاني", "الثالث", "الرابع",
    "الخامس", "السادس", "السابع", "العالمي", "الوطني", "الدولي", "الواحد", "الموالي", "المذكور",
)))  # fmt: skip

NOT_TODAY_AFTER = tuple(map(fold, ("في", "ذلك", "روسيا", "المصري", "صحيفة", "موقع", "قناة")))


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the folded words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
