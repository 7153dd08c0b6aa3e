"""What a summit adopted, announced or left unsigned, by kind and with its measures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from summits.models import Initiative, Summit
from summits.sayings import Saying

PLURALS = {
    Initiative.Kind.DECLARATION: _("إعلانات"),
    Initiative.Kind.STATEMENT: _("بيانات"),
    Initiative.Kind.STRATEGY: _("استراتيجيات"),
    Initiative.Kind.PROGRAMME: _("برامج"),
    Initiative.Kind.AGREEMENT: _("اتفاقات"),
    Initiative.Kind.FORUM: _("منتديات"),
    Initiative.Kind.DECISION: _("قرارات"),
}
KINDS = list(PLURALS)


@dataclass(frozen=True)
class Confirmed:
    """A measure that an editor confirmed, and where it was found."""

    text: str
    source: str


@dataclass(frozen=True)
class Item:
    """`confirmed`: its measures; where there are none, `told`: what articles list, newest first."""

    initiative: Initiative
    confirmed: tuple[Confirmed, ...]
    told: tuple[Saying, ...]


@dataclass(frozen=True)
class Group:
    """The items of one kind."""

    kind: str
    items: tuple[Item, ...]

    @property
    def label(self) -> str:
        kind = Initiative.Kind(self.kind)
        return str(kind.label if len(self.items) == 1 else PLURALS[kind])


def agenda_of(summit: Summit, told: dict[int, tuple[Saying, ...]]) -> list[Group]:
    """The initiatives with their measures in one question; `told` by articles, by initiative."""
    listed = summit.initiatives.published().for_list().order_by("number", "measures__position")
    rows = listed.annotate(measure=F("measures__text"), found_in=F("measures__source"))
    items = [_item(list(same), told) for _pk, same in groupby(rows, key=attrgetter("pk"))]
    items.sort(key=lambda item: KINDS.index(item.initiative.kind))
    groups = groupby(items, key=lambda item: item.initiative.kind)
    return [Group(kind, tuple(same)) for kind, same in groups]


def _item(rows: list[Initiative], told: dict[int, tuple[Saying, ...]]) -> Item:
    confirmed = tuple(Confirmed(row.measure, row.found_in) for row in rows if row.measure)
    return Item(rows[0], confirmed, () if confirmed else told.get(rows[0].pk, ()))
