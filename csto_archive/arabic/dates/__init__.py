"""Dates in Arabic text: finding, reading and writing them.

Found: «23 نوفمبر/تشرين الثاني 2023», «٢٨/١١/٢٠٢٤م», «2024-11-28T18:40», «الأول من أكتوبر 2021»,
«نوفمبر 23, 2022», «09 جمادى الأولى 1445 هـ», «نوفمبر 2024», «عام 2013», ranges («20 – 22 أغسطس
2010» gives two dates). Marks, tatweel and invisible characters inside do not disturb.

Choices:

* numbers are day/month/year or year first, never month/day: «11/28/2024» is not a date;
* years have four digits: 1800–2199, or 1343–1500 for Hijri (the reach of hijridate);
* «2026-2030», «1.2.3», «+20-12-2024» and «17-04-2024-2» are not dates;
* a bare year needs «عام» or «سنة» before it; names that are everyday words (ماي، آب، صفر) need
  a day or their twin («أيار/ماي») beside them;
* a day and month without a year need a Hijri date beside them, a range ending in a full date, or
  `today`; relative words («أمس», «الخميس الماضي», «نوفمبر المقبل») need `today`;
* 31 فبراير is not found, and neither is the month inside it; a contradicting weekday is ignored;
* a date may run over a line end, not over a blank line.
"""

from .finding import FoundDate, dates_in, find_dates, parse_date
from .writing import format_date, format_range, iso_date, weekday_name

__all__ = [
    "FoundDate",
    "dates_in",
    "find_dates",
    "format_date",
    "format_range",
    "iso_date",
    "parse_date",
    "weekday_name",
]
