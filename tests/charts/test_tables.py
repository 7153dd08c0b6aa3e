"""Tables as files."""

import csv
import io

import pytest

from csto_archive.charts.series import Form, Point
from csto_archive.charts.tables import MARK, as_csv, chart_csv
from tests.charts.cast import chart


def read(text: str) -> list[list[str]]:
    assert text.startswith(MARK)
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_nothing_runs_in_a_spreadsheet():
    cells = ['=1+1"', "+966", "-5", "@x", "\tx", "قال: «نعم»، ثم\nصمت"]
    assert read(as_csv([cells])) == [["'=1+1\"", "'+966", "'-5", "'@x", "'\tx", cells[-1]]]


@pytest.mark.parametrize(
    "cell", ["＝1+1", "＋9", "－5", "＠x", "\r=1", "\n=1", " =1", "\u200f=1", "\ufeff =1"]
)
def test_nothing_runs_behind_what_is_not_seen_or_full_width(cell):
    assert read(as_csv([[cell]])) == [[f"'{cell}"]]


@pytest.mark.parametrize("cell", ["تاس", " نص", "\u200fنص", "2020-2025", "a=b", "", " "])
def test_other_texts_stay_as_they_are(cell):
    assert read(as_csv([["x", cell]])) == [["x", cell]]


def test_numbers_stay_numbers():
    assert read(as_csv([[-5, 1.5, None, 0]])) == [["-5", "1.5", "", "0"]]


def test_the_table_of_a_chart_has_its_numbers_exactly_and_leaves_gaps_empty():
    points = (Point("2021", 1 / 3, rest=(4, "12")), Point("2022", None, rest=(0, None)))
    rows = read(chart_csv(chart(*points, form=Form.LINE, heads=("ما يذكرها", "النسبة"))))
    assert rows == [
        ["السنة", "عدد المقالات", "ما يذكرها", "النسبة"],
        ["2021", "0.333", "4", "12"],
        ["2022", "", "0", ""],
    ]


def test_samples_say_so_in_every_line():
    rows = read(chart_csv(chart(Point("2021", 1), is_sample=True)))
    assert rows == [["السنة", "عدد المقالات", "ملاحظة"], ["2021", "1", "عيّنة تعليمية"]]
