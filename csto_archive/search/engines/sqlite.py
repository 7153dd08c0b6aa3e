"""SQLite: FTS5 over the terms of each field, fed and emptied by this file alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from ..documents import FACETS, FIELDS, Entry, cut
from ..query import ANY_ENDING, Phrase, Query
from .base import (
    CANDIDATES,
    MOST_COUNTED,
    Engine,
    Select,
    Where,
    counted,
    is_open,
    packed,
    sought,
    unpacked,
)

# Every sign but the quotes is a letter here: what a word is, the analyser has decided.
SIGNS = "!#$%&()*+,-./:;<=>?@[]^_`{|}~"
WORDS = 3 + len(FIELDS)
NORMAL, PAGES_BETWEEN_CHECKPOINTS = 1, 10_000
MERGED_PAGES = 2_000
COLUMNS = ", ".join(FIELDS)
TERMS = " || ".join(f"c.{field}" for field in FIELDS)


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
    TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    TABLES = ("fts", "content", "doc", "facet", "term", "word", "key")
    CREATE = (
        "CREATE TABLE {set}_doc (sid INTEGER PRIMARY KEY, record INTEGER NOT NULL UNIQUE,"
        f" length INTEGER NOT NULL, {', '.join(f'{facet} TEXT NOT NULL' for facet in FACETS)})",
        "CREATE TABLE {set}_content (sid INTEGER PRIMARY KEY,"
        f" {', '.join(f'{field} TEXT NOT NULL' for field in FIELDS)}, words TEXT NOT NULL)",
        f"CREATE VIRTUAL TABLE {{set}}_fts USING fts5({COLUMNS}, content='{{set}}_content',"
        f" content_rowid='sid', columnsize=0, tokenize=\"ascii tokenchars '{SIGNS}'\")",
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
        return self._matching(expression(query), query, where)

    def in_headline(self, query: Query, where: Where) -> Select:
        terms = {term for clause in query.clauses for p in clause.any_of for term in p.terms}
        headline = f"headline : ({' OR '.join(quoted((term,)) for term in sorted(terms))})"
        return self._matching(f"({headline}) AND ({expression(query)})", query, where)

    def _matching(self, expression: str, query: Query, where: Where) -> Select:
        table = "{set}_fts" if expression else "{set}_doc"
        conditions, params = self._conditions(f"{table}.rowid", query, where)
        if expression:
            conditions, params = ["{set}_fts MATCH %s", *conditions], [expression, *params]
        chosen = " AND ".join(conditions) or "1"
        text = f"SELECT {table}.rowid AS sid FROM {table} WHERE {chosen}"
        return Select(self.sql(text), tuple(params))

    def everything(self, where: Where) -> Select:
        return self._matching("", Query(""), where)

    def _conditions(self, sid: str, query: Query, where: Where) -> tuple[list[str], list]:
        """What FTS5 cannot tell; `+` keeps it from being asked again for every document."""
        conditions, params = [], []
        for facet, values in where.items():
            chosen = f"SELECT sid FROM {{set}}_facet WHERE facet = %s AND {self.among('value')}"
            conditions.append(f"+{sid} IN ({chosen})")
            params += [FACETS.index(facet), self.many(values)]
        for clause in query.clauses:
            if any(phrase.words for phrase in clause.any_of):
                holds = " OR ".join(held(phrase) for phrase in clause.any_of)
                content = f"SELECT 1 FROM {{set}}_content c WHERE c.sid = {sid} AND ({holds})"
                conditions.append(f"EXISTS ({content})")
                params += map(sought, clause.any_of)
        if not query.clauses and (phrases := [p for p in query.excluded if not p.words]):
            unwanted = "SELECT rowid FROM {set}_fts WHERE {set}_fts MATCH %s"
            conditions.append(f"+{sid} NOT IN ({unwanted})")
            params.append(any_of(phrases))
        for phrase in (p for p in query.excluded if p.words):
            unwanted = (
                "SELECT c.sid FROM {set}_fts JOIN {set}_content c ON c.sid = {set}_fts.rowid"
                f" WHERE {{set}}_fts MATCH %s AND {held(phrase)}"
            )
            conditions.append(f"+{sid} NOT IN ({unwanted})")
            params += [quoted(phrase.terms), sought(phrase)]
        return conditions, params

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
            f"SELECT c.sid, length, {COLUMNS} FROM {{set}}_content c"
            f" JOIN {{set}}_doc d ON d.sid = c.sid WHERE {self.among('c.sid')}",
            [self.many(sorted(sids))],
        )
        return [(sid, tuple(fields), length) for sid, length, *fields in rows]

    def facets(self, found: Select, names: Sequence[str]) -> dict[str, Counter]:
        columns = ", ".join(f"d.{name}" for name in names)
        rows = self.ask(
            f"SELECT {columns} FROM (SELECT sid FROM ({found.sql}) ORDER BY sid DESC"
            f" LIMIT {MOST_COUNTED}) AS newest JOIN {{set}}_doc d ON d.sid = newest.sid",
            found.params,
        )
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        return {name: counted(column) for name, column in zip(names, columns, strict=True)}

    # Keeping

    @classmethod
    def lock(cls, wait: bool) -> bool:
        """Transactions that write come one after another here (`transaction_mode` IMMEDIATE)."""
        return True

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
            f"SELECT d.sid, record, length, words, {', '.join(FACETS)}, {COLUMNS}"
            f" FROM {{set}}_doc d JOIN {{set}}_content c ON c.sid = d.sid WHERE {condition}",
            params,
        )
        end = 4 + len(FACETS)
        return [
            Entry(
                row[0], row[1], row[2], tuple(row[end:]), row[3], tuple(map(unpacked, row[4:end]))
            )
            for row in rows
        ]

    def insert(self, entries: Sequence[Entry]) -> None:
        fields = ", ".join(["%s"] * len(FIELDS))
        self.run_many(
            f"INSERT INTO {{set}}_doc (sid, record, length, {', '.join(FACETS)})"
            f" VALUES (%s, %s, %s, {', '.join(['%s'] * len(FACETS))})",
            [(e.sid, e.record, e.length, *map(packed, e.facets)) for e in entries],
        )
        self.run_many(
            f"INSERT INTO {{set}}_content (sid, {COLUMNS}, words) VALUES (%s, {fields}, %s)",
            [(e.sid, *e.fields, e.words) for e in entries],
        )
        self.run_many(
            f"INSERT INTO {{set}}_fts (rowid, {COLUMNS}) VALUES (%s, {fields})",
            [(e.sid, *e.fields) for e in sorted(entries, key=lambda e: e.sid)],
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
            "DELETE FROM {set}_facet WHERE facet = %s AND value = %s AND sid = %s",
            [(n, v, e.sid) for e in entries for n, values in enumerate(e.facets) for v in values],
        )
        for table in ("content", "doc"):
            self.run_many(
                f"DELETE FROM {{set}}_{table} WHERE sid = %s", [(e.sid,) for e in entries]
            )

    # Building

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
        self._merge(-MERGED_PAGES)
        while self._merge(MERGED_PAGES):
            pass

    def _merge(self, pages: int) -> bool:
        """Whether there was anything to merge (FTS5 then changes two rows or more)."""
        before = self._changes()
        self.run("INSERT INTO {set}_fts ({set}_fts, rank) VALUES ('merge', %s)", [pages])
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
        differing = self.ask(
            "SELECT COUNT(*) FROM {set}_doc d JOIN {set}_content c ON c.sid = d.sid"
        ) != self.ask("SELECT COUNT(*) FROM {set}_doc")
        if differing or self._facets_differ():
            faults.append(_("جداول الفهرس لا يطابق بعضها بعضاً."))
        try:
            with transaction.atomic():
                self.run("INSERT INTO {set}_fts ({set}_fts, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            faults.append(_("فهرس النصوص (FTS5) لا يطابق محتواه."))
        return faults

    def _facets_differ(self) -> bool:
        columns = zip(*self.ask(f"SELECT {', '.join(FACETS)} FROM {{set}}_doc"), strict=True)
        wanted = {
            (n, value): count
            for n, column in enumerate(columns)
            for value, count in counted(column).items()
        }
        rows = self.ask("SELECT facet, value, COUNT(*) FROM {set}_facet GROUP BY facet, value")
        return wanted != {(facet, value): count for facet, value, count in rows}


def expression(query: Query) -> str:
    """The query in the language of FTS5; every term is quoted, so that none is an operator."""
    wanted = " AND ".join(f"({any_of(clause.any_of)})" for clause in query.clauses)
    unwanted = [phrase for phrase in query.excluded if not phrase.words]
    return f"({wanted}) NOT ({any_of(unwanted)})" if wanted and unwanted else wanted


def any_of(phrases: Iterable[Phrase]) -> str:
    return " OR ".join(dict.fromkeys(quoted(phrase.terms) for phrase in phrases))


def quoted(terms: Sequence[str]) -> str:
    text = " ".join(cut(term.removesuffix(ANY_ENDING)) for term in terms)
    ending = " *" if is_open(terms) else ""
    return '"' + text.replace('"', '""').replace("\0", "") + '"' + ending


def held(phrase: Phrase) -> str:
    """Whether the content `c` holds a phrase: as written, or else its terms side by side."""
    return "instr(c.words, %s)" if phrase.words else f"instr({TERMS}, %s)"
