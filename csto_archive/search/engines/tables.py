"""What is in a set, and how it is spoken to.

A set is one whole index (`search_a_doc`, `search_a_term`, …). There are two: one is read, the other
was read before, or is being built. Every method runs in the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import connection

SETS = ("a", "b")
ROWS = 2_000  # to fetch at once of a large table


@dataclass(frozen=True, slots=True)
class State:
    """One set: whether it is read, what it counts, and whether a rebuild has begun to fill it."""

    name: str
    active: bool
    documents: int
    total_length: int
    analyser: str
    building: bool


class Tables:
    """The set `name`, "a" or "b"."""

    CREATE_STATE: ClassVar[Sequence[str]]
    CREATE: ClassVar[Sequence[str]]
    TABLES: ClassVar[Sequence[str]]
    TRIGGERS: ClassVar[str]
    HELD: ClassVar[str]
    CLAIMED: ClassVar[str] = "SELECT building FROM search_state WHERE name = %s"

    def __init__(self, name: str, hides: bool = False) -> None:
        """`hides`: nothing is found, counted or offered of what is still to be settled."""
        self.name = name
        self.hides = hides

    # Statements

    def sql(self, text: str) -> str:
        return text.replace("{set}", f"search_{self.name}")

    def ask(self, text: str, params: Sequence = ()) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql(text), params)
            return cursor.fetchall()

    def run(self, text: str, params: Sequence = ()) -> int:
        with connection.cursor() as cursor:
            cursor.execute(self.sql(text), params)
            return cursor.rowcount

    def run_many(self, text: str, rows: Iterable[Sequence]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(self.sql(text), rows)

    @staticmethod
    def among(column: str) -> str:
        """A condition that `column` is one of a list; its parameter is made by `many`."""
        raise NotImplementedError

    @staticmethod
    def many(values: Iterable) -> Any:
        raise NotImplementedError

    # Tables

    @classmethod
    def create_all(cls, analyser: str) -> None:
        for statement in cls.CREATE_STATE:
            cls("").run(statement)
        for name in SETS:
            cls(name).create()
        cls("").run_many(
            "INSERT INTO search_state VALUES (%s, %s, 0, 0, %s, 0)",
            [(name, int(name == SETS[0]), analyser) for name in SETS],
        )

    @classmethod
    def drop_all(cls) -> None:
        for name in SETS:
            cls(name).drop()
        for table in ("search_state", "search_stale", "search_redo", "search_watched"):
            cls("").run(f"DROP TABLE IF EXISTS {table}")

    def create(self, bare: bool = False) -> None:
        """`bare`: without what `finish` makes."""
        for statement in self.CREATE:
            self.run(statement)

    def drop(self) -> None:
        for table in self.TABLES:
            self.run(f"DROP TABLE IF EXISTS {{set}}_{table}")


def range_of(prefix: str) -> tuple[str, str]:
    """From, and up to but without, what begins with `prefix`, in the order of the code points."""
    return prefix, prefix + "\U0010ffff"


def fingerprint(rows: Iterable[tuple]) -> tuple[int, int]:
    """How many rows, and a number that is the same for the same rows in any order."""
    count = total = 0
    for row in rows:
        count += 1
        total = (total + hash(row)) % (1 << 64)
    return count, total


def packed(values: Iterable[int]) -> str:
    """The values of a facet in one column: ",12,15,"; "" for none."""
    text = ",".join(map(str, values))
    return f",{text}," if text else ""


def unpacked(text: str) -> tuple[int, ...]:
    return tuple(map(int, filter(None, text.split(","))))


def counted(column: Iterable[str]) -> Counter:
    """How many rows have each value of a packed column."""
    counts: Counter[int] = Counter()
    for text, times in Counter(column).items():
        for value in unpacked(text):
            counts[value] += times
    return counts
