"""Filters that say how much each of their choices would find, however large the archive."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

ONE = ord("1")


@dataclass(frozen=True)
class Choice:
    """A value of a filter; `count` is what it would find, all other filters kept."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its choices; `without` is how much would be found that has none of them."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    without: int

    @property
    def leading(self) -> tuple[Choice, ...]:
        """The choices that find something, what finds most first."""
        found = (choice for choice in self.choices if choice.count)
        return tuple(sorted(found, key=lambda choice: -choice.count))


@dataclass(frozen=True)
class Chip:
    """A filter in force, in words, with the address of the list `without` it.

    `page` is that of the record that was chosen, "" where it was no record.
    """

    label: str
    text: str
    page: str
    without: str


@dataclass(frozen=True)
class Marks:
    """Which records carry which marks: a number for each mark, with a bit for each record.

    To count is to look at bits, so all combinations of 100,000 records are counted at once.
    """

    places: Mapping[int, int]
    bits: Mapping[Hashable, int]

    @classmethod
    def of(cls, marked: Iterable[tuple[Hashable, int]]) -> Marks:
        """From pairs of a mark and the number of a record that carries it."""
        places: dict[int, int] = {}
        found: dict[Hashable, list[int]] = {}
        for mark, record in marked:
            found.setdefault(mark, []).append(places.setdefault(record, len(places)))
        return cls(places, {mark: _bits(at) for mark, at in found.items()})

    def having(self, *marks: Hashable) -> int:
        """The records that carry any of these marks."""
        found = 0
        for mark in marks:
            found |= self.bits.get(mark, 0)
        return found

    def among(self, records: Iterable[int]) -> int:
        """These records, as far as they are known."""
        return _bits([place for place in map(self.places.get, records) if place is not None])

    @property
    def all(self) -> int:
        return (1 << len(self.places)) - 1


def _bits(places: list[int]) -> int:
    """A number with these bits; set one by one in an integer, each would copy all of it."""
    digits = bytearray(b"0") * (max(places, default=0) + 1)
    for place in places:
        digits[place] = ONE
    digits.reverse()
    return int(digits, 2)
