"""The small reference data out of memory, asked for once in each version of the archive.

The records are shared by all who read a page at that time: nobody changes them, and of their
relations only those are there that each function names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from csto_archive.versions import remembered
from summits.models import City, Initiative, Member, Summit


class Meeting(NamedTuple):
    """A summit as the cards of articles name it; `city` is "" where it had none."""

    city: str
    start_date: date
    has_namesake: bool


@remembered
def summits() -> tuple[Summit, ...]:
    """As a list shows them, the newest first, with city and chair."""
    return tuple(Summit.objects.published().for_list())


@remembered
def with_cities() -> tuple[Summit, ...]:
    """All, with their cities and nothing counted, the newest first."""
    return tuple(Summit.objects.published().select_related("city"))


@remembered
def meetings() -> Mapping[int, Meeting]:
    """The summits by number; those of one place and one year are namesakes."""
    places = Counter(map(_place, with_cities()))
    return {
        summit.pk: Meeting(str(summit.city or ""), summit.start_date, places[_place(summit)] > 1)
        for summit in with_cities()
    }


def _place(summit: Summit) -> tuple:
    return summit.city_id, summit.format if summit.city_id is None else "", summit.start_date.year


@remembered
def initiatives() -> tuple[Initiative, ...]:
    """As a list shows them, with summit, its city and sponsor."""
    return tuple(Initiative.objects.published().for_list())


@remembered
def members() -> tuple[Member, ...]:
    return tuple(Member.objects.published())


@remembered
def cities() -> tuple[City, ...]:
    return tuple(City.objects.published())


@remembered
def years() -> tuple[dict, ...]:
    """As `SummitQuerySet.years` counts them."""
    return tuple(Summit.objects.published().years())


def in_year(year: int) -> list[Summit]:
    return [summit for summit in summits() if summit.start_date.year == year]


def in_city(slug: str) -> list[Summit]:
    return [summit for summit in summits() if summit.city and summit.city.slug == slug]


def neighbours(day: date) -> tuple[Summit | None, Summit | None]:
    """The last summit that began before this day, and the first that began after it."""
    before = (summit for summit in summits() if summit.start_date < day)
    after = (summit for summit in reversed(summits()) if summit.start_date > day)
    return next(before, None), next(after, None)
