"""The one door to the full-text index of the archive.

It keeps itself: the database notes every record that is concerned by a change (`keeping.py`), and
whoever saves or reads settles what was noted. A record is known here by its number alone; what it
says, and whether anybody may see it, is asked of its manager (`documents`, `published`,
`unrestricted`, `scheduled`, `held`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import DatabaseError, OperationalError, models, transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone

from csto_archive.arabic.analysis import ANALYSER_VERSION

from .asking import RELEVANCE, Reading, Results
from .building import Rebuild, in_batches
from .checking import Check
from .documents import entry_of
from .engines import engine, engine_class
from .engines.base import Engine
from .engines.selecting import Select, Where
from .engines.tables import State
from .query import Query

MOST_AT_A_READING = 50
MOST_AT_A_SAVING = 500

logger = logging.getLogger(__name__)

_kept: ContextVar[list[Reading] | None] = ContextVar("kept", default=None)
_foreseen: ContextVar[tuple[list[State], bool] | None] = ContextVar("foreseen", default=None)


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
            return self._update(engine_class().stale(now, first, most))

    def _update(self, records: Sequence[int]) -> int:
        """Not those that name what is being changed elsewhere: they stay noted. How many."""
        if records := sorted(self.manager.held(records)):
            due = self.scheduled(pk__in=records)  # before it is asked what is public by now
            self.put(self._written(records), records)
            engine_class().settled(records, due)
        return len(records)

    @staticmethod
    def _written(records: Sequence[int]) -> Engine:
        """The set that is read; what is written to it, one that is being built will need too."""
        states = engine_class().states()
        if any(state.building for state in states):
            engine_class().remember(records)
        return engine(active(states).name)

    def _settle_at_once(self, most: int) -> bool:
        """What a reader does, who neither waits nor fails; whether the index may be shown now.

        What is no longer public is taken out, however much it is; then `most` others are settled.
        """
        gone = self._gone()
        if gone or most:
            try:
                with engine_class().at_once():
                    if engine_class().may_write() and engine_class().lock(wait=False):
                        self._take_out(gone)
                        self._update(engine_class().stale(self.now(), None, most))
            except OperationalError as error:
                logger.info("left to the next reader: %s", error)
        return not (gone and self._gone())

    def _gone(self) -> set[int]:
        """What is in the index and noted, and is not public, or not with all of its text."""
        outdated = engine(self.state().name).outdated()
        there = {record for (record,) in engine_class()("").ask(*outdated)}
        shown = self.manager.published().unrestricted().filter(pk__in=RawSQL(*outdated))  # noqa: S611
        return there.difference(shown.values_list("pk", flat=True)) if there else there

    def _take_out(self, gone: Collection[int]) -> None:
        """What may be shown in part stays noted: it is put in anew when it is analysed."""
        held = engine_class().hold(gone) if gone else set()
        for records in in_batches(sorted(held & self._gone() if held else held), MOST_AT_A_SAVING):
            due = self.scheduled(pk__in=records)
            shown = self.manager.published().filter(pk__in=records).values_list("pk", flat=True)
            hidden = sorted({*records}.difference(shown))
            self._written(records).apply([], {}, records)
            engine_class().settled(hidden, {r: at for r, at in due.items() if r in hidden})

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
        state = self.state()
        is_old = state.analyser != ANALYSER_VERSION or engine(state.name).is_out_of_step()
        return is_old or waiting > MOST_AT_A_SAVING

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
        return self.ask(lambda reading: reading.find(query, where or {}, sort, start, count))

    def total(self, query: Query, where: Where | None = None) -> int:
        return self.ask(lambda reading: reading.total(query, where or {}))

    def facets(self, query: Query, where: Where | None = None) -> dict[str, list[tuple[int, int]]]:
        """By facet its values and how many of the documents found have each, the commonest first.

        Each facet is counted without its own filter, exactly up to 20,000 documents.
        """
        return self.ask(lambda reading: reading.facets(query, where or {}))

    def numbers(self, query: Query, where: Where | None = None) -> list[int]:
        """Of all records found, the newest first; in bounded time."""
        return self.ask(lambda reading: reading.records(query, where or {}))

    @staticmethod
    def among(numbers: Sequence[int]) -> RawSQL:
        """These numbers, as many as there may be, as an expression for `filter(pk__in=…)`."""
        return RawSQL(*engine_class().listed(numbers))  # noqa: S611 (no part of it is typed)

    def records(self, query: Query, where: Where | None = None) -> RawSQL:
        """The numbers of all records found, for `filter(pk__in=…)`.

        They are looked up at once, and out of the set that is read now.
        """
        return self.among(self.numbers(query, where))

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many documents each of these terms stands."""
        return self.ask(lambda reading: reading.tables.frequencies(terms))

    def terms_beginning(self, prefix: str, most: int = 64) -> list[str]:
        return self.ask(lambda reading: reading.tables.terms_beginning(prefix, most))

    def words_beginning(self, prefix: str, most: int = 10) -> list[tuple[str, str, int]]:
        """(folded word, as it is written, in how many documents), the commonest first."""
        return self.ask(lambda reading: reading.tables.words_beginning(prefix, most))

    def words_sharing(self, keys: Collection[str]) -> list[tuple[str, str, int]]:
        """The words with one of these keys (see `documents.keys_of`), as above, in no order."""
        return self.ask(lambda reading: reading.tables.words_sharing(keys))

    def state(self) -> State:
        """Of the set that is read."""
        return active(engine_class().states())

    def number_beside_state(self, sql: str, params: Sequence = ()) -> int | None:
        """A number that is asked for with the state of the index, which whoever begins to read in
        this context need not ask then. To be followed by `forget_state`."""
        *state, number = engine_class().states_at(self.now(), Select(sql, tuple(params)))
        _foreseen.set(tuple(state))
        return number

    @staticmethod
    def forget_state() -> None:
        _foreseen.set(None)

    @contextmanager
    def once(self) -> Iterator[list[Reading]]:
        """Around the questions of one page: they are settled for, and begun, once. What is yielded
        holds their reading, if there were any."""
        if (kept := _kept.get()) is not None:
            yield kept
            return
        kept = []
        token = _kept.set(kept)
        try:
            yield kept
        finally:
            _kept.reset(token)

    def ask(self, question: Callable[[Reading], Any], most: int = MOST_AT_A_READING) -> Any:
        """What `question` finds out of the set that is read, after settling.

        It is asked again if another set took its place meanwhile, and if a rebuild that has begun
        took away the set that was read before. `most`: how many to settle, not
        counting what has to be taken out. Raises TakesTooLongError.
        """
        kept = _kept.get()
        reading = kept[0] if kept else self._begin(most)
        is_again = False
        while True:
            try:
                with engine_class().reading(reading.seconds_left):
                    answer = question(reading)
            except DatabaseError as error:
                if is_again or not engine_class().is_taken_away(error):
                    raise
                is_again = True
                state = self.state()
                reading = Reading(engine(state.name, reading.tables.hides), state)
                continue
            if kept is not None:
                kept[:] = [reading]
                return answer
            if (state := self.state()).name == reading.state.name:
                return answer
            reading = Reading(engine(state.name, reading.tables.hides), state)

    def _begin(self, most: int) -> Reading:
        now = self.now()
        states, is_stale = _foreseen.get() or engine_class().states_at(now)[:2]
        self.forget_state()
        if not is_stale:
            return Reading(engine(active(states).name), active(states), True)
        hides = not self._settle_at_once(most)
        state = self.state()
        return Reading(engine(state.name, hides), state, not engine_class().is_stale(now))


def active(states: Iterable[State]) -> State:
    return next(state for state in states if state.active)


def moment(at) -> int:
    """A time as a number: microseconds."""
    return int(at.timestamp() * 1_000_000)


ARTICLES = Index("articles.Article")
