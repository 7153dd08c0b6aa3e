"""Writing dates as the Arab press does: double month names, Western digits, words for ranges."""

from __future__ import annotations

from datetime import date

from .vocabulary import GREGORIAN_MONTHS, WEEKDAYS

_PARTS = {"day": 3, "month": 2, "year": 1}
_ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}


def month_name(month: int) -> str:
    """Return both names of month 1–12: «نوفمبر/تشرين الثاني»."""
    egyptian, levantine = GREGORIAN_MONTHS[month - 1][:2]
    return f"{egyptian}/{levantine}"


def weekday_name(value: date) -> str:
    """Return «الاثنين» … «الأحد»."""
    return WEEKDAYS[value.weekday()][0]


def format_date(value: date, precision: str = "day") -> str:
    """Return «23 نوفمبر/تشرين الثاني 2023», or less: `precision` is day, month or year.

    Any other precision raises KeyError.
    """
    return " ".join(_words(value)[-_PARTS[precision] :])


def iso_date(value: date, precision: str = "day") -> str:
    """Return «2023-11-23», or less: as `format_date`, for machines."""
    return value.isoformat()[: _ISO_LENGTHS[precision]]


def format_range(start: date, end: date) -> str:
    """Return «من 20 إلى 22 أغسطس/آب 2010», saying month and year once where they are the same.

    Equal days give a single date; dates in the wrong order are swapped.
    """
    if start == end:
        return format_date(start)
    first, last = _words(min(start, end)), _words(max(start, end))
    return f"من {' '.join(_unshared(first, last))} إلى {' '.join(last)}"


def _unshared(first: list[str], last: list[str]) -> list[str]:
    """Drop the year, and then the month, that the last date will say."""
    if first[2] != last[2]:
        return first
    return first[:1] if first[1] == last[1] else first[:2]


def _words(value: date) -> list[str]:
    return [str(value.day), month_name(value.month), f"{value.year:04d}"]
