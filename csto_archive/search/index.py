"""The one door to the full-text index of the archive.

It keeps itself: the database notes every record that is concerned by a change (`keeping.py`), and
whoever saves or reads settles what was noted. A record is known here by its number alone; what it
says, and whether anybody may see it, is asked of its manager (`documents`, `published`,
`scheduled`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone

from csto_archive.arabic.analysis import ANALYSER_VERSION

from .building import Rebuild
from .checking import Check
from .documents import FACETS, entry_of
from .engines import engine, engine_class
from .engines.base import RECORD, Engine, Gate, Select, State, Where, is_open, is_word
from .query import Clause, Phrase, Query
from .ranking import Candidate, Statistics, rank

MOST_AT_A_READING = 50
MOST_AT_A_SAVING = 500
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


class Index:
    """The index of the model `label`."""

    def __init__(self, label: str) -> None:
        self.label = label

    @property
    def manager(self) -> models.Manager:
        return apps.get_model(self.label).objects

    # Keeping

    def settle(self, saved: models.Model | None = None) -> int:
        """Bring up to date what is stale, in the transaction of the caller; how many.

        To be called by whoever has saved, with the record `saved`, which then comes first. What is
        more than can be done at once is left to the readers.
        """
        is_ours = saved is not None and saved._meta.label == self.label
        return self._settle(saved.pk if is_ours else None, MOST_AT_A_SAVING, wait=True)

    def _settle(self, first: int | None, most: int, wait: bool) -> int:
        now = self.now()
        if not engine_class().is_stale(now):
            return 0
        with transaction.atomic(savepoint=False):
            if not engine_class().lock(wait):
                return 0
            records = engine_class().stale(now, first, most)
            if records:
                self._update(records)
        return len(records)

    def _update(self, records: Sequence[int]) -> None:
        states = engine_class().states()
        if any(state.building for state in states):
            engine_class().remember(records)
        self.put(engine(active(states).name), records)
        engine_class().settled(records, self.scheduled(pk__in=records))

    @staticmethod
    def now() -> int:
        return moment(timezone.now())

    def scheduled(self, **which) -> dict[int, int]:
        """The records that will be public, and when."""
        times = self.manager.scheduled().filter(**which).values_list("pk", "published_at")
        return {number: moment(time) for number, time in times}

    def put(self, tables: Engine, records: Sequence[int]) -> None:
        """Bring these records up to date in one set: those that are public now, and no others."""
        spellings: dict[str, str] = {}
        documents = self.manager.documents(records)
        entries = [entry_of(document, spellings) for document in documents]
        tables.apply(entries, spellings, set(records) - {entry.record for entry in entries})

    def rebuild(self, progress: Callable[[int, int], None]) -> int:
        """Build the index anew beside the one that is read; see `building.Rebuild.run`."""
        return Rebuild(self).run(progress)

    def needs_rebuild(self) -> bool:
        """Whether more is out of date than readers and writers should have to settle."""
        waiting = len(engine_class().stale(self.now(), None, MOST_AT_A_SAVING + 1))
        return waiting > MOST_AT_A_SAVING or self.state().analyser != ANALYSER_VERSION

    def check(self, sample: int | None = None, progress=lambda done, of: None) -> list[str]:
        """What does not agree with the rows, a line each; see `checking.Check`."""
        return Check(self, sample).run(progress)

    # Asking

    def find(
        self,
        query: Query,
        where: Where | None = None,
        sort: str = RELEVANCE,
        start: int = 0,
        count: int = 20,
    ) -> Results:
        """A page of what was found: the best first, or by date (`sort`: newest, oldest)."""
        return self._read(lambda reading: reading.find(query, where or {}, sort, start, count))

    def total(self, query: Query, where: Where | None = None) -> int:
        return self._read(lambda reading: reading.total(query, where or {}))

    def facets(self, query: Query, where: Where | None = None) -> dict[str, list[tuple[int, int]]]:
        """By facet its values and how many of the documents found have each, the commonest first.

        Each facet is counted without its own filter, exactly up to 20,000 documents.
        """
        return self._read(lambda reading: reading.facets(query, where or {}))

    def records(self, query: Query, where: Where | None = None) -> RawSQL:
        """The numbers of all records found, as an expression for `filter(pk__in=…)`."""
        return self._read(lambda reading: reading.records(query, where or {}))

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many documents each of these terms stands."""
        return self._read(lambda reading: reading.tables.frequencies(terms))

    def terms_beginning(self, prefix: str, most: int = 64) -> list[str]:
        return self._read(lambda reading: reading.tables.terms_beginning(prefix, most))

    def words_beginning(self, prefix: str, most: int = 10) -> list[tuple[str, str, int]]:
        """(folded word, as it is written, in how many documents), the commonest first."""
        return self._read(lambda reading: reading.tables.words_beginning(prefix, most))

    def words_sharing(self, keys: Collection[str]) -> list[tuple[str, str, int]]:
        """The words with one of these keys (see `documents.keys_of`), as above, in no order."""
        return self._read(lambda reading: reading.tables.words_sharing(keys))

    def state(self) -> State:
        """Of the set that is read."""
        return active(engine_class().states())

    def _read(self, ask: Callable[[Reading], Any]) -> Any:
        """Ask the set that is read, after settling; again, if another took its place meanwhile."""
        self._settle(None, MOST_AT_A_READING, wait=False)
        state = self.state()
        while True:
            with engine_class().reading():
                answer = ask(Reading(engine(state.name), state))
            if (now := self.state()).name == state.name:
                return answer
            state = now


