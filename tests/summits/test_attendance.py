"""The table of who came: membership of the day, nothing claimed, a download of the same."""

import csv
import io
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from csto_archive.charts.tables import MARK
from summits.attendance import State, as_csv, attendance_matrix
from summits.models import Attendance, Member, Summit

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix():
    """The table as the rows stand now."""

    def made():
        summits = Summit.objects.select_related("city")
        return attendance_matrix(summits, Member.objects.all(), Attendance.objects.all())

    return made


def cells(matrix, slug: str) -> dict[str, tuple[str, bool]]:
    row = next(row for row in matrix.rows if row.summit.slug == slug)
    return {cell.member.slug: (cell.state, cell.belonged) for cell in row.cells}


def total(matrix, slug: str) -> tuple[int, ...]:
    found = next(total for total in matrix.totals if total.member.slug == slug)
    return found.came, found.sent, found.absent, found.unknown


def test_every_cell_of_a_held_summit_is_what_was_recorded(matrix):
    told = {(a.summit_id, a.member_id): a.status for a in Attendance.objects.all()}
    found = matrix()
    assert len(found.rows) == 45
    for row in found.rows:
        if row.summit.status == "held":
            assert {(row.summit.pk, c.member.pk): c.state for c in row.cells
                    if c.state != State.OUTSIDE}.items() <= told.items()  # fmt: skip


def test_states_that_were_never_members_have_no_column(matrix):
    slugs = [member.slug for member in matrix().members]
    assert slugs == ["armenia", "uzbekistan", "belarus", "russia", "tajikistan", "kyrgyzstan",
                     "kazakhstan"]  # fmt: skip


def test_membership_is_that_of_the_day(matrix):
    found = matrix()
    assert cells(found, "2006-06-23-minsk")["uzbekistan"] == (State.CAME, True)
    assert cells(found, "2005-06-23-moscow")["uzbekistan"] == (State.OUTSIDE, False)
    assert cells(found, "2023-11-23-minsk")["armenia"] == (State.ABSENT, True)
    assert cells(found, "2012-12-19-moscow")["uzbekistan"] == (State.ABSENT, False)
    assert cells(found, "2002-05-14-moscow")["russia"] == (State.CAME, False)


def test_the_totals_count_the_held_summits_of_a_member(matrix):
    found = matrix()
    assert total(found, "armenia") == (39, 0, 4, 0)
    assert total(found, "uzbekistan") == (10, 0, 3, 1)
    assert total(found, "russia") == (43, 0, 0, 0)
    assert {t.summits for t in found.totals if t.member.slug != "uzbekistan"} == {43}


def test_of_an_announced_summit_nothing_is_known_whatever_was_entered(matrix):
    moscow = Summit.objects.get(slug="2026-11-11-moscow")
    moscow.attendances.update(status="attended_head")
    states = cells(matrix(), moscow.slug)
    assert states.pop("uzbekistan") == (State.OUTSIDE, False)
    assert set(states.values()) == {(State.UNKNOWN, True)}


def test_a_member_without_a_line_at_a_held_summit_is_unknown_and_counted_as_such(matrix, minsk):
    minsk.attendances.filter(member__slug="russia").delete()
    assert cells(matrix(), minsk.slug)["russia"] == (State.UNKNOWN, True)
    assert total(matrix(), "russia") == (42, 0, 0, 1)


def test_a_cancelled_summit_was_nobodys_to_attend(matrix, minsk):
    Summit.objects.filter(pk=minsk.pk).update(status="cancelled")
    assert minsk not in [row.summit for row in matrix().rows]
    assert total(matrix(), "armenia") == (39, 0, 3, 0)


def test_a_table_of_nothing_is_empty_and_cannot_be_changed(matrix, armenia):
    nothing = attendance_matrix([], [armenia], [])
    assert (nothing.rows, nothing.years, nothing.totals[0].summits) == ((), [], 0)
    with pytest.raises(FrozenInstanceError):
        nothing.rows = ()


def test_the_download_is_the_table_in_words(matrix):
    text = as_csv(matrix())
    assert text.startswith(MARK)
    assert text.count("\r\n") == text.count("\n") == 46
    head, *lines = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""))
    assert head[:4] == ["معرّف القمة", "اليوم الأول", "اليوم الأخير", "المكان"]
    by_slug = {line[0]: dict(zip(head, line, strict=True)) for line in lines}
    minsk = by_slug["2023-11-23-minsk"]
    assert (minsk["اليوم الأول"], minsk["المكان"]) == ("2023-11-23", "مينسك")
    assert (minsk["أرمينيا"], minsk["روسيا"]) == ("غاب", "حضر")
    assert minsk["أوزبكستان"] == "ليست عضواً"
    assert by_slug["2002-05-14-moscow"]["روسيا"] == "حضر، ولم تكن عضواً يومها"
    assert by_slug["2026-11-11-moscow"]["روسيا"] == "لا يُعرف"


def test_no_name_in_the_download_is_a_formula_and_quotes_are_doubled(matrix, armenia):
    Member.objects.filter(pk=armenia.pk).update(name='=1+"2",3')
    assert '"\'=1+""2"",3"' in as_csv(matrix()).splitlines()[0]


def test_a_state_is_a_member_from_the_day_it_joined(matrix, minsk, armenia):
    Member.objects.filter(pk=armenia.pk).update(joined_on=date(2023, 11, 23))
    assert total(matrix(), "armenia") == (0, 0, 3, 0)
