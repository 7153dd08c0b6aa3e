"""The reference records that are offered while a reader types.

A few hundred, of which every page of the site names some: they are kept in memory by each process,
and one query tells whether they have changed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

from csto_archive.search.suggestions import Suggestion, Typed, line_of
from summits.models import City, CityName, Initiative, Leader, Member, Summit

# Seconds after which they are read again though no row looks changed: an `update()` leaves no
# trace in a row.
LONGEST_KEPT = 300


class Entry(NamedTuple):
    """A record to offer, the line of its words, and by other names their lines."""

    suggestion: Suggestion
    line: str
    others: tuple[tuple[str, str], ...] = ()


class _Kept(NamedTuple):
    state: tuple
    read_at: float
    entries: dict[str, list[Entry]]


_kept: dict[str, _Kept] = {}


def records(typed: Typed, limit: int) -> Iterator[Suggestion]:
    """Members, leaders and cities, summits (the newest first), initiatives: `limit` of each."""
    for entries in kept().values():
        fitting = filter(None, (_fitting(entry, typed) for entry in entries))
        found = sorted(fitting, key=lambda pair: not pair[0])
        yield from (suggestion for _opens, suggestion in found[:limit])


def _fitting(entry: Entry, typed: Typed) -> tuple[bool, Suggestion] | None:
    """Whether the record begins with what was typed, and how it is offered; None if it is not."""
    if typed.fits(entry.line):
        return typed.opens(entry.line), entry.suggestion
    for name, line in entry.others:
        if typed.fits(line):
            return typed.opens(line), replace(entry.suggestion, also=name)
    return None


def kept() -> dict[str, list[Entry]]:
    """The records by kind, as the database has them now."""
    state, now = _state(), time.monotonic()
    known = _kept.get("records")
    if known is None or known.state != state or now - known.read_at > LONGEST_KEPT:
        entries = {
            "members": list(_members()),
            "leaders": list(_leaders()),
            "cities": list(_cities()),
            "summits": list(_summits()),
            "initiatives": list(_initiatives()),
        }
        known = _kept["records"] = _Kept(state, now, entries)
    return known.entries


def _members() -> Iterator[Entry]:
    for member in Member.objects.published():
        other = [*member.variants, member.name_en, member.name_ru]
        yield _named("members", member, member.name, other)


def _leaders() -> Iterator[Entry]:
    for leader in Leader.objects.published().select_related("member"):
        other = [*leader.variants, leader.name_en, leader.name_ru]
        yield _named("leaders", leader, leader.name, other)


def _cities() -> Iterator[Entry]:
    for city in City.objects.published().prefetch_related("official_names"):
        official = [name for row in city.official_names.all() for name in (row.name, row.name_en)]
        other = [*official, *city.variants, city.name_en, city.name_ru]
        yield _named("cities", city, city.name, other)


def _summits() -> Iterator[Entry]:
    word = _("قمة")
    for summit in (
        Summit.objects.published().select_related("city", "chair").order_by("-start_date")
    ):
        text = f"{summit.place}، {summit.dates}"
        city = [*summit.city.variants, summit.city.name_en] if summit.city else []
        said = [text, word, summit.title, summit.get_kind_display(), *city, summit.theme]
        found = Suggestion("summits", text, summit.get_absolute_url())
        yield Entry(found, line_of([*said, str(summit.start_date), summit.title_en]))


def _initiatives() -> Iterator[Entry]:
    for initiative in Initiative.objects.published().for_list():
        text = initiative.heading
        place = initiative.summit.place if initiative.summit else ""
        said = [text, initiative.get_kind_display(), place, str(initiative.date.year)]
        found = Suggestion("initiatives", text, initiative.get_absolute_url())
        yield Entry(found, line_of([*said, initiative.title_en]))


def _named(kind: str, record, name: str, others: Iterable[str]) -> Entry:
    found = Suggestion(kind, name, record.get_absolute_url())
    other = dict.fromkeys(filter(None, others))
    return Entry(found, line_of([name]), tuple((text, line_of([text])) for text in other))


def _state() -> list[tuple]:
    """How many rows each table has, which is the last, and when one was last changed."""
    with connection.cursor() as cursor:
        cursor.execute(*_question(connection.vendor))
        return sorted(cursor.fetchall())


@cache
def _question(vendor: str) -> tuple[str, tuple]:
    """The statement of `_state`: making it takes longer than asking it."""
    models = (City, Member, Leader, Summit, Initiative)
    rows = [_rows(model, F("updated_at")) for model in models]
    first, *others = *rows, _rows(CityName, F("city__updated_at"))
    return first.union(*others, all=True).query.sql_with_params()


def _rows(model, changed: F):
    """Not `aggregate`, so that all tables are asked in one statement."""
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
