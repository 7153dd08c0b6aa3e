"""What a chart shows, as frozen data: one series of points, in words and in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.utils.translation import gettext as _

Number = int | float
SEEN = 0.8


class Form(Enum):
    """How the points are drawn. Columns and lines are for time: it runs from the right."""

    COLUMNS = "columns"
    ROWS = "rows"
    LINE = "line"


@dataclass(frozen=True)
class Point:
    """A column, a row or a dot.

    `value` is None where nothing can be measured, which is not the same as nothing. `told` is the
    value in words, `short` the label where there is little room, `among` what the value is a part
    of (a pale column behind it), `rest` what else the table has, in the order of `Chart.heads`.
    """

    label: str
    value: Number | None
    told: str = ""
    short: str = ""
    among: Number | None = None
    rest: tuple[Number | str | None, ...] = ()
    address: str = ""

    @property
    def tick(self) -> str:
        return self.short or self.label


@dataclass(frozen=True)
class Chart:
    """`name` and `record` are its address, `axis` what the points are («السنة»), `unit` what is
    counted («عدد المقالات»), `told` the main numbers in a sentence, `among` the unit of
    `Point.among`, `about` whose chart it is, for who sees it away from its page. `is_sample`: all
    of it is invented."""

    name: str
    title: str
    form: Form
    axis: str
    unit: str
    points: tuple[Point, ...]
    told: str
    record: str = ""
    heads: tuple[str, ...] = ()
    among: str = ""
    about: str = ""
    note: str = ""
    is_sample: bool = False

    @property
    def key(self) -> str:
        """For ids and file names."""
        return f"{self.name}-{self.record}" if self.record else self.name

    @property
    def query(self) -> str:
        return f"?of={self.record}" if self.record else ""

    @property
    def is_measured(self) -> bool:
        """Whether there is anything to draw."""
        return any(point.value is not None for point in self.points)

    @cached_property
    def scale(self) -> Scale:
        return Scale.over(self.points)

    @property
    def units(self) -> str:
        """What the columns are; the pale ones after the dark ones."""
        return _("%(unit)s، والفاتح: %(among)s") % vars(self) if self.among else self.unit

    @property
    def is_time(self) -> bool:
        return self.form is not Form.ROWS

    @property
    def direction(self) -> str:
        """Which way time runs, for those who see the drawing."""
        if not self.is_time or len(self.points) < 2:
            return ""
        ends = {"first": self.points[0].label, "last": self.points[-1].label}
        return _("يجري الزمن من اليمين إلى اليسار: من %(first)s إلى %(last)s.") % ends

    @property
    def in_words(self) -> str:
        """For those who do not see it: all the numbers that are not nothing."""
        counted = (point for point in self.points if point.value)
        values = "؛ ".join(f"{p.label}: {p.told or number(p.value)}" for p in counted)
        return f"{self.told} {values}".strip()


@dataclass(frozen=True)
class Scale:
    """From nothing to a round number, and the round numbers between that have a line."""

    top: Number
    lines: tuple[Number, ...]

    @classmethod
    def over(cls, points: tuple[Point, ...]) -> Scale:
        values = [v for point in points for v in (point.value, point.among) if v is not None]
        most = max(values, default=0) or 1
        whole = all(isinstance(value, int) for value in values)
        step = _round_step(most / 4)
        step = max(1, int(step)) if whole else step
        count = -(-most // step)
        return cls(step * count, tuple(step * n for n in range(1, int(count) + 1)))

    def share(self, value: Number) -> float:
        """From 0 to 100; of what is not nothing at least so much that it is seen."""
        return max(100 * value / self.top, SEEN if value else 0)


def _round_step(least: float) -> float:
    """1, 2 or 5 times a power of ten, at least so much."""
    power = 10.0 ** len(str(int(least))) if least >= 1 else 1.0
    while power > least:
        power /= 10
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least)


def number(value: Number | str | None) -> str:
    """«1,234», «2.5», «0.034»; a dash for what is not known."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    if isinstance(value, float):
        return f"{value:,.1f}" if value >= 1 else f"{value:.2g}"
    return f"{value:,}" if isinstance(value, int) else value
