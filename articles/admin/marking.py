"""The page as it came, as lines of text in which the words of the claims are marked.

A long page is shown in part: its beginning, and every line that something was drawn from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.bodies import plain_text
from articles.deciding import Claim
from articles.importing.sheet import Sheet
from articles.models import Article

MOST_LINES = 400
MOST_CHARACTERS = 60_000
# Of a line that is longer, only the words around its marks are shown.
LONG_LINE = 1_500
AROUND = 150
MOST_MARKS = 600
# Drawn from a whole stretch of lines: those are lit, not their words.
STRETCHES = frozenset({"body"})


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    claim: int


@dataclass(frozen=True, slots=True)
class Piece:
    """`claims`: keys of those that these words speak for, the narrowest first; `mark` its id."""

    text: str
    claims: tuple[int, ...] = ()
    mark: str = ""

    @property
    def keys(self) -> str:
        return " ".join(map(str, self.claims))


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or (`hidden`) how many are left out here. `claims`: stretches that it belongs to."""

    number: int = 0
    kind: str = ""
    pieces: tuple[Piece, ...] = ()
    claims: tuple[int, ...] = ()
    is_kept: bool = False
    hidden: int = 0

    @property
    def keys(self) -> str:
        return " ".join(map(str, self.claims))


@dataclass
class Marked:
    """`places`: for each claim the (mark, line number) of its words, in the order of the page."""

    rows: list[Row] = field(default_factory=list)
    places: dict[int, list[tuple[str, int]]] = field(default_factory=dict)


def marked(sheet: Sheet, claims: Iterable[Claim], capture: int, article: Article) -> Marked:
    spans, stretches = located(sheet, claims, capture)
    kept = kept_lines(sheet, article)
    page, last = Marked(), -1
    for number in shown(sheet, {*spans}):
        if number > last + 1:
            page.rows.append(Row(hidden=number - last - 1))
        page.rows.append(row(sheet, number, spans.get(number, []), stretches, kept, page.places))
        last = number
    if rest := len(sheet.lines) - last - 1:
        page.rows.append(Row(hidden=rest))
    return page


def located(
    sheet: Sheet, claims: Iterable[Claim], capture: int
) -> tuple[dict[int, list[Span]], dict[int, set[int]]]:
    """The spans of each line, and the claims that whole lines belong to."""
    spans: dict[int, list[Span]] = {}
    stretches: dict[int, set[int]] = {}
    proofs = ((claim, proof) for claim in claims for proof in claim.proofs)
    own = [pair for pair in proofs if pair[1].capture_id == capture][:MOST_MARKS]
    for claim, proof in own:
        for part in sheet.parts(proof.start, proof.end):
            if claim.field in STRETCHES:
                stretches.setdefault(part.number, set()).add(claim.key)
            else:
                span = Span(part.start, part.end, claim.key)
                spans.setdefault(part.number, []).append(span)
    return spans, stretches


def kept_lines(sheet: Sheet, article: Article) -> set[int]:
    """The lines that are in the body that the import made; the first may begin with the city."""
    blocks = plain_text((article.imported or {}).get("body", "")).split("\n")
    texts, first = {*blocks}, blocks[0]
    return {
        number
        for number, line in enumerate(sheet.lines)
        if (text := " ".join(line.text.split())) in texts or (first and text.endswith(first))
    }


def shown(sheet: Sheet, wanted: set[int]) -> list[int]:
    """The lines with marks and their neighbours, and others from the top while there is room."""
    chosen = {near for at in wanted for near in (at - 1, at, at + 1)}
    chosen &= set(range(len(sheet.lines)))
    room = MOST_CHARACTERS
    for number, line in enumerate(sheet.lines[:MOST_LINES]):
        room -= min(len(line.text), LONG_LINE)
        if room < 0:
            break
        chosen.add(number)
    return sorted(chosen)


def row(
    sheet: Sheet,
    number: int,
    spans: Sequence[Span],
    stretches: dict[int, set[int]],
    kept: set[int],
    places: dict[int, list[tuple[str, int]]],
) -> Row:
    line, is_kept = sheet.lines[number], number in kept
    pieces = tuple(cut(pieces_of(line.text, spans, f"w{number}"), len(line.text)))
    for piece in pieces:
        for key in piece.claims:
            places.setdefault(key, []).append((piece.mark, number + 1))
    stretched = stretches.get(number, set()) if is_kept else set()
    for key in stretched:
        places.setdefault(key, []).append((f"l{number}", number + 1))
    is_kept = is_kept or bool(spans)
    return Row(number, line.kind, pieces, tuple(sorted(stretched)), is_kept)


def pieces_of(text: str, spans: Sequence[Span], name: str) -> Iterator[Piece]:
    """The text split wherever words of a claim begin or end: overlapping ones share a piece."""
    edges = sorted({0, len(text), *(edge for span in spans for edge in (span.start, span.end))})
    by_length = sorted(spans, key=lambda span: span.end - span.start)
    for at, (start, end) in enumerate(pairwise(edges)):
        over = (span.claim for span in by_length if span.start <= start and end <= span.end)
        claims = tuple(dict.fromkeys(over))
        yield Piece(text[start:end], claims, f"{name}-{at}" if claims else "")


def cut(pieces: Iterable[Piece], length: int) -> Iterator[Piece]:
    """A line that is too long, without what stands far from its marks."""
    for piece in pieces:
        if length <= LONG_LINE or piece.claims or len(piece.text) <= 2 * AROUND:
            yield piece
        else:
            yield Piece(f"{piece.text[:AROUND]} … {piece.text[-AROUND:]}")
