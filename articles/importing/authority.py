"""The recogniser's facts from the database, read once for each import."""

from __future__ import annotations

from collections.abc import Iterator

from articles.importing.recognise.facts import (
    Authority,
    CityFacts,
    InitiativeFacts,
    MemberFacts,
    SummitFacts,
    TermFacts,
)
from summits.models import Attendance, City, Initiative, Member, Summit, Term

REPRESENTED = (Attendance.Status.HEAD, Attendance.Status.DELEGATE)


def load_authority() -> Authority:
    """Everything the recogniser knows, in six queries."""
    return Authority(
        members=tuple(members()),
        terms=tuple(terms()),
        cities=tuple(cities()),
        summits=tuple(summits()),
        initiatives=tuple(initiatives()),
    )


def members() -> Iterator[MemberFacts]:
    for member in Member.objects.select_related("capital").order_by("pk"):
        names = (member.name, *member.variants)
        capital = member.capital.slug if member.capital else ""
        yield MemberFacts(member.iso2, names, member.joined_on, member.left_on, capital)


def terms() -> Iterator[TermFacts]:
    for term in Term.objects.select_related("leader__member").order_by("pk"):
        leader = term.leader
        names = (leader.name, *leader.variants)
        yield TermFacts(
            leader.member.iso2, names, term.role, term.in_council, term.started_on, term.ended_on,
            leader.slug,
        )  # fmt: skip


def cities() -> Iterator[CityFacts]:
    for city in City.objects.order_by("pk"):
        yield CityFacts(city.slug, (city.name, *city.variants), city.country_code)


def summits() -> Iterator[SummitFacts]:
    """In the order of their dates: the recogniser looks for the next and the last one."""
    for summit in (
        Summit.objects.select_related("city")
        .prefetch_related("attendances__member")
        .exclude(status=Summit.Status.CANCELLED)
        .order_by("start_date", "pk")
    ):
        city = summit.city
        present = {a.member.iso2 for a in summit.attendances.all() if a.status in REPRESENTED}
        yield SummitFacts(
            summit.slug, summit.start_date, summit.end_date, city.slug if city else "",
            city.country_code if city else "", summit.format, summit.kind, summit.status,
            frozenset(present),
        )  # fmt: skip


def initiatives() -> Iterator[InitiativeFacts]:
    for initiative in Initiative.objects.select_related("summit").order_by("date", "number"):
        summit = initiative.summit.slug if initiative.summit else ""
        yield InitiativeFacts(
            initiative.slug, initiative.title, initiative.kind, initiative.status,
            initiative.date, summit,
        )  # fmt: skip
