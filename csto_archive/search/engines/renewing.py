"""How a set is built anew, and what is asked of it to check it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import connection

from ..documents import Entry
from ..watches import made_by_migrations
from .tables import ROWS, Tables


class Renewing(Tables):
    """How the set `name` is built and checked."""

    SAMPLE: ClassVar[int] = 0  # documents that `choice` wants to see

    # Building and checking

    @classmethod
    @contextmanager
    def alone(cls) -> Iterator[bool]:
        """Whether nobody else rebuilds, nor can until the end; who is killed lets go of it."""
        raise NotImplementedError

    def claim(self, run: int) -> None:
        """The set is filled by this run from now on, and by no other."""
        self.run("UPDATE search_state SET building = %s WHERE name = %s", [run, self.name])

    def claimed_by(self) -> int:
        """The run that fills the set, 0 for none; so it stays until the transaction ends."""
        return self.ask(self.CLAIMED, [self.name])[0][0]

    @classmethod
    @contextmanager
    def building(cls) -> Iterator[None]:
        """Around the writing of a set that nobody reads yet."""
        yield

    @classmethod
    def choice(cls, sample: Collection[Entry]) -> Any:
        """What is to be chosen, by a sample of what will come in, before a set is made."""

    def prepare(self, choice: Any) -> None:
        """Keep what was chosen."""

    def is_out_of_step(self) -> bool:
        """Whether the set is not as this release makes it, though its analyser is."""
        return False

    def announce(self, analyser: str) -> None:
        """From now on what changes is remembered for this set (`search_redo`)."""
        self.run("DELETE FROM search_redo")
        self.run(
            "UPDATE search_state SET building = 1, analyser = %s, documents = 0, total_length = 0"
            " WHERE name = %s",
            [analyser, self.name],
        )

    def activate(self) -> None:
        self.run(
            "UPDATE search_state SET building = 0, active = CASE name WHEN %s THEN 1 ELSE 0 END",
            [self.name],
        )
        self.run("DELETE FROM search_redo")

    def put_state(self, documents: int, length: int) -> None:
        self.run(
            "UPDATE search_state SET documents = %s, total_length = %s WHERE name = %s",
            [documents, length, self.name],
        )

    def numbers(self) -> set[int]:
        """The records that the set has."""
        return {record for (record,) in self.ask("SELECT record FROM {set}_doc")}

    def documents(self) -> int:
        """How many documents the set says that it has."""
        return next(state.documents for state in self.states() if state.name == self.name)

    @classmethod
    def noted(cls, since_begin: bool = False) -> set[int]:
        """The records that are to be settled; of these, what was noted since a building began."""
        fresh = "SELECT record FROM search_stale WHERE fresh >= %s"
        return {record for (record,) in cls("").ask(fresh, [int(since_begin)])}

    @classmethod
    def notes(cls) -> dict[int, int | None]:
        """The records that are to be settled, each with the time when it is due, or None."""
        return dict(cls("").ask("SELECT record, due FROM search_stale"))

    @classmethod
    def begin_with(cls, records: Iterable[int]) -> None:
        """These are stale, and the set that is going to be built will have them as they are now."""
        begun = f"UPDATE search_stale SET fresh = 0 WHERE {cls.among('record')}"
        cls("").run(begun, [cls.many(records)])

    @classmethod
    def end_with(cls, due: Mapping[int, int]) -> None:
        """Forget what was stale when the building began; remember what will be public when."""
        cls("").run("DELETE FROM search_stale WHERE fresh = 0")
        cls("").run_many(
            "INSERT INTO search_stale (record, due) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            sorted(due.items()),
        )

    def redo(self) -> list[int]:
        rows = self.ask("SELECT record FROM search_redo ORDER BY record")
        return [record for (record,) in rows]

    def repeated(self, records: Sequence[int]) -> None:
        self.run(f"DELETE FROM search_redo WHERE {self.among('record')}", [self.many(records)])

    def empty(self, *tables: str) -> None:
        for table in tables:
            self.run(f"DELETE FROM {{set}}_{table}")

    def meet(self, words: Sequence[tuple[str, str]]) -> None:
        """Keep how these words are written, those that were not met before."""
        self.run_many(
            "INSERT INTO {set}_word (word, display, df) VALUES (%s, %s, 0) ON CONFLICT DO NOTHING",
            words,
        )

    def add_terms(self, rows: Sequence[tuple[str, int]]) -> None:
        self.run_many("INSERT INTO {set}_term (term, df) VALUES (%s, %s)", rows)

    def set_frequencies(self, rows: Sequence[tuple[str, int]]) -> None:
        self.run_many(
            "UPDATE {set}_word SET df = %s WHERE word = %s", [(df, word) for word, df in rows]
        )

    def finish(self) -> None:
        """What is better made at the end, when all documents are there."""

    @classmethod
    @contextmanager
    def snapshot(cls) -> Iterator[None]:
        """Around statements that must all see the same state, however long they take."""
        yield

    @classmethod
    def missing_triggers(cls) -> list[str]:
        """Those that are no longer as a migration made them, or do not fire."""
        watches = made_by_migrations().items()
        wanted = {(table, *trigger) for table, texts in watches for trigger in cls.made(texts)}
        return sorted({name for _table, name, _text in wanted - set(cls("").ask(cls.TRIGGERS))})

    @classmethod
    def made(cls, statements: Sequence[str]) -> list[tuple[str, str]]:
        """(name, text) of the triggers that these statements make, the text as TRIGGERS has it."""
        raise NotImplementedError

    def each(self, text: str) -> Iterator[tuple]:
        """The rows of a large table, a few at a time."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(self.sql(text))
            while rows := cursor.fetchmany(ROWS):
                yield from rows

    def faults(self) -> list[str]:
        """What the database's own structures say amiss."""
        raise NotImplementedError

    def entries(self, batch: int = 500) -> Iterator[Entry]:
        """Every entry of the set, in the order of the sids."""
        last = -1
        while rows := self.stored_after(last, batch):
            yield from rows
            last = rows[-1].sid

    def stored_after(self, sid: int, count: int) -> list[Entry]:
        raise NotImplementedError
