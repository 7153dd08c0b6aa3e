"""What editors have decided of an article, laid over what an import says of it.

The same is laid over what the last import wrote: an article that differs from that beyond the
decisions was changed in its form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from articles.models import Article, Coverage, Evidence

ACCEPTED, CORRECTED, REJECTED = Evidence.Decision
ROLES = {
    "main_summit": Coverage.Role.MAIN.value,
    "background_summit": Coverage.Role.BACKGROUND.value,
}
# Evidence keeps so much of a value.
KEPT = 500


@dataclass(frozen=True, slots=True)
class Decided:
    field: str
    value: str
    decision: str
    instead: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """`named`: the members that the page names and no editor has struck out."""

    made: tuple[Decided, ...] = ()
    named: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(one.field for one in self.made)

    def over(self, name: str, said: Any, before: Any) -> Any:
        """What a kind of link should be where an import says `said`; `before`: the last one did."""
        return OVER[name](self, said, before) if name in OVER else said

    def about(self, *fields: str) -> list[Decided]:
        return [one for one in self.made if one.field in fields]


def decisions_on(article: Article) -> Decisions:
    rows = list(
        article.evidence.values_list("field", "value", "decision", "decided_value").distinct()
    )
    made = tuple(Decided(*row) if row[0] != "proposal" else made_of(*row) for row in rows if row[2])
    named = {value for field, value, decision, _ in rows if field == "member" and decision in {"", ACCEPTED}}  # fmt: skip  # noqa: E501
    return Decisions(made, frozenset(named))


def made_of(field: str, value: str, decision: str, initiative: str) -> Decided:
    """An initiative that was proposed and taken on is from then on one of the article's."""
    if decision == REJECTED:
        return Decided(field, value, decision, "")
    return Decided("initiative", initiative, ACCEPTED, "")


def over_coverage(decisions: Decisions, said: dict, before: dict) -> dict:
    wanted = dict(said)
    for one in decisions.about(*ROLES):
        role = ROLES[one.field]
        if one.decision == ACCEPTED:
            wanted[one.value] = role
        elif wanted.get(one.value) == role:
            del wanted[one.value]
        if one.decision == CORRECTED:
            wanted[one.instead] = role
    return wanted


def over_members(decisions: Decisions, said: dict, before: dict) -> dict:
    wanted = dict(said)
    for one in decisions.about("member", "absent"):
        is_absent = one.field == "absent"
        if one.decision == ACCEPTED:
            wanted[one.value] = is_absent or wanted.get(one.value, False)
        elif wanted.get(one.value) is is_absent:
            del wanted[one.value]
            if is_absent and one.value in decisions.named:
                wanted[one.value] = False
        if one.decision == CORRECTED:
            wanted[one.instead] = is_absent or wanted.get(one.instead, False)
    return wanted


def over_rows(field: str) -> Callable:
    """Initiatives, captions and quotes: rows that begin with their value."""

    def over(decisions: Decisions, said: list, before: list) -> list:
        wanted = [list(row) for row in said]
        for one in decisions.about(field):
            wanted = decided_rows(one, wanted, before)
        return wanted

    return over


def decided_rows(one: Decided, rows: list, before: Iterable[list]) -> list:
    own = [row for row in rows if row[0][:KEPT] == one.value]
    if one.decision == ACCEPTED:
        return rows if own else [*rows, *(row for row in before if row[0][:KEPT] == one.value)]
    if one.decision == CORRECTED and not any(row[0] == one.instead for row in rows):
        return [[one.instead, *row[1:]] if row in own else row for row in rows]
    return [row for row in rows if row not in own]


OVER = {
    "coverage": over_coverage,
    "members": over_members,
    "initiatives": over_rows("initiative"),
    "photos": over_rows("caption"),
    "quotations": over_rows("quotation"),
}
