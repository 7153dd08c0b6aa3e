"""Patterns for dates on folded text: Western digits, one space between words, no marks.

Every repetition is bounded, so scanning is linear. The group `date` is what is reported;
particles before it belong to the match but not to the date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .vocabulary import (
    DIRECTION,
    GREGORIAN_NUMBER,
    HIJRI_NUMBER,
    NEAR_DAYS,
    NOT_TODAY,
    NOT_TODAY_AFTER,
    ORDINAL_DAY,
    WEEKDAY_NUMBER,
    any_of,
)

_LETTER = r"[^\W\d_]"
_WORD_START = rf"(?<!{_LETTER})"
_WORD_END = rf"(?!{_LETTER})"
_PARTICLES = rf"{_WORD_START}[وف]?[بلك]?"
# No digit before, nor "2024-" or "18:", nor a Latin letter or a plus sign.
_NUMBER_START = r"(?<!\d)(?<!\d[-‐–/.:,])(?<![a-z+])"


def _months(numbers: dict[str, int]) -> str:
    """Return a pattern for one month name, or two names of the same month side by side."""
    rows = [any_of(n for n, m in numbers.items() if m == month) for month in range(1, 13)]
    return "|".join(rf"(?:{row})(?: ?[/\\،,(-]? ?(?:{row})\)?)?" for row in rows)


_GREGORIAN = _months(GREGORIAN_NUMBER)
_HIJRI = _months(HIJRI_NUMBER)
_MONTH = rf"(?:(?P<gregorian>{_GREGORIAN})|(?P<hijri>{_HIJRI})){_WORD_END}"
_ERA = rf"(?: ?(?:(?P<ah>ه|هجريه|هجري|للهجره)|م|ميلاديه|ميلادي|للميلاد){_WORD_END})?"
_YEAR = rf"(?P<year>\d{{4}})(?!\d|[-‐–/]\d{{4}}){_ERA}"
_YEAR_AFTER = rf" ?[،,/.-]? ?(?:من )?(?:(?:لل|ل|ال)?(?:عام|سنه) )?{_YEAR}"
_DIRECTION = rf" (?:من )?(?P<direction>{any_of(DIRECTION)}){_WORD_END}"
_DAY = r"(?P<day>\d{1,2})(?!\d)"
_NTH = rf"(?P<nth>{any_of(ORDINAL_DAY)})(?= )"
_OF = r" ?[-/.]? ?(?:من )?(?:شهر )?"
_TO = r" ?(?:[-‐–—]|الي|حتي|و)(?: ?يوم)? ?"
_WEEKDAY = any_of(WEEKDAY_NUMBER)
_NOT_TODAY_AFTER = "".join(f"(?<!{word} )" for word in NOT_TODAY_AFTER)
_BETWEEN = r" ?[-‐–/\\؍] ?|\."
_SIGN = f"(?P<sign>{_BETWEEN})"
_TIME = r"(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:z|[+-]\d{2}:?\d{2})?)?"

_PATTERNS: dict[str, str] = {
    "spelled": rf"(?:{_NUMBER_START}(?:(?P<first>\d{{1,2}}){_TO})?(?=\d)|{_WORD_START}و?(?=[اغف]))"
    rf"(?P<date>(?:{_DAY}|{_NTH}){_OF}{_MONTH}(?:{_YEAR_AFTER}|{_DIRECTION})?)",
    "month_first": rf"{_PARTICLES}(?P<date>{_MONTH} {_DAY} ?[،,] ?{_YEAR})",
    "month": rf"{_PARTICLES}(?P<date>{_MONTH}(?:{_YEAR_AFTER}|{_DIRECTION}))",
    "numeric": rf"{_NUMBER_START}(?P<date>{_DAY}{_SIGN}(?P<month>\d{{1,2}})(?P=sign)"
    rf"(?P<year>\d{{4}})(?!\d|(?P=sign)\d){_ERA})",
    "year_first": rf"{_NUMBER_START}(?P<date>(?P<year>\d{{4}}){_SIGN}(?P<month>\d{{1,2}})"
    rf"(?P=sign){_DAY}(?!(?P=sign)\d)(?:{_TIME}){_ERA})",
    "year": rf"{_WORD_START}[وف]?[بلك]?(?:ا?ل)?(?P<date>(?:عام|سنه) {_YEAR})(?![-‐–/]\d)",
    "near": rf"{_PARTICLES}{_NOT_TODAY_AFTER}(?P<date>(?P<near>{any_of(NEAR_DAYS)}){_WORD_END}"
    rf"(?: (?:{_WEEKDAY}){_WORD_END})?)(?! (?:{any_of(NOT_TODAY)}){_WORD_END})",
    "weekday": rf"{_PARTICLES}(?P<date>(?P<weekday>{_WEEKDAY}){_WORD_END}"
    rf"(?:{_DIRECTION})?)",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}


@dataclass(frozen=True, slots=True)
class Rules:
    """Patterns that cannot match where nothing of `sign` is, which is far quicker to see."""

    sign: Callable[[str], object]
    patterns: tuple[re.Pattern[str], ...]


def _rules(sign: Callable[[str], object], *names: str) -> Rules:
    return Rules(sign, tuple(map(_COMPILED.__getitem__, names)))


def _any_inside(words: Iterable[str]) -> Callable[[str], bool]:
    """Return whether a text has one of the words inside; those with another inside say no more."""
    least: list[str] = []
    for word in sorted(set(words), key=len):
        if not any(other in word for other in least):
            least.append(word)
    return lambda text: any(map(text.__contains__, least))


def _telling(name: str) -> str:
    """Return the first word of a name, or the last one of «ذو القعدة»."""
    first, *others = name.split()
    return first if len(first) > 2 else (others or [first])[-1]


_MONTHS = [_telling(name) for name in GREGORIAN_NUMBER | HIJRI_NUMBER]
_SHORT = any_of(name for name in _MONTHS if len(name) == 2)  # آب is in every other word
_SHORT_MONTH = re.compile(rf"{_PARTICLES}(?:{_SHORT})+{_WORD_END}")
_long_month = _any_inside(name for name in _MONTHS if len(name) > 2)


def _has_month(text: str) -> bool:
    return _long_month(text) or _SHORT_MONTH.search(text) is not None


ABSOLUTE = (
    _rules(_has_month, "spelled", "month_first", "month"),
    _rules(re.compile(rf"\d(?:{_BETWEEN})\d").search, "numeric", "year_first"),
    _rules(re.compile(r"(?:عام|سنه) \d").search, "year"),
)
RELATIVE = (
    _rules(_any_inside(NEAR_DAYS), "near"),
    _rules(_any_inside(WEEKDAY_NUMBER), "weekday"),
)

# What may stand between two dates that belong together.
UNTIL = re.compile(_TO)
BESIDE = re.compile(
    rf"\.?[ ،,/|()\[\]=-]{{0,3}}(?:(?:الموافق|المصادف|الموافقه)(?: ?ل)?(?: يوم)?)?"
    rf"[ :،,()-]{{0,3}}(?:{_WEEKDAY})?[ ،,]{{0,2}}"
)
NAMED = re.compile(r"[ ،,(]{1,3}(?:يوم )?")
