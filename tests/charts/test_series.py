"""What a chart says before it is drawn."""

import pytest

from csto_archive.charts.series import Form, Point, Scale, number
from tests.charts.cast import CHARTS, chart, years


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ((0,), (1,)), ((1,), (1,)), ((3, None), (1, 2, 3)), ((7, 2), (2, 4, 6, 8)),
        ((941,), (500, 1000)), ((1_234_567,), (500_000, 1_000_000, 1_500_000)),
        ((1.7,), (0.5, 1.0, 1.5, 2.0)), ((0.004,), (0.001, 0.002, 0.003, 0.004)),
    ],
)  # fmt: skip
def test_a_scale_has_few_round_lines_and_holds_all_values(values, lines):
    scale = Scale.over(tuple(Point("", value) for value in values))
    assert scale.lines == pytest.approx(lines)
    assert scale.top == pytest.approx(lines[-1])


def test_a_scale_holds_what_a_value_is_a_part_of():
    assert Scale.over((Point("", 1, among=60),)).top == 60


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (0.0, "0"), (1234, "1,234"), (0.25, "0.25"), (0.0341, "0.034"), (0.2 * 3, "0.6"),
     (9.985, "10.0"), (1234.56, "1,234.6"), (None, "–"),
     ("45", "45")],
)  # fmt: skip
def test_numbers_are_written_as_arab_newspapers_write_them(value, written):
    assert number(value) == written


@pytest.mark.parametrize("most", [0.004, 0.03, 0.12, 0.34, 0.9, 1.7, 4.9, 33.3])
def test_no_two_lines_have_one_name(most):
    names = [number(line) for line in Scale.over((Point("", most),)).lines]
    assert len(set(names)) == len(names)
    assert "0.0" not in names


def test_words_for_who_does_not_see_the_drawing_hold_every_number():
    words = CHARTS["columns"].in_words
    assert words == "7 مقالات من 2021 إلى 2023. 2021: 1؛ 2023: 6"
    assert chart(Point("2021", 2, "مقالان")).in_words.endswith("2021: مقالان")


def test_the_direction_of_time_is_said_where_there_is_time():
    assert CHARTS["columns"].direction == "يجري الزمن من اليمين إلى اليسار: من 2021 إلى 2023."
    assert not CHARTS["rows"].direction
    assert not CHARTS["one"].direction


def test_nothing_is_not_the_same_as_not_measured():
    assert CHARTS["nothing"].is_measured
    assert not CHARTS["gaps"].is_measured
    assert not chart(*years(None), form=Form.ROWS).is_measured


def test_the_least_is_seen_beside_the_greatest():
    scale = CHARTS["huge"].scale
    assert 0 < scale.share(0) + 0.5 < scale.share(3) < 1
    assert scale.share(0) == 0
