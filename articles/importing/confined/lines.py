"""From letters and their places on a page to its lines, in the order in which they are written.

A PDF knows where letters stand, not what follows what. Arabic is found right to left there, with
its numbers and Latin words left to right, its ligatures in one box and its harakat in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# All in parts of the size of the letters.
SAME_ROW = 0.5
SAME_BASELINE = 0.15
BLANK = 0.12
GUTTER = 0.8
COLUMN_WIDTH = 6.0
COLUMN_LINES = 3
MOST_ROWS = 300

MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# Which way a bracket faces in the file is not sure; what touches it is.
OPENING = re.compile(r"(?<![^\s([«])[)\]»](?=[^\s.,،؛:؟!)\]»])")
CLOSING = re.compile(r"(?<=[^\s([«])[(\[«](?=[\s.,،؛:؟!)\]»]|$)")
LEFT_TO_RIGHT = re.compile(r"L(?:[LNsno ]*[LN])?|N(?:s?N)*")
SEPARATORS = frozenset(".,:/٫٬")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter, its left and right edge, its baseline (upwards) and its size, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def is_mark(self) -> bool:
        return unicodedata.category(self.text) == "Mn"

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of a line that no gutter cuts, as text."""

    text: str
    left: float
    right: float
    base: float
    size: float


def blocks_of(glyphs: Sequence[Glyph]) -> list[list[Row]]:
    """The rows of a page in reading order, those of a column together."""
    rows = [row_of(piece) for line in baselines(glyphs) for piece in pieces(line)]
    return in_columns([row for row in rows if row.text.strip()])


def baselines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Letters by baseline, top down; marks and raised letters go with the fuller line near them."""
    exact: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if exact and exact[-1][0].base - glyph.base <= SAME_BASELINE * glyph.size:
            exact[-1].append(glyph)
        else:
            exact.append([glyph])
    found: list[list[Glyph]] = []
    for line in sorted(exact, key=len, reverse=True):
        near = (one for one in found if abs(one[0].base - line[0].base) < SAME_ROW * one[0].size)
        home = next(near, None)
        if home is None:
            found.append(line)
        else:
            home += line
    return sorted(found, key=lambda line: -line[0].base)


def pieces(line: Sequence[Glyph]) -> list[list[Glyph]]:
    """The parts of a line between gutters, the right one first, blanks left out at their ends."""
    found: list[list[Glyph]] = []
    for glyph in sorted(line, key=lambda glyph: -glyph.middle):
        if glyph.text.isspace():
            continue
        if found and edge(found[-1]) - glyph.right <= GUTTER * glyph.size:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    blanks = [glyph for glyph in line if glyph.text.isspace()]
    return [piece + within(blanks, piece) for piece in found]


def edge(piece: Sequence[Glyph]) -> float:
    return min(glyph.left for glyph in piece[-8:])


def within(blanks: Sequence[Glyph], piece: Sequence[Glyph]) -> list[Glyph]:
    left, right = min(g.left for g in piece), max(g.right for g in piece)
    return [blank for blank in blanks if left < blank.middle < right]


def row_of(piece: Sequence[Glyph]) -> Row:
    letters = left_to_right([glyph for glyph in piece if not glyph.is_mark])
    text = OPENING.sub(mirror, logical(clusters(letters, [g for g in piece if g.is_mark])))
    return Row(
        " ".join(CLOSING.sub(mirror, text).split()),
        min(glyph.left for glyph in piece),
        max(glyph.right for glyph in piece),
        piece[0].base,
        max(glyph.size for glyph in piece),
    )


def left_to_right(letters: Sequence[Glyph]) -> list[Glyph]:
    """As they stand; the letters of a ligature share one box and come in the order of reading."""
    numbered = enumerate(letters)
    key = [(g.middle, -n if kind_of(g.text) == "R" else n, g) for n, g in numbered]
    return [glyph for _middle, _order, glyph in sorted(key, key=lambda one: one[:2])]


def mirror(bracket: re.Match[str]) -> str:
    return bracket[0].translate(MIRRORED)


def clusters(letters: Sequence[Glyph], marks: Sequence[Glyph]) -> list[str]:
    """Letters from left to right, each with its marks behind it, and the blanks between them."""
    carried: dict[int, str] = {}
    solid = [(n, letter) for n, letter in enumerate(letters) if not letter.text.isspace()]
    for mark in marks if solid else ():
        home, _letter = min(solid, key=lambda one: abs(one[1].middle - mark.middle))
        carried[home] = carried.get(home, "") + mark.text
    found: list[str] = []
    reached = letters[0].left if letters else 0.0
    for number, letter in enumerate(letters):
        if letter.left - reached > BLANK * letter.size:
            found.append(" ")
        found.append(letter.text + carried.get(number, ""))
        reached = max(reached, letter.right)
    return found or [mark.text for mark in marks]


def logical(found: Sequence[str]) -> str:
    """Clusters as they stand from left to right, in the order in which they are read."""
    kinds = "".join(kind_of(cluster[0]) for cluster in found)
    if kinds.count("R") < kinds.count("L"):
        return "".join(found)
    said, end = [], len(found)
    for run in reversed(list(LEFT_TO_RIGHT.finditer(kinds))):
        said += [cluster.translate(MIRRORED) for cluster in reversed(found[run.end() : end])]
        said += found[run.start() : run.end()]
        end = run.start()
    said += [cluster.translate(MIRRORED) for cluster in reversed(found[:end])]
    return "".join(said)


def kind_of(letter: str) -> str:
    """L and R as letters run, N for digits, s for what stands inside a number, n for o at its
    edge (per cent), o for the rest."""
    if letter.isspace():
        return " "
    direction = unicodedata.bidirectional(letter)
    if direction in {"AL", "R"}:
        return "R"
    if direction in {"EN", "AN"}:
        return "N"
    if letter in SEPARATORS:
        return "s"
    return "L" if direction == "L" else "o"


def in_columns(rows: list[Row]) -> list[list[Row]]:
    """Top down; where a gutter runs down the page, the right column before the left one."""
    for start in range(len(rows) if len(rows) <= MOST_ROWS else 0):
        cut = gutter(rows[start:])
        if cut is not None:
            right = [row for row in rows[start:] if row.left >= cut]
            left = [row for row in rows[start:] if row.left < cut]
            above = [rows[:start]] if start else []
            return [*above, *in_columns(right), *in_columns(left)]
    return [rows]


def gutter(rows: Sequence[Row]) -> float | None:
    """Where a stripe without letters parts the rows into two columns of lines, if any does."""
    if len(rows) < 2 * COLUMN_LINES:
        return None
    ordered = sorted(rows, key=lambda row: row.left)
    reached = ordered[0].right
    for number, row in enumerate(ordered):
        sides = ordered[:number], ordered[number:]
        if row.left - reached > GUTTER / 2 * row.size and all(map(is_column, sides)):
            return row.left
        reached = max(reached, row.right)
    return None


def is_column(rows: Sequence[Row]) -> bool:
    wide = max(row.right for row in rows) - min(row.left for row in rows)
    return len(rows) >= COLUMN_LINES and wide > COLUMN_WIDTH * rows[0].size
