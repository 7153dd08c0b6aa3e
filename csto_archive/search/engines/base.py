"""What both databases do alike: reading the sets, keeping the counts, the same answers.

A set is one whole index (`search_a_doc`, `search_a_term`, …). There are two: one is read, the other
was read before, or is being built. Every method runs in the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from django.db import DatabaseError, connection, transaction

from ..documents import RECORD_BITS, Entry, cut, display_of, keys_of
from ..query import ANY_ENDING, Clause, Phrase, Query
from ..watches import made_by_migrations

SETS = ("a", "b")
CANDIDATES = 400
MOST_COUNTED = 20_000
ROWS = 2_000  # to fetch at once of a large table
RECORD = (1 << RECORD_BITS) - 1
SETTLED = f"(({{sid}}) & {RECORD}) NOT IN (SELECT record FROM search_stale)"

Where = Mapping[str, Collection[int]]


class Select(NamedTuple):
    """A SELECT of one column `sid`, every document once, and its parameters."""

    sql: str
    params: tuple = ()


@dataclass(frozen=True, slots=True)
class State:
    """One set: whether it is read, what it counts, and whether a rebuild has begun to fill it."""

    name: str
    active: bool
    documents: int
    total_length: int
    analyser: str
    building: bool


class Gate(NamedTuple):
    """A clause of a query that need not be satisfied, and what it weighs.

    `sure`: there is a document that satisfies it, as long as nothing is filtered or excluded.
    """

    clause: Clause
    weight: int
    frequency: int
    sure: bool


class Engine:
    """The set `name`, "a" or "b"."""

    CREATE_STATE: ClassVar[Sequence[str]]
    CREATE: ClassVar[Sequence[str]]
    TABLES: ClassVar[Sequence[str]]
    TRIGGERS: ClassVar[str]
    HELD: ClassVar[str]
    CLAIMED: ClassVar[str] = "SELECT building FROM search_state WHERE name = %s"

    def __init__(self, name: str, hides: bool = False) -> None:
        """`hides`: nothing is found, counted or offered of what is still to be settled."""
        self.name = name
        self.hides = hides

    # Statements

    def sql(self, text: str) -> str:
        return text.replace("{set}", f"search_{self.name}")

    def ask(self, text: str, params: Sequence = ()) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql(text), params)
            return cursor.fetchall()

    def run(self, text: str, params: Sequence = ()) -> int:
        with connection.cursor() as cursor:
            cursor.execute(self.sql(text), params)
            return cursor.rowcount

    def run_many(self, text: str, rows: Iterable[Sequence]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(self.sql(text), rows)

    @staticmethod
    def among(column: str) -> str:
        """A condition that `column` is one of a list; its parameter is made by `many`."""
        raise NotImplementedError

    @staticmethod
    def many(values: Iterable) -> Any:
        raise NotImplementedError

    # Tables

    @classmethod
    def create_all(cls, analyser: str) -> None:
        for statement in cls.CREATE_STATE:
            cls("").run(statement)
        for name in SETS:
            cls(name).create()
        cls("").run_many(
            "INSERT INTO search_state VALUES (%s, %s, 0, 0, %s, 0)",
            [(name, int(name == SETS[0]), analyser) for name in SETS],
        )

    @classmethod
    def drop_all(cls) -> None:
        for name in SETS:
            cls(name).drop()
        for table in ("search_state", "search_stale", "search_redo", "search_watched"):
            cls("").run(f"DROP TABLE IF EXISTS {table}")

    def create(self, bare: bool = False) -> None:
        """`bare`: without what `finish` makes."""
        for statement in self.CREATE:
            self.run(statement)

    def drop(self) -> None:
        for table in self.TABLES:
            self.run(f"DROP TABLE IF EXISTS {{set}}_{table}")

    # What matches

    def strict(self, query: Query, where: Where) -> Select:
        """Documents that satisfy every clause and hold nothing that is excluded."""
        raise NotImplementedError

    def in_headline(self, query: Query, where: Where) -> Select:
        """Those of `strict` with a term of the query in the headline."""
        raise NotImplementedError

    def covered(self, gates: Sequence[Gate], query: Query, where: Where) -> Select:
        """A CTE `hits` of (sid, coverage): the sum of the weights of the gates that are satisfied.

        Of light gates only those documents are counted that satisfy a heavy one too.
        """
        heavy, light = divided(gates, is_free=not (where or query.excluded or self.hides))
        needed = Clause("", tuple(phrase for gate in heavy for phrase in gate.clause.any_of))
        asked = [((gate.clause,), gate.weight) for gate in heavy]
        asked += [((gate.clause, needed), gate.weight) for gate in light]
        parts, params = [], []
        for clauses, weight in asked:
            found = self.strict(Query(query.text, clauses), where)
            parts.append(f"SELECT sid, {weight:d} AS weight FROM ({found.sql}) AS found")
            params += found.params
        unwanted = self.unwanted(query.excluded)
        return Select(
            "WITH hits AS MATERIALIZED (SELECT sid, SUM(weight) AS coverage FROM ("
            + " UNION ALL ".join(parts)
            + f") AS satisfied{unwanted.sql} GROUP BY sid)",
            (*params, *unwanted.params),
        )

    def unwanted(self, excluded: Sequence[Phrase]) -> Select:
        """The WHERE that leaves out what holds one of these phrases, each looked for once."""
        held = [self.strict(Query("", (Clause("", (phrase,)),)), {}) for phrase in excluded]
        if not held:
            return Select("")
        parts = " UNION ".join(f"SELECT sid FROM ({each.sql}) AS held" for each in held)
        params = tuple(param for each in held for param in each.params)
        return Select(f" WHERE sid NOT IN ({parts})", params)

    def relaxed(self, gates: Sequence[Gate], query: Query, where: Where) -> Select:
        """Documents that satisfy gates of a fifth at least of the weight that the best one does."""
        hits = self.covered(gates, query, where)
        return Select(f"{hits.sql} SELECT sid FROM hits WHERE {NEAR_THE_BEST}", hits.params)

    def everything(self, where: Where) -> Select:
        raise NotImplementedError

    # Questions

    def newest(self, found: Select, start: int, count: int, oldest: bool = False) -> list[int]:
        raise NotImplementedError

    @staticmethod
    def without(found: Select, sids: Sequence[int]) -> Select:
        listed = ", ".join(map(str, sids)) or "0"
        return Select(
            f"SELECT sid FROM ({found.sql}) AS found WHERE sid NOT IN ({listed})", found.params
        )

    def count(self, found: Select) -> int:
        return self.ask(f"SELECT COUNT(*) FROM ({found.sql}) AS found", found.params)[0][0]

    def candidates(self, query: Query, where: Where, total: int | None) -> tuple[int, list[int]]:
        """How many match strictly (`total`, where it is known), and the sids to rank."""
        raise NotImplementedError

    def near(self, gates, query: Query, where: Where) -> tuple[int, list[int]]:
        """How many match a part of the query, and the sids that match most of it."""
        hits = self.covered(gates, query, where)
        found = self.ask(
            f"{hits.sql} SELECT sid, COUNT(*) OVER () FROM hits WHERE {NEAR_THE_BEST}"
            f" ORDER BY coverage DESC, sid DESC LIMIT {CANDIDATES}",
            hits.params,
        )
        return (found[0][1] if found else 0), [sid for sid, _total in found]

    def contents(self, sids: Sequence[int]) -> list[tuple[int, tuple[str, ...], int]]:
        """(sid, texts, length) of each: see `ranking.Candidate`."""
        raise NotImplementedError

    def records(self, found: Select) -> list[int]:
        """The numbers of all records found, in no order."""
        rows = self.ask(f"SELECT sid & {RECORD} FROM ({found.sql}) AS found", found.params)
        return [record for (record,) in rows]

    @classmethod
    def listed(cls, numbers: Sequence[int]) -> Select:
        """A SELECT of these numbers, for `pk__in`: as many as there may be."""
        raise NotImplementedError

    def headed(self, query: Query, count: int) -> list[int]:
        """The newest sids whose headline alone satisfies every clause (of terms)."""
        raise NotImplementedError

    def facets(self, found: Select, names: Sequence[str]) -> dict[str, Counter]:
        """How many of the newest 20,000 documents found have each value of these facets."""
        raise NotImplementedError

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many documents each term stands; of `كلم*`, how many its commonest term has."""
        asked = f"SELECT term, df FROM {{set}}_term WHERE {self.among('term')}"
        known = dict(self.ask(asked, [self.many(sorted(map(cut, terms)))]))
        frequencies = {term: known[cut(term)] for term in terms if cut(term) in known}
        for term in terms:
            if term.endswith(ANY_ENDING):
                most = "SELECT MAX(df) FROM {set}_term WHERE term >= %s AND term < %s"
                most_of_all = self.ask(most, range_of(term.removesuffix(ANY_ENDING)))[0][0]
                frequencies[term] = most_of_all or 0
        return frequencies

    # Vocabulary

    def terms_beginning(self, prefix: str, most: int) -> list[str]:
        """The most frequent terms that begin with `prefix`."""
        if self.hides:
            return []
        rows = self.ask(
            "SELECT term FROM {set}_term WHERE term >= %s AND term < %s"
            f" ORDER BY df DESC, term LIMIT {most:d}",
            range_of(prefix),
        )
        return [term for (term,) in rows]

    def words_beginning(self, prefix: str, most: int) -> list[tuple[str, str, int]]:
        """(word, as it is written, df) of the most frequent words that begin with `prefix`."""
        if self.hides:
            return []
        return self.ask(
            "SELECT word, display, df FROM {set}_word WHERE word >= %s AND word < %s"
            f" ORDER BY df DESC, word LIMIT {most:d}",
            range_of(prefix),
        )

    def words_sharing(self, keys: Collection[str]) -> list[tuple[str, str, int]]:
        """(word, as it is written, df) of the words that have one of these keys."""
        if self.hides:
            return []
        return self.ask(
            "SELECT word, display, df FROM {set}_word WHERE word IN"
            f" (SELECT word FROM {{set}}_key WHERE {self.among('key')})",
            [self.many(sorted(keys))],
        )

    # Keeping

    @classmethod
    def states(cls) -> list[State]:
        rows = cls("").ask(
            "SELECT name, active, documents, total_length, analyser, building FROM search_state"
        )
        return [State(n, bool(a), d, t, v, bool(b)) for n, a, d, t, v, b in rows]

    @classmethod
    def lock(cls, wait: bool) -> bool:
        """Be the only one who writes to the index until the transaction ends; False if not."""
        raise NotImplementedError

    @classmethod
    @contextmanager
    def reading(cls, seconds: float) -> Iterator[None]:
        """Around the statements of one question. Raises TakesTooLongError after so many seconds."""
        raise NotImplementedError
        yield

    @staticmethod
    def is_taken_away(error: DatabaseError) -> bool:
        """Whether a table is missing, or two that wait for each other were parted."""
        raise NotImplementedError

    @classmethod
    def stale(cls, now: int, first: int | None, most: int) -> list[int]:
        """The records to look at, `first` before the others, and hold them for this transaction."""
        raise NotImplementedError

    @classmethod
    def is_stale(cls, now: int) -> bool:
        any_due = "SELECT EXISTS (SELECT 1 FROM search_stale WHERE due IS NULL OR due <= %s)"
        return bool(cls("").ask(any_due, [now])[0][0])

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


