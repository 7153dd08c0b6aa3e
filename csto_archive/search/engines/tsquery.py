"""Queries as tsquery, and what they find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from django.db import DatabaseError, OperationalError, connection, transaction

from ..documents import BREAK, Entry, cut
from ..query import ANY_ENDING, Clause, Phrase, Query
from .gin import FREQUENT
from .limits import TakesTooLongError
from .runs import AS_WRITTEN, Common
from .selecting import (
    CANDIDATES,
    MOST_COUNTED,
    SETTLED,
    Content,
    Found,
    Select,
    Selecting,
    Where,
    is_open,
    is_word,
    sought,
)
from .tables import unpacked

BETWEEN_FIELDS = "\n"
MATCHED = "d.lexemes @@ %s::tsquery"
LISTED = "d.runs @> %s::bigint[]"
FIRST_LOOK = 1_000
CANCELED = "57014"  # by statement_timeout
UNDEFINED_TABLE, DEADLOCK = "42P01", "40P01"
SET = "SELECT set_config(name, value, TRUE) FROM unnest(%s::text[], %s::text[]) AS t (name, value)"
PLANNING = {"enable_seqscan": "off", "jit": "off", "work_mem": "64MB"}


class TSQuery(Selecting):
    """What is asked of the set `name` on PostgreSQL."""

    # What matches

    def strict(self, query: Query, where: Where) -> Select:
        listed = [clause for clause in query.clauses if self._is_listed(clause)]
        others = tuple(clause for clause in query.clauses if clause not in listed)
        conditions = list(map(self._listed, listed))
        if wanted := expression(replace(query, clauses=others)):
            conditions.append(Select(MATCHED, (wanted,)))
        for facet, values in where.items():
            chosen = [f"%,{value},%" for value in values]
            conditions.append(Select(f"d.{facet} LIKE ANY(%s)", (chosen,)))
        conditions += [
            self._read(clause) for clause in others if not all(map(is_word, clause.any_of))
        ]
        for phrase in query.excluded:
            if not (others and is_word(phrase)):  # else `expression` has it
                conditions.append(among(self._having(phrase), "NOT IN"))
        if self.hides:
            conditions.append(Select(SETTLED.format(sid="d.sid")))
        found = documents(all_of_them(conditions) if conditions else Select("TRUE"))
        return Select(self.sql(found.sql), found.params)

    @cached_property
    def common(self) -> Common:
        """What is listed of the documents of this set."""
        rows = self.ask("SELECT number, word FROM {set}_common")
        words = {word: number for number, word in rows if word}
        return Common(words, {number for number, word in rows if not word})

    def _runs(self, phrase: Phrase) -> tuple[list[int], bool]:
        return ([], False) if is_word(phrase) else self.common.runs_in(phrase)

    def _is_told(self, phrase: Phrase) -> bool:
        """Whether no text has to be read to know which documents have the phrase."""
        return is_word(phrase) or self._runs(phrase)[1]

    def _is_listed(self, clause: Clause) -> bool:
        return all(map(self._is_told, clause.any_of)) and not all(map(is_word, clause.any_of))

    def _listed(self, clause: Clause) -> Select:
        """An OR is looked up on its own: the planner would ask it of one document after another."""
        words, phrases = parted(clause)
        either = [*matched(words), *(Select(LISTED, (self._runs(p)[0],)) for p in phrases)]
        if not either[1:]:
            return either[0]
        found = documents(any_of(either))
        return among(Select(f"{found.sql} OFFSET 0", found.params))

    def _read(self, clause: Clause) -> Select:
        """Of documents that have the words of one of these phrases at least."""
        words, phrases = parted(clause)
        if not words and len(phrases) == 1 and (runs := self._runs(phrases[0])[0]):
            return all_of_them([Select(LISTED, (runs,)), held(phrases[0])])
        having = list(map(documents, matched(words)))
        having += [self._having(phrase) for phrase in phrases if self._is_told(phrase)]
        read = [held(phrase) for phrase in phrases if not self._is_told(phrase)]
        return any_of([*map(among, having), *read])

    def _having(self, phrase: Phrase) -> Select:
        """The documents that have the phrase, whatever else is asked."""
        runs, _is_all = self._runs(phrase)
        found = Select(LISTED, (runs,)) if runs else Select(MATCHED, (all_of(phrase),))
        return documents(found if self._is_told(phrase) else all_of_them([found, held(phrase)]))

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

    def candidates(self, query: Query, where: Where, total: int | None) -> Found:
        found = self.strict(query, where)
        rows = self.ask(
            f"WITH found AS MATERIALIZED ({found.sql}),"
            " total AS MATERIALIZED (SELECT COUNT(*) AS number FROM found),"
            " picked AS MATERIALIZED (SELECT number,"
            f" ARRAY(SELECT sid FROM found ORDER BY sid DESC LIMIT {CANDIDATES})"
            f" || CASE WHEN number > {CANDIDATES} THEN"
            " ARRAY(SELECT sid FROM {set}_head h JOIN found USING (sid)"
            f" WHERE h.lexemes @@ %s::tsquery ORDER BY sid DESC LIMIT {CANDIDATES})"
            " END AS sids FROM total)"
            f" SELECT (SELECT number FROM total), {self.CONTENT} FROM {{set}}_content c"
            " WHERE c.sid = ANY((SELECT sids FROM picked)::bigint[])",
            [*found.params, " | ".join(map(quoted, sorted(query.terms)))],
        )
        return (rows[0][0] if rows else 0), [self.content(row[1:]) for row in rows]

    CONTENT = "c.sid, length, terms"

    @staticmethod
    def content(row: Sequence) -> Content:
        sid, length, terms = row
        return sid, tuple(terms.split(BETWEEN_FIELDS, 2)), length

    @classmethod
    def listed(cls, numbers: Sequence[int]) -> Select:
        return Select("SELECT unnest(%s::bigint[])", (list(numbers),))

    @classmethod
    def _beginning(cls, table: str, prefix: str, most: int, least: int = 0) -> Select:
        """First among the frequent words, which have an index: with two letters begin thousands."""
        every = super()._beginning(table, prefix, most, least)
        if table != "word":
            return every
        frequent = super()._beginning(table, prefix, most, FREQUENT)
        return Select(
            f"WITH frequent AS MATERIALIZED ({frequent.sql}) SELECT * FROM frequent UNION ALL"
            f" SELECT * FROM ({every.sql}) AS words"
            f" WHERE (SELECT COUNT(*) FROM frequent) < {most:d}",
            (*frequent.params, *every.params),
        )

    def headed(self, query: Query, count: int) -> list[int]:
        """First among the newest headlines: what is not there `count` times is not frequent."""
        wanted = expression(query)
        newest = f"SELECT sid, lexemes FROM {{set}}_head ORDER BY sid DESC LIMIT {FIRST_LOOK}"
        rows = self.ask(
            f"WITH looked AS MATERIALIZED (SELECT sid FROM ({newest}) AS newest"
            f" WHERE lexemes @@ %s::tsquery ORDER BY sid DESC LIMIT {count:d}),"
            " found AS MATERIALIZED (SELECT sid FROM {set}_head WHERE lexemes @@ %s::tsquery)"
            " SELECT sid FROM looked UNION SELECT sid FROM (SELECT sid FROM found"
            f" WHERE (SELECT COUNT(*) FROM looked) < {count:d}"
            f" ORDER BY sid DESC LIMIT {count:d}) AS others ORDER BY sid DESC LIMIT {count:d}",
            [wanted, wanted],
        )
        return [sid for (sid,) in rows]

    def facets(
        self, parts: Sequence[tuple[Select, Sequence[str]]], beside: Sequence[Select] = ()
    ) -> tuple[list[dict[str, Counter]], list[int]]:
        statements, params = [], []
        for part, (found, names) in enumerate(parts):
            columns = ", ".join(f"d.{name}" for name in names)
            statements.append(
                f"(WITH found AS MATERIALIZED ({found.sql}), newest AS MATERIALIZED"
                f" (SELECT sid FROM found ORDER BY sid DESC LIMIT {MOST_COUNTED})"
                f" SELECT {part}, GROUPING({columns}), COALESCE({columns}), COUNT(*)"
                " FROM newest JOIN {set}_doc d ON d.sid = newest.sid"
                f" GROUP BY GROUPING SETS ({', '.join(f'({name})' for name in names)}))"
            )
            params += found.params
        for place, number in enumerate(beside, start=len(parts)):
            statements.append(f"SELECT {place}, 0, '', CAST(({number.sql}) AS BIGINT)")
            params += number.params
        counts = [{name: Counter() for name in names} for _found, names in parts]
        masks = [dict(grouped_by(names)) for _found, names in parts]
        numbers = {}
        for part, mask, text, times in self.ask(" UNION ALL ".join(statements), params):
            if part >= len(parts):
                numbers[part] = times
                continue
            for value in unpacked(text):
                counts[part][masks[part][mask]][value] += times
        return counts, [numbers[place] for place in sorted(numbers)]

    @staticmethod
    def exists(found: Select) -> Select:
        """All of it: else the planner would go through the documents, hoping to meet one soon."""
        every = f"WITH found AS MATERIALIZED ({found.sql}) SELECT 1 FROM found"
        return Select(f"EXISTS ({every})", found.params)

    @staticmethod
    def is_taken_away(error: DatabaseError) -> bool:
        return getattr(error.__cause__, "sqlstate", "") in (UNDEFINED_TABLE, DEADLOCK)


def grouped_by(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """GROUPING is a number with one bit for each column, 0 for the one that was grouped by."""
    full = (1 << len(names)) - 1
    return ((full ^ (1 << at), name) for at, name in enumerate(reversed(names)))


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
    return f"{vector_of(entry.terms)} {vector_of(set(entry.words.split()), AS_WRITTEN)}"


def vector_of(words: Set[str], before: str = "") -> str:
    """As `quoted`, but all at once: a word has no quote or backslash to be doubled."""
    words = words - {BREAK}
    text = f"' '{before}".join(words)
    if "\\" in text or text.count("'") != 2 * max(len(words) - 1, 0):
        return " ".join(quoted(word, before) for word in words)
    return f"'{before}{text}'" if words else ""


def parted(clause: Clause) -> tuple[list[Phrase], list[Phrase]]:
    """Its single words, and its phrases of several."""
    words = [phrase for phrase in clause.any_of if is_word(phrase)]
    return words, [phrase for phrase in clause.any_of if phrase not in words]


def matched(words: Sequence[Phrase]) -> list[Select]:
    """One condition for all of them, any of which is enough; none for none."""
    return [Select(MATCHED, (" | ".join(map(all_of, words)),))] if words else []


def held(phrase: Phrase) -> Select:
    """Whether the document `d` holds a phrase: as written, or else its terms side by side.

    `split_part` looks for it in half the time of `strpos`, which counts the letters before it.
    """
    table, column = ("words", "words") if phrase.words else ("content", "terms")
    before = f"SELECT split_part(t.{column}, %s, 1) <> t.{column}"
    return Select(f"({before} FROM {{set}}_{table} t WHERE t.sid = d.sid)", (sought(phrase),))


def documents(condition: Select) -> Select:
    return Select(f"SELECT d.sid FROM {{set}}_doc d WHERE {condition.sql}", condition.params)


def among(found: Select, how: str = "IN") -> Select:
    return Select(f"d.sid {how} ({found.sql})", found.params)


def all_of_them(conditions: Sequence[Select]) -> Select:
    return joined(" AND ", conditions)


def any_of(conditions: Sequence[Select]) -> Select:
    return joined(" OR ", conditions)


def joined(operator: str, conditions: Sequence[Select]) -> Select:
    text = operator.join(condition.sql for condition in conditions)
    return Select(f"({text})", tuple(param for each in conditions for param in each.params))
