"""PostgreSQL: one narrow table with a GIN index over the terms of a document.

The vectors hold no positions: whether terms stand side by side is read off the text of the terms,
which has no limit of length and no other answer than SQLite's.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ..documents import FACETS, Entry, keys_of
from .base import Engine
from .gin import GIN
from .runs import Common, common_in
from .tables import packed, unpacked
from .tsquery import BETWEEN_FIELDS, TSQuery, vector, vector_of

# Of the index, among the advisory locks of the database.
LOCK, REBUILDING = 0x6973_7461_7263, 0x6973_7461_7264
TRIES, PAUSE = 50, 0.01
FACET_COLUMNS = ", ".join(FACETS)
# What PostgreSQL makes of the text of a trigger, and what was typed, without their differences.
NOISE = r"::[a-z]+( varying)?|public\.|[()\s]"
PLAIN = f"regexp_replace(lower({{}}), '{NOISE}', '', 'g')"
LEXEMES = "array_to_tsvector(array_remove(array_remove(string_to_array({}, ' '), ''), '|'))"
OF_WORDS = "regexp_replace(words, ' (?=[^ |])', ' =', 'g')"
COPIED = f"sid, record, {FACET_COLUMNS}, lexemes, runs"


class PostgreSQL(GIN, TSQuery, Engine):
    CLAIMED = "SELECT building FROM search_state WHERE name = %s FOR UPDATE"
    HELD = "ORDER BY record FOR UPDATE SKIP LOCKED"
    TRIGGERS = (
        "SELECT tgrelid::regclass::text, tgname,"
        f" {PLAIN.format('pg_get_triggerdef(t.oid)')} || prosrc FROM pg_trigger t"
        " JOIN pg_proc p ON p.oid = tgfoid WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
    )
    SAMPLE = 1_000

    @staticmethod
    def among(column: str) -> str:
        return f"{column} = ANY(%s)"

    @staticmethod
    def many(values: Iterable) -> list:
        return list(values)

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
        rows = [
            (e.sid, e.record, *map(packed, e.facets), vector(e), self._runs_of(e.fields, e.words))
            for e in entries
        ]
        self._copy(f"{{set}}_doc ({COPIED})", rows)
        texts = [(e.sid, e.length, BETWEEN_FIELDS.join(e.fields)) for e in entries]
        self._copy("{set}_content (sid, length, terms)", texts)
        self._copy("{set}_words (sid, words)", [(e.sid, e.words) for e in entries])
        heads = [(e.sid, vector_of(set(e.fields[0].split()))) for e in entries]
        self._copy("{set}_head (sid, lexemes)", heads)

    def _runs_of(self, fields: Sequence[str], words: str) -> str:
        """As PostgreSQL writes an array."""
        return f"{{{','.join(map(str, sorted(self.common.runs_of(fields, words))))}}}"

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
        gone = "(SELECT unnest(%s::bigint[]) AS sid)"
        others = ", ".join(
            f"{table} AS (DELETE FROM {{set}}_{table} WHERE sid IN (SELECT sid FROM gone))"
            for table in ("head", "words", "content")
        )
        self.run(
            f"WITH gone AS {gone}, {others} DELETE FROM {{set}}_doc USING gone"
            " WHERE {set}_doc.sid = gone.sid",
            [[entry.sid for entry in entries]],
        )

    # Building

    @classmethod
    def choice(cls, sample: Collection[Entry]) -> Common:
        return common_in(sample)

    def prepare(self, common: Common) -> None:
        """A run has no word."""
        rows = [(number, word) for word, number in common.words.items()]
        self._copy("{set}_common (number, word)", [*rows, *((run, None) for run in common.runs)])

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
        runs = self.each(
            "SELECT terms, words, runs::text FROM {set}_doc JOIN {set}_content USING (sid)"
            " JOIN {set}_words USING (sid)"
        )
        wrong += sum(
            kept != self._runs_of(terms.split(BETWEEN_FIELDS), words) for terms, words, kept in runs
        )
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
