"""The questions to one set of the index: what is found, counted, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from time import monotonic

from .documents import FACETS
from .engines import limits
from .engines.base import Engine
from .engines.limits import TakesTooLongError
from .engines.selecting import (
    NOTHING,
    RECORD,
    Content,
    Gate,
    Select,
    Where,
    is_open,
    is_word,
)
from .engines.tables import State
from .query import Clause, Phrase, Query
from .ranking import Candidate, Statistics, rank

MOST_GATES = 8
MOST_GATED = 40_000
NEWEST, OLDEST, RELEVANCE = "newest", "oldest", "relevance"


@dataclass(frozen=True, slots=True)
class Results:
    """How many documents were found, and the numbers of the records of this page, in order.

    `relaxed`: none has all that was asked, these have a good part of it.
    """

    total: int
    records: list[int]
    relaxed: bool = False


class Reading:
    """The questions to one set. `is_settled`: it says what the rows say, every change of them."""

    def __init__(self, tables: Engine, state: State, is_settled: bool = False) -> None:
        self.is_settled = is_settled
        self.tables = tables
        self.state = state
        self._until = monotonic() + limits.SECONDS
        self._relaxed: dict[tuple, bool] = {}
        self._beginnings: dict[tuple, list[tuple[str, str, int]]] = {}

    @property
    def seconds_left(self) -> float:
        """How long all questions together may still take. Raises TakesTooLongError if no longer."""
        left = self._until - monotonic()
        if left <= 0:
            raise TakesTooLongError
        return left

    def find(self, query: Query, where: Where, sort: str, start: int, count: int) -> Results:
        frequencies = self._frequencies(query)
        if sort != RELEVANCE or not query.clauses:
            found, relaxed = self._found(query, where, frequencies)
            records = self.tables.newest(found, start, count, oldest=sort == OLDEST)
            total = self._count(query, where, found, frequencies, relaxed)
            return Results(total, list(map(record_of, records)), relaxed)
        gates: list[Gate] | None = None
        total, candidates = 0, []
        if not query.question and possible(query, frequencies):
            known = self._known(query, where, frequencies)
            total, candidates = self.tables.candidates(query, where, known)
        self._relaxed[asked_of(query, where)] = not candidates
        if not candidates and (gates := self._gates(query, frequencies)):
            total, candidates = self.tables.near(gates, query, where)
        ranked = self._ranked(query, candidates, frequencies)
        page = ranked[start : start + count]
        if len(page) < count and total > start + len(page):
            found = (
                self.tables.relaxed(gates, query, where)
                if gates
                else self.tables.strict(query, where)
            )
            rest = max(0, start - len(ranked))
            page += self.tables.newest(self.tables.without(found, ranked), rest, count - len(page))
        return Results(total, list(map(record_of, page)), bool(gates) and total > 0)

    def total(self, query: Query, where: Where) -> int:
        frequencies = self._frequencies(query)
        found, relaxed = self._found(query, where, frequencies)
        return self._count(query, where, found, frequencies, relaxed)

    def facets(self, query: Query, where: Where) -> dict[str, list[tuple[int, int]]]:
        return self.facets_beside(query, where, ())[0]

    def facets_beside(
        self, query: Query, where: Where, numbers: Sequence[Select]
    ) -> tuple[dict[str, list[tuple[int, int]]], list[int]]:
        """And some numbers, without a question more."""
        frequencies = self._frequencies(query)
        found, relaxed = self._found(query, where, frequencies)
        parts = [(found, FACETS)]
        for facet in where:
            others = {name: values for name, values in where.items() if name != facet}
            if not relaxed:  # what has all that is asked here, has it there
                self._relaxed[asked_of(query, others)] = False
            parts.append((self._found(query, others, frequencies)[0], (facet,)))
        (counts, *wider), told = self.tables.facets(parts, numbers)
        for (facet, chosen), others in zip(where.items(), wider, strict=True):
            here = {value: counts[facet][value] for value in chosen if counts[facet][value]}
            counts[facet] = others[facet] | Counter(here)
        facets = {facet: sorted(counts[facet].items(), key=_commonest_first) for facet in FACETS}
        return facets, told

    def numbers(self, numbers: Sequence[Select]) -> list[int]:
        return self.tables.facets((), numbers)[1] if numbers else []

    def best_of(self, queries: Sequence[Query], where: Where) -> Select:
        """The place of the first query that finds something with all that is asked; else of the
        first that finds anything, counted on from the last of them; else NULL."""
        frequencies = self.tables.frequencies({term for query in queries for term in query.terms})
        whole = [
            self.tables.strict(query, where)
            if not (query.question or query.is_void) and possible(query, frequencies)
            else NOTHING
            for query in queries
        ]
        part = [self._matching(query, where, frequencies, relaxed=True) for query in queries]
        conditions = list(map(self.tables.exists, [*whole, *part]))
        cases = " ".join(f"WHEN {c.sql} THEN {place}" for place, c in enumerate(conditions))
        return Select(f"SELECT CASE {cases} END", sum((c.params for c in conditions), ()))

    def records(self, query: Query, where: Where) -> list[int]:
        """Those that have all that is asked are looked up at once: where there are any, it was
        not to be relaxed."""
        frequencies = self._frequencies(query)
        asked = asked_of(query, where)
        if asked not in self._relaxed and not query.question and possible(query, frequencies):
            found = self.tables.records(self._matching(query, where, {}, relaxed=False))
            self._relaxed[asked] = bool(query.clauses) and not found
            if not self._relaxed[asked]:
                return found
        return self.tables.records(self._found(query, where, frequencies)[0])

    def beginning(
        self, asked: Sequence[tuple[str, str]], most: int
    ) -> list[list[tuple[str, str, int]]]:
        """See `Selecting.beginning`: headlines and words are completed by the same ones, so what
        was asked once is known."""
        if new := [each for each in dict.fromkeys(asked) if (each, most) not in self._beginnings]:
            found = self.tables.beginning(new, most)
            self._beginnings.update(zip(((each, most) for each in new), found, strict=True))
        return [self._beginnings[each, most] for each in asked]

    def _found(self, query: Query, where: Where, frequencies: Mapping) -> tuple[Select, bool]:
        """What matches, and whether the demands had to be relaxed for it."""
        key = asked_of(query, where)
        if key not in self._relaxed:
            relaxed = bool(query.clauses) and not self._has_all(query, where, frequencies)
            self._relaxed[key] = relaxed
        return self._matching(query, where, frequencies, self._relaxed[key]), self._relaxed[key]

    def _has_all(self, query: Query, where: Where, frequencies: Mapping) -> bool:
        """Whether some document has all that is asked; a question is not asked so."""
        if query.question or not possible(query, frequencies):
            return False
        known = self._known(query, where, frequencies)
        return bool(known or self.tables.newest(self.tables.strict(query, where), 0, 1))

    def _matching(self, query, where: Where, frequencies: Mapping, relaxed: bool) -> Select:
        if query.is_void:
            return NOTHING
        if not relaxed:
            return self.tables.strict(query, where)
        gates = self._gates(query, frequencies)
        return self.tables.relaxed(gates, query, where) if gates else NOTHING

    def _count(self, query, where, found: Select, frequencies, relaxed: bool) -> int:
        known = None if relaxed else self._known(query, where, frequencies)
        return self.tables.count(found) if known is None else known

    def _known(self, query: Query, where: Where, frequencies: Mapping) -> int | None:
        """How many match, where that is known without looking: one word alone, or nothing."""
        if where or query.excluded or query.is_void or self.tables.hides:
            return None
        if not query.clauses:
            return self.state.documents
        if len(query.clauses) == 1 and len(query.clauses[0].any_of) == 1:
            phrase = query.clauses[0].any_of[0]
            if is_word(phrase) and not is_open(phrase.terms):
                return frequencies.get(phrase.terms[0], 0)
        return None

    def _frequencies(self, query: Query) -> dict[str, int]:
        return self.tables.frequencies(query.terms)

    def _gates(self, query: Query, frequencies: Mapping[str, int]) -> list[Gate]:
        """What a document must have a good part of: the rarest clauses that are in the archive."""
        all_gates = [gate_of(clause, frequencies, self.state.documents) for clause in query.clauses]
        known = [gate for gate in all_gates if gate]
        return affordable(sorted(known, key=lambda gate: -gate.weight)[:MOST_GATES])

    def _ranked(self, query: Query, contents: Sequence[Content], frequencies: Mapping) -> list[int]:
        if not contents:
            return []
        documents = max(self.state.documents, 1)
        average = self.state.total_length / documents
        candidates = (Candidate(*content) for content in contents)
        return [
            sid
            for _score, sid in rank(query, candidates, Statistics(documents, average, frequencies))
        ]


def record_of(sid: int) -> int:
    return sid & RECORD


def _commonest_first(pair: tuple[int, int]) -> tuple[int, int]:
    value, count = pair
    return -count, value


def possible(query: Query, frequencies: Mapping[str, int]) -> bool:
    """Whether every clause has a phrase of which every term is in the archive."""
    return all(commonness(clause, frequencies) for clause in query.clauses)


def commonness(clause: Clause, frequencies: Mapping[str, int]) -> int:
    """How many documents may satisfy the clause: those of the commonest phrase's rarest term."""
    return max((rarest(phrase, frequencies) for phrase in clause.any_of), default=0)


def affordable(gates: Sequence[Gate]) -> list[Gate]:
    """The first gates that are satisfied by MOST_GATED documents together, one in any case."""
    reached = accumulate(gate.frequency for gate in gates)
    afforded = sum(frequency <= MOST_GATED for frequency in reached)
    return list(gates[: max(afforded, 1)])


def rarest(phrase: Phrase, frequencies: Mapping[str, int]) -> int:
    return min((frequencies.get(term, 0) for term in phrase.terms), default=0)


def gate_of(clause: Clause, frequencies: Mapping[str, int], documents: int) -> Gate | None:
    """The clause with its inverse document frequency in hundredths; None if nothing has it."""
    frequency = commonness(clause, frequencies)
    if not frequency:
        return None
    idf = log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
    sure = any(is_word(phrase) and rarest(phrase, frequencies) for phrase in clause.any_of)
    return Gate(clause, max(1, round(100 * idf)), frequency, sure)


def asked_of(query: Query, where: Where) -> tuple:
    return query, frozenset((name, tuple(values)) for name, values in where.items())
