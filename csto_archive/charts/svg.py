"""Charts as SVG: on a page, where its style sheet colours them, or as a file of its own.

Lengths across are parts of a hundred and lengths down are in `em`, so that a drawing fills any
page and its letters stay as large as those around it. All geometry stands in attributes, as the
policy against inline styles wants; the colours in attributes are for files, a style sheet has the
last word. Direction is right to left: `start` is the right edge of a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from csto_archive.arabic.hygiene import writable
from csto_archive.arabic.shaping import ELLIPSIS
from csto_archive.charts.series import Chart, Form, Point, number
from csto_archive.drawing import INK, PAPER, RULE, RUST, SOFT, TEAL

PLOT = 11.0  # the height of columns and lines, in em
ABOVE, BELOW = 1.8, 2.0  # for the numbers and for the labels
ROW = 3.1
MOST_ROWS = 20
LONGEST_LABEL = 60
WIDEST_COLUMN = 9.0
MOST_ROOM = 10
MOST_TOLD = 12
FILE_WIDTH, FILE_EM, FILE_HEAD = 760, 14, 6.4
# How many letters of labels there is room for below the columns, on a phone and on a desk.
ROOM_ON_PHONE, ROOM_ON_DESK = 28, 92
FACE = "IBM Plex Sans Arabic, Noto Sans Arabic, Segoe UI, Tahoma, sans-serif"


def on_page(chart: Chart) -> SafeString:
    """The drawing with its name and its numbers in words for who does not see it."""
    key = chart.key
    named = {"role": "img", "aria_labelledby": f"{key}-title {key}-words"}
    words = (
        tag("title", chart.title, id=f"{key}-title"),
        tag("desc", chart.in_words, id=f"{key}-words"),
    )
    size = {"width": "100%", "height": em(height(chart))}
    look = {"class_": f"chart room-{room(chart)}", "direction": "rtl"}
    return tag("svg", *words, *drawn(chart), **named, **size, **look)


def as_file(chart: Chart) -> str:
    """The same as a picture: on paper, with its title above it."""
    high = height(chart) + FILE_HEAD + 1
    head = [
        tag("title", ": ".join(filter(None, [chart.about, chart.title]))),
        tag("desc", chart.in_words),
        tag("rect", width="100%", height="100%", fill=PAPER),
        text(shortened(chart.about), "97%", em(1.6), fill=RUST),
        text(chart.title, "97%", em(2.9), fill=INK, font_size="1.2em"),
        text(chart.units, "97%", em(5), fill=SOFT),
    ]
    if chart.is_sample:
        head.append(text(_("عيّنة تعليمية"), "3%", em(5), "end", fill=RUST))
    wide = FILE_WIDTH * 0.94 - room(chart) * 0.62 * FILE_EM
    place = {"x": "3%", "y": em(FILE_HEAD), "width": round(wide), "height": em(height(chart))}
    body = tag("svg", *drawn(chart), overflow="visible", **place)
    high = round(high * FILE_EM)
    box = {"viewBox": f"0 0 {FILE_WIDTH} {high}", "width": FILE_WIDTH, "height": high}
    size = {**box, "font_size": FILE_EM}
    root = {"xmlns": "http://www.w3.org/2000/svg", "direction": "rtl", "font_family": FACE}
    return writable(tag("svg", *head, body, **root, **size))


def room(chart: Chart) -> int:
    """How many letters the names of the lines have, which stand beside the drawing."""
    longest = max(len(number(line)) for line in chart.scale.lines)
    return min(longest, MOST_ROOM) if chart.is_time else 0


def height(chart: Chart) -> float:
    if chart.form is Form.ROWS:
        return ROW * len(chart.points[:MOST_ROWS]) + 0.4
    return ABOVE + PLOT + BELOW


def drawn(chart: Chart) -> Iterator[SafeString]:
    if chart.form is Form.ROWS:
        for place, point in enumerate(chart.points[:MOST_ROWS]):
            yield from _row(chart, point, place * ROW)
        return
    draw = {Form.COLUMNS: _columns, Form.LINE: _line}[chart.form]
    inside = [*_lines(chart), *draw(chart), *_ticks(chart)]
    plot = {"y": em(ABOVE), "width": "100%", "height": em(PLOT)}
    yield from _line_names(chart)
    yield tag("svg", *inside, class_="plot", overflow="visible", **plot)


# Time: columns and lines


def _lines(chart: Chart) -> Iterator[SafeString]:
    for value in (0, *chart.scale.lines):
        y = percent(100 - chart.scale.share(value))
        name = "grid" if value else "base"
        yield tag(
            "line", class_=name, x1="0", x2="100%", y1=y, y2=y, stroke=RULE if value else SOFT
        )


def _line_names(chart: Chart) -> Iterator[SafeString]:
    """To the right of the drawing, where time begins."""
    for value in (0, *chart.scale.lines):
        y = ABOVE + PLOT * (1 - chart.scale.share(value) / 100) + 0.35
        yield text(number(value), "100%", em(y), "end", class_="scale", dx=".5em", fill=SOFT)


def _columns(chart: Chart) -> Iterator[SafeString]:
    wide = min(_slot(chart) * 0.74, WIDEST_COLUMN)
    for middle, point in _placed(chart):
        for name, value, fill in (("among", point.among, RULE), ("bar", point.value, TEAL)):
            if value:
                yield _column(name, middle, wide, chart.scale.share(value), fill)
        yield from _value(chart, middle, point, "-.4em")


def _column(name: str, middle: float, wide: float, share: float, fill: str) -> SafeString:
    across = {"x": percent(middle - wide / 2), "width": percent(wide)}
    up = {"y": percent(100 - share), "height": percent(share)}
    return tag("rect", class_=name, **across, **up, fill=fill)


def _line(chart: Chart) -> Iterator[SafeString]:
    spots = list(_placed(chart))
    for (x1, one), (x2, other) in pairwise(spots):
        if one.value is not None and other.value is not None:
            across = {"x1": percent(x1), "x2": percent(x2)}
            up = {"y1": _level(chart, one), "y2": _level(chart, other)}
            yield tag("line", class_="way", **across, **up, stroke=TEAL, stroke_width=2)
    for x, point in spots:
        if point.value is not None:
            spot = {"cx": percent(x), "cy": _level(chart, point)}
            yield tag("circle", class_="dot", **spot, r="4", fill=TEAL)
        yield from _value(chart, x, point, "-.7em")


def _slot(chart: Chart) -> float:
    return 100 / max(len(chart.points), 1)


def _placed(chart: Chart) -> Iterator[tuple[float, Point]]:
    """Each point and its middle: the first stands at the right."""
    for place, point in enumerate(chart.points):
        yield 100 - _slot(chart) * (place + 0.5), point


def _level(chart: Chart, point: Point) -> str:
    return percent(100 - chart.scale.share(point.value))


def _value(chart: Chart, x: float, point: Point, above: str) -> Iterator[SafeString]:
    """The number above its column or dot, on phones those of few points or the greatest. Where
    nothing is measured, dots: on the base line nothing would be."""
    if point.value is None:
        dots = {"stroke": SOFT, "stroke_dasharray": "2 4"}
        ends = {"x1": percent(x), "x2": percent(x), "y1": "82%", "y2": "100%"}
        yield tag("line", class_="gap", **ends, **dots)
    elif point.value:
        most = max(other.value or 0 for other in chart.points)
        told = len(chart.points) <= MOST_TOLD or point.value == most
        name, y = "value" if told else "value wide", _level(chart, point)
        words = number(point.value)
        yield text(words, percent(x), y, "middle", class_=name, dy=above, fill=INK)


def _ticks(chart: Chart) -> Iterator[SafeString]:
    """Labels below, as many as there is room for; the last one, which is the latest, always."""
    points, slot = chart.points, _slot(chart)
    desk = step_of_labels(points, ROOM_ON_DESK)
    phone = -(-step_of_labels(points, ROOM_ON_PHONE) // desk) * desk
    for behind, point in enumerate(reversed(points)):
        if behind % desk == 0:
            name = "tick wide" if behind % phone else "tick"
            x = percent(slot * (behind + 0.5))
            yield text(point.tick, x, "100%", "middle", class_=name, dy="1.5em", fill=SOFT)


def step_of_labels(points: tuple[Point, ...], room: int) -> int:
    """Every how many points have a label, where there is room for so many letters."""
    longest = max((len(point.tick) for point in points), default=0) + 2
    return max(1, -(-len(points) * longest // room))


# Rows


def _row(chart: Chart, point: Point, y: float) -> Iterator[SafeString]:
    """A label, its number at the far end, and below them a bar that grows from the right."""
    label = text(shortened(point.label), "100%", em(1.1), fill=INK)
    yield tag("svg", label, class_="label", x="22%", y=em(y), width="78%", height=em(1.7))
    value = _("القليل لا يُقاس") if point.value is None else number(point.value)
    yield text(value, "0", em(y + 1.1), "end", class_="value", fill=INK)
    bars = {"y": em(y + 1.75), "height": em(0.75)}
    yield tag("rect", class_="track", x="0", width="100%", fill=RULE, **bars)
    if point.value:
        share = chart.scale.share(point.value)
        yield tag(
            "rect", class_="bar", x=percent(100 - share), width=percent(share), fill=TEAL, **bars
        )


def shortened(label: str) -> str:
    if len(label) <= LONGEST_LABEL:
        return label
    return label[:LONGEST_LABEL].rsplit(" ", 1)[0] + ELLIPSIS


# Markup


def em(length: float) -> str:
    return f"{length:.4g}em"


def percent(share: float) -> str:
    return f"{share:.4g}%"


def text(words: str, x: str, y: str, anchor: str = "start", **attributes) -> SafeString:
    return tag("text", words, x=x, y=y, text_anchor=anchor, **attributes)


def tag(name: str, *inside: object, **attributes: object) -> SafeString:
    """An element; `class_` and `text_anchor` are the attributes «class» and «text-anchor»."""
    names = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    written = format_html_join("", ' {}="{}"', names)
    content = format_html_join("", "{}", ((part,) for part in inside))
    return format_html("<{0}{1}>{2}</{0}>", SafeString(name), written, content)
