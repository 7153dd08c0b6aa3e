"""The records beside the articles, as searches show and search them: a few hundred, in memory.

It is another shelf than `summits.shelf`, from which pages take whole records with their counts:
here are leaders and sources too, and of each no more than its words, its names and its facets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import Source
from csto_archive.records import Record, searchable_forms
from csto_archive.templatetags.arabic import apart
from csto_archive.versions import remembered
from summits.models import Attendance, City, Initiative, Leader, Member, Summit

# By facet the values that a record answers to: years, or numbers of other records.
Values = Mapping[str, Collection[int]]


class Forms(NamedTuple):
    """The words of a text as a record keeps them."""

    folded: str
    stemmed: str


@dataclass(frozen=True)
class Kept:
    """A record: `title` heads a hit, `heading` names it among the choices of a facet.

    `text` is what a snippet is cut from, `elsewhere` what is searched besides; `answers` are the
    facets that say something of it. Of a summit also its city, and whether another one of the same
    year has its name.
    """

    model: str
    pk: int
    slug: str
    address: str
    heading: str
    title: str
    forms: Forms
    said: tuple[str, ...] = ()
    text: str = ""
    elsewhere: tuple[str, ...] = ()
    day: date | None = None
    answers: Values = field(default_factory=dict)
    city: str = ""
    has_namesake: bool = False

    @cached_property
    def headed(self) -> Forms:
        """The words of the title alone."""
        return Forms(**searchable_forms([self.title]))

    @property
    def start_date(self) -> date | None:
        return self.day

    def get_absolute_url(self) -> str:
        return self.address

    @property
    def permalink(self) -> str:
        return settings.SITE_URL + self.address


@dataclass(frozen=True)
class Shelf:
    """All of them by what they are, each kind in the order of its lists."""

    by_model: Mapping[str, tuple[Kept, ...]]

    @cached_property
    def by_number(self) -> Mapping[str, Mapping[int, Kept]]:
        return {kind: {each.pk: each for each in kept} for kind, kept in self.by_model.items()}

    @cached_property
    def by_slug(self) -> Mapping[str, Mapping[str, Kept]]:
        return {kind: {each.slug: each for each in kept} for kind, kept in self.by_model.items()}


@remembered
def shelf() -> Shelf:
    """What is public of the reference data and of the sources."""
    initiatives = list(Initiative.objects.published().for_list())
    kinds = {
        "summit": _summits(initiatives),
        "member": _members(),
        "leader": _leaders(),
        "city": _cities(),
        "initiative": map(_initiative, initiatives),
        "source": _sources(),
    }
    return Shelf(MappingProxyType({kind: tuple(kept) for kind, kept in kinds.items()}))


def _kept(record: Record, title: str, said: Iterable[str], **more) -> Kept:
    return Kept(
        record._meta.model_name, record.pk, record.slug, record.get_absolute_url(),
        str(getattr(record, "heading", record)), title, Forms(record.folded, record.stemmed),
        tuple(map(str, filter(None, said))), **more,
    )  # fmt: skip


def _summits(initiatives: Iterable[Initiative]) -> Iterator[Kept]:
    members, told = defaultdict(set), defaultdict(set)
    for summit, member in Attendance.objects.order_by().values_list("summit", "member"):
        members[summit].add(member)
    for initiative in initiatives:
        told[initiative.summit_id].add(initiative.pk)
    summits = list(Summit.objects.published().select_related("city", "chair"))
    places = Counter(map(_place, summits))
    for summit in summits:
        answers = {
            "year": {summit.start_date.year}, "city": {summit.city_id},
            "member": members[summit.pk], "initiative": told[summit.pk],
        }  # fmt: skip
        variants = summit.city.variants if summit.city else []
        yield _kept(
            summit, f"{summit.place}، {summit.dates}", _said_of_summit(summit),
            text=summit.summary or summit.title,
            elsewhere=(summit.title, summit.theme, *variants),
            day=summit.start_date, answers=answers, city=str(summit.city or ""),
            has_namesake=places[_place(summit)] > 1,
        )  # fmt: skip


def _place(summit: Summit) -> tuple:
    """What summits of the same name have in common."""
    where = summit.city_id or f"without a city, {summit.format}"
    return where, summit.start_date.year


def _said_of_summit(summit: Summit) -> list[str]:
    status = "" if summit.status == Summit.Status.HELD else summit.get_status_display()
    chair = _("برئاسة %s") % apart(summit.chair) if summit.chair else ""
    return [summit.get_kind_display(), status, chair]


def _members() -> Iterator[Kept]:
    for member in Member.objects.published():
        said = [member.get_status_display()]
        yield _kept(member, member.name, said, text=_other_names(member))


def _leaders() -> Iterator[Kept]:
    leaders = Leader.objects.published().select_related("member").prefetch_related("terms")
    for leader in leaders:
        terms = leader.terms.all()
        said = [terms[len(terms) - 1].office if terms else "", leader.member.name]
        answers = {"member": {leader.member_id}}
        yield _kept(leader, leader.name, said, text=_other_names(leader), answers=answers)


def _cities() -> Iterator[Kept]:
    for city in City.objects.published():
        yield _kept(city, city.name, [city.country_name], text=_other_names(city))


def _other_names(record: City | Member | Leader) -> str:
    return "، ".join([*record.variants, record.name_en])


def _initiative(initiative: Initiative) -> Kept:
    summit = initiative.summit
    said = [
        initiative.get_kind_display(),
        initiative.status_label,
        summit.place if summit else "",
    ]
    answers = {
        "year": {initiative.date.year}, "city": {summit.city_id} if summit else set(),
        "member": {initiative.sponsor_id},
    }  # fmt: skip
    return _kept(initiative, initiative.heading, said, day=initiative.date, answers=answers)


def _sources() -> Iterator[Kept]:
    for source in Source.objects.published().defer("note"):
        yield _kept(source, source.name, ())
