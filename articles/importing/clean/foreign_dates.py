"""Dates that the software of a page prints in its own language: «Dec 9, 2022», «29 mai 2013»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from csto_archive.arabic.dates import FoundDate

# How the names of the months begin, in English and French.
MONTHS = {
    "janv": 1, "jan": 1, "feb": 2, "fev": 2, "fév": 2, "mar": 3, "apr": 4, "avr": 4, "may": 5,
    "mai": 5, "juin": 6, "jun": 6, "juil": 7, "jul": 7, "aug": 8, "aou": 8, "aoû": 8, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12, "déc": 12,
}  # fmt: skip
NAMED = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})[ -]{{1,2}})?(?P<m>{'|'.join(MONTHS)})[a-z]{{0,6}}\.?[ -]{{1,2}}"
    r"(?:(?P<d2>\d{1,2}),? {1,2})?(?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# «2024:07:04.16:52», as Chinese papers print it.
COLONS = re.compile(r"(?<!\d)(?P<y>20\d\d):(?P<m>[01]\d):(?P<d>[0-3]\d)(?=[.\s]|$)")


def foreign_dates(text: str) -> Iterator[FoundDate]:
    for found in NAMED.finditer(text):
        day = found["d"] or found["d2"]
        month = MONTHS[found["m"].lower()]
        yield from dated(found, int(found["y"]), month, int(day or 1), "day" if day else "month")
    for found in COLONS.finditer(text):
        yield from dated(found, int(found["y"]), int(found["m"]), int(found["d"]), "day")


def dated(found: re.Match[str], year: int, month: int, day: int, precision: str):
    """The date, or nothing where there is no such day."""
    with suppress(ValueError):
        value = date(year, month, day)
        yield FoundDate(value, precision, *found.span(), found[0], "gregorian", "absolute")
