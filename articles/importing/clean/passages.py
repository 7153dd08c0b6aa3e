"""The body of an article: which of its lines are paragraphs, subheadings, list items, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.bodies import Block
from articles.importing.clean.continuing import GOES_ON
from articles.importing.clean.shapes import Shaped
from articles.importing.clean.trade import NUMBERED
from articles.importing.page import Passage

INTRODUCES = re.compile(r":[\"'»”’)]*$")
LISTED = re.compile(r"[؛;]$")
SHORTEST_LIST = 2
LEADING = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line on its way to a passage. `type` is a block type, or «title» while undecided."""

    type: str
    line: Shaped
    start: int = 0

    @property
    def is_numbered(self) -> bool:
        return self.start > 0


def passages_of(lines: Sequence[Shaped], skipped: set[str]) -> tuple[Passage, ...]:
    """The passages of a body. `skipped`: keys of the titles that are printed again."""
    kept = (line for line in without_related(lines) if line.key not in skipped)
    pieces = [piece_of(line) for line in kept]
    pieces = trimmed(settled(listed([piece for piece in pieces if piece])))
    return tuple(passage(piece) for piece in pieces)


def without_related(lines: Sequence[Shaped]) -> Iterator[Shaped]:
    """Below «اقرأ أيضاً» everything is a title of another page, down to the next paragraph, a short
    sentence that goes on («وقال …») or the subheading that stands right above a paragraph."""
    inside = False
    for at, line in enumerate(lines):
        below = lines[at + 1].shape if at + 1 < len(lines) else ""
        heads_text = line.line.level > 0 and below == "prose"
        goes_on = line.shape == "prose" or (line.shape == "sentence" and GOES_ON.match(line.key))
        inside = line.shape == "related" or (inside and not goes_on and not heads_text)
        if not inside:
            yield line


def piece_of(line: Shaped) -> Piece | None:
    types = {"prose": "paragraph", "sentence": "paragraph", "item": "list_item", "title": "title"}
    kinds = {"quote": "quote", "list_item": "list_item"}
    kind = types.get(line.shape)
    if kind is None:
        return None
    number = NUMBERED.match(line.line.text) if kind == "title" else None
    kind = kinds.get(line.line.kind, kind) if line.is_text else kind
    return Piece(kind, line, number.end() if number else 0)


def settled(pieces: list[Piece]) -> list[Piece]:
    """Every undecided title becomes a list item or a subheading, or is dropped."""
    done: list[Piece] = []
    at = 0
    while at < len(pieces):
        run = title_run(pieces, at)
        end = at + max(len(run), 1)
        done += decide(run, done, pieces[end : end + SHORTEST_LIST]) if run else pieces[at:end]
        at = end
    return done


def title_run(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """The titles from `at` on, until anything else."""
    run: list[Piece] = []
    for end in range(at, len(pieces)):
        piece = pieces[end]
        numbers_begin = bool(run) and piece.is_numbered and not run[-1].is_numbered
        list_begins = bool(run) and opens_list(run[-1], pieces[end : end + SHORTEST_LIST])
        if numbers_begin or list_begins or piece.type != "title":
            break
        run.append(piece)
    return run


def listed(pieces: list[Piece]) -> list[Piece]:
    """Lines below «…:» that end in «؛» are a list, and the line after the last of them too."""
    done: list[Piece] = []
    for piece in numbered(pieces):
        goes_on = bool(done) and done[-1].type == "list_item" and ends(done[-1], LISTED)
        begins = is_introduced(done) and ends(piece, LISTED)
        done.append(replace(piece, type="list_item") if goes_on or begins else piece)
    return done


def numbered(pieces: list[Piece]) -> Iterator[Piece]:
    """Paragraphs below «…:» that begin with 1, 2 … are items, their numbers no part of them."""
    before: Piece | None = None
    count = 0
    for piece in pieces:
        number = NUMBERED.match(piece.line.line.text) if piece.type == "paragraph" else None
        begins = before is not None and ends(before, INTRODUCES)
        count = count + 1 if number and (count or begins) else 0
        item = count and number and int(LEADING.search(piece.line.line.text)[0]) == count
        yield replace(piece, type="list_item", start=number.end()) if item else piece
        before = piece


def ends(piece: Piece, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(piece.line.line.text))


def decide(run: list[Piece], before: list[Piece], after: list[Piece]) -> list[Piece]:
    """Titles below «…:» are a list, numbered titles in a row too; others head what follows."""
    if opens_list(run[-1], after):
        opening = replace(run[-1], type="paragraph")
        return [*(decide(run[:-1], before, [opening]) if run[:-1] else []), opening]
    items = [replace(piece, type="list_item") for piece in run]
    all_numbered = len(run) >= SHORTEST_LIST and all(piece.is_numbered for piece in run)
    if all_numbered or (
        is_introduced(before) and len(run) >= SHORTEST_LIST and not run[-1].is_numbered
    ):
        return items
    marked = [piece for piece in run if piece.line.line.level]
    kept = marked or run[-1:]
    return [replace(piece, type="heading") for piece in kept] if after or marked else []


def opens_list(piece: Piece, after: Sequence[Piece]) -> bool:
    """A short line with a colon that no mark-up calls a heading («ومن أهدافها:»), above list items
    or two short lines that become some."""
    if not ends(piece, INTRODUCES) or piece.line.line.level or piece.is_numbered:
        return False
    below = after[:SHORTEST_LIST]
    plain = len(below) == SHORTEST_LIST and not any(p.line.line.level for p in below)
    titles = plain and all(p.type == "title" for p in below)
    return titles or any(p.type == "list_item" for p in below[:1])


def is_introduced(before: list[Piece]) -> bool:
    return bool(before) and ends(before[-1], INTRODUCES)


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """A subheading heads something: those at the end go."""
    while pieces and pieces[-1].type == "heading":
        pieces = pieces[:-1]
    return pieces


def passage(piece: Piece) -> Passage:
    line = piece.line.line
    return Passage(Block(piece.type, " ".join(line.text[piece.start :].split())), line, piece.start)
