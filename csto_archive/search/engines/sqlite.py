"""SQLite: FTS5 over the terms of each field, fed and emptied by this file alone."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager

from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from ..documents import FACETS, FIELDS, Entry, cut
from ..query import ANY_ENDING, Phrase, Query
from .base import (
    CANDIDATES,
    MOST_COUNTED,
    SETTLED,
    Engine,
    Select,
    Where,
    counted,
    fingerprint,
    is_open,
    packed,
    unpacked,
)
from .limits import TakesTooLongError

# Every sign but the quotes is a letter here: what a word is, the analyser has decided.
SIGNS = "!#$%&()*+,-./:;<=>?@[]^_`{|}~"
WORDS = 3 + len(FIELDS)
NORMAL, PAGES_BETWEEN_CHECKPOINTS = 1, 10_000
MERGED_PAGES = 2_000
STEPS = 10_000  # of SQLite between two looks at the clock
TOKENS = f"ascii tokenchars '{SIGNS}'"
COLUMNS = ", ".join(FIELDS)
RANKED = "headline, standfirst, body || char(10) || captions || char(10) || names"


class SQLite(Engine):
    CREATE_STATE = (
        "CREATE TABLE search_state (name TEXT PRIMARY KEY, active INTEGER NOT NULL,"
        " documents INTEGER NOT NULL, total_length INTEGER NOT NULL, analyser TEXT NOT NULL,"
        " building INTEGER NOT NULL)",
        "CREATE TABLE search_stale (record INTEGER PRIMARY KEY, due INTEGER,"
        " fresh INTEGER NOT NULL DEFAULT 1)",
        "CREATE TABLE search_redo (record INTEGER PRIMARY KEY)",
        "CREATE TABLE search_watched (name TEXT PRIMARY KEY)",
    )
    HELD = ""
    TRIGGERS = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"
    TABLES = ("fts", "exact", "content", "words", "doc", "facet", "term", "word", "key")
    CREATE = (
        "CREATE TABLE {set}_doc (sid INTEGER PRIMARY KEY, record INTEGER NOT NULL UNIQUE,"
        f" {', '.join(f'{facet} TEXT NOT NULL' for facet in FACETS)})",
        "CREATE TABLE {set}_content (sid INTEGER PRIMARY KEY, length INTEGER NOT NULL,"
        f" {', '.join(f'{field} TEXT NOT NULL' for field in FIELDS)})",
        "CREATE TABLE {set}_words (sid INTEGER PRIMARY KEY, words TEXT NOT NULL)",
        f"CREATE VIRTUAL TABLE {{set}}_fts USING fts5({COLUMNS}, content='{{set}}_content',"
        f" content_rowid='sid', columnsize=0, tokenize=\"{TOKENS}\")",
        "CREATE VIRTUAL TABLE {set}_exact USING fts5(words, content='{set}_words',"
        f" content_rowid='sid', columnsize=0, tokenize=\"{TOKENS}\")",
        "CREATE TABLE {set}_facet (facet INTEGER, value INTEGER, sid INTEGER,"
        " PRIMARY KEY (facet, value, sid)) WITHOUT ROWID",
        "CREATE TABLE {set}_term (term TEXT PRIMARY KEY, df INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE {set}_word (word TEXT PRIMARY KEY, display TEXT NOT NULL,"
        " df INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE {set}_key (key TEXT, word TEXT, PRIMARY KEY (key, word)) WITHOUT ROWID",
    )

    @staticmethod
    def among(column: str) -> str:
        return f"{column} IN (SELECT value FROM json_each(%s))"

    @staticmethod
    def many(values: Iterable) -> str:
        return json.dumps(list(values), ensure_ascii=False)

    # What matches

    def strict(self, query: Query, where: Where) -> Select:
        return self._matching(query, where)

    def in_headline(self, query: Query, where: Where) -> Select:
        """Those of `strict` with a term of the query in the headline."""
        terms = {term for clause in query.clauses for p in clause.any_of for term in p.terms}
        alternatives = " OR ".join(quoted((term,)) for term in sorted(terms))
        return self._matching(query, where, f"headline : ({alternatives})")

    def _matching(self, query: Query, where: Where, *demands: str) -> Select:
        """One full-text table, of terms or of words, is gone through; the rest is looked up."""
        asked = [clause.any_of for clause in query.clauses]
        of_terms = [*demands, *(phrases for phrases in asked if not any(map(is_exact, phrases)))]
        of_words = [phrases for phrases in asked if all(map(is_exact, phrases))]
        table = "fts" if of_terms else "exact" if of_words else "doc"
        sid = f"+{{set}}_{table}.rowid"  # `+`: not to be asked of it document by document
        mixed = [phrases for phrases in asked if phrases not in [*of_terms, *of_words]]
        conditions = [self._either(sid, phrases) for phrases in mixed]
        if table == "fts":
            unwanted = [phrase for phrase in query.excluded if not is_exact(phrase)]
            conditions.insert(0, matching("fts", both(of_terms, unwanted)))
            conditions += [among_found(sid, "exact", both(of_words))] if of_words else []
        elif of_words:
            conditions.insert(0, matching("exact", both(of_words)))
        for phrase in query.excluded:
            if is_exact(phrase) or table != "fts":
                conditions.append(among_found(sid, table_of(phrase), any_of([phrase]), "NOT IN"))
        conditions += [self._filter(sid, facet, values) for facet, values in where.items()]
        if self.hides:
            conditions.append(Select(SETTLED.format(sid=sid)))
        chosen = " AND ".join(condition.sql for condition in conditions) or "1"
        text = f"SELECT {{set}}_{table}.rowid AS sid FROM {{set}}_{table} WHERE {chosen}"
        return Select(self.sql(text), sum((condition.params for condition in conditions), ()))

    def everything(self, where: Where) -> Select:
        return self._matching(Query(""), where)

    @staticmethod
    def _either(sid: str, phrases: Sequence[Phrase]) -> Select:
        """One of phrases of which some are of terms and some of words."""
        parts = [among_found(sid, table_of(phrase), any_of([phrase])) for phrase in phrases]
        text = " OR ".join(part.sql for part in parts)
        return Select(f"({text})", sum((part.params for part in parts), ()))

    def _filter(self, sid: str, facet: str, values: Collection[int]) -> Select:
        chosen = f"SELECT sid FROM {{set}}_facet WHERE facet = %s AND {self.among('value')}"
        return Select(f"{sid} IN ({chosen})", (FACETS.index(facet), self.many(values)))

    # Questions

    def newest(self, found: Select, start: int, count: int, oldest: bool = False) -> list[int]:
        order = "ASC" if oldest else "DESC"
        rows = self.ask(
            f"SELECT sid FROM ({found.sql}) ORDER BY sid {order} LIMIT {count:d} OFFSET {start:d}",
            found.params,
        )
        return [sid for (sid,) in rows]

    def candidates(self, query: Query, where: Where, total: int | None) -> tuple[int, list[int]]:
        found = self.strict(query, where)
        newest = self.newest(found, 0, CANDIDATES + 1)
        if len(newest) <= CANDIDATES:
            return len(newest), newest
        titled = self.newest(self.in_headline(query, where), 0, CANDIDATES)
        total = self.count(found) if total is None else total
        return total, list(dict.fromkeys([*newest[:CANDIDATES], *titled]))

    def contents(self, sids: Sequence[int]) -> list[tuple[int, tuple[str, ...], int]]:
        rows = self.ask(
            f"SELECT sid, length, {RANKED} FROM {{set}}_content WHERE {self.among('sid')}",
            [self.many(sorted(sids))],
        )
        return [(row[0], row[2:], row[1]) for row in rows]

    def facets(self, found: Select, names: Sequence[str]) -> dict[str, Counter]:
        columns = ", ".join(f"d.{name}" for name in names)
        rows = self.ask(
            f"SELECT {columns} FROM (SELECT sid FROM ({found.sql}) ORDER BY sid DESC"
            f" LIMIT {MOST_COUNTED}) AS newest JOIN {{set}}_doc d ON d.sid = newest.sid",
            found.params,
        )
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        return {name: counted(column) for name, column in zip(names, columns, strict=True)}

    @classmethod
    def listed(cls, numbers: Sequence[int]) -> Select:
        return Select("SELECT value FROM json_each(%s)", (cls.many(numbers),))

    def headed(self, query: Query, count: int) -> list[int]:
        wanted = both([clause.any_of for clause in query.clauses])
        found = Select("SELECT rowid AS sid FROM {set}_fts WHERE {set}_fts MATCH %s")
        return self.newest(Select(found.sql, (f"headline : ({wanted})",)), 0, count)

    @classmethod
    @contextmanager
    def reading(cls, seconds: float) -> Iterator[None]:
        """SQLite asks now and then whether to go on."""
        until = time.monotonic() + seconds
        connection.ensure_connection()
        database = connection.connection
        database.set_progress_handler(lambda: time.monotonic() > until, STEPS)
        try:
            yield
        except OperationalError as error:
            if str(error) != "interrupted":
                raise
            raise TakesTooLongError from error
        finally:
            database.set_progress_handler(None, 0)

    @staticmethod
    def is_taken_away(error: DatabaseError) -> bool:
        return "no such table" in str(error)

    # Keeping

    @classmethod
    def lock(cls, wait: bool) -> bool:
        """Transactions that write come one after another here (`transaction_mode` IMMEDIATE)."""
        return True

    @classmethod
    @contextmanager
    def at_once(cls) -> Iterator[None]:
        before = cls("").ask("PRAGMA busy_timeout")[0][0]
        cls("").ask("PRAGMA busy_timeout = 0")
        try:
            with super().at_once():
                yield
        finally:
            cls("").ask(f"PRAGMA busy_timeout = {before:d}")

    @classmethod
    def may_write(cls) -> bool:
        return not cls("").ask("PRAGMA query_only")[0][0]

    @classmethod
    def stale(cls, now: int, first: int | None, most: int) -> list[int]:
        rows = cls("").ask(
            "SELECT record FROM search_stale WHERE due IS NULL OR due <= %s"
            f" ORDER BY record <> %s, record LIMIT {most:d}",
            [now, first or 0],
        )
        return [record for (record,) in rows]

    def stored(self, records: Collection[int]) -> dict[int, Entry]:
        found = self._entries(self.among("record"), [self.many(sorted(records))])
        return {entry.record: entry for entry in found}

    def stored_after(self, sid: int, count: int) -> list[Entry]:
        return self._entries(f"d.sid > %s ORDER BY d.sid LIMIT {count:d}", [sid])

    def _entries(self, condition: str, params: Sequence) -> list[Entry]:
        rows = self.ask(
            f"SELECT d.sid, record, length, {COLUMNS}, words, {', '.join(FACETS)}"
            " FROM {set}_doc d JOIN {set}_content c ON c.sid = d.sid"
            f" JOIN {{set}}_words w ON w.sid = d.sid WHERE {condition}",
            params,
        )
        return [
            Entry(*row[:3], row[3:WORDS], row[WORDS], tuple(map(unpacked, row[WORDS + 1 :])))
            for row in rows
        ]

    def insert(self, entries: Sequence[Entry]) -> None:
        entries = sorted(entries, key=lambda entry: entry.sid)  # as FTS5 likes them best
        fields = ", ".join(["%s"] * len(FIELDS))
        self.run_many(
            f"INSERT INTO {{set}}_doc (sid, record, {', '.join(FACETS)})"
            f" VALUES (%s, %s, {', '.join(['%s'] * len(FACETS))})",
            [(e.sid, e.record, *map(packed, e.facets)) for e in entries],
        )
        self.run_many(
            f"INSERT INTO {{set}}_content (sid, length, {COLUMNS}) VALUES (%s, %s, {fields})",
            [(e.sid, e.length, *e.fields) for e in entries],
        )
        self.run_many(
            f"INSERT INTO {{set}}_fts (rowid, {COLUMNS}) VALUES (%s, {fields})",
            [(e.sid, *e.fields) for e in entries],
        )
        for table in ("words (sid", "exact (rowid"):
            self.run_many(
                f"INSERT INTO {{set}}_{table}, words) VALUES (%s, %s)",
                [(e.sid, e.words) for e in entries],
            )
        self.run_many(
            "INSERT INTO {set}_facet (facet, value, sid) VALUES (%s, %s, %s)",
            [(n, v, e.sid) for e in entries for n, values in enumerate(e.facets) for v in values],
        )

    def delete(self, entries: Sequence[Entry]) -> None:
        """FTS5 keeps no text of its own: it forgets a document by being told its exact terms."""
        fields = ", ".join(["%s"] * len(FIELDS))
        self.run_many(
            f"INSERT INTO {{set}}_fts ({{set}}_fts, rowid, {COLUMNS})"
            f" VALUES ('delete', %s, {fields})",
            [(e.sid, *e.fields) for e in entries],
        )
        self.run_many(
            "INSERT INTO {set}_exact ({set}_exact, rowid, words) VALUES ('delete', %s, %s)",
            [(e.sid, e.words) for e in entries],
        )
        self.run_many(
            "DELETE FROM {set}_facet WHERE facet = %s AND value = %s AND sid = %s",
            [(n, v, e.sid) for e in entries for n, values in enumerate(e.facets) for v in values],
        )
        for table in ("content", "words", "doc"):
            self.run_many(
                f"DELETE FROM {{set}}_{table} WHERE sid = %s", [(e.sid,) for e in entries]
            )

    # Building

    @classmethod
    @contextmanager
    def alone(cls) -> Iterator[bool]:
        """The lock is an empty database beside the other: a transaction there disturbs nobody."""
        name = str(connection.settings_dict["NAME"])
        path, *options = name.split("?", 1)
        beside = sqlite3.connect(
            "?".join([f"{path}-rebuild", *options]), timeout=0, isolation_level=None,
            uri=name.startswith("file:"),
        )  # fmt: skip
        with closing(beside):
            try:
                beside.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                yield False
            else:
                yield True

    @classmethod
    @contextmanager
    def building(cls) -> Iterator[None]:
        """A power cut may cost the last batches, which the next run makes good; nothing else."""
        if connection.in_atomic_block:
            yield
            return
        before = cls("").ask("PRAGMA synchronous") + cls("").ask("PRAGMA wal_autocheckpoint")
        try:
            cls._set(NORMAL, PAGES_BETWEEN_CHECKPOINTS)
            yield
        finally:
            cls._set(*(value for (value,) in before))

    @classmethod
    def _set(cls, synchronous: int, checkpoint: int) -> None:
        cls("").ask(f"PRAGMA synchronous = {synchronous:d}")
        cls("").ask(f"PRAGMA wal_autocheckpoint = {checkpoint:d}")

    def finish(self) -> None:
        """Merge the pieces of the full-text index, a little at a time: others write in between."""
        for table in ("fts", "exact"):
            self._merge(table, -MERGED_PAGES)
            while self._merge(table, MERGED_PAGES):
                pass

    def _merge(self, table: str, pages: int) -> bool:
        """Whether there was anything to merge (FTS5 then changes two rows or more)."""
        before = self._changes()
        table = f"{{set}}_{table}"
        self.run(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [pages])
        return self._changes() - before >= 2

    def _changes(self) -> int:
        return self.ask("SELECT total_changes()")[0][0]

    # Checking

    @classmethod
    @contextmanager
    def snapshot(cls) -> Iterator[None]:
        """A transaction that only reads: Django's own would keep everybody from writing."""
        if connection.in_atomic_block:
            yield
            return
        cls("").run("BEGIN DEFERRED")
        try:
            yield
        finally:
            cls("").run("ROLLBACK")

    def faults(self) -> list[str]:
        faults = []
        sizes = {
            self.ask(f"SELECT COUNT(*) FROM {{set}}_{t}")[0] for t in ("doc", "content", "words")
        }
        if len(sizes) > 1 or self._facets_differ():
            faults.append(_("جداول الفهرس لا يطابق بعضها بعضاً."))
        try:
            with transaction.atomic():
                for table in ("{set}_fts", "{set}_exact"):
                    self.run(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            faults.append(_("فهرس النصوص (FTS5) لا يطابق محتواه."))
        return faults

    def _facets_differ(self) -> bool:
        rows = self.each(f"SELECT sid, {', '.join(FACETS)} FROM {{set}}_doc")
        wanted = fingerprint(
            (n, value, sid)
            for sid, *facets in rows
            for n, column in enumerate(facets)
            for value in unpacked(column)
        )
        return wanted != fingerprint(self.each("SELECT facet, value, sid FROM {set}_facet"))

    @classmethod
    def made(cls, statements: Sequence[str]) -> list[tuple[str, str]]:
        texts = [text for text in statements if text.startswith("CREATE TRIGGER ")]
        return [(text.split()[2], text) for text in texts]


def matching(table: str, wanted: str) -> Select:
    return Select(f"{{set}}_{table} MATCH %s", (wanted,))


def among_found(sid: str, table: str, wanted: str, how: str = "IN") -> Select:
    text = f"SELECT rowid FROM {{set}}_{table} WHERE {{set}}_{table} MATCH %s"
    return Select(f"{sid} {how} ({text})", (wanted,))


def is_exact(phrase: Phrase) -> bool:
    return bool(phrase.words)


def table_of(phrase: Phrase) -> str:
    return "exact" if is_exact(phrase) else "fts"


def both(wanted: Sequence[str | Sequence[Phrase]], unwanted: Sequence[Phrase] = ()) -> str:
    """All of these in the language of FTS5; every word is quoted, so that none is an operator."""
    texts = (each if isinstance(each, str) else any_of(each) for each in wanted)
    text = " AND ".join(f"({each})" for each in texts)
    return f"({text}) NOT ({any_of(unwanted)})" if unwanted else text


def any_of(phrases: Iterable[Phrase]) -> str:
    return " OR ".join(dict.fromkeys(quoted(phrase.words or phrase.terms) for phrase in phrases))


def quoted(words: Sequence[str]) -> str:
    text = " ".join(cut(word.removesuffix(ANY_ENDING)) for word in words)
    ending = " *" if is_open(words) else ""
    return '"' + text.replace('"', '""').replace("\0", "") + '"' + ending
