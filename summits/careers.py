"""A state of the organisation with those who stood for it and the summits that concern it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Q
from django.http import Http404

from summits.models import Attendance, Member, Summit, Term

SECRETARY = Term.Role.SECRETARY_GENERAL
TERM = ("key", "office", "role", "started_on", "ended_on", "note")


@dataclass(frozen=True)
class Career:
    """Who stood for a state, with all terms of office in their order."""

    slug: str
    name: str
    terms: tuple[Term, ...]

    @property
    def is_secretary(self) -> bool:
        return any(term.role == SECRETARY for term in self.terms)

    @property
    def rank(self) -> tuple:
        """Secretaries general stand apart; then those in office, then the latest term."""
        begun = [term.started_on for term in self.terms if term.started_on]
        in_office = any(term.started_on and not term.ended_on for term in self.terms)
        latest = -max(begun, default=date.min).toordinal()
        return self.is_secretary, not in_office, latest, self.name


def member_with_careers(slug: str) -> tuple[Member, list[Career]]:
    """In one question: a row for each term of office. Raises Http404."""
    named = {"leader_slug": F("leaders__slug"), "leader_name": F("leaders__name")}
    terms = {f"term_{field}": F(f"leaders__terms__{field}") for field in TERM}
    rows = Member.objects.published().filter(slug=slug).select_related("capital")
    rows = list(rows.annotate(**named, **terms).order_by("leaders__terms__key"))
    if not rows:
        raise Http404
    leaders: dict[tuple[str, str], list[Term]] = {}
    for row in rows:
        if row.leader_slug:
            held = leaders.setdefault((row.leader_slug, row.leader_name), [])
            values = {field: getattr(row, f"term_{field}") for field in TERM}
            held += [Term(**values)] if row.term_office else []
    careers = [
        Career(slug, name, tuple(sorted(terms, key=_begun)))
        for (slug, name), terms in leaders.items()
    ]
    return rows[0], sorted(careers, key=lambda career: career.rank)


def _begun(term: Term) -> date:
    """Where the beginning is not known it was no later than the end."""
    return term.started_on or term.ended_on or date.min


def summits_of(member: Member) -> list[Summit]:
    """Those that it chaired, hosted or was recorded at, in one question: each with `attended`, how
    its leader was seen there (None where nothing is recorded), `reason`, `remark`, `envoy`."""
    own = FilteredRelation("attendances", condition=Q(attendances__member=member))
    concerned = Q(chair=member) | Q(city__country_code=member.iso2) | Q(own__isnull=False)
    told = {
        "attended": F("own__status"),
        "reason": F("own__absence_reason"),
        "remark": F("own__note"),
        "envoy": F("own__representative__name"),
    }
    summits = Summit.objects.published().annotate(own=own)
    return list(summits.annotate(**told).filter(concerned).select_related("city"))


def missed(summits: Sequence[Summit]) -> list[Summit]:
    """Held ones of `summits_of` to which its leader did not come, as far as is known."""
    known = (
        summit for summit in summits if summit.attended and summit.status == summit.Status.HELD
    )
    labels = dict(Attendance.Status.choices)
    away = [summit for summit in known if summit.attended != Attendance.Status.HEAD]
    for summit in away:
        summit.attended_label = labels[summit.attended]
    return away
