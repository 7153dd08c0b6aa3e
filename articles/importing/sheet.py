"""A page laid out as the lines that a reader sees, found again by their places in its text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from articles.importing.page import Line


@dataclass(frozen=True, slots=True)
class Part:
    """`line.text[start:end]`; `number` is the line's place in the page, from 0."""

    number: int
    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


class Sheet:
    def __init__(self, lines: Sequence[Line]) -> None:
        """Lines in reading order; those that have no place are shown and never found."""
        self.lines = lines
        placed = [
            (line.places[0], line.places[-1] + 1, number)
            for number, line in enumerate(lines)
            if line.places
        ]
        self._placed = sorted(placed)
        self._furthest = list(accumulate((end for _start, end, _n in self._placed), max))

    def parts(self, start: int, end: int) -> list[Part]:
        """The readable pieces between two places of the text, in the order of the page."""
        return sorted(self._parts(start, end), key=lambda part: part.number)

    def _parts(self, start: int, end: int) -> Iterator[Part]:
        at = bisect_left(self._placed, (end, -1, -1)) - 1
        while at >= 0 and self._furthest[at] > start:
            number = self._placed[at][2]
            line = self.lines[number]
            first, last = bisect_left(line.places, start), bisect_left(line.places, end)
            if first < last and line.text[first:last].strip():
                yield Part(number, line, first, last)
            at -= 1

    def words(self, start: int, end: int, longest: int) -> str:
        """What a reader sees between two places; cut at `longest` characters with «…»."""
        found, length = [], 0
        for part in self.parts(start, end):
            if length > longest:
                break
            found.append(part.text.strip())
            length += len(found[-1]) + 1
        text = " ".join(found)
        return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