NEAR = 5  # a document with a fifth of what the best one has is still an answer to a question
NEAR_THE_BEST = f"coverage * {NEAR} >= (SELECT MAX(coverage) FROM hits)"


def divided(gates: Sequence[Gate], is_free: bool) -> tuple[list[Gate], list[Gate]]:
    """(heavy, light): whoever satisfies light gates alone cannot come near the best document."""
    heavy = sorted(gates, key=lambda gate: -gate.weight)
    light: list[Gate] = []
    best = max((gate.weight for gate in gates if gate.sure and is_free), default=0)
    while NEAR * (sum(gate.weight for gate in light) + heavy[-1].weight) < best:
        light.append(heavy.pop())
    return heavy, light


def is_word(phrase: Phrase) -> bool:
    """One term, of any spelling: whether a document has it, its set of terms tells."""
    return len(phrase.terms) == 1 and not phrase.words


def is_open(terms: Sequence[str]) -> bool:
    """Whether it stands for all terms that begin so (`كلم*`)."""
    return len(terms) == 1 and terms[0].endswith(ANY_ENDING)


def sought(phrase: Phrase) -> str:
    """The phrase as the texts of terms, or of words, have it."""
    text = " ".join(cut(word.removesuffix(ANY_ENDING)) for word in phrase.words or phrase.terms)
    return f" {text}" if is_open(phrase.words or phrase.terms) else f" {text} "


