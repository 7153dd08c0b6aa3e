"""PostgreSQL: one narrow table with a GIN index over the terms of a document.

The vectors hold no positions: whether terms stand side by side is read off the text of the terms,
which has no limit of length and no other answer than SQLite's.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from ..documents import BREAK, FACETS, Entry, cut, keys_of
from ..query import ANY_ENDING, Phrase, Query
from .base import (
    CANDIDATES,
    MOST_COUNTED,
    SETTLED,
    Engine,
    Select,
    Where,
    is_open,
    is_word,
    packed,
    sought,
    unpacked,
)
from .limits import TakesTooLongError

# Of the index, among the advisory locks of the database.
LOCK, REBUILDING = 0x6973_7461_7263, 0x6973_7461_7264
TRIES, PAUSE = 50, 0.01
BETWEEN_FIELDS = "\n"
FACET_COLUMNS = ", ".join(FACETS)
MATCHING = "SELECT d.sid FROM {set}_doc d WHERE d.lexemes @@ %s::tsquery"
CANCELED = "57014"  # by statement_timeout
UNDEFINED_TABLE, DEADLOCK = "42P01", "40P01"
AS_WRITTEN = "="  # before a word that is not a term
SET = "SELECT set_config(name, value, TRUE) FROM unnest(%s::text[], %s::text[]) AS t (name, value)"
PLANNING = {"enable_seqscan": "off", "jit": "off", "work_mem": "64MB"}
# What PostgreSQL makes of the text of a trigger, and what was typed, without their differences.
NOISE = r"::[a-z]+( varying)?|public\.|[()\s]"
PLAIN = f"regexp_replace(lower({{}}), '{NOISE}', '', 'g')"
LEXEMES = "array_to_tsvector(array_remove(array_remove(string_to_array({}, ' '), ''), '|'))"
OF_WORDS = "regexp_replace(words, ' (?=[^ |])', ' =', 'g')"
COPIED = f"sid, record, {FACET_COLUMNS}, lexemes"


def compressed(table: str, column: str) -> str:
    """Faster than PostgreSQL's own compression, where the server was built with it."""
    return (
        f"DO $$ BEGIN ALTER TABLE {{set}}_{table} ALTER COLUMN {column} SET COMPRESSION lz4;"
        " EXCEPTION WHEN feature_not_supported THEN NULL; END $$"
    )


def text_table(table: str, column: str, others: str = "") -> tuple[str, ...]:
    return (
        f"CREATE TABLE {{set}}_{table} (sid BIGINT PRIMARY KEY, {others}"
        f'{column} TEXT COLLATE "C" NOT NULL) WITH (toast_tuple_target = 8160)',
        f"ALTER TABLE {{set}}_{table} ALTER COLUMN {column} SET STORAGE MAIN",
    )


