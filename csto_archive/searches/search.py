"""A search of the whole archive: what answers a question, and what leads on from there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from csto_archive.search.asking import Reading, commonness
from csto_archive.search.index import ARTICLES
from csto_archive.search.query import parse
from csto_archive.search.spelling import Explanation, Speller, Without, explanation_of
from csto_archive.searches.facets import Choice, Facet, choice, facets_of
from csto_archive.searches.found import FoundArticles, FoundRecords
from csto_archive.searches.groups import KINDS
from csto_archive.searches.parameters import GROUPS, SORTS
from csto_archive.searches.question import Question

FEW = 6
HANDFUL = 3
TOO_FEW = 5
MOST_REASONS = 3


class Leads(NamedTuple):
    """What the index tells of a doubtful search beside its answers."""

    facets: dict[str, list[tuple[int, int]]]
    corrected: str
    reasons: list[Without]


@dataclass(frozen=True)
class Group:
    """One kind of answers: its heading, its hits, the address that shows it alone."""

    name: str
    label: str
    noun: str
    found: FoundRecords | FoundArticles
    address: str
    chosen: bool

    @property
    def total(self) -> int:
        return len(self.found)

    @property
    def handful(self) -> list:
        return self.found[0:HANDFUL]

    @property
    def leads(self) -> bool:
        """All that was asked for is in them, and they are few, or answer a question by name."""
        few = self.total <= FEW or (self.found.query.question and self.found.is_named)
        return self.total > 0 and few and self.found.has_all


class Search(Question):
    """A question with its answers, each looked up when it is asked for."""

    # Answers

    @cached_property
    def articles(self) -> FoundArticles:
        return FoundArticles(self.query, self.where, self.sort, self.shelf)

    @cached_property
    def groups(self) -> list[Group]:
        """Every kind of answers, the articles last."""
        return [self._group(name) for name in GROUPS]

    def _group(self, name: str) -> Group:
        if name == "articles":
            noun, found = "article", self.articles
        else:
            noun = KINDS[name].noun
            found = FoundRecords(KINDS[name], self)
        chosen = name == self.group
        address = self.address(group=name)
        return Group(name, str(GROUPS[name]), noun, found, address, chosen)

    @cached_property
    def paged(self) -> Group:
        """The group whose hits are paged: the one that was chosen, else the articles."""
        return next((group for group in self.groups if group.chosen), self.groups[-1])

    @cached_property
    def answering(self) -> list[Group]:
        return [group for group in self.groups if group.total]

    @cached_property
    def leading(self) -> list[Group]:
        """The groups that stand before the articles, those that are named as typed first."""
        leading = [group for group in self._beside if group.leads]
        return sorted(leading, key=lambda group: not group.found.is_named)

    @cached_property
    def following(self) -> list[Group]:
        """The groups that stand after the articles."""
        return [group for group in self._beside if not group.leads]

    @property
    def _beside(self) -> list[Group]:
        return [] if self.group else [g for g in self.answering if g is not self.paged]

    # What leads on

    @cached_property
    def facets(self) -> list[Facet]:
        counted = self._leads.facets if self._is_doubtful and len(self.articles) else None
        return facets_of(self, counted)

    @property
    def telling_facets(self) -> list[Facet]:
        """Those that tell the articles apart, or are chosen."""
        total = len(self.articles)
        return [
            facet
            for facet in self.facets
            if facet.name in self.chosen or any(choice.count < total for choice in facet.choices)
        ]

    @cached_property
    def narrowing(self) -> list[Choice]:
        """The facets that are chosen, each with the address without it."""
        return [choice(self, name, value, None) for name, value in self.chosen.items()]

    @property
    def is_relaxed(self) -> bool:
        """No article has all that is asked for; those shown have most of it."""
        return bool(self.articles) and not self.articles.has_all

    @cached_property
    def unknown(self) -> list[str]:
        """The words, as they were typed, that no article has."""
        query = parse(self.text, self.names)
        frequencies = ARTICLES.frequencies(query.terms) if query.clauses else {}
        return [c.written for c in query.clauses if not commonness(c, frequencies)]

    @property
    def is_answered(self) -> bool:
        return bool(self.answering)

    @cached_property
    def speller(self) -> Speller:
        return Speller(ARTICLES, self.names.spellings)

    @cached_property
    def _is_doubtful(self) -> bool:
        """So little was found that something else may have been meant."""
        return len(self.articles) < TOO_FEW or self.is_relaxed

    @cached_property
    def _leads(self) -> Leads:
        """What leads on from there, in one question."""
        attempts = self.speller.attempts(self.query, self.read)

        def ask(reading: Reading) -> Leads:
            mended = attempts.numbers(reading, self.where)
            why = self._explanation(reading)
            numbers = [*mended, *why.numbers]
            if len(self.articles):
                facets, told = reading.facets_beside(self.query, self.where, numbers)
            else:
                facets, told = {}, reading.numbers(numbers)
            reasons = why.ranked(told[len(mended) :])
            return Leads(facets, attempts.best(told[: len(mended)]), reasons)

        return ARTICLES.ask(ask)

    def _explanation(self, reading: Reading) -> Explanation:
        """Of what no article has all the words of; a question asks for most of them alone."""
        if self.query.question or (len(self.articles) and not self.is_relaxed):
            return Explanation([], [])
        return explanation_of(reading, self.query, self.where)

    @property
    def corrected(self) -> str:
        """What may have been meant, "" where there is nothing better than what was typed."""
        return self._leads.corrected if self._is_doubtful else ""

    @cached_property
    def reasons(self) -> list[Reason]:
        """Where no article has all the words: which of them stand in the way."""
        found = self._leads.reasons if self._is_doubtful else []
        return [self._reason(each) for each in found if each.total][:MOST_REASONS]

    def _reason(self, found: Without) -> Reason:
        word = found.clause.written
        without = " ".join(self.text.replace(word, " ", 1).split())
        return Reason(word, found.is_known, found.total, self.address(q=without))

    @property
    def overview_address(self) -> str:
        return self.address(group="")

    @property
    def corrected_address(self) -> str:
        return self.address(q=self.corrected)

    @property
    def sorts(self) -> list[Sort]:
        chosen = {name: "" if name == "relevance" else name for name in SORTS}
        return [
            Sort(str(label), self.address(sort=chosen[name]), name == self.sort)
            for name, label in SORTS.items()
        ]


@dataclass(frozen=True)
class Sort:
    label: str
    address: str
    chosen: bool


@dataclass(frozen=True)
class Reason:
    """A word that stands in the way: `is_known` where some articles have it; `total` without it."""

    word: str
    is_known: bool
    total: int
    address: str
