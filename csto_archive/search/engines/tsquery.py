"""Queries as tsquery, and what they find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError, connection, transaction

from ..documents import BREAK, Entry, cut
from ..query import ANY_ENDING, Phrase, Query
from .limits import TakesTooLongError
from .selecting import (
    CANDIDATES,
    MOST_COUNTED,
    SETTLED,
    Select,
    Selecting,
    Where,
    is_open,
    is_word,
    sought,
)
from .tables import unpacked

BETWEEN_FIELDS = "\n"
MATCHING = "SELECT d.sid FROM {set}_doc d WHERE d.lexemes @@ %s::tsquery"
CANCELED = "57014"  # by statement_timeout
UNDEFINED_TABLE, DEADLOCK = "42P01", "40P01"
AS_WRITTEN = "="  # before a word that is not a term
SET = "SELECT set_config(name, value, TRUE) FROM unnest(%s::text[], %s::text[]) AS t (name, value)"
PLANNING = {"enable_seqscan": "off", "jit": "off", "work_mem": "64MB"}


class TSQuery(Selecting):
    """What is asked of the set `name` on PostgreSQL."""

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
            with transaction.atomic():  # inside of another: what fails can be asked once more
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
        rows = self.ask(
            f"WITH found AS MATERIALIZED ({found.sql}),"
            " total AS MATERIALIZED (SELECT COUNT(*) AS number FROM found) SELECT total.number,"
            f" ARRAY(SELECT sid FROM found ORDER BY sid DESC LIMIT {CANDIDATES}),"
            f" CASE WHEN total.number > {CANDIDATES} THEN"
            " ARRAY(SELECT sid FROM {set}_head h JOIN found USING (sid)"
            f" WHERE h.lexemes @@ %s::tsquery ORDER BY sid DESC LIMIT {CANDIDATES})"
            " END FROM total",
            [*found.params, " | ".join(map(quoted, sorted(query.terms)))],
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
