"""The life of an initiative: no article that names it is lost, none is counted twice."""

from datetime import date

import pytest

from articles.tallies import MonthTally, RecordTally
from csto_archive.charts.series import Point
from summits.charting import Kind, summed_up
from summits.lifelines import Lifeline
from summits.models import Initiative, Summit

MANY = 20_000


def life(*own: MonthTally, summits=(), of_summits=(), own_of_summits=()) -> Lifeline:
    initiative = Initiative(slug="2012-12-19-01", title="إعلان", date=date(2012, 12, 19))
    return Lifeline(initiative, summits, own, own, of_summits, own_of_summits)


def in_month(year: int, month: int) -> MonthTally:
    return MonthTally(articles=1, words=MANY, year=year, month=month)


YEARS = [in_month(2012 + n // 12, n % 12 + 1) for n in range(48)]


def test_what_has_no_date_is_told_beside_years_as_beside_months():
    undated = MonthTally(articles=2, words=MANY)
    for months in (YEARS[:3], YEARS):
        steps = life(undated, *months).steps
        assert (steps[-1].label, steps[-1].told) == ("بلا تاريخ معروف", "مقالان")
        assert steps[-1].rate is None


def test_a_year_before_the_first_month_that_is_known_is_drawn():
    lone = MonthTally(articles=1, words=MANY, year=2005)
    chart = life(lone, *YEARS).by_time
    assert [point.label for point in chart.points] == [str(year) for year in range(2005, 2016)]
    assert sum(point.rest[0] for point in chart.points) == 49
    assert "خارج الرسم" not in chart.note


def test_all_that_names_it_is_summed_up_once():
    """An article of two summits stands in both rows, one without a day in no month."""
    summits = tuple(
        Summit(pk=n, slug=f"2013-0{n}-01", start_date=date(2013, n, 1), end_date=date(2013, n, 1))
        for n in (1, 2)
    )
    both = tuple(RecordTally(articles=1, words=MANY, record=n) for n in (1, 2))
    own = in_month(2013, 1), MonthTally(articles=1, words=MANY)
    told = life(*own, summits=summits, of_summits=both, own_of_summits=both)
    assert len(told.by_summit.points) == 2
    for chart in (told.by_time, told.by_summit):
        assert "مجموع ما يذكرها: مقالان." in chart.told


@pytest.mark.parametrize(
    ("value", "told"),
    [(1, "مقال واحد في 2023."), (2, "مقالان في 2023."), (12, "12 مقالاً في 2023.")],
)
def test_what_came_out_in_one_year_is_told_in_good_arabic(value, told):
    assert summed_up([Point("2022", 0), Point("2023", value)], Kind(is_sample=False)) == told
