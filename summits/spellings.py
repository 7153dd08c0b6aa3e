"""Every spelling under which a city, a member or a leader is asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import F, Func, Value

from csto_archive.search.names import Names
from summits.models import City, CityName, Leader, Member

# Seconds after which the names are read again though no row looks changed: an `update()` leaves
# no trace in a row.
LONGEST_KEPT = 300


class _Known(NamedTuple):
    state: tuple
    read_at: float
    names: Names


_known: dict[str, _Known] = {}


def names() -> Names:
    """The spellings as the database has them now: kept in memory, looked after by one query."""
    state, now = _state(), time.monotonic()
    known = _known.get("names")
    if known is None or known.state != state or now - known.read_at > LONGEST_KEPT:
        known = _known["names"] = _Known(state, now, Names(groups()))
    return known.names


def groups() -> Iterator[list[str]]:
    """The spellings of each city, member and leader: one list a name."""
    for city in City.objects.prefetch_related("official_names"):
        official = city.official_names.all()
        names = [city.name, *(name.name for name in official), *city.variants]
        yield [*names, *(name.name_en for name in official), city.name_en, city.name_ru]
    for model in (Member, Leader):
        for record in model.objects.all():
            yield [record.name, *record.variants, record.name_en, record.name_ru]


def _state() -> tuple:
    """How many rows each table has, which is the last, and when one was last changed."""
    records = (_rows(model, F("updated_at")) for model in (City, Member, Leader))
    first, *others = *records, _rows(CityName, F("city__updated_at"))
    return tuple(first.union(*others, all=True).order_by("table"))


def _rows(model, changed: F):
    return (
        model.objects.order_by()
        .annotate(
            table=Value(model.__name__),
            rows=Func(F("pk"), function="COUNT"),
            last=Func(F("pk"), function="MAX"),
            changed=Func(changed, function="MAX"),
        )
        .values_list("table", "rows", "last", "changed")
    )
