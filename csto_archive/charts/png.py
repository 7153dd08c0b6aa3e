"""Charts as pictures of 1200 pixels across, for articles and slides."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from csto_archive.arabic.shaping import wrap
from csto_archive.charts import series, svg
from csto_archive.charts.series import Chart, Form, number
from csto_archive.charts.svg import MOST_ROWS, step_of_labels
from csto_archive.citations import ARCHIVE
from csto_archive.drawing import (
    GOLD,
    INK,
    PAPER,
    RULE,
    RUST,
    SOFT,
    TEAL,
    clip,
    digest,
    draw_ar,
    fits,
    has_raqm,
    ink,
    load_font,
    one_line,
    png,
)
from csto_archive.fonts import AMIRI_BOLD, PLEX, PLEX_BOLD

WIDTH, MARGIN = 1200, 60
RIGHT, ACROSS = WIDTH - MARGIN, WIDTH - 2 * MARGIN
PLOT, ROW = 400, 74
ROOM = 76  # letters of labels below the columns
WIDEST = 90
PALE = "#d5dedb"


def digest_of(chart: Chart) -> str:
    return digest((chart, str(ARCHIVE)), __file__, series.__file__, svg.__file__)


@lru_cache(maxsize=32)
def as_png(chart: Chart) -> bytes:
    return png(_Sheet(chart).image)


class _Sheet:
    """The paper of one chart, written and drawn from the top down to `y`."""

    def __init__(self, chart: Chart) -> None:
        self.chart, self.raqm = chart, has_raqm()
        self.image = Image.new("RGB", (WIDTH, 2400), PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.small = load_font(PLEX, 24, self.raqm)
        self.y = MARGIN
        self._head()
        if chart.is_measured:
            {Form.ROWS: self._rows, Form.COLUMNS: self._time, Form.LINE: self._time}[chart.form]()
        self._foot()
        self.image = self.image.crop((0, 0, WIDTH, self.y))

    def _head(self) -> None:
        if self.chart.is_sample:
            self._badge()
        self._paragraph(self.chart.about, load_font(PLEX_BOLD, 28, self.raqm), 46, RUST)
        self._paragraph(self.chart.title, load_font(AMIRI_BOLD, 46, self.raqm), 66, INK)
        self._paragraph(self.chart.told, self.small, 40, SOFT)
        self.y += 12
        self._paragraph(self.chart.units, load_font(PLEX_BOLD, 24, self.raqm), 40, RUST)
        self.y += 20

    def _badge(self) -> None:
        font, words = load_font(PLEX_BOLD, 26, self.raqm), _("عيّنة تعليمية")
        left, right = ink(words, font)
        end = MARGIN + right - left + 44
        self.draw.rectangle((MARGIN, self.y - 20, end, self.y + 26), fill=GOLD)
        draw_ar(self.draw, (end - 22 - right, self.y + 12), words, font, INK)
        self.y += 40

    def _paragraph(self, words: str, font: FreeTypeFont, pitch: int, fill: str) -> None:
        for line in wrap(one_line(words), fits(font, ACROSS), 3):
            self.y += pitch
            self._text(clip(line, font, ACROSS), RIGHT, self.y - pitch // 4, fill, font)

    def _text(self, words: str, x: float, y: float, fill: str, font: FreeTypeFont | None = None):
        """A line that ends, at the right, at `x`."""
        draw_ar(self.draw, (x, y), words, font or self.small, fill)

    def _centred(self, words: str, x: float, y: float, fill: str) -> None:
        left, right = ink(words, self.small)
        half = (right - left) / 2
        x = min(max(x, MARGIN + half), RIGHT - half)
        self._text(words, x + half - right, y, fill)

    # Time

    def _time(self) -> None:
        self.y += 30
        top, base = self.y, self.y + PLOT
        names = {value: number(value) for value in (0, *self.chart.scale.lines)}
        room = max(ink(name, self.small)[1] - ink(name, self.small)[0] for name in names.values())
        self.end = RIGHT - room - 24
        for value, name in names.items():
            y = base - PLOT * self.chart.scale.share(value) / 100
            self.draw.line((MARGIN, y, self.end, y), fill=RULE if value else SOFT, width=2)
            self._text(name, RIGHT, y + 9, SOFT)
        slot = (self.end - MARGIN) / len(self.chart.points)
        middles = [self.end - slot * (place + 0.5) for place in range(len(self.chart.points))]
        self._columns(middles, slot, base) if self.chart.form is Form.COLUMNS else self._line(
            middles, base
        )
        self._labels(middles, base)
        self.y = top + PLOT + 60
        if self.chart.direction:
            self._paragraph(self.chart.direction, self.small, 40, SOFT)

    def _height(self, value: float) -> float:
        return PLOT * self.chart.scale.share(value) / 100

    def _columns(self, middles: list[float], slot: float, base: float) -> None:
        half = min(slot * 0.74, WIDEST) / 2
        for middle, point in zip(middles, self.chart.points, strict=True):
            for value, fill in ((point.among, PALE), (point.value, TEAL)):
                if value:
                    box = (middle - half, base - self._height(value), middle + half, base - 2)
                    self.draw.rectangle(box, fill=fill)
            if point.value is None:
                self._gap(middle, base)
        self._values(middles, base)

    def _line(self, middles: list[float], base: float) -> None:
        spots = [
            None if point.value is None else (middle, base - self._height(point.value))
            for middle, point in zip(middles, self.chart.points, strict=True)
        ]
        for one, other in zip(spots, spots[1:], strict=False):
            if one and other:
                self.draw.line((*one, *other), fill=TEAL, width=4)
        for middle, spot in zip(middles, spots, strict=True):
            if spot:
                self.draw.circle(spot, 7, fill=TEAL)
            else:
                self._gap(middle, base)
        self._values(middles, base)

    def _gap(self, middle: float, base: float) -> None:
        for y in range(int(base) - 60, int(base) - 4, 12):
            self.draw.line((middle, y, middle, y + 4), fill=SOFT, width=3)

    def _values(self, middles: list[float], base: float) -> None:
        """Over all where there are few, else over the greatest alone."""
        points = self.chart.points
        most = max((point.value or 0 for point in points), default=0)
        for middle, point in zip(middles, points, strict=True):
            if point.value and (len(points) <= 16 or point.value == most):
                top = base - self._height(point.value)
                self._centred(number(point.value), middle, top - 14, INK)

    def _labels(self, middles: list[float], base: float) -> None:
        step = step_of_labels(self.chart.points, ROOM)
        last = len(middles) - 1
        for place, (middle, point) in enumerate(zip(middles, self.chart.points, strict=True)):
            if (last - place) % step == 0:
                self._centred(one_line(point.tick), middle, base + 40, SOFT)

    # Rows

    def _rows(self) -> None:
        for point in self.chart.points[:MOST_ROWS]:
            value = _("القليل لا يُقاس") if point.value is None else number(point.value)
            left, right = ink(value, self.small)
            self._text(value, MARGIN - left, self.y + 30, INK)
            label = clip(one_line(point.label), self.small, ACROSS - (right - left) - 40)
            self._text(label, RIGHT, self.y + 30, INK)
            bar = (MARGIN, self.y + 44, RIGHT, self.y + 60)
            self.draw.rectangle(bar, fill=PALE)
            if point.value:
                wide = ACROSS * self.chart.scale.share(point.value) / 100
                self.draw.rectangle((RIGHT - wide, *bar[1:]), fill=TEAL)
            self.y += ROW

    def _foot(self) -> None:
        if self.chart.note:
            self._paragraph(self.chart.note, self.small, 40, SOFT)
        self.y += 30
        self.draw.line((MARGIN, self.y, RIGHT, self.y), fill=RULE, width=2)
        self._paragraph(str(ARCHIVE), load_font(PLEX_BOLD, 24, self.raqm), 44, TEAL)
        self.y += 30
        self.draw.rectangle((0, self.y, WIDTH, self.y + 11), fill=TEAL)
        self.y += 12
