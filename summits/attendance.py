"""Who came to which summit, as one table for the page and the download."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from csto_archive.charts import tables
from summits.models import Attendance, Member, Summit


class State(TextChoices):
    """`Attendance.Status`, and what stands where there is nothing to attend."""

    CAME = Attendance.Status.HEAD.value, gettext_lazy("حضر")
    SENT = Attendance.Status.DELEGATE.value, gettext_lazy("أوفد ممثلاً")
    ABSENT = Attendance.Status.ABSENT.value, gettext_lazy("غاب")
    UNKNOWN = Attendance.Status.UNKNOWN.value, gettext_lazy("لا يُعرف")
    OUTSIDE = "outside", gettext_lazy("ليست عضواً")

    @property
    def letter(self) -> str:
        return LETTERS[self]


LETTERS = {
    State.CAME: pgettext_lazy("the letter for «حضر»", "ح"),
    State.SENT: pgettext_lazy("the letter for «أوفد ممثلاً»", "م"),
    State.ABSENT: pgettext_lazy("the letter for «غاب»", "غ"),
    State.UNKNOWN: "؟",
    State.OUTSIDE: "–",
}


@dataclass(frozen=True)
class Cell:
    """One member at one summit; `belonged` says whether it was a member on the first day."""

    member: Member
    state: State
    belonged: bool

    @property
    def is_apart(self) -> bool:
        """Whether something is recorded of a state that was no member, or not yet or no longer."""
        return not self.belonged and self.state is not State.OUTSIDE

    @property
    def words(self) -> str:
        if self.is_apart:
            return _("%(state)s، ولم تكن عضواً يومها") % {"state": self.state.label}
        return str(self.state.label)


@dataclass(frozen=True)
class Row:
    summit: Summit
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Total:
    """How a member was represented at the summits that were held while it was one."""

    member: Member
    came: int
    sent: int
    absent: int
    unknown: int

    @property
    def summits(self) -> int:
        return self.came + self.sent + self.absent + self.unknown


@dataclass(frozen=True)
class Matrix:
    """The rows in the order of the summits, their cells and the totals in that of the members."""

    rows: tuple[Row, ...]
    totals: tuple[Total, ...]

    @property
    def members(self) -> list[Member]:
        return [total.member for total in self.totals]

    @property
    def years(self) -> list[int]:
        """The first and the last year, none without summits."""
        years = [row.summit.start_date.year for row in self.rows]
        return [min(years), max(years)] if years else []


def attendance_matrix(
    summits: Iterable[Summit], members: Iterable[Member], attendances: Iterable[Attendance]
) -> Matrix:
    """All summits but the cancelled ones, and all states that were ever members or came to one.

    Of a summit that is only announced nobody knows who came, whatever was entered in advance.
    """
    told = {(told.summit_id, told.member_id): State(told.status) for told in attendances}
    concerned = {member for _summit, member in told}
    members = [m for m in members if m.joined_on or m.pk in concerned]
    rows = tuple(
        Row(summit, tuple(_cell(summit, member, told) for member in members))
        for summit in summits
        if summit.status != Summit.Status.CANCELLED
    )
    held = [row.cells for row in rows if row.summit.status == Summit.Status.HELD]
    columns = zip(*held, strict=True) if held else [()] * len(members)
    return Matrix(rows, tuple(map(_total, members, columns)))


def _cell(summit: Summit, member: Member, told: dict[tuple[int, int], State]) -> Cell:
    belonged = member.belonged_on(summit.start_date)
    state = State.UNKNOWN if belonged else State.OUTSIDE
    if summit.status == Summit.Status.HELD:
        state = told.get((summit.pk, member.pk), state)
    return Cell(member, state, belonged)


def _total(member: Member, cells: Iterable[Cell]) -> Total:
    states = Counter(cell.state for cell in cells if cell.belonged)
    counted = (State.CAME, State.SENT, State.ABSENT, State.UNKNOWN)
    return Total(member, *(states[state] for state in counted))


def as_csv(matrix: Matrix) -> str:
    """A line a summit, a column a member, in the words of the page (RFC 4180)."""
    head = [
        _("معرّف القمة"),
        _("اليوم الأول"),
        _("اليوم الأخير"),
        _("المكان"),
        _("النوع"),
        _("الحالة"),
    ]
    lines = [[*head, *(member.name for member in matrix.members)]]
    for row in matrix.rows:
        summit = row.summit
        days = summit.start_date.isoformat(), summit.end_date.isoformat()
        labels = summit.get_kind_display(), summit.get_status_display()
        words = (cell.words for cell in row.cells)
        lines.append([summit.slug, *days, summit.place, *labels, *words])
    return tables.as_csv(lines)
