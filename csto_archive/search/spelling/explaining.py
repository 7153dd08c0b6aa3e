"""Why nothing answers a query: which of its clauses stand in the way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..asking import Reading, commonness
from ..engines.selecting import NOTHING, Select, Where, counting
from ..query import Clause, Query

MOST_COUNTS = 8


class Without(NamedTuple):
    """How many articles have all the rest of the query, and whether any has this clause."""

    clause: Clause
    total: int
    is_known: bool


@dataclass(frozen=True)
class Explanation:
    """Clauses that stand in the way, and the numbers to be asked for: a total for each, then
    whether any article has it; one total alone where none has any of them."""

    clauses: list[Clause]
    numbers: list[Select]

    def ranked(self, numbers: Sequence[int]) -> list[Without]:
        """The most useful first."""
        count = len(self.clauses)
        if len(numbers) == 1:
            return [Without(clause, numbers[0], False) for clause in self.clauses]
        found = map(Without, self.clauses, numbers[:count], map(bool, numbers[count:]))
        return sorted(found, key=lambda without: -without.total)


def explanation_of(reading: Reading, query: Query, where: Where) -> Explanation:
    """See `Speller.explain`."""
    tables = reading.tables
    frequencies = tables.frequencies(query.terms)

    def without(left_out: Collection[Clause]) -> Select:
        rest = tuple(clause for clause in query.clauses if clause not in left_out)
        return counting(tables.strict(replace(query, clauses=rest), where) if rest else NOTHING)

    def alone(clause: Clause) -> Select:
        found = tables.exists(tables.strict(Query(clause.written, (clause,)), where))
        return Select(f"SELECT CASE WHEN {found.sql} THEN 1 ELSE 0 END", found.params)

    rarest = sorted(query.clauses, key=lambda clause: commonness(clause, frequencies))
    if dead := [clause for clause in rarest if not commonness(clause, frequencies)]:
        return Explanation(dead, [without(dead)])
    tried = rarest[:MOST_COUNTS]
    return Explanation(tried, [*(without([clause]) for clause in tried), *map(alone, tried)])
