"""The facets of a search: what tells its articles apart, and how many there are of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from csto_archive.search.index import ARTICLES
from csto_archive.searches.parameters import FACETS, LABELS, RECORDS
from csto_archive.searches.question import Question

Counts = Mapping[str, Collection[tuple[int, int]]]

MOST_CHOICES = 50
SHOWN = 6


@dataclass(frozen=True)
class Choice:
    """A value of a facet and the address that switches it on, or off where it is chosen.

    `value` is what the address calls it; `count` is None where nothing was counted.
    """

    facet: str
    value: str
    label: str
    count: int | None
    chosen: bool
    address: str


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: list[Choice]

    @property
    def shown(self) -> list[Choice]:
        return self.choices[:SHOWN]

    @property
    def folded(self) -> list[Choice]:
        return self.choices[SHOWN:]


def facets_of(question: Question, counted: Counts | None = None) -> list[Facet]:
    """What the articles are about and where they come from, each facet counted without itself;
    `counted`: as the index counts them, where it was asked already."""
    if counted is None:
        counted = ARTICLES.facets(question.query, question.where)
    facets = [_facet(question, name, counted.get(name, ())) for name in FACETS]
    return [facet for facet in facets if facet.choices]


def _facet(question: Question, name: str, counted: Collection[tuple[int, int]]) -> Facet:
    counts = dict(counted)
    chosen = question.chosen.get(name)
    if chosen:
        counts.setdefault(getattr(chosen, "pk", chosen), 0)
    values = question.shelf.by_number[name] if name in RECORDS else {y: y for y in counts}
    choices = [
        choice(question, name, values[number], count)
        for number, count in counts.items()
        if number in values
    ]
    choices.sort(key=by_year if name == "year" else by_count)
    return Facet(name, str(LABELS[name]), choices[:MOST_CHOICES])


def by_year(choice: Choice):
    return not choice.chosen, -int(choice.value)


def by_count(choice: Choice):
    return not choice.chosen, -choice.count, choice.label


def choice(question: Question, name: str, value: object, count: int | None) -> Choice:
    chosen = question.chosen.get(name) == value
    slug = getattr(value, "slug", str(value))
    label = getattr(value, "heading", str(value))
    address = question.address(**{name: "" if chosen else slug})
    return Choice(name, slug, label, count, chosen, address)