class PostgreSQL(Engine):
    CREATE_STATE = (
        "CREATE TABLE search_state (name TEXT PRIMARY KEY, active SMALLINT NOT NULL,"
        " documents BIGINT NOT NULL, total_length BIGINT NOT NULL, analyser TEXT NOT NULL,"
        " building BIGINT NOT NULL)",
        "CREATE TABLE search_stale (record BIGINT PRIMARY KEY, due BIGINT,"
        " fresh SMALLINT NOT NULL DEFAULT 1)",
        "CREATE TABLE search_redo (record BIGINT PRIMARY KEY)",
        "CREATE TABLE search_watched (name TEXT PRIMARY KEY)",
    )
    CLAIMED = "SELECT building FROM search_state WHERE name = %s FOR UPDATE"
    HELD = "ORDER BY record FOR UPDATE SKIP LOCKED"
    TRIGGERS = (
        "SELECT tgrelid::regclass::text, tgname,"
        f" {PLAIN.format('pg_get_triggerdef(t.oid)')} || prosrc FROM pg_trigger t"
        " JOIN pg_proc p ON p.oid = tgfoid WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
    )
    TABLES = ("doc", "content", "words", "head", "term", "word", "key")
    # Counting reads the narrow rows of `doc` alone; the texts lie in tables of their own.
    CREATE = (
        "CREATE TABLE {set}_doc (sid BIGINT PRIMARY KEY, record BIGINT NOT NULL UNIQUE,"
        f" {', '.join(f'{facet} TEXT NOT NULL' for facet in FACETS)},"
        " lexemes TSVECTOR NOT NULL) WITH (toast_tuple_target = 128)",
        compressed("doc", "lexemes"),
        *text_table("content", "terms", "length INTEGER NOT NULL, "),
        *text_table("words", "words"),
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
            if phrases := [p for p in clause.any_of if not is_word(p)]:
                either, asked = list(map(held, phrases)), list(map(sought, phrases))
                if words := [p for p in clause.any_of if is_word(p)]:
                    either.insert(0, f"d.sid IN ({MATCHING})")
                    asked.insert(0, " | ".join(map(all_of, words)))
                conditions.append(f"({' OR '.join(either)})")
                params += asked
        for phrase in query.excluded:
            if query.clauses and is_word(phrase):
                continue
            unwanted = MATCHING
            params.append(all_of(phrase))
            if not is_word(phrase):
                unwanted += f" AND {held(phrase)}"
                params.append(sought(phrase))
            conditions.append(f"d.sid NOT IN ({unwanted})")
        if self.hides:
            conditions.append(SETTLED.format(sid="d.sid"))
        chosen = " AND ".join(conditions) or "TRUE"
        return Select(self.sql(f"SELECT d.sid FROM {{set}}_doc d WHERE {chosen}"), tuple(params))

    def everything(self, where: Where) -> Select:
        return self.strict(Query(""), where)

    # Questions

    @classmethod
    @contextmanager
    def reading(cls, seconds: float) -> Iterator[None]:
        """The planner does not know what reading a text from outside its row costs."""
        ours = PLANNING | {"statement_timeout": f"{max(1, round(seconds * 1000))}ms"}
        names, before = list(ours), []
        if connection.in_atomic_block:  # else the settings end with the transaction
            before = cls("").ask("SELECT current_setting(unnest(%s::text[]))", [names])
        try:
            with transaction.atomic(savepoint=False):
                cls("").ask(SET, [names, list(ours.values())])
                yield
                if before:
                    cls("").ask(SET, [names, [value for (value,) in before]])
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != CANCELED:
                raise
            raise TakesTooLongError from error

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
            " ARRAY(SELECT sid FROM {set}_head h JOIN found USING (sid)"
            f" WHERE h.lexemes @@ %s::tsquery ORDER BY sid DESC LIMIT {CANDIDATES})"
            " END FROM total",
            [*found.params, " | ".join(map(quoted, sorted(terms)))],
        )
        number, newest, titled = rows[0]
        return number, list(dict.fromkeys([*newest, *(titled or [])]))

    def contents(self, sids: Sequence[int]) -> list[tuple[int, tuple[str, ...], int]]:
        found = "SELECT sid, terms, length FROM {set}_content WHERE sid = ANY(%s)"
        rows = self.ask(found, [sids])
        return [(sid, tuple(terms.split(BETWEEN_FIELDS, 2)), length) for sid, terms, length in rows]

    @classmethod
    def listed(cls, numbers: Sequence[int]) -> Select:
        return Select("SELECT unnest(%s::bigint[])", (list(numbers),))

    def headed(self, query: Query, count: int) -> list[int]:
        found = Select("SELECT sid FROM {set}_head WHERE lexemes @@ %s::tsquery")
        return self.newest(Select(self.sql(found.sql), (expression(query),)), 0, count)

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

    @staticmethod
    def is_taken_away(error: DatabaseError) -> bool:
        return getattr(error.__cause__, "sqlstate", "") in (UNDEFINED_TABLE, DEADLOCK)

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
    def may_write(cls) -> bool:
        return cls("").ask("SELECT current_setting('transaction_read_only')")[0][0] == "off"

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
            " FROM {set}_doc JOIN {set}_content USING (sid) JOIN {set}_words USING (sid)"
            f" WHERE {condition}",
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
        rows = [(e.sid, e.record, *map(packed, e.facets), vector(e)) for e in entries]
        self._copy(f"{{set}}_doc ({COPIED})", rows)
        texts = [(e.sid, e.length, BETWEEN_FIELDS.join(e.fields)) for e in entries]
        self._copy("{set}_content (sid, length, terms)", texts)
        self._copy("{set}_words (sid, words)", [(e.sid, e.words) for e in entries])
        heads = [(e.sid, vector_of(set(e.fields[0].split()) & e.terms)) for e in entries]
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
        for table in ("head", "words", "content", "doc"):
            self.run(f"DELETE FROM {{set}}_{table} WHERE sid = ANY(%s)", [sids])

    # Building

    @classmethod
    @contextmanager
    def alone(cls) -> Iterator[bool]:
        is_alone = cls("").ask("SELECT pg_try_advisory_lock(%s)", [REBUILDING])[0][0]
        try:
            yield is_alone
        finally:
            if is_alone and connection.is_usable():
                cls("").ask("SELECT pg_advisory_unlock(%s)", [REBUILDING])

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
        of_all = f"translate(terms, E'\\n', ' ') || {OF_WORDS}"
        of_head = "split_part(terms, E'\\n', 1)"
        wrong = self.ask(
            "SELECT COUNT(*) FROM {set}_doc FULL JOIN {set}_content USING (sid)"
            f" FULL JOIN {{set}}_words USING (sid) WHERE words IS NULL"
            f" OR lexemes IS DISTINCT FROM {LEXEMES.format(of_all)}"
        )[0][0]
        wrong += self.ask(
            "SELECT COUNT(*) FROM {set}_content FULL JOIN {set}_head h USING (sid)"
            f" WHERE h.lexemes IS DISTINCT FROM {LEXEMES.format(of_head)}"
        )[0][0]
        faults = [_("متجهات الفهرس لا تطابق نصوصه: %d") % wrong] if wrong else []
        there = "SELECT to_regclass(%s)::oid IN (SELECT indexrelid FROM pg_index WHERE indisvalid)"
        for statement in self.INDEX:
            name = self.sql(statement).split("IF NOT EXISTS ")[1].split()[0]
            if not self.ask(there, [name])[0][0]:
                faults.append(_("الفهرس %s مفقود من قاعدة البيانات.") % name)
        return faults

    @classmethod
    def made(cls, statements: Sequence[str]) -> list[tuple[str, str]]:
        """The text is that of the trigger, and of its function."""
        bodies = dict(re.findall(r"FUNCTION (\w+)\(\).*?\$\$(.*)\$\$", "\n".join(statements)))
        texts = [text for text in statements if text.startswith("CREATE TRIGGER ")]
        names = [text.split()[2] for text in texts]
        return [
            (name, re.sub(NOISE, "", text.lower()) + bodies[name])
            for name, text in zip(names, texts, strict=True)
        ]


