"""From a match to a reading: the numbers a pattern has found, not yet put into a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from hijridate import Hijri

from .vocabulary import (
    DIRECTION,
    EVERYDAY_WORDS,
    GREGORIAN_NUMBER,
    HIJRI_NUMBER,
    NEAR_DAYS,
    ORDINAL_DAY,
    WEEKDAY_NUMBER,
    any_of,
)

Precision = Literal["day", "month", "year"]
Calendar = Literal["gregorian", "hijri"]

GREGORIAN_YEARS = range(1800, 2200)
HIJRI_YEARS = range(1343, 1501)

_NUMBER = GREGORIAN_NUMBER | HIJRI_NUMBER
_NAME = re.compile(any_of(_NUMBER))


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as written, in offsets of the folded text; what is not said is None."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: Calendar = "gregorian"
    direction: int | None = None
    near: int | None = None
    weekday: int | None = None

    @property
    def precision(self) -> Precision:
        """Return the smallest unit said; relative words always mean a day."""
        if self.day is not None or self.is_word:
            return "day"
        return "year" if self.month is None else "month"

    @property
    def is_word(self) -> bool:
        """True for «أمس» or «الخميس»: a day known only from today."""
        return self.near is not None or self.weekday is not None

    def on(self, year: int) -> date | None:
        """Return the date (first day of a month or year) in `year`, or None if there is none."""
        try:
            return _CALENDARS[self.calendar](year, _or_first(self.month), _or_first(self.day))
        except (ValueError, OverflowError):
            return None

    @property
    def value(self) -> date | None:
        """Return the date when the year is said and exists."""
        return None if self.year is None else self.on(self.year)


def _or_first(number: int | None) -> int:
    return 1 if number is None else number


def _gregorian(year: int, month: int, day: int) -> date:
    if year not in GREGORIAN_YEARS:
        raise ValueError(year)
    return date(year, month, day)


def _hijri(year: int, month: int, day: int) -> date:
    return date(*Hijri(year, month, day).to_gregorian().datetuple())


_CALENDARS: dict[str, Callable[[int, int, int], date]] = {
    "gregorian": _gregorian,
    "hijri": _hijri,
}


def read(match: re.Match[str]) -> list[Reading]:
    """Return the readings of one match: none, one, or two for «20 – 22 أغسطس»."""
    said = match.groupdict()
    if not said.get("day") and not said.get("nth") and _month_name(said) in EVERYDAY_WORDS:
        return []
    reading = _reading(match.span("date"), said)
    first = _int(said.get("first"))
    if first is None or reading.day is None or first >= reading.day:
        return [reading]
    start, end = match.span("first")
    return [replace(reading, start=start, end=end, day=first), reading]


def _reading(span: tuple[int, int], said: dict[str, str | None]) -> Reading:
    year, day = _int(said.get("year")), _int(said.get("day"))
    is_hijri = not said.get("gregorian") and (
        said.get("hijri") or said.get("ah") or year in HIJRI_YEARS
    )
    return Reading(
        *span,
        year=year,
        month=_month_number(said),
        day=ORDINAL_DAY.get(said.get("nth") or "") if day is None else day,
        calendar="hijri" if is_hijri else "gregorian",
        direction=DIRECTION.get(said.get("direction") or ""),
        near=NEAR_DAYS.get(said.get("near") or ""),
        weekday=WEEKDAY_NUMBER.get(said.get("weekday") or ""),
    )


def _month_name(said: dict[str, str | None]) -> str:
    return said.get("gregorian") or said.get("hijri") or ""


def _month_number(said: dict[str, str | None]) -> int | None:
    """Return the number said, or that of the (first) name said."""
    name = _NAME.match(_month_name(said))
    return _NUMBER[name[0]] if name else _int(said.get("month"))


def _int(digits: str | None) -> int | None:
    return None if digits is None else int(digits)
