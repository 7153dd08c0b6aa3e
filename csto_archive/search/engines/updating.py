"""How a set follows its records, and keeps its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction

from ..documents import Entry, display_of, keys_of
from .selecting import Select
from .tables import State, Tables

STATE = "name, active, documents, total_length, analyser, building"
NO_NUMBER = Select("SELECT NULL")
DUE = "SELECT 1 FROM search_stale WHERE due IS NULL OR due <= %s"


class Updating(Tables):
    """How the set `name` is kept."""

    # Keeping

    @classmethod
    def states(cls) -> list[State]:
        return [state_of(row) for row in cls("").ask(f"SELECT {STATE} FROM search_state")]

    @classmethod
    def states_at(
        cls, now: int, beside: Select = NO_NUMBER
    ) -> tuple[list[State], bool, int | None]:
        """The states, whether anything is to be settled now, and a number `beside` them."""
        asked = f"SELECT {STATE}, EXISTS ({DUE}), ({beside.sql}) FROM search_state"
        rows = cls("").ask(asked, [now, *beside.params])
        *_state, is_stale, number = rows[0]
        return [state_of(row[:-2]) for row in rows], bool(is_stale), number

    @classmethod
    def lock(cls, wait: bool) -> bool:
        """Be the only one who writes to the index until the transaction ends; False if not."""
        raise NotImplementedError

    @classmethod
    def stale(cls, now: int, first: int | None, most: int) -> list[int]:
        """The records to look at, `first` before the others, and hold them for this transaction."""
        raise NotImplementedError

    @classmethod
    def is_stale(cls, now: int) -> bool:
        return bool(cls("").ask(f"SELECT EXISTS ({DUE})", [now])[0][0])

    @classmethod
    @contextmanager
    def at_once(cls) -> Iterator[None]:
        """A transaction that waits for nobody, and leaves that of the caller whole if it fails."""
        with transaction.atomic():
            yield

    @classmethod
    def may_write(cls) -> bool:
        """Whether this connection may write, now."""
        raise NotImplementedError

    def outdated(self) -> Select:
        """The records that are in this set and are to be settled."""
        return Select(
            self.sql("SELECT s.record FROM search_stale s JOIN {set}_doc d ON d.record = s.record")
        )

    @classmethod
    def hold(cls, records: Collection[int]) -> set[int]:
        """Hold the notes of these records for this transaction; those that could be held."""
        held = f"SELECT record FROM search_stale WHERE {cls.among('record')} {cls.HELD}"
        return {record for (record,) in cls("").ask(held, [cls.many(sorted(records))])}

    @classmethod
    def settled(cls, records: Sequence[int], due: Mapping[int, int]) -> None:
        """These records are up to date; those of `due` until that time."""
        done = [record for record in records if record not in due]
        cls("").run(f"DELETE FROM search_stale WHERE {cls.among('record')}", [cls.many(done)])
        if due:
            later = "UPDATE search_stale SET due = %s WHERE record = %s"
            cls("").run_many(later, [(time, record) for record, time in sorted(due.items())])

    @classmethod
    def remember(cls, records: Iterable[int]) -> None:
        """What changed while the other set is built."""
        cls("").run_many(
            "INSERT INTO search_redo (record) VALUES (%s) ON CONFLICT (record) DO NOTHING",
            [(record,) for record in sorted(records)],
        )

    def stored(self, records: Collection[int]) -> dict[int, Entry]:
        """The entries of these records, by record."""
        raise NotImplementedError

    def apply(self, entries: Sequence[Entry], spellings: Mapping[str, str], gone: Iterable[int]):
        """Bring these entries into the set, take the records `gone` out; keep all counts."""
        before = self.stored({*(entry.record for entry in entries), *gone})
        new = [entry for entry in entries if before.get(entry.record) != entry]
        old = [before[r] for r in sorted({*(entry.record for entry in new), *gone} & set(before))]
        if not (old or new):
            return
        self.delete(old)
        self.insert(new)
        self._count_terms(difference(new, old, "terms"))
        self._count_words(difference(new, old, "vocabulary"), spellings)
        self.add_to_state(
            len(new) - len(old), sum(e.length for e in new) - sum(e.length for e in old)
        )

    def add_to_state(self, documents: int, length: int) -> None:
        self.run(
            "UPDATE search_state SET documents = documents + %s, total_length = total_length + %s"
            " WHERE name = %s",
            [documents, length, self.name],
        )

    def insert(self, entries: Sequence[Entry]) -> None:
        raise NotImplementedError

    def delete(self, entries: Sequence[Entry]) -> None:
        raise NotImplementedError

    def _count_terms(self, changes: Mapping[str, int]) -> None:
        if changes:
            self.upsert("term", ("term",), [(term,) for term in changes], changes.values())
            self._drop_unused("term", changes)

    def _count_words(self, changes: Mapping[str, int], spellings: Mapping[str, str]) -> None:
        if not changes:
            return
        more = [word for word, change in changes.items() if change > 0]
        known = {
            word
            for (word,) in self.ask(
                f"SELECT word FROM {{set}}_word WHERE {self.among('word')}", [self.many(more)]
            )
        }
        rows = [(word, display_of(word, spellings.get(word, word))) for word in changes]
        self.upsert("word", ("word", "display"), rows, changes.values())
        self.add_keys(word for word in more if word not in known)
        self.drop_keys(self._drop_unused("word", changes))

    def _drop_unused(self, table: str, changes: Mapping[str, int]) -> list[str]:
        fewer = [name for name, change in changes.items() if change < 0]
        if not fewer:
            return []
        rows = self.ask(
            f"DELETE FROM {{set}}_{table} WHERE df <= 0 AND {self.among(table)} RETURNING {table}",
            [self.many(fewer)],
        )
        return [name for (name,) in rows]

    def upsert(self, table: str, columns, rows: Sequence[tuple], changes: Iterable[int]) -> None:
        places = ", ".join(["%s"] * len(columns))
        self.run_many(
            f"INSERT INTO {{set}}_{table} ({', '.join(columns)}, df) VALUES ({places}, %s)"
            f" ON CONFLICT ({table}) DO UPDATE SET df = {{set}}_{table}.df + excluded.df",
            [(*row, change) for row, change in zip(rows, changes, strict=True)],
        )

    def add_keys(self, words: Iterable[str]) -> None:
        if pairs := sorted((key, word) for word in words for key in keys_of(word)):
            self.run_many(
                "INSERT INTO {set}_key (key, word) VALUES (%s, %s) ON CONFLICT DO NOTHING", pairs
            )

    def drop_keys(self, words: Iterable[str]) -> None:
        pairs = [(key, word) for word in words for key in sorted(keys_of(word))]
        if pairs:
            self.run_many("DELETE FROM {set}_key WHERE key = %s AND word = %s", pairs)


def difference(new: Iterable[Entry], old: Iterable[Entry], attribute: str) -> dict[str, int]:
    """How many documents more, or fewer, have each term or word; sorted, without zeros."""
    changes: Counter[str] = Counter()
    for entry in new:
        changes.update(getattr(entry, attribute))
    for entry in old:
        changes.subtract(getattr(entry, attribute))
    return {name: changes[name] for name in sorted(changes) if changes[name]}


def state_of(row: Sequence) -> State:
    name, active, documents, length, analyser, building = row
    return State(name, bool(active), documents, length, analyser, bool(building))
