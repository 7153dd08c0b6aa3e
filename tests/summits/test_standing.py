"""What a state was, from when to when, and the strip that shows it."""

from datetime import date

import pytest
from lxml import etree

from csto_archive.charts.strips import strip
from summits.models import Member
from summits.standing import first_day, periods_of

TODAY = date(2026, 11, 22)


def told(slug: str) -> list[tuple]:
    periods = periods_of(Member.objects.get(slug=slug))
    return [(p.kind, p.start.isoformat(), p.end and p.end.isoformat()) for p in periods]


@pytest.mark.django_db
def test_periods_follow_each_other_without_a_gap():
    assert told("uzbekistan") == [
        ("treaty", "1992-05-15", "1999-04-02"),
        ("outside", "1999-04-02", "2006-06-23"),
        ("member", "2006-06-23", "2012-06-28"),
        ("suspended", "2012-06-28", "2012-12-19"),
        ("left", "2012-12-19", None),
    ]
    assert [kind for kind, *_ in told("armenia")] == ["treaty", "member", "suspended"]
    assert [kind for kind, *_ in told("georgia")] == ["treaty", "outside"]
    assert [kind for kind, *_ in told("russia")] == ["treaty", "member"]


def test_a_state_of_which_no_day_is_known_has_no_periods():
    assert periods_of(Member()) == ()
    assert first_day([Member()]) == date.min


@pytest.mark.django_db
def test_a_strip_shares_the_time_out_from_the_right():
    member = Member.objects.get(slug="russia")
    first = first_day([member])
    assert first == date(1992, 5, 15)
    bars = etree.fromstring(str(strip(periods_of(member), first, TODAY)))
    treaty, in_csto = ((float(b.get("x")[:-1]), float(b.get("width")[:-1])) for b in bars)
    assert treaty[0] + treaty[1] == pytest.approx(100, abs=0.02)
    assert in_csto[0] + in_csto[1] == pytest.approx(treaty[0], abs=0.02)
    assert in_csto[0] == pytest.approx(0, abs=0.02)
    days = date(2002, 10, 7) - first
    assert treaty[1] == pytest.approx(100 * days.days / (TODAY - first).days, abs=0.02)
    assert "style" not in str(strip(periods_of(member), first, TODAY))
