"""What was removed in one place and added in another: it has only moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..words import WORD
from .paragraphs import Keys
from .wording import Piece

Span = tuple[int, int]

RUN = 5  # words that are said to have moved and not to be there by chance


@dataclass(frozen=True, slots=True)
class Loose:
    """A removed or added piece: its row and place there, its words and where they start, and those
    that were found in the other text."""

    place: tuple[int, int]
    keys: list[int]
    starts: list[int]
    is_whole: bool
    taken: set[int]

    def runs(self) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield each run of RUN words with its start; of a shorter paragraph all its words."""
        if self.is_whole and 0 < len(self.keys) < RUN:
            yield 0, (-1, *self.keys)
        for at in range(len(self.keys) - RUN + 1):
            yield at, tuple(self.keys[at : at + RUN])

    def take(self, at: int, size: int) -> Span:
        self.taken.update(range(at, at + size))
        return self.starts[at] if at else 0, self.starts[at + size]


def with_moves(rows: list[list[Piece]], keys: Keys) -> list[list[Piece]]:
    """The rows, with the words that were removed here and added there told as moved."""
    spans = _moves(list(_loose(rows, "removed", keys)), _loose(rows, "added", keys))
    return [
        [cut for k, piece in enumerate(row) for cut in _cut(piece, spans.get((at, k), ()))]
        for at, row in enumerate(rows)
    ]


def _loose(rows: list[list[Piece]], kind: str, keys: Keys) -> Iterator[Loose]:
    for at, row in enumerate(rows):
        for k, piece in enumerate(row):
            if piece.kind == kind and not piece.slight:
                found = list(WORD.finditer(piece.text))
                starts = [*(match.start() for match in found), len(piece.text)]
                yield Loose(
                    (at, k), [keys[match[0]] for match in found], starts, not row[1:], set()
                )


def _moves(removed: list[Loose], added: Iterable[Loose]) -> dict[tuple[int, int], list[Span]]:
    """By the place of a piece the spans that the other text has too, each word of them once."""
    index: defaultdict[tuple[int, ...], list[tuple[Loose, int]]] = defaultdict(list)
    for old in reversed(removed):
        for at, run in reversed(list(old.runs())):
            index[run].append((old, at))
    spans: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    for new in added:
        for at, run in new.runs():
            while at not in new.taken and (found := index.get(run)):
                old, start = found.pop()
                size = _reach(old, start, new, at)
                if size >= min(RUN, len(new.keys)):
                    spans[old.place].append(old.take(start, size))
                    spans[new.place].append(new.take(at, size))
    return spans


def _reach(old: Loose, start: int, new: Loose, at: int) -> int:
    """How many words from there on are the same in both, and not taken."""
    most = min(len(old.keys) - start, len(new.keys) - at)
    ends = (
        size
        for size in range(most)
        if old.keys[start + size] != new.keys[at + size] or start + size in old.taken
    )
    return next(ends, most)


def _cut(piece: Piece, spans: Iterable[Span]) -> Iterator[Piece]:
    end = 0
    for start, stop in sorted(spans):
        if end < start:
            yield replace(piece, text=piece.text[end:start])
        yield replace(piece, text=piece.text[start:stop], slight=True, moved=True)
        end = stop
    if not end:
        yield piece
    elif end < len(piece.text):
        yield replace(piece, text=piece.text[end:])
