"""Tables as files that spreadsheets read: RFC 4180, UTF-8 with its mark, nothing that runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from csto_archive.arabic.words import INSIDE
from csto_archive.charts.series import Chart

MARK = "\ufeff"  # by which spreadsheets know that a file is UTF-8
# What makes a formula of a text, in either width, also behind what is not seen.
FORMULA = re.compile(rf"[\t\r\n]|[\s{INSIDE}]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([inert(cell) for cell in row] for row in rows)
    return MARK + text.getvalue()


def inert(cell: object) -> object:
    """A text that no spreadsheet takes for a formula; numbers are no texts."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def chart_csv(chart: Chart) -> str:
    """The table of the chart; what is not measured is an empty cell. Samples say so in a column."""
    marked = {_("ملاحظة"): _("عيّنة تعليمية")} if chart.is_sample else {}
    rows = [
        [point.label, exact(point.value), *map(exact, point.rest), *marked.values()]
        for point in chart.points
    ]
    return as_csv([[chart.axis, chart.unit, *chart.heads, *marked], *rows])


def exact(value: object) -> object:
    """Fractions to the places that they are worth."""
    return round(value, 3) if isinstance(value, float) else value
