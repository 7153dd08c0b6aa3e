"""Finding dates: match, read, settle the year from the neighbours or from today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..normalise import Folded, fold_with_map
from .patterns import ABSOLUTE, RELATIVE, Rules
from .readings import Calendar, Precision, read
from .settling import Kind, settle

_BLANK_LINE = re.compile(r"\n(?=[^\S\n]*\n)")
_BARRIER = "|"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    `value` is Gregorian, the first day of a month or year when `precision` says so; `start` and
    `end` are offsets into the text given, and `text` is what stands there, without weekday.
    """

    value: date
    precision: Precision
    start: int
    end: int
    text: str
    calendar: Calendar
    kind: Kind


def find_dates(text: str, today: date | None = None) -> list[FoundDate]:
    """Return the dates in `text` in order, without overlaps; the package lists the choices.

    `today` is the day the text was published: with it relative words are resolved (kind
    «relative»). Linear in the length of the text; never raises.
    """
    return dates_in(fold_with_map(_BLANK_LINE.sub(_BARRIER, text)), today)


def dates_in(folded: Folded, today: date | None = None) -> list[FoundDate]:
    """`find_dates` for a text without blank lines that is folded already."""
    rules = ABSOLUTE if today is None else ABSOLUTE + RELATIVE
    readings = [reading for match in _matches(folded.text, rules) for reading in read(match)]
    if not readings:
        return []
    found = []
    for reading, value, kind in settle(folded.text, readings, today):
        start, end = folded.span(reading.start, reading.end)
        written = folded.original[start:end]
        found.append(
            FoundDate(value, reading.precision, start, end, written, reading.calendar, kind)
        )
    return found


def parse_date(text: str, today: date | None = None) -> FoundDate | None:
    """Return the first date in `text`, or None."""
    return next(iter(find_dates(text, today)), None)


def _matches(folded: str, rules: Iterable[Rules]) -> Iterator[re.Match[str]]:
    """Yield the matches of all rules from left to right; the earliest, then longest, wins."""
    patterns = [pattern for some in rules if some.sign(folded) for pattern in some.patterns]
    every = [match for pattern in patterns for match in pattern.finditer(folded)]
    every.sort(key=lambda match: (match.start(), -match.end()))
    end = 0
    for match in every:
        if match.start() >= end:
            end = match.end()
            yield match
