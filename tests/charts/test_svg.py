"""The drawing: from the right, in attributes, safe, the same numbers as in words."""

import re

import pytest
from lxml import etree

from csto_archive.charts.series import Form, Point
from csto_archive.charts.svg import MOST_ROWS, as_file, on_page, shortened
from tests.charts.cast import CHARTS, LONG, chart, years

GOLDEN = (
    '<svg role="img" aria-labelledby="x-title x-words" width="100%" height="14.8em" '
    'class="chart room-1" direction="rtl">'
    '<title id="x-title">ما كُتب في كل سنة</title><desc id="x-words">مقال. 2023: 1</desc>'
    '<text x="100%" y="13.15em" text-anchor="end" class="scale" dx=".5em" fill="#4b5a5b">0</text>'
    '<text x="100%" y="2.15em" text-anchor="end" class="scale" dx=".5em" fill="#4b5a5b">1</text>'
    '<svg class="plot" overflow="visible" y="1.8em" width="100%" height="11em">'
    '<line class="base" x1="0" x2="100%" y1="100%" y2="100%" stroke="#4b5a5b"></line>'
    '<line class="grid" x1="0" x2="100%" y1="0%" y2="0%" stroke="#d9cdb4"></line>'
    '<rect class="bar" x="45.5%" width="9%" y="0%" height="100%" fill="#0f4a50"></rect>'
    '<text x="50%" y="0%" text-anchor="middle" class="value" dy="-.4em" fill="#14292e">1</text>'
    '<text x="50%" y="100%" text-anchor="middle" class="tick" dy="1.5em" fill="#4b5a5b">2023</text>'
    "</svg></svg>"
)


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(re.sub(r' xmlns="[^"]*"', "", str(svg)))


def bars(svg, name: str = "bar") -> list[tuple[float, float]]:
    """Left and right edge of each."""
    found = parsed(svg).xpath(f"//rect[@class='{name}']")
    edges = [(float(b.get("x")[:-1]), float(b.get("width")[:-1])) for b in found]
    return [(x, x + width) for x, width in edges]


def test_the_golden_drawing():
    assert on_page(chart(*years(1, first=2023), name="x", told="مقال.")) == GOLDEN


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("draw", [on_page, as_file])
def test_every_drawing_is_well_formed_and_has_no_style(name, draw):
    if name == "no points" and draw is on_page:
        return
    root = parsed(draw(CHARTS[name]))
    assert not root.xpath("//@style | //style | //script")
    assert all("nan" not in value and "inf" not in value for value in root.xpath("//@*"))
    assert root.get("direction") == "rtl"


def test_time_runs_from_the_right():
    (first, _), (last, _) = bars(on_page(CHARTS["columns"]))
    assert first > last
    ticks = parsed(on_page(CHARTS["columns"])).xpath("//text[contains(@class, 'tick')]")
    places = {t.text: float(t.get("x")[:-1]) for t in ticks}
    assert places["2021"] > places["2022"] > places["2023"]


def test_rows_grow_from_the_right_by_their_value():
    short, long = bars(on_page(CHARTS["rows"]))
    assert short[1] == long[1] == 100
    assert (100 - short[0]) * 4 == pytest.approx(100 - long[0])


def test_columns_are_as_high_as_their_values_and_stay_inside():
    heights = parsed(on_page(CHARTS["columns"])).xpath("//rect[@class='bar']/@height")
    one, six = (float(height[:-1]) for height in heights)
    assert six == pytest.approx(6 * one, rel=0.01)
    for name in ("many", "one", "huge"):
        assert all(x >= 0 and end <= 100.01 for x, end in bars(on_page(CHARTS[name])))


def test_what_the_value_is_a_part_of_stands_behind_it():
    svg = on_page(CHARTS["part"])
    assert bars(svg, "among") == bars(svg)
    assert svg.index('class="among"') < svg.index('class="bar"')


def test_a_gap_is_no_dot_and_no_line_leads_over_it():
    root = parsed(on_page(CHARTS["line"]))
    assert len(root.xpath("//circle")) == 3
    assert len(root.xpath("//line[@class='gap']")) == 1
    assert len(root.xpath("//line[@class='way']")) == 1


def test_texts_are_escaped_and_long_ones_shortened_but_for_their_words():
    svg = str(on_page(CHARTS["rows"]))
    assert "<b>" not in svg
    assert "&lt;b&gt;TASS" in svg
    labels = parsed(svg).xpath("//svg[@class='label']/text/text()")
    assert labels[0].endswith("…")
    assert LONG in parsed(svg).findtext("desc")
    assert shortened("قصير") == "قصير"
    assert len(shortened("أ" * 200)) <= 61


def test_labels_are_as_many_as_there_is_room_for_and_the_latest_is_one():
    ticks = parsed(on_page(CHARTS["many"])).xpath("//text[contains(@class, 'tick')]")
    assert len(ticks) <= 20
    assert "300" in [tick.text for tick in ticks]
    on_phone = [tick for tick in ticks if tick.get("class") == "tick"]
    assert 1 < len(on_phone) <= 8


def test_of_many_rows_the_first_are_drawn():
    rows = tuple(Point(str(n), n + 1) for n in range(100))
    root = parsed(on_page(chart(*rows, form=Form.ROWS)))
    assert len(root.xpath("//rect[@class='bar']")) == MOST_ROWS


def test_a_file_says_what_it_is_and_that_it_is_invented():
    assert "إعلان «الأمن»: ما كُتب في كل سنة" in as_file(CHARTS["line"])
    assert ">عيّنة تعليمية<" in as_file(CHARTS["huge"])
    assert "عيّنة تعليمية" not in as_file(CHARTS["columns"])
