"""Queries in the language of FTS5, and what they find."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError, connection

from ..documents import FACETS, cut
from ..query import ANY_ENDING, Phrase, Query
from .limits import TakesTooLongError
from .selecting import (
    CANDIDATES,
    MOST_COUNTED,
    NOTHING,
    SETTLED,
    Content,
    Found,
    Select,
    Selecting,
    Where,
    is_open,
)
from .tables import counted

MOST = len(FACETS)
STEPS = 10_000  # of SQLite between two looks at the clock
RANKED = "headline, standfirst, body || char(10) || captions || char(10) || names"
# Written between two statements that are asked as one: how many there are comes first.
COUNTED = "SELECT COUNT(*), 0, '', '', '' FROM ({}) UNION ALL SELECT * FROM ({})"


class FTS5(Selecting):
    """What is asked of the set `name` on SQLite."""

    # What matches

    def strict(self, query: Query, where: Where) -> Select:
        return self._matching(query, where)

    def in_headline(self, query: Query, where: Where) -> Select:
        """Those of `strict` with a term of the query in the headline."""
        alternatives = " OR ".join(quoted((term,)) for term in sorted(query.terms))
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

    def candidates(self, query: Query, where: Where, total: int | None) -> Found:
        found = self.strict(query, where)
        newest = self._newest_of(found, CANDIDATES + 1)
        contents = [self.content(row) for row in self.ask(*newest)]
        if len(contents) <= CANDIDATES:
            return len(contents), contents
        titled = self._newest_of(self.in_headline(query, where), CANDIDATES)
        counted = found if total is None else NOTHING
        both = COUNTED.format(counted.sql, titled.sql)
        (number, *_), *rows = self.ask(both, (*counted.params, *titled.params))
        picked = {row[0]: self.content(row) for row in rows}
        picked |= {content[0]: content for content in contents[:CANDIDATES]}
        return (number if total is None else total), list(picked.values())

    def _newest_of(self, found: Select, count: int) -> Select:
        newest = f"SELECT sid FROM ({found.sql}) ORDER BY sid DESC LIMIT {count:d}"
        text = f"SELECT {self.CONTENT} FROM ({newest}) n JOIN {{set}}_content c ON c.sid = n.sid"
        return Select(self.sql(f"{text} ORDER BY c.sid DESC"), found.params)

    CONTENT = f"c.sid, length, {RANKED}"

    @staticmethod
    def content(row: Sequence) -> Content:
        sid, length, *texts = row
        return sid, tuple(texts), length

    def facets(
        self, parts: Sequence[tuple[Select, Sequence[str]]], beside: Sequence[Select] = ()
    ) -> tuple[list[dict[str, Counter]], list[int]]:
        """A part of one facet has its values in the first column alone, and so has a number."""
        statements, params = [], []
        for part, (found, names) in enumerate(parts):
            columns = ", ".join([*(f"d.{name}" for name in names), *["''"] * (MOST - len(names))])
            statements.append(
                f"SELECT {part}, {columns} FROM (SELECT sid FROM ({found.sql}) ORDER BY sid DESC"
                f" LIMIT {MOST_COUNTED}) AS newest JOIN {{set}}_doc d ON d.sid = newest.sid"
            )
            params += found.params
        for place, number in enumerate(beside, start=len(parts)):
            statements.append(f"SELECT {place}, ({number.sql}){', NULL' * (MOST - 1)}")
            params += number.params
        rows = defaultdict(list)
        for part, *values in self.ask(" UNION ALL ".join(statements), params):
            rows[part].append(values)
        counts = [
            {name: counted(row[at] for row in rows[part]) for at, name in enumerate(names)}
            for part, (_found, names) in enumerate(parts)
        ]
        return counts, [rows[len(parts) + place][0][0] for place in range(len(beside))]

    @staticmethod
    def exists(found: Select) -> Select:
        return Select(f"EXISTS ({found.sql})", found.params)

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
