"""Who came to a summit and who stayed away, as one sentence says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summits.models import Attendance, Leader, Member


@dataclass(frozen=True)
class Absence:
    """Members that stayed away for one reason, "" where it is not known."""

    reason: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Presence:
    """`came`: for how many members their leader came; `leaders`: those of them that are known."""

    came: int
    leaders: tuple[Leader, ...]
    sent: tuple[Attendance, ...]
    absences: tuple[Absence, ...]
    unknown: tuple[Member, ...]


def presence_of(attendances: Iterable[Attendance]) -> Presence:
    by_status = {status: [] for status in Attendance.Status}
    for attendance in attendances:
        by_status[attendance.status].append(attendance)
    came = by_status[Attendance.Status.HEAD]
    reasons: dict[str, list[Member]] = {}
    for attendance in by_status[Attendance.Status.ABSENT]:
        reasons.setdefault(attendance.absence_reason, []).append(attendance.member)
    return Presence(
        len(came),
        tuple(attendance.representative for attendance in came if attendance.representative),
        tuple(by_status[Attendance.Status.DELEGATE]),
        tuple(Absence(reason, tuple(members)) for reason, members in reasons.items()),
        tuple(attendance.member for attendance in by_status[Attendance.Status.UNKNOWN]),
    )