class Reading:
    """The questions to one set."""

    def __init__(self, tables: Engine, state: State) -> None:
        self.tables = tables
        self.state = state

    def find(self, query: Query, where: Where, sort: str, start: int, count: int) -> Results:
        frequencies = self._frequencies(query)
        if sort != RELEVANCE or not query.clauses:
            found, relaxed = self._found(query, where, frequencies)
            records = self.tables.newest(found, start, count, oldest=sort == OLDEST)
            total = self._count(query, where, found, frequencies, relaxed)
            return Results(total, list(map(record_of, records)), relaxed)
        gates: list[Gate] | None = None
        total, sids = 0, []
        if not query.question and possible(query, frequencies):
            known = self._known(query, where, frequencies)
            total, sids = self.tables.candidates(query, where, known)
        if not sids and (gates := self._gates(query, frequencies)):
            total, sids = self.tables.near(gates, query, where)
        ranked = self._ranked(query, sids, frequencies)
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
        frequencies = self._frequencies(query)
        found, relaxed = self._found(query, where, frequencies)
        free = [facet for facet in FACETS if facet not in where]
        counts = self.tables.facets(found, free) if free else {}
        for facet in where:
            others = {name: values for name, values in where.items() if name != facet}
            wider = self._matching(query, others, frequencies, relaxed)
            counts |= self.tables.facets(wider, [facet])
        return {facet: sorted(counts[facet].items(), key=_commonest_first) for facet in FACETS}

    def records(self, query: Query, where: Where) -> RawSQL:
        found = self._found(query, where, self._frequencies(query))[0]
        return RawSQL(*self.tables.records(found))  # noqa: S611 (no part of it is typed)

    def _found(self, query: Query, where: Where, frequencies: Mapping) -> tuple[Select, bool]:
        """What matches, and whether the demands had to be relaxed for it."""
        relaxed = bool(query.clauses) and not self._has_all(query, where, frequencies)
        return self._matching(query, where, frequencies, relaxed), relaxed

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
        if where or query.excluded or query.is_void:
            return None
        if not query.clauses:
            return self.state.documents
        if len(query.clauses) == 1 and len(query.clauses[0].any_of) == 1:
            phrase = query.clauses[0].any_of[0]
            if is_word(phrase) and not is_open(phrase.terms):
                return frequencies.get(phrase.terms[0], 0)
        return None

    def _frequencies(self, query: Query) -> dict[str, int]:
        terms = {term for clause in query.clauses for p in clause.any_of for term in p.terms}
        return self.tables.frequencies(terms) if terms else {}

    def _gates(self, query: Query, frequencies: Mapping[str, int]) -> list[Gate]:
        """What a document must have a good part of: the rarest clauses that are in the archive."""
        all_gates = [gate_of(clause, frequencies, self.state.documents) for clause in query.clauses]
        known = [gate for gate in all_gates if gate]
        return affordable(sorted(known, key=lambda gate: -gate.weight)[:MOST_GATES])

    def _ranked(self, query: Query, sids: Sequence[int], frequencies: Mapping) -> list[int]:
        if not sids:
            return []
        documents = max(self.state.documents, 1)
        average = self.state.total_length / documents
        candidates = (Candidate(*content) for content in self.tables.contents(sids))
        return [
            sid
            for _score, sid in rank(query, candidates, Statistics(documents, average, frequencies))
        ]


NOTHING = Select("SELECT 0 AS sid WHERE 1 = 0")


def active(states: Iterable[State]) -> State:
    return next(state for state in states if state.active)


def record_of(sid: int) -> int:
    return sid & RECORD


def moment(at) -> int:
    """A time as a number: microseconds."""
    return int(at.timestamp() * 1_000_000)


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


ARTICLES = Index("articles.Article")