def range_of(prefix: str) -> tuple[str, str]:
    """From, and up to but without, what begins with `prefix`, in the order of the code points."""
    return prefix, prefix + "\U0010ffff"


def difference(new: Iterable[Entry], old: Iterable[Entry], attribute: str) -> dict[str, int]:
    """How many documents more, or fewer, have each term or word; sorted, without zeros."""
    changes: Counter[str] = Counter()
    for entry in new:
        changes.update(getattr(entry, attribute))
    for entry in old:
        changes.subtract(getattr(entry, attribute))
    return {name: changes[name] for name in sorted(changes) if changes[name]}


def fingerprint(rows: Iterable[tuple]) -> tuple[int, int]:
    """How many rows, and a number that is the same for the same rows in any order."""
    count = total = 0
    for row in rows:
        count += 1
        total = (total + hash(row)) % (1 << 64)
    return count, total


def packed(values: Iterable[int]) -> str:
    """The values of a facet in one column: ",12,15,"; "" for none."""
    text = ",".join(map(str, values))
    return f",{text}," if text else ""


def unpacked(text: str) -> tuple[int, ...]:
    return tuple(map(int, filter(None, text.split(","))))


def counted(column: Iterable[str]) -> Counter:
    """How many rows have each value of a packed column."""
    counts: Counter[int] = Counter()
    for text, times in Counter(column).items():
        for value in unpacked(text):
            counts[value] += times
    return counts
