"""Summits pointed to without their day: «قبل ثلاثة أسابيع»، «القمة اليوبيلية في مايو الماضي».

Such words give a stretch of days. A summit is meant where just one of those days fits what else the
sentence says of it: its city, that it met by video, its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from articles.importing.recognise.facts import SummitFacts
from articles.importing.recognise.organisations import kinds_in
from csto_archive.arabic.dates.patterns import any_of
from csto_archive.arabic.dates.vocabulary import GREGORIAN_NUMBER

DAY = timedelta(days=1)
# (days of one, days that it may be off); a year ago may be any day of a season.
UNITS = {"يوم": (1, 1), "اسبوع": (7, 4), "شهر": (30, 16), "عام": (365, 100)}
SINGULAR = {
    "يوم": "يوم", "يوما": "يوم", "ايام": "يوم", "اسبوع": "اسبوع", "اسابيع": "اسبوع",
    "شهر": "شهر", "اشهر": "شهر", "شهور": "شهر", "عام": "عام", "اعوام": "عام", "سنه": "عام",
    "سنوات": "عام",
}  # fmt: skip
TWO = {"يومين": "يوم", "اسبوعين": "اسبوع", "شهرين": "شهر", "عامين": "عام", "سنتين": "عام"}
NUMBERS = {
    "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "ثماني": 8, "تسع": 9, "عشر": 10,
}  # fmt: skip
COUNTED = (
    rf"(?P<number>\d+|{any_of(NUMBERS)})?ه?\s*(?P<unit>{any_of({**SINGULAR, **TWO})})(?:\s+واحد)?"
)
# «بعد أسبوعين من قمة …»: the subject came later; «بعد شهر في يريفان»: the other will.
APART = re.compile(
    rf"(?<!\w)[وف]?(?P<which>قبل|منذ|بعد)\s+(?:نحو\s+)?{COUNTED}(?!\w)"
    r"(?P<after>\s+(?:من|علي|عن)(?!\w))?"
)
SEASONS = {"ربيع": (3, 5), "صيف": (6, 8), "خريف": (9, 11)}
PASSED, COMING = "(?:ماضي?|فائت|منصرم|سابق)ه?", "(?:مقبل|قادم)ه?"
BESIDE = rf"\s+ال(?:(?P<passed>{PASSED})|(?P<coming>{COMING}))(?!\w)"
YEAR_BESIDE = re.compile(rf"(?<!\w)[ولبف]?(?:ال|لل)(?:عام|سنه){BESIDE}")
MONTH_BESIDE = re.compile(rf"(?<!\w)[ولبف]?(?:ال|لل)شهر{BESIDE}")
# «في الثامن والعشرين من الشهر الجاري»: the day is told, the month is that of the article.
THIS_MONTH = re.compile(
    r"(?<!\w)(?:هذا الشهر|(?:من|مطلع|منتصف|اواخر|نهايه) الشهر(?: ال(?:جاري|حالي))?)(?!\w| ال)"
)
SEASON = re.compile(
    rf"(?<!\w)(?:ال)?(?P<season>{any_of(SEASONS)})(?:\s+(?:عام\s+)?(?P<year>20\d\d)|{BESIDE})"
)
YEAR = re.compile(r"(?<!\w)(?:في|عام|سنه|لعام|قمه|دوره)\s+(?P<year>20\d\d)(?!\d)")
# A month without its year: with one it is a date (see csto_archive/arabic/dates).
MONTH = re.compile(
    rf"(?<!\w)(?:في|من|شهر|قمه|دوره|اواخر|اوائل|مطلع|منتصف)\s+(?P<month>{any_of(GREGORIAN_NUMBER)})(?!\w)"
    r"(?!\s*(?:\(\s*\w+\s*\)|/\s*\w+)?\s*(?:من )?(?:عام |سنه )?\d{4})"
)
# What a meeting decided tells of it: «اعتمدها القادة في يريفان»، «ما تقرر في دوشنبه».
DECIDED_THERE = (
    r"(?<!\w)[وف]?(?:اتفق|اقر|قرر|تبني|تبنا|اعتمد|وقع|اتخذ)(?:ه|ها|وه|وها)? (?:علي\w* )?"
    r"(?:قاده الدول|(?:القاده|الرؤساء))(?!\w)"
    r"|(?<!\w)(?:ما|الذي|التي) (?:تقررت?|اقرت?|اتفق عليها?|اعتمدت?) (?:في|ب)"
)
# A meeting of leaders even where no city stands beside it.
STRICT = re.compile(
    r"(?<!\w)[وفبلك]{0,2}(?:ال)?(?:قمه|قمتهم|دوره|دورتهم|قاده|رؤساء)(?!\w)"
    r"|(?:جلسه|اجتماعا?|لقاء) (?:\w+ ){0,3}(?:ال)?(?:طارئ|استثنائ)"
)
MEETING = re.compile(
    r"(?<!\w)[وفبلك]{0,2}(?:ال)?(?:قمه|قمتهم|قمتها|دوره|دورتهم|دورتها|جلسه|اجتماعا?|لقاء"
    r"|اجتمعوا|التقوا|يجتمعون|يلتقون"
    rf"|[وف]?(?:التقي|اجتمع) (?:القاده|الرؤساء))(?!\w)(?! ثنائي)|{DECIDED_THERE}"
)
NEARBY = 60
# «انتهاء ولايته في أيار»: the time of something else than a meeting, before it.
OF_ANOTHER = re.compile(
    r"(?<!\w)\w*(?:ولايت|انتخاب|استفتاء|مناور|تدريب|زيار)\w*(?:\s+\S+){0,2}?"
    r"(?:\s+(?:في|خلال|من|حتي))?\s*$"
)


class Stretch(NamedTuple):
    """The days that some words may mean; `start` and `end` of the words in the folded text.
    `is_wide`: too many days to tell a summit without its city or kind."""

    first: date
    last: date
    start: int
    end: int
    is_wide: bool = False


def stretches(
    folded: str, in_months: Sequence[tuple[int, int, date]], day: date, is_next: bool
) -> Iterator[Stretch]:
    """All that a sentence tells, seen from `day`; `in_months`: its dates that are months."""
    yield from (months((start, end), first) for start, end, first in in_months)
    yield from (found for match in APART.finditer(folded) if (found := apart(match, day)))
    for match in YEAR_BESIDE.finditer(folded):
        yield whole_year(match, day.year + (1 if match["coming"] else -1))
    for match in YEAR.finditer(folded):
        yield whole_year(match, int(match["year"]))
    for match in MONTH_BESIDE.finditer(folded):
        first = day.replace(day=1)
        yield months(match.span(), first + 31 * DAY if match["coming"] else first - DAY)
    yield from (months(match.span(), day) for match in THIS_MONTH.finditer(folded))
    for match in SEASON.finditer(folded):
        yield season(match, day)
    for match in MONTH.finditer(folded):
        yield nearest_month(match, GREGORIAN_NUMBER[match["month"]], day, is_next)


def apart(match: re.Match[str], day: date) -> Stretch | None:
    unit, count = counted(match)
    if not unit or (match["which"] != "بعد" and match["after"]):
        return None
    one, off = UNITS[unit]
    is_coming = match["which"] == "بعد" and not match["after"]
    middle = day + one * count * DAY * (1 if is_coming else -1)
    return Stretch(middle - off * DAY, middle + off * DAY, *match.span(), unit == "عام")


def counted(match: re.Match[str]) -> tuple[str, int]:
    if match["unit"] in TWO:
        return TWO[match["unit"]], 2
    number = match["number"] or "1"
    count = int(number) if number.isdigit() else NUMBERS[number]
    return (SINGULAR[match["unit"]], count) if count <= 30 else ("", 0)


def whole_year(match: re.Match[str], year: int) -> Stretch:
    return Stretch(date(year, 1, 1), date(year, 12, 31), *match.span(), True)


def months(span: tuple[int, int], first: date, more: int = 0) -> Stretch:
    """From the month of `first` on, `more` months further."""
    start = first.replace(day=1)
    last = (start + 31 * (more + 1) * DAY).replace(day=1) - DAY
    return Stretch(start, last, *span)


def season(match: re.Match[str], day: date) -> Stretch:
    from_month, to_month = SEASONS[match["season"]]
    year = int(match["year"]) if match["year"] else day.year
    if match["passed"] and day.month <= to_month:
        year -= 1
    if match["coming"] and day.month >= from_month:
        year += 1
    return months(match.span(), date(year, from_month, 1), to_month - from_month)


def nearest_month(match: re.Match[str], month: int, day: date, is_next: bool) -> Stretch:
    """The last such month, the next one where the sentence looks ahead."""
    year = day.year
    if is_next and month < day.month:
        year += 1
    if not is_next and month > day.month:
        year -= 1
    return months(match.span(), date(year, month, 1))


def meant(
    stretch: Stretch,
    folded: str,
    summits: Sequence[SummitFacts],
    cities: Iterable[str],
    is_by_video: bool,
) -> SummitFacts | None:
    """The one summit in a stretch of days that fits what the sentence says of it."""
    if not is_beside(stretch, folded):
        return None
    fitting = [s for s in summits if stretch.first <= s.start <= stretch.last]
    kinds = kinds_in(folded)
    there = [s for s in fitting if s.city in cities]
    if there or (cities and not kinds):
        fitting = there
    elif not STRICT.search(folded) or (stretch.is_wide and not kinds):
        return None
    if is_by_video:
        fitting = [s for s in fitting if s.is_video]
    alike = [s for s in fitting if s.kind in kinds] if kinds else of_kind(fitting, folded)
    chosen = alike or there
    return chosen[0] if len(chosen) == 1 else None


def of_kind(fitting: Sequence[SummitFacts], folded: str) -> list[SummitFacts]:
    """The joint meetings where the text speaks of one, else the organisation's own."""
    is_joint = "joint" in kinds_in(folded)
    return [s for s in fitting if (s.kind == "joint") == is_joint] or list(fitting)


def is_beside(stretch: Stretch, folded: str) -> bool:
    """A meeting is named within a few words of the stretch."""
    before = folded[max(stretch.start - NEARBY, 0) : stretch.start]
    around = before + folded[stretch.start : stretch.end + NEARBY]
    return bool(MEETING.search(around)) and not OF_ANOTHER.search(before)
