"""The reference records that are offered while a reader types.

A few hundred, of which every page of the site names some: they are kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from csto_archive.search.suggestions import Suggestion, Typed, line_of
from csto_archive.versions import remembered
from summits.models import City, Initiative, Leader, Member, Summit


class Entry(NamedTuple):
    """A record to offer, the line of its words, and by other names their lines."""

    suggestion: Suggestion
    line: str
    others: tuple[tuple[str, str], ...] = ()


def records(typed: Typed, limit: int) -> Iterator[Suggestion]:
    """Members, leaders and cities, summits (the newest first), initiatives: `limit` of each."""
    for of_kind in entries().values():
        fitting = filter(None, (_fitting(entry, typed) for entry in of_kind))
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


@remembered
def entries() -> dict[str, tuple[Entry, ...]]:
    """The records by kind."""
    return {
        "members": tuple(_members()),
        "leaders": tuple(_leaders()),
        "cities": tuple(_cities()),
        "summits": tuple(_summits()),
        "initiatives": tuple(_initiatives()),
    }


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
