"""What matches, how many, and which of them are worth ranking: the same on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import ClassVar, NamedTuple

from django.db import DatabaseError

from ..documents import RECORD_BITS, cut, keys_of
from ..query import ANY_ENDING, Clause, Phrase, Query
from .tables import Tables, range_of

CANDIDATES = 300
MOST_COUNTED = 20_000
RECORD = (1 << RECORD_BITS) - 1
SETTLED = f"(({{sid}}) & {RECORD}) NOT IN (SELECT record FROM search_stale)"
NEAR = 5  # a document with a fifth of what the best one has is still an answer to a question
NEAR_THE_BEST = f"coverage * {NEAR} >= (SELECT MAX(coverage) FROM hits)"

Where = Mapping[str, Collection[int]]
# (sid, texts, length) of a document: see `ranking.Candidate`.
Content = tuple[int, tuple[str, ...], int]
Found = tuple[int, list[Content]]


class Select(NamedTuple):
    """A SELECT of one column `sid`, every document once, and its parameters."""

    sql: str
    params: tuple = ()


NOTHING = Select("SELECT 0 AS sid WHERE 1 = 0")


class Gate(NamedTuple):
    """A clause of a query that need not be satisfied, and what it weighs.

    `sure`: there is a document that satisfies it, as long as nothing is filtered or excluded.
    """

    clause: Clause
    weight: int
    frequency: int
    sure: bool


class Selecting(Tables):
    """What is asked of the set `name`."""

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

    # Questions

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

    def newest(self, found: Select, start: int, count: int, oldest: bool = False) -> list[int]:
        raise NotImplementedError

    @staticmethod
    def without(found: Select, sids: Sequence[int]) -> Select:
        listed = ", ".join(map(str, sids)) or "0"
        return Select(
            f"SELECT sid FROM ({found.sql}) AS found WHERE sid NOT IN ({listed})", found.params
        )

    def count(self, found: Select) -> int:
        return 0 if found == NOTHING else self.ask(*counting(found))[0][0]

    def candidates(self, query: Query, where: Where, total: int | None) -> Found:
        """How many match strictly (`total`, where it is known), and those to rank."""
        raise NotImplementedError

    def near(self, gates, query: Query, where: Where) -> Found:
        """How many match a part of the query, and those that match most of it."""
        hits = self.covered(gates, query, where)
        found = self.ask(
            f"{hits.sql}, nearest AS (SELECT sid, COUNT(*) OVER () AS number FROM hits"
            f" WHERE {NEAR_THE_BEST} ORDER BY coverage DESC, sid DESC LIMIT {CANDIDATES})"
            f" SELECT number, {self.CONTENT} FROM nearest n"
            " JOIN {set}_content c ON c.sid = n.sid",
            hits.params,
        )
        return (found[0][0] if found else 0), [self.content(row[1:]) for row in found]

    CONTENT: ClassVar[str]

    @staticmethod
    def content(row: Sequence) -> Content:
        """What was asked for as `CONTENT` of `{set}_content c`."""
        raise NotImplementedError

    def records(self, found: Select) -> list[int]:
        """The numbers of all records found, the newest first."""
        listed = f"SELECT sid & {RECORD} FROM ({found.sql}) AS found ORDER BY sid DESC"
        rows = self.ask(listed, found.params)
        return [record for (record,) in rows]

    @classmethod
    def listed(cls, numbers: Sequence[int]) -> Select:
        """A SELECT of these numbers, for `pk__in`: as many as there may be."""
        raise NotImplementedError

    def headed(self, query: Query, count: int) -> list[int]:
        """The newest sids whose headline alone satisfies every clause (of terms)."""
        raise NotImplementedError

    def facets(
        self, parts: Sequence[tuple[Select, Sequence[str]]], beside: Sequence[Select] = ()
    ) -> tuple[list[dict[str, Counter]], list[int]]:
        """For each part, how many of the newest 20,000 documents found have each value of its
        facets; and `beside` them some numbers, each a SELECT. All in one statement."""
        raise NotImplementedError

    @staticmethod
    def exists(found: Select) -> Select:
        """The condition that anything was found."""
        raise NotImplementedError

    def frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many documents each term stands; of `كلم*`, how many its commonest term has."""
        if new := [term for term in terms if term not in self._frequencies]:
            self._frequencies.update(dict.fromkeys(new), **self._frequencies_of(new))
        return {term: df for term in terms if (df := self._frequencies[term]) is not None}

    @cached_property
    def _frequencies(self) -> dict[str, int | None]:
        """Those that were asked for already."""
        return {}

    def _frequencies_of(self, terms: Collection[str]) -> dict[str, int]:
        beginnings = [term for term in terms if term.endswith(ANY_ENDING)]
        statements = [f"SELECT term, df FROM {{set}}_term WHERE {self.among('term')}"]
        params = [self.many(sorted(map(cut, terms)))]
        for term in beginnings:
            most = "SELECT CAST(%s AS TEXT), MAX(df) FROM {set}_term WHERE term >= %s AND term < %s"
            statements.append(most)
            params += [term, *range_of(term.removesuffix(ANY_ENDING))]
        rows = self.ask(" UNION ALL ".join(statements), params)
        known = {term: df or 0 for term, df in rows}
        return {t: known[key] for t in terms if (key := t if t in known else cut(t)) in known}

    # Vocabulary

    def terms_beginning(self, prefix: str, most: int) -> list[str]:
        """The most frequent terms that begin with `prefix`."""
        return [term for term, _written, _df in self.beginning([("term", prefix)], most)[0]]

    def words_beginning(self, prefix: str, most: int) -> list[tuple[str, str, int]]:
        """(word, as it is written, df) of the most frequent words that begin with `prefix`."""
        return self.beginning([("word", prefix)], most)[0]

    def beginning(
        self, asked: Sequence[tuple[str, str]], most: int
    ) -> list[list[tuple[str, str, int]]]:
        """The most frequent terms or words that begin so, for each («term» or «word», prefix), as
        above; a term is not written. All in one statement."""
        if self.hides or not asked:
            return [[] for _each in asked]
        parts = [self._beginning(table, prefix, most) for table, prefix in asked]
        text = " UNION ALL ".join(
            f"SELECT {at} AS part, name, display, df FROM ({part.sql}) AS found_{at}"
            for at, part in enumerate(parts)
        )
        found: list[dict] = [{} for _each in asked]
        for part, *row in self.ask(text, [param for each in parts for param in each.params]):
            found[part][row[0]] = tuple(row)  # PostgreSQL may tell a word twice
        return [sorted(rows.values(), key=_commonest_first)[:most] for rows in found]

    @staticmethod
    def _beginning(table: str, prefix: str, most: int, least: int = 0) -> Select:
        """`least`: none that are in fewer documents."""
        display = "display" if table == "word" else "'' AS display"
        frequent = f" AND df >= {least:d}" if least else ""
        return Select(
            f"SELECT {table} AS name, {display}, df FROM {{set}}_{table}"
            f" WHERE {table} >= %s AND {table} < %s{frequent}"
            f" ORDER BY df DESC, {table} LIMIT {most:d}",
            range_of(prefix),
        )

    def sharing(self, asked: Mapping[str, Collection[str]]) -> dict[str, list[tuple]]:
        """By word the words that have one of its keys, as `words_sharing` tells them; a word that
        was asked for already is known."""
        new = {word: keys for word, keys in asked.items() if word not in self._sharing}
        if new:
            rows = self.words_sharing(frozenset().union(*new.values()))
            found = [(keys_of(row[0]), row) for row in rows] if len(new) > 1 else []
            for word, keys in new.items():
                own = [row for theirs, row in found if not theirs.isdisjoint(keys)]
                self._sharing[word] = own if found else rows
        return {word: self._sharing[word] for word in asked}

    def knows_sharing(self, words: Collection[str]) -> bool:
        """Whether `sharing` of these words was asked for already."""
        return self._sharing.keys() >= set(words)

    @cached_property
    def _sharing(self) -> dict[str, list[tuple]]:
        return {}

    def words_sharing(self, keys: Collection[str]) -> list[tuple[str, str, int]]:
        """(word, as it is written, df) of the words that have one of these keys."""
        if self.hides or not keys:
            return []
        return self.ask(
            "SELECT word, display, df FROM {set}_word WHERE word IN"
            f" (SELECT word FROM {{set}}_key WHERE {self.among('key')})",
            [self.many(sorted(keys))],
        )


def counting(found: Select) -> Select:
    return Select(f"SELECT COUNT(*) FROM ({found.sql}) AS found", found.params)


def _commonest_first(row: tuple[str, str, int]) -> tuple[int, str]:
    name, _written, df = row
    return -df, name


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
