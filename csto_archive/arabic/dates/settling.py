"""Settling the year: said, taken from the neighbouring date, or reckoned from today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from .patterns import BESIDE, NAMED, UNTIL
from .readings import Reading

Kind = Literal["absolute", "relative"]
Settled = tuple[Reading, date, Kind]

TWIN_TOLERANCE = timedelta(days=10)
_DAY = timedelta(days=1)


def settle(folded: str, readings: list[Reading], today: date | None) -> list[Settled]:
    """Return the readings that turn out to be dates, in order, with their values.

    Works from the last to the first, because «20 إلى 22 أغسطس 2010» says the year at the end.
    """
    settled: list[Settled] = []
    before = [None, *readings]
    following: Reading | None = None
    after: date | None = None
    for reading, previous in zip(reversed(readings), reversed(before[:-1]), strict=True):
        value = reading.value or _of_neighbours(folded, previous, reading, following, after)
        kind: Kind = "absolute"
        if reading.year is None and value is None and today:
            kind = "relative"
            leads = reading.is_word and _joined(NAMED, folded, reading, following)
            value = None if leads else reckon(reading, today)
        if value:
            settled.append((reading, value, kind))
        following, after = reading, value
    return settled[::-1]


def _of_neighbours(
    folded: str,
    previous: Reading | None,
    reading: Reading,
    following: Reading | None,
    after: date | None,
) -> date | None:
    """Give a day and month the year of their Hijri or Gregorian twin, or of their range's end."""
    if reading.year is not None or reading.day is None or reading.direction is not None:
        return None
    for twin, pair in ((previous, (previous, reading)), (following, (reading, following))):
        if _is_twin(reading, twin) and _joined(BESIDE, folded, *pair):
            return _closest(reading, twin.value, TWIN_TOLERANCE)
    if after and _joined(UNTIL, folded, reading, following):
        return _latest(reading, after + _DAY)
    return None


def _is_twin(reading: Reading, other: Reading | None) -> bool:
    """True when `other` says a full day in the other calendar."""
    return bool(other and other.day and other.calendar != reading.calendar and other.value)


def _joined(
    link: re.Pattern[str], folded: str, first: Reading | None, second: Reading | None
) -> bool:
    """True when nothing but `link` stands between the two."""
    if first is None or second is None:
        return False
    return link.fullmatch(folded, first.end, second.start) is not None


def reckon(reading: Reading, today: date) -> date | None:
    """Return the date meant by relative words, or by a day and month without a year.

    A bare weekday is the last such day, today included; a bare day and month the closest. None
    when there is no such day or it lies outside the years that `date` knows.
    """
    try:
        return _reckon(reading, today)
    except OverflowError:
        return None


def _reckon(reading: Reading, today: date) -> date | None:
    if reading.near is not None:
        return today + timedelta(days=reading.near)
    if reading.weekday is not None:
        return _weekday(reading.weekday, reading.direction, today)
    return _CHOICES[reading.direction](reading, today)


def _weekday(weekday: int, direction: int | None, today: date) -> date:
    if direction == 1:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back or 7 if direction == -1 else back)


def _years_near(reading: Reading, near: date) -> Iterator[date]:
    """Yield the dates of the reading in the years around `near`, ascending."""
    year = near.year if reading.calendar == "gregorian" else (near.year - 622) * 33 // 32
    yield from filter(None, (reading.on(y) for y in range(year - 2, year + 3)))


def _closest(reading: Reading, near: date, tolerance: timedelta = timedelta.max) -> date | None:
    best = min(_years_near(reading, near), key=lambda day: abs(day - near), default=None)
    return best if best and abs(best - near) <= tolerance else None


def _latest(reading: Reading, before: date) -> date | None:
    return max((day for day in _years_near(reading, before) if day < before), default=None)


def _earliest(reading: Reading, after: date) -> date | None:
    return min((day for day in _years_near(reading, after) if day > after), default=None)


def _this_year(reading: Reading, today: date) -> date | None:
    return reading.on(today.year) if reading.calendar == "gregorian" else None


_CHOICES = {None: _closest, -1: _latest, 0: _this_year, 1: _earliest}
