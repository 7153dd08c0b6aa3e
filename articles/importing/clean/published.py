"""When an article was published: from its metadata or its furniture, never from its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from articles.importing.clean.datings import (
    EARLIEST,
    Dating,
    dating_among,
    dating_before_buttons,
    dating_beside_name,
    dating_in,
)
from articles.importing.clean.shapes import Shaped
from articles.importing.page import Evidence, Extracted, Line
from csto_archive.arabic.dates import parse_date
from csto_archive.arabic.dates.vocabulary import NEAR_DAYS, WEEKDAY_NUMBER, any_of

# «أمس الخميس»: a day named from the day of writing.
NAMED_DAY = re.compile(
    rf"(?<!\w)(?P<near>{any_of(NEAR_DAYS)}) (?:يوم )?(?P<weekday>{any_of(WEEKDAY_NUMBER)})(?!\w)"
)
IN_URL = re.compile(r"/(?P<y>20\d\d)[/-]?(?P<m>[01]\d)[/-]?(?P<d>[0-3]\d)(?!\d)")


def dating_signed(text: str) -> Dating | None:
    """The day in a line that signs: «فيلنيوس | ليلى حداد | الثلاثاء 11 يوليو 2023»."""
    return dating_beside_name(text) or dating_among(text)


DATED = {"date": dating_in, "byline": dating_signed, "furniture": dating_before_buttons}


@dataclass(frozen=True, slots=True)
class Published:
    """`value` None where the page does not say it; the precision is that of the value."""

    value: date | None = None
    precision: str = ""
    rule: str = ""
    line: Line | None = None
    start: int = 0
    end: int = 0

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        span = self.line.span(self.start, self.end) if self.line else None
        return (Evidence("published_on", str(self.value), self.rule, *span),) if span else ()


def published(
    own: Sequence[Shaped], headline: int, body: range, facts: Extracted, url: str
) -> Published:
    """Metadata first, then the date line nearest below the headline, above it, at the bottom."""
    found = (
        *from_facts(facts),
        *from_lines(own, headline, body),
        *from_url(url),
        *from_printed_day(facts, own[body.start : body.stop]),
    )
    return next(iter(found), Published())


def from_facts(facts: Extracted) -> Iterator[Published]:
    for fact in facts.stated("published_on"):
        value = parse_date(fact.value)
        if value and value.precision == "day" and value.value >= EARLIEST:
            yield Published(value.value, "day", fact.rule)


def from_lines(own: Sequence[Shaped], headline: int, body: range) -> Iterator[Published]:
    """Date lines between headline and text first, then those above from the nearest up, then those
    below the text; inside the text they belong to other things."""
    below, above = range(headline + 1, body.start), range(headline, -1, -1)
    tail = (at for at in range(body.stop, len(own)) if own[at].shape == "date")
    for at in (*below, *above, *tail):
        line = own[at].line
        dating = DATED[own[at].shape](line.text) if own[at].shape in DATED else None
        if dating:
            yield Published(
                dating.value, dating.precision, "date-line", line, dating.start, dating.end
            )


def printed_above(lines: Sequence[Shaped]) -> Published:
    """The day that the head of a page names, for the items below it."""
    return next(from_lines(lines, -1, range(0)), Published())


def from_printed_day(facts: Extracted, body: Sequence[Shaped]) -> Iterator[Published]:
    """The day in the page's header, which may be that of a later visit: only where the article
    names its days from it, «أمس الخميس» on a Friday."""
    printed = [line for line in facts.lines if "printed" in line.roles]
    named = [day for line in body for day in NAMED_DAY.finditer(line.key)] if printed else []
    for line in printed:
        dating = dating_in(line.text)
        if dating and named and all(is_named_from(dating.value, day) for day in named):
            yield Published(
                dating.value, dating.precision, "printed-day", line, dating.start, dating.end
            )


def is_named_from(today: date, named: re.Match[str]) -> bool:
    day = today + timedelta(days=NEAR_DAYS[named["near"]])
    return day.weekday() == WEEKDAY_NUMBER[named["weekday"]]


def from_url(url: str) -> Iterator[Published]:
    if found := IN_URL.search(url):
        try:
            yield Published(date(int(found["y"]), int(found["m"]), int(found["d"])), "day", "url")
        except ValueError:
            return
