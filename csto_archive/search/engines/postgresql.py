"""PostgreSQL: one narrow table with a GIN index over the terms of a document.

The vectors hold no positions: whether terms stand side by side is read off the text of the terms,
which has no limit of length and no other answer than SQLite's.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ..documents import FACETS, Entry, cut, keys_of
from ..query import ANY_ENDING, Phrase, Query
from .base import (
    CANDIDATES,
    MOST_COUNTED,
    Engine,
    Select,
    Where,
    is_open,
    is_word,
    packed,
    sought,
    unpacked,
)

LOCK = 0x6973_7461_7263  # of the index, among the advisory locks of the database
TRIES, PAUSE = 50, 0.01
BETWEEN_FIELDS = "\n"
FACET_COLUMNS = ", ".join(FACETS)
LEXEMES = "array_to_tsvector(array_remove(array_remove(string_to_array({}, ' '), ''), '|'))"
COPIED = f"sid, record, length, {FACET_COLUMNS}, terms, words, lexemes"


class PostgreSQL(Engine):
    CREATE_STATE = (
        "CREATE TABLE search_state (name TEXT PRIMARY KEY, active SMALLINT NOT NULL,"
        " documents BIGINT NOT NULL, total_length BIGINT NOT NULL, analyser TEXT NOT NULL,"
        " building SMALLINT NOT NULL)",
        "CREATE TABLE search_stale (record BIGINT PRIMARY KEY, due BIGINT,"
        " fresh SMALLINT NOT NULL DEFAULT 1)",
        "CREATE TABLE search_redo (record BIGINT PRIMARY KEY)",
        "CREATE TABLE search_watched (name TEXT PRIMARY KEY)",
    )
    TRIGGERS = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    TABLES = ("doc", "head", "term", "word", "key")
    # The texts lie outside of the rows: counting reads nothing but these.
    CREATE = (
        "CREATE TABLE {set}_doc (sid BIGINT PRIMARY KEY, record BIGINT NOT NULL UNIQUE,"
        f" length INTEGER NOT NULL, {', '.join(f'{facet} TEXT NOT NULL' for facet in FACETS)},"
        ' terms TEXT COLLATE "C" NOT NULL, words TEXT COLLATE "C" NOT NULL,'
        " lexemes TSVECTOR NOT NULL) WITH (toast_tuple_target = 128)",
        "ALTER TABLE {set}_doc ALTER COLUMN lexemes SET STORAGE EXTERNAL",
        "DO $$ BEGIN ALTER TABLE {set}_doc ALTER COLUMN terms SET COMPRESSION lz4,"
        " ALTER COLUMN words SET COMPRESSION lz4;"
        " EXCEPTION WHEN feature_not_supported THEN NULL; END $$",
        "CREATE TABLE {set}_head (sid BIGINT PRIMARY KEY, lexemes TSVECTOR NOT NULL)",
        'CREATE TABLE {set}_term (term TEXT COLLATE "C" PRIMARY KEY, df INTEGER NOT NULL)',
        'CREATE TABLE {set}_word (word TEXT COLLATE "C" PRIMARY KEY, display TEXT NOT NULL,'
        " df INTEGER NOT NULL)",
        'CREATE TABLE {set}_key (key TEXT COLLATE "C", word TEXT COLLATE "C",'
        " PRIMARY KEY (key, word))",
    )
    INDEX = (
        "CREATE INDEX IF NOT EXISTS {set}_doc_lexemes ON {set}_doc USING gin (lexemes)"
        " WITH (fastupdate = off)",
        "CREATE INDEX IF NOT EXISTS {set}_head_lexemes ON {set}_head USING gin (lexemes)"
        " WITH (fastupdate = off)",
    )

    @staticmethod
    def among(column: str) -> str:
        return f"{column} = ANY(%s)"

    @staticmethod
    def many(values: Iterable) -> list:
        return list(values)

    def create(self, bare: bool = False) -> None:
        super().create()
        if not bare:
            self.finish()

    def finish(self) -> None:
        with transaction.atomic():
            self.run("SET LOCAL maintenance_work_mem = '256MB'")
            for statement in self.INDEX:
                self.run(statement)
            self.run("ANALYZE {set}_doc")

    # What matches

    def strict(self, query: Query, where: Where) -> Select:
        conditions, params = [], []
        if wanted := expression(query):
            conditions.append("d.lexemes @@ %s::tsquery")
            params.append(wanted)
        for facet, values in where.items():
            conditions.append(f"d.{facet} LIKE ANY(%s)")
            params.append([f"%,{value},%" for value in values])
        for clause in query.clauses:
            if not all(map(is_word, clause.any_of)):
                conditions.append(f"({' OR '.join(map(held, clause.any_of))})")
                params += map(sought, clause.any_of)
        for phrase in query.excluded:
            if query.clauses and is_word(phrase):
                continue
            unwanted = "SELECT d.sid FROM {set}_doc d WHERE d.lexemes @@ %s::tsquery"
            params.append(all_of(phrase))
            if not is_word(phrase):
                unwanted += f" AND {held(phrase)}"
                params.append(sought(phrase))
            conditions.append(f"d.sid NOT IN ({unwanted})")
        chosen = " AND ".join(conditions) or "TRUE"
        return Select(self.sql(f"SELECT d.sid FROM {{set}}_doc d WHERE {chosen}"), tuple(params))

    def everything(self, where: Where) -> Select:
        return self.strict(Query(""), where)

    # Questions

    @classmethod
    @contextmanager
    def reading(cls) -> Iterator[None]:
        """The planner does not know what reading a text from outside its row costs."""
        with transaction.atomic(savepoint=False):
            cls("").run("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
            yield
            cls("").run("SET LOCAL enable_seqscan = on")

    def newest(self, found: Select, start: int, count: int, oldest: bool = False) -> list[int]:
        order = "ASC" if oldest else "DESC"
        rows = self.ask(
            f"WITH found AS MATERIALIZED ({found.sql})"
            f" SELECT sid FROM found ORDER BY sid {order} LIMIT {count:d} OFFSET {start:d}",
            found.params,
        )
        return [sid for (sid,) in rows]

    def candidates(self, query: Query, where: Where, total: int | None) -> tuple[int, list[int]]:
        found = self.strict(query, where)
        terms = {term for clause in query.clauses for p in clause.any_of for term in p.terms}
        rows = self.ask(
            f"WITH found AS MATERIALIZED ({found.sql}),"
            " total AS MATERIALIZED (SELECT COUNT(*) AS number FROM found) SELECT total.number,"
            f" ARRAY(SELECT sid FROM found ORDER BY sid DESC LIMIT {CANDIDATES}),"
            f" CASE WHEN total.number > {CANDIDATES} THEN"
            " ARRAY(SELECT h.sid FROM {set}_head h WHERE h.lexemes @@ %s::tsquery"
            f" AND h.sid IN (SELECT sid FROM found) ORDER BY h.sid DESC LIMIT {CANDIDATES})"
            " END FROM total",
            [*found.params, " | ".join(map(quoted, sorted(terms)))],
        )
        number, newest, titled = rows[0]
        return number, list(dict.fromkeys([*newest, *(titled or [])]))

    def contents(self, sids: Sequence[int]) -> list[tuple[int, tuple[str, ...], int]]:
        rows = self.ask("SELECT sid, terms, length FROM {set}_doc WHERE sid = ANY(%s)", [sids])
        return [(sid, tuple(terms.split(BETWEEN_FIELDS)), length) for sid, terms, length in rows]

    def records(self, found: Select) -> Select:
        """The CTE keeps the planner from asking it again for every record."""
        numbers, params = super().records(found)
        return Select(f"WITH wanted AS MATERIALIZED ({numbers}) SELECT * FROM wanted", params)

    def facets(self, found: Select, names: Sequence[str]) -> dict[str, Counter]:
        columns = ", ".join(f"d.{name}" for name in names)
        rows = self.ask(
            f"WITH newest AS MATERIALIZED (SELECT sid FROM ({found.sql}) AS found"
            f" ORDER BY sid DESC LIMIT {MOST_COUNTED})"
            f" SELECT GROUPING({columns}), COALESCE({columns}), COUNT(*)"
            " FROM newest JOIN {set}_doc d ON d.sid = newest.sid"
            f" GROUP BY GROUPING SETS ({', '.join(f'({name})' for name in names)})",
            found.params,
        )
        counts: dict[str, Counter] = {name: Counter() for name in names}
        # GROUPING is a number with one bit for each column, 0 for the one that was grouped by.
        full = (1 << len(names)) - 1
        by_mask = {full ^ (1 << at): name for at, name in enumerate(reversed(names))}
        for mask, text, times in rows:
            for value in unpacked(text):
                counts[by_mask[mask]][value] += times
        return counts

    # Keeping

    @classmethod
    def lock(cls, wait: bool) -> bool:
        """Tried again and again, not waited for: no two transactions may wait for each other."""
        for _try in range(TRIES if wait else 1):
            if cls("").ask("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])[0][0]:
                return True
            if wait:
                time.sleep(PAUSE)
        return False

    @classmethod
    def stale(cls, now: int, first: int | None, most: int) -> list[int]:
        rows = cls("").ask(
            "SELECT record FROM search_stale WHERE due IS NULL OR due <= %s"
            f" ORDER BY record <> %s, record LIMIT {most:d} FOR UPDATE SKIP LOCKED",
            [now, first or 0],
        )
        return [record for (record,) in rows]

    def stored(self, records: Collection[int]) -> dict[int, Entry]:
        found = self._entries("record = ANY(%s)", [list(records)])
        return {entry.record: entry for entry in found}

    def stored_after(self, sid: int, count: int) -> list[Entry]:
        return self._entries(f"sid > %s ORDER BY sid LIMIT {count:d}", [sid])

    def _entries(self, condition: str, params: Sequence) -> list[Entry]:
        rows = self.ask(
            f"SELECT sid, record, length, terms, words, {FACET_COLUMNS}"
            f" FROM {{set}}_doc WHERE {condition}",
            params,
        )
        return [
            Entry(
                sid, record, length, tuple(terms.split(BETWEEN_FIELDS)), words,
                tuple(map(unpacked, facets)),
            )
            for sid, record, length, terms, words, *facets in rows
        ]  # fmt: skip

    def insert(self, entries: Sequence[Entry]) -> None:
        rows = [
            (
                e.sid, e.record, e.length, *map(packed, e.facets), BETWEEN_FIELDS.join(e.fields),
                e.words, vector(e.terms),
            )
            for e in entries
        ]  # fmt: skip
        self._copy(f"{{set}}_doc ({COPIED})", rows)
        heads = [(e.sid, vector(set(e.fields[0].split()) & e.terms)) for e in entries]
        self._copy("{set}_head (sid, lexemes)", heads)

    def _copy(self, target: str, rows: Iterable[Sequence]) -> None:
        text = self.sql(f"COPY {target} FROM STDIN")
        with connection.cursor() as cursor, cursor.copy(text) as copy:
            for row in rows:
                copy.write_row(row)

    def add_terms(self, rows: Sequence[tuple[str, int]]) -> None:
        self._copy("{set}_term (term, df)", rows)

    def add_keys(self, words: Iterable[str]) -> None:
        """A word that is new has no keys yet."""
        pairs = ((key, word) for word in words for key in sorted(keys_of(word)))
        self._copy("{set}_key (key, word)", pairs)

    def meet(self, words: Sequence[tuple[str, str]]) -> None:
        self.run(
            "INSERT INTO {set}_word (word, display, df) SELECT word, display, 0"
            " FROM unnest(%s::text[], %s::text[]) AS met (word, display) ON CONFLICT DO NOTHING",
            [[word for word, _ in words], [display for _, display in words]],
        )

    def set_frequencies(self, rows: Sequence[tuple[str, int]]) -> None:
        self.run(
            "UPDATE {set}_word w SET df = counted.df"
            " FROM unnest(%s::text[], %s::int[]) AS counted (word, df) WHERE w.word = counted.word",
            [[word for word, _df in rows], [df for _word, df in rows]],
        )

    def upsert(self, table: str, columns, rows: Sequence[tuple], changes: Iterable[int]) -> None:
        names = ", ".join(columns)
        arrays = ", ".join([*(["%s::text[]"] * len(columns)), "%s::int[]"])
        self.run(
            f"INSERT INTO {{set}}_{table} AS kept ({names}, df) SELECT {names}, df"
            f" FROM unnest({arrays}) AS changed ({names}, df)"
            f" ON CONFLICT ({table}) DO UPDATE SET df = kept.df + excluded.df",
            [*map(list, zip(*rows, strict=True)), list(changes)],
        )

    def drop_keys(self, words: Iterable[str]) -> None:
        words = list(words)
        pairs = [(key, word) for word in words for key in sorted(keys_of(word))]
        if pairs:
            self.run(
                "DELETE FROM {set}_key USING unnest(%s::text[], %s::text[]) AS gone (key, word)"
                " WHERE {set}_key.key = gone.key AND {set}_key.word = gone.word",
                [[key for key, _ in pairs], [word for _, word in pairs]],
            )

    def delete(self, entries: Sequence[Entry]) -> None:
        sids = [entry.sid for entry in entries]
        for table in ("head", "doc"):
            self.run(f"DELETE FROM {{set}}_{table} WHERE sid = ANY(%s)", [sids])

    # Checking

    @classmethod
    @contextmanager
    def snapshot(cls) -> Iterator[None]:
        outermost = not connection.in_atomic_block
        with transaction.atomic(savepoint=False):
            if outermost:
                cls("").run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def faults(self) -> list[str]:
        of_all = "translate(terms, E'\\n', ' ')"
        of_head = "split_part(terms, E'\\n', 1)"
        wrong = self.ask(
            f"SELECT COUNT(*) FROM {{set}}_doc WHERE lexemes <> {LEXEMES.format(of_all)}"
        )[0][0]
        wrong += self.ask(
            "SELECT COUNT(*) FROM {set}_doc d FULL JOIN {set}_head h USING (sid)"
            f" WHERE h.lexemes IS DISTINCT FROM {LEXEMES.format(of_head)}"
        )[0][0]
        return [_("متجهات الفهرس لا تطابق نصوصه: %d") % wrong] if wrong else []


def expression(query: Query) -> str:
    """The query as a tsquery; every term is quoted, so that none is an operator."""
    wanted = [f"({' | '.join(map(all_of, clause.any_of))})" for clause in query.clauses]
    if wanted and (unwanted := [all_of(p) for p in query.excluded if is_word(p)]):
        wanted.append(f"!({' | '.join(unwanted)})")
    return " & ".join(wanted)


def all_of(phrase: Phrase) -> str:
    ending = ":*" if is_open(phrase.terms) else ""
    return f"({' & '.join(map(quoted, dict.fromkeys(phrase.terms)))}{ending})"


def quoted(term: str) -> str:
    text = cut(term.removesuffix(ANY_ENDING)).replace("\0", "")
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def vector(terms: Iterable[str]) -> str:
    return " ".join(map(quoted, sorted(terms)))


def held(phrase: Phrase) -> str:
    """Whether the document `d` holds a phrase: as written, or else its terms side by side."""
    return f"strpos(d.{'words' if phrase.words else 'terms'}, %s) > 0"
