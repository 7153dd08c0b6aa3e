"""SQLite: FTS5 over the terms of each field, fed and emptied by this file alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from ..documents import FACETS, FIELDS, Entry
from .base import Engine
from .fts5 import FTS5
from .tables import fingerprint, packed, unpacked

# Every sign but the quotes is a letter here: what a word is, the analyser has decided.
SIGNS = "!#$%&()*+,-./:;<=>?@[]^_`{|}~"
WORDS = 3 + len(FIELDS)
NORMAL, PAGES_BETWEEN_CHECKPOINTS = 1, 10_000
MERGED_PAGES = 2_000
# Of FTS5: what it holds in memory before it writes a piece; how many pieces it merges by itself.
FILLING = {"hashsize": 32 << 20, "automerge": 0}
FOLLOWING = {"hashsize": 1 << 20, "automerge": 4}
TOKENS = f"ascii tokenchars '{SIGNS}'"
COLUMNS = ", ".join(FIELDS)


class SQLite(FTS5, Engine):
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

    def create(self, bare: bool = False) -> None:
        super().create()
        if bare:
            self._configure(FILLING)

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
        self._configure(FOLLOWING)
        for table in ("fts", "exact"):
            self._merge(table, -MERGED_PAGES)
            while self._merge(table, MERGED_PAGES):
                pass

    def _configure(self, options: Mapping[str, int]) -> None:
        for table in ("{set}_fts", "{set}_exact"):
            for name, value in options.items():
                self.run(f"INSERT INTO {table} ({table}, rank) VALUES (%s, %s)", [name, value])

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
