"""Date lines: the furniture that says when an article was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from articles.importing.clean.bylines import BESIDE_NAME
from articles.importing.clean.foreign_dates import foreign_dates
from articles.importing.clean.vocabulary import SHARING
from articles.importing.tables import words
from csto_archive.arabic.dates import FoundDate
from csto_archive.arabic.dates import find_dates as read_dates
from csto_archive.arabic.normalise import fold

# What may stand beside the date in such a line, folded.
BESIDE = words(
    fold("""
    الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد الموافق الموافقة هـ ه م نشر نشرت نُشر
    في بتاريخ تاريخ النشر التاريخ يوم الساعة على عند تمام صباحا مساء ظهرا ص بتوقيت غرينتش غرينيتش
    مكة القاهرة بيروت GMT UTC am pm العدد السنة صفحة آخر تم التحديث تحديث حين عدل عدلت محدث أضيف
    أضيفت بواسطة منذ د ساعة Mon Tue Tues Wed Thu Thurs Fri Sat Sun Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday
""")
)
UPDATES = re.compile(r"(?<!\w)(?:ال)?(?:تحديث|حين|عدل|محدث|تعديل|updated)(?!\w)", re.IGNORECASE)
# «قمة يريفان 23 نوفمبر 2022» is a subheading.
MEETING = re.compile(r"(?<!\w)\w{0,2}(?:قمه|قمم|دوره|لقاء|اجتماع|قرار|خطه|برنامج|اتفاق)(?!\w)")
WORD, DIGIT = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
PARTS = re.compile(r"\s*[|·]\s*|\s{3,}|\t+")
STRANGERS = 3
NOTICE_WITHIN = 10
OPENS_WITHIN, WITHIN = 2, 16
HOUR = re.compile(r"(?<![\d:.])\d{1,2}:\d\d(?!\d)|(?<=\.)\d\d:\d\d")
EARLIEST = date(1992, 1, 1)


@dataclass(frozen=True, slots=True)
class Dating:
    """A publication date as a line says it; `start` and `end` are offsets in the line."""

    value: date
    precision: str
    start: int
    end: int


@lru_cache(maxsize=16)
def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Several rules ask the same line for its dates. All of them have a year, in digits."""
    if not DIGIT.search(text):
        return ()
    return tuple(read_dates(text)) or tuple(foreign_dates(text))


def dating_in(text: str) -> Dating | None:
    """The publication date of a date line, or of a part of it; None for any other line.

    A line whose only date is that of an update gives None.
    """
    start = 0
    for part in PARTS.split(text) if DIGIT.search(text) else ():
        start = text.find(part, start)
        if part and (found := dating_of(part)):
            return Dating(found.value, found.precision, start + found.start, start + found.end)
    return None


def dating_beside_name(text: str) -> Dating | None:
    """The date behind the name in a byline: «نشره … بتاريخ 30/06/2025 في أخبار»."""
    found = BESIDE_NAME.search(text)
    dating = dating_in(text[found.start() :]) if found else None
    if dating is None:
        return None
    start = found.start()
    return replace(dating, start=start + dating.start, end=start + dating.end)


def dating_among(text: str) -> Dating | None:
    """The first day of publication in a line, whatever stands around it."""
    first = first_day(text, absolute(text))
    return Dating(first.value, first.precision, first.start, first.end) if first else None


def dating_before_buttons(text: str) -> Dating | None:
    """«2019-11-29 08:40 المصدر: … شارك»: a line that opens with a day and its hour."""
    found = dating_among(text)
    opens = found is not None and found.start <= OPENS_WITHIN
    return found if opens and HOUR.search(text[: found.end + WITHIN]) else None


def dating_of(text: str) -> FoundDate | None:
    dates = absolute(text)
    if not dates or strangers(text, dates) > STRANGERS or MEETING.search(fold(text)):
        return None
    return first_day(text, dates)


def absolute(text: str) -> list[FoundDate]:
    return [found for found in find_dates(text) if found.kind == "absolute"]


def first_day(text: str, dates: Sequence[FoundDate]) -> FoundDate | None:
    days = (found for found in dates if found.precision == "day" and found.value >= EARLIEST)
    return next((found for found in days if not is_update(text, found, dates)), None)


def strangers(text: str, dates: Sequence[FoundDate]) -> int:
    """How many words of the line belong neither to a date nor to the buttons beside it."""
    rest = list(text)
    for found in dates:
        rest[found.start : found.end] = " " * (found.end - found.start)
    said = map(fold, WORD.findall("".join(rest)))
    return sum(word not in BESIDE and word not in SHARING for word in said)


def is_update(text: str, found: FoundDate, dates: Sequence[FoundDate]) -> bool:
    """True where a word like «تحديث» stands between this date and the one before it."""
    before = max((other.end for other in dates if other.end <= found.start), default=0)
    return bool(UPDATES.search(fold(text[before : found.start])))


def is_update_line(text: str) -> bool:
    """True for «آخر تحديث: …» with a date: it says nothing of the publication."""
    dates = find_dates(text)
    return bool(dates and UPDATES.search(fold(text)) and strangers(text, dates) <= STRANGERS)


def is_only_date(text: str) -> bool:
    """True for a day and nothing else."""
    found = dating_of(text)
    return found is not None and strangers(text, find_dates(text)) == 0


def is_month_line(text: str) -> bool:
    """True for «ديسمبر 2024» and nothing else: the issue of a review, which names no day."""
    dates = find_dates(text)
    return len(dates) == 1 and dates[0].precision == "month" and not strangers(text, dates)


def is_dated_notice(text: str) -> bool:
    """True for «السبت 1 يناير 2022: تهنئة …»: a line of the page's own that begins with a date."""
    dates = find_dates(text)
    begins = bool(dates) and dates[0].precision == "day" and dates[0].start <= NOTICE_WITHIN
    return begins and strangers(text, dates) > STRANGERS
