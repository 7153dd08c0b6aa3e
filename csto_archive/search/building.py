"""Building the other set of the index while this one is read, and taking it into use."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from secrets import randbits
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from csto_archive.arabic.analysis import ANALYSER_VERSION, remember

from .documents import Batch, Tally, batch_of, display_of, is_vocabulary
from .engines import engine, engine_class
from .engines.base import Engine
from .engines.tables import State

BATCH = 500  # documents to analyse at once
BATCHES = 2  # of them, to write in one transaction
FEW = 2_000  # documents that are analysed before other processes have started
REMEMBERED = 120_000  # words, by each process that analyses
LEAST = 200  # documents, of which a sample says something
ROWS = 20_000  # of small tables, in one transaction
LAST = 20  # changes to repeat in one transaction, and to leave for the one that takes into use

T = TypeVar("T")


class RebuildError(Exception):
    """The new set is not what it should be, and is not taken into use."""


class BusyError(RebuildError):
    """Another process rebuilds."""


def in_batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch


def analysed(index, records: Sequence[int]) -> Iterator[Batch]:
    """These records in their order, those that are public, a batch at a time.

    The rows are read here; the words are analysed in as many processes as there are processors.
    """
    batches = (list(index.manager.documents(batch)) for batch in in_batches(records, BATCH))
    if len(records) <= FEW:
        yield from map(batch_of, batches)
        return
    processes = os.cpu_count() or 1
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=remember, initargs=(REMEMBERED,)
    ) as pool:
        waiting: deque[Future[Batch]] = deque()
        for batch in batches:
            waiting.append(pool.submit(batch_of, batch))
            if len(waiting) > 3 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class Rebuild:
    """One run of `rebuild_search`. A run that was stopped is taken up again by the next one.

    There is one at a time. Should a second come to the same set all the same, then the set is its
    own from that moment: every transaction of the first looks for its `number`, and stops.
    """

    def __init__(self, index) -> None:
        self.index = index
        self.number = randbits(62) + 1
        self.met: set[str] = set()  # words of which the spelling is kept already
        self.tally = Tally()

    def run(self, progress: Callable[[int, int], None]) -> int:
        """Build, count, verify, take into use; `progress(done, all)`. How many were analysed."""
        with engine_class().alone() as is_alone:
            if not is_alone:
                raise BusyError(_("تشغيل آخر يعيد بناء الفهرس الآن."))
            with engine_class().building():
                tables = self._begin(self._choice())
                self._fill(tables, progress)
            self._take_into_use(tables)
        return self.tally.documents

    def _fill(self, tables: Engine, progress: Callable[[int, int], None]) -> None:
        records = self._missing(tables)
        progress(0, len(records))
        for batches in in_batches(analysed(self.index, records), BATCHES):
            self._load(tables, batches)
            progress(self.tally.documents, len(records))
        self._count(tables)
        self._check_still_ours(tables)
        tables.finish()

    def _choice(self) -> Any:
        """By a sample of all years of an archive that is large enough; before anybody is locked."""
        wanted = engine_class().SAMPLE
        records = self._ordered() if wanted and not is_begun(idle()) else []
        if len(records) < LEAST:
            return engine_class().choice([])
        sample = records[:: -(-len(records) // wanted)]
        return engine_class().choice(batch_of(self.index.manager.documents(sample)).entries)

    def _begin(self, choice: Any = None) -> Engine:
        """The set that was read before stood whole until now, for whoever had begun with it."""
        with transaction.atomic():
            lock()
            state = idle()
            tables = engine(state.name)
            if not is_begun(state):
                tables.drop()
                tables.create(bare=True)
                tables.prepare(choice or engine_class().choice([]))
                tables.announce(ANALYSER_VERSION)
                tables.begin_with(self._stale())
            tables.claim(self.number)
        return tables

    def _stale(self) -> list[int]:
        """What is noted now, but for what names a record that is being changed elsewhere."""
        now = self.index.now()
        notes = engine_class().notes().items()
        due = sorted(number for number, time in notes if time is None or time <= now)
        held = map(self.index.manager.held, in_batches(due, ROWS))
        return [number for numbers in held for number in sorted(numbers)]

    @contextmanager
    def _writing(self, tables: Engine) -> Iterator[None]:
        """A transaction that writes to the new set; who saves meanwhile need not wait for it."""
        with transaction.atomic():
            self._check_still_ours(tables)
            yield

    @contextmanager
    def _writing_alone(self, tables: Engine) -> Iterator[None]:
        """A transaction in which nobody else writes to either set."""
        with transaction.atomic():
            lock()
            self._check_still_ours(tables)
            yield

    def _check_still_ours(self, tables: Engine) -> None:
        if tables.claimed_by() != self.number:
            raise BusyError(_("تولّى تشغيل آخر إعادة البناء في هذه الأثناء."))

    def _missing(self, tables: Engine) -> list[int]:
        """The public records that the set does not have yet."""
        there = tables.numbers()
        return [record for record in self._ordered() if record not in there]

    def _ordered(self) -> list[int]:
        """The public records in the order of their day."""
        ordered = self.index.manager.published().newest_first().reverse()
        return list(ordered.values_list("pk", flat=True).iterator())

    def _load(self, tables: Engine, batches: Sequence[Batch]) -> None:
        with self._writing(tables):
            for batch in batches:
                tables.insert(batch.entries)
                tables.meet(self._new(batch.spellings))
                self.tally.add(batch.tally)

    def _new(self, spellings: Mapping[str, str]) -> list[tuple[str, str]]:
        """(word, as it is written) of the words that this run has not met before."""
        new = [word for word in spellings if word not in self.met and is_vocabulary(word)]
        self.met.update(new)
        return [(word, display_of(word, spellings[word])) for word in new]

    def _count(self, tables: Engine) -> None:
        """The tables of the whole set; of what an earlier run has loaded, there is no tally."""
        tally = self.tally
        if len(tables.numbers()) != tally.documents:
            tally = Tally().count(tables.entries())
        with self._writing(tables):
            tables.put_state(tally.documents, tally.length)
            tables.empty("term", "key")
        for rows in in_batches(sorted(tally.terms.items()), ROWS):
            with self._writing(tables):
                tables.add_terms(rows)
        for rows in in_batches(sorted(tally.words.items()), ROWS):
            with self._writing(tables):
                tables.set_frequencies(rows)
                tables.add_keys(word for word, _df in rows)

    def _take_into_use(self, tables: Engine) -> None:
        while len(changed := tables.redo()) > LAST:
            with self._writing_alone(tables):
                self._repeat(tables, changed[:LAST])
        with self._writing_alone(tables):
            self._repeat(tables, tables.redo())
            self._verify(tables)
            tables.activate()
            tables.end_with(self.index.scheduled())

    def _repeat(self, tables: Engine, records: Sequence[int]) -> None:
        self.index.put(tables, records)
        tables.repeated(records)

    def _verify(self, tables: Engine) -> None:
        """The set has all that is public, and nothing else, but for what is still to be settled."""
        public = set(self.index.manager.published().values_list("pk", flat=True))
        there = tables.numbers()
        if (public ^ there) - tables.noted(since_begin=True):
            raise RebuildError(_("الفهرس الجديد لا يطابق المقالات المنشورة، فبقي القديم."))
        if tables.documents() != len(there):
            raise RebuildError(_("عدد وثائق الفهرس الجديد لا يطابق ما فيه، فبقي القديم."))


def is_begun(state: State) -> bool:
    """Whether a run was stopped that can be taken up again."""
    return state.building and state.analyser == ANALYSER_VERSION


def idle() -> State:
    return next(state for state in engine_class().states() if not state.active)


def lock() -> None:
    """Wait for whoever is writing to the index."""
    while not engine_class().lock(wait=True):
        pass
