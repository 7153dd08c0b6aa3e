"""The summits on a line of years, with what else the reference data dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from summits.models import Initiative, Member, Summit

FOUNDED = _("تأسيس المنظمة")
# The field of a member that dates a change, and what the line says of it.
CHANGES = {
    "treaty_signed_on": _("توقيع معاهدة الأمن الجماعي"),
    "treaty_left_on": _("ترك المعاهدة"),
    "joined_on": _("الانضمام إلى المنظمة"),
    "suspended_on": _("تعليق المشاركة"),
    "left_on": _("مغادرة المنظمة"),
}


@dataclass(frozen=True)
class Change:
    """What became of the membership of some states on one day."""

    day: date
    field: str
    members: tuple[Member, ...]
    is_first: bool

    @property
    def label(self) -> str:
        """Those who joined first founded the organisation."""
        return str(FOUNDED if self.field == "joined_on" and self.is_first else CHANGES[self.field])


@dataclass(frozen=True)
class TimelineYear:
    year: int
    summits: tuple[Summit, ...]
    changes: tuple[Change, ...]
    initiatives: tuple[Initiative, ...]


@dataclass(frozen=True)
class Timeline:
    """Years of which there is something to tell, the latest first; what is only announced apart."""

    years: tuple[TimelineYear, ...]
    announced: tuple[Summit, ...]


def timeline(
    summits: Iterable[Summit], initiatives: Iterable[Initiative], members: Iterable[Member]
) -> Timeline:
    """Of these summits, of these initiatives and of the membership of these states."""
    summits = list(summits)
    announced = tuple(summit for summit in summits if summit.status == Summit.Status.ANNOUNCED)
    met = _by_year((s for s in summits if s not in announced), "start_date")
    changed = _by_year(changes(members), "day")
    agreed = _by_year(initiatives, "date")
    years = tuple(
        TimelineYear(year, met.get(year, ()), changed.get(year, ()), agreed.get(year, ()))
        for year in sorted({*met, *changed, *agreed}, reverse=True)
    )
    return Timeline(years, announced)


def changes(members: Iterable[Member]) -> Iterator[Change]:
    """The changes of membership, those of one kind and one day together."""
    members = list(members)
    for field in CHANGES:
        by_day = attrgetter(field)
        dated = sorted((m for m in members if by_day(m)), key=lambda m: (by_day(m), m.name))
        first = by_day(dated[0]) if dated else None
        for day, those in groupby(dated, by_day):
            yield Change(day, field, tuple(those), day == first)


def _by_year(things: Iterable, field: str) -> dict[int, tuple]:
    """Year -> what is dated in it, the latest first."""
    by_day = attrgetter(field)
    dated = sorted(things, key=by_day, reverse=True)
    return {year: tuple(those) for year, those in groupby(dated, lambda thing: by_day(thing).year)}