def expression(query: Query) -> str:
    """The query as a tsquery; every term is quoted, so that none is an operator."""
    wanted = [f"({' | '.join(map(all_of, clause.any_of))})" for clause in query.clauses]
    if wanted and (unwanted := [all_of(p) for p in query.excluded if is_word(p)]):
        wanted.append(f"!({' | '.join(unwanted)})")
    return " & ".join(wanted)


def all_of(phrase: Phrase) -> str:
    ending = ":*" if is_open(phrase.terms) else ""
    words = [quoted(word, AS_WRITTEN) for word in phrase.words] or map(quoted, phrase.terms)
    return f"({' & '.join(dict.fromkeys(words))}{ending})"


def quoted(word: str, before: str = "") -> str:
    text = before + cut(word.removesuffix(ANY_ENDING)).replace("\0", "")
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def vector(entry: Entry) -> str:
    """The terms, and the words as they are written."""
    words = {AS_WRITTEN + word for word in entry.words.split() if word != BREAK}
    return vector_of(entry.terms | words)


def vector_of(lexemes: Iterable[str]) -> str:
    """As `quoted`, but all at once: a word has no quote or backslash to be doubled."""
    words = sorted(lexemes)
    text = "' '".join(words)
    if "\\" in text or text.count("'") != 2 * max(len(words) - 1, 0):
        return " ".join(map(quoted, words))
    return f"'{text}'" if words else ""


def held(phrase: Phrase) -> str:
    """Whether the document `d` holds a phrase: as written, or else its terms side by side."""
    table, column = ("words", "words") if phrase.words else ("content", "terms")
    place = f"SELECT strpos(t.{column}, %s) FROM {{set}}_{table} t WHERE t.sid = d.sid"
    return f"({place}) > 0"
