"""A strip of periods, drawn beside the list that tells of them: time runs from the right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.utils.safestring import SafeString

from csto_archive.charts.svg import percent, tag


class Span(Protocol):
    """`kind` is the end of a class name; a span without an end lasts until today."""

    kind: str
    start: date
    end: date | None


def strip(spans: Iterable[Span], first: date, today: date) -> SafeString:
    """From the day `first` to today, whatever began later or earlier cut off."""
    whole = max((today - first).days, 1)

    def place(day: date) -> float:
        return 100 * min(max((day - first).days, 0), whole) / whole

    bars = []
    for span in spans:
        start, end = place(span.start), place(span.end or today)
        across = {"x": percent(100 - end), "width": percent(end - start)}
        bars.append(tag("rect", class_=f"span-{span.kind}", height="100%", **across))
    look = {"class_": "strip", "width": "100%", "height": "1em", "aria_hidden": "true"}
    return tag("svg", *bars, **look)
