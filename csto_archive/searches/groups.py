"""The groups beside the articles: a few hundred records, all of whose matches are ranked here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from csto_archive.arabic.analysis import term_of
from csto_archive.arabic.normalise import fold
from csto_archive.records import Record, searchable_forms
from csto_archive.search.query import ANY_ENDING, Phrase, Query
from summits.models import City, Initiative, Leader, Member, Summit


def _other_names(record: Record) -> str:
    return "، ".join([*record.variants, record.name_en])


def _said_of_summit(summit: Summit) -> list[str]:
    status = "" if summit.status == Summit.Status.HELD else summit.get_status_display()
    chair = _("برئاسة %s") % summit.chair if summit.chair else ""
    return [summit.get_kind_display(), status, chair]


def _text_of_summit(summit: Summit) -> str:
    return summit.summary or summit.title


def _elsewhere_of_summit(summit: Summit) -> list[str]:
    return [summit.title, summit.theme, *(summit.city.variants if summit.city else [])]


def _said_of_leader(leader: Leader) -> list[str]:
    terms = leader.terms.all()
    return [terms[len(terms) - 1].office if terms else "", leader.member.name]


def _said_of_initiative(initiative: Initiative) -> list[str]:
    place = initiative.summit.place if initiative.summit else ""
    return [initiative.get_kind_display(), initiative.status_label, place]


@dataclass(frozen=True)
class Kind:
    """A kind of record: what it is called, what is said of it, what the facets mean to it.

    `names` are words that every record of the kind answers: «قمة مينسك» is Minsk among the summits.
    `text` is what a snippet is cut from, `elsewhere` what is searched besides. A facet that is not
    in `lookups` says nothing of such records: none of them answers it.
    """

    noun: str
    names: tuple[str, ...]
    records: Callable[[], QuerySet]
    title: Callable[[Record], str]
    said: Callable[[Record], list[str]]
    text: Callable[[Record], str] = _other_names
    elsewhere: Callable[[Record], list[str]] = lambda record: []
    day: Callable[[Record], date | None] = lambda record: None
    lookups: Mapping[str, str] = field(default_factory=dict)

    def find(self, query: Query, where: Mapping[str, object]) -> list[Record]:
        """The records that answer the query, narrowed by facets."""
        if not where.keys() <= self.lookups.keys():
            return []
        wanted = {self.lookups[facet]: value for facet, value in where.items()}
        asked, records = self.asked(query), self.records()
        is_for_all = query.clauses and not (asked.clauses or asked.excluded)
        return list((records if is_for_all else records.search(asked)).filter(**wanted))

    def asked(self, query: Query) -> Query:
        """The query without what every record of the kind answers.

        They are few and say little: what has all words of a question is the answer to it.
        """
        known = {term_of(fold(name)) for name in self.names}
        clauses = [c for c in query.clauses if not any({*p.terms} <= known for p in c.any_of)]
        return replace(query, clauses=tuple(clauses), question=False)

    def has_all(self, record: Record, query: Query) -> bool:
        """Whether the record has all that is asked for, not only most of it."""
        return _satisfied(self.asked(query), record) == len(self.asked(query).clauses)

    def ranked(self, query: Query, records: list[Record]) -> list[Record]:
        """The best first: what has most of the query in its title, then in all its words."""

        def worth(record: Record) -> tuple[int, int]:
            return _satisfied(query, self._headed(record)), _satisfied(query, record)

        return sorted(records, key=worth, reverse=True)

    def is_named(self, record: Record, query: Query) -> bool:
        """Whether a title says something as it was typed, not under another spelling."""
        typed = (replace(clause, any_of=clause.any_of[:1]) for clause in query.clauses)
        return _satisfied(replace(query, clauses=tuple(typed)), self._headed(record)) > 0

    def _headed(self, record: Record) -> SearchableForms:
        return SearchableForms(**searchable_forms([self.title(record)]))


class SearchableForms(NamedTuple):
    """The words of a text as a record keeps them."""

    folded: str
    stemmed: str


def _satisfied(query: Query, text: Record | SearchableForms) -> int:
    """How many clauses of the query a text satisfies."""
    return sum(any(_stands(phrase, text) for phrase in c.any_of) for c in query.clauses)


def _stands(phrase: Phrase, text: Record | SearchableForms) -> bool:
    if phrase.words:
        return f" {' '.join(phrase.words)} " in text.folded
    sought = f" {' '.join(phrase.terms)}"
    if sought.endswith(ANY_ENDING):
        return sought.removesuffix(ANY_ENDING) in f"{text.stemmed}{text.folded}"
    return f"{sought} " in text.stemmed


KINDS = {
    "summits": Kind(
        noun="summit",
        names=("قمة", "انعقدت", "عُقدت", "استضافت", "جرت"),
        records=lambda: Summit.objects.published().for_list(),
        title=lambda summit: f"{summit.place}، {summit.dates}",
        said=_said_of_summit,
        text=_text_of_summit,
        elsewhere=_elsewhere_of_summit,
        day=lambda summit: summit.start_date,
        lookups={
            "year": "start_date__year", "city": "city", "member": "members",
            "initiative": "initiatives",
        },
    ),
    "members": Kind(
        noun="member",
        names=("دولة",),
        records=lambda: Member.objects.published(),
        title=lambda member: member.name,
        said=lambda member: [member.get_status_display()],
    ),
    "leaders": Kind(
        noun="leader",
        names=("قائد", "رئيس"),
        records=lambda: (
            Leader.objects.published().select_related("member").prefetch_related("terms")
        ),
        title=lambda leader: leader.name,
        said=_said_of_leader,
        lookups={"member": "member"},
    ),
    "cities": Kind(
        noun="city",
        names=("مدينة",),
        records=lambda: City.objects.published(),
        title=lambda city: city.name,
        said=lambda city: [city.country_name],
    ),
    "initiatives": Kind(
        noun="initiative",
        names=("مبادرة", "وثيقة", "قرار", "أُقرت", "وُقعت"),
        records=lambda: Initiative.objects.published().for_list(),
        title=lambda initiative: initiative.heading,
        said=_said_of_initiative,
        text=lambda initiative: "",
        day=lambda initiative: initiative.date,
        lookups={"year": "date__year", "city": "summit__city", "member": "sponsor"},
    ),
}  # fmt: skip
