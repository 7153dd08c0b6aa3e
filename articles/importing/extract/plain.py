"""The lines of a plain-text page, hard-wrapped paragraphs joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise

from articles.importing.page import Extracted, Line

BULLET = re.compile(r"^[-–—•●▪◦*■]\s+(?=\S)")
NUMBERED = re.compile(r"^\(?\d{1,2}\s*[.)\-–]\s*(?=\S)")
WRAPPED_WIDTH = range(45, 121)
ENDS_SENTENCE = re.compile(r"""[.!?؟…:؛]["'»”)\]]*$""")
ENOUGH_LINES = 8
# A line may end a little before the width: hyphens and long words vary it.
FILLED_WIDTH, SLACK, WIDEST, FULL, SHARE_OF_PAGE = range(40, 121), 4, 0.9, 0.8, 0.35
STOPPED = 0.25
MOST_LINES = 100_000
TOO_MANY_LINES = "في الصفحة أسطر أكثر مما يُقرأ، فقُرئ أولها"


def text_page(text: str, problems: tuple[str, ...] = ()) -> Extracted:
    """One line a text line, MOST_LINES at most; `- ` and `•` open list items."""
    found = list(islice(rows_of(text), MOST_LINES + 1))
    rows = found[:MOST_LINES]
    lines = tuple(map(itemised, joined(rows) if is_wrapped(rows) else rows))
    return Extracted(
        lines, problems=problems if len(found) == len(rows) else (*problems, TOO_MANY_LINES)
    )


def rows_of(text: str) -> Iterator[Line]:
    start, gap = 0, 0
    for row in text.split("\n"):
        bare = row.strip()
        at = start + row.find(bare) if bare else start
        if bare:
            yield Line("text", bare, range(at, at + len(bare)), gap)
        gap = 0 if bare else gap + 1
        start += len(row) + 1


def itemised(line: Line) -> Line:
    found = BULLET.match(line.text)
    if not found or line.kind != "text" or set(line.text) <= set("-–—•*■ "):
        return line
    end = found.end()
    return replace(line, kind="list_item", text=line.text[end:], places=line.places[end:])


def is_wrapped(rows: Sequence[Line]) -> bool:
    """True when paragraphs were broken at a fixed width, with blank lines between them."""
    if is_filled(rows):
        return True
    inner = [row for row, after in zip(rows, rows[1:], strict=False) if after.gap == 0]
    wide = [row for row in inner if len(row.text) in WRAPPED_WIDTH]
    broken = [row for row in wide if not ENDS_SENTENCE.search(row.text)]
    longest = max((len(row.text) for row in rows), default=0)
    enough = len(wide) >= ENOUGH_LINES and len(broken) >= 0.75 * len(wide)
    return enough and longest in WRAPPED_WIDTH and len(wide) >= 0.5 * len(rows)


def is_filled(rows: Sequence[Line]) -> bool:
    """True where the lines inside the paragraphs break where the next word did not fit, and few of
    them at the end of a sentence, as lists and interviews do."""
    pairs = [
        pair for run in runs(rows) if ENDS_SENTENCE.search(run[-1].text) for pair in pairwise(run)
    ]
    if len(pairs) < ENOUGH_LINES or width_of(rows) not in FILLED_WIDTH:
        return False
    lengths = sorted(len(row.text) for row, _after in pairs)
    width = lengths[int(WIDEST * (len(lengths) - 1))]
    full = [len(row.text) + 1 + len(after.text.split()[0]) > width - SLACK for row, after in pairs]
    stopped = [row for row, _after in pairs if ENDS_SENTENCE.search(row.text)]
    broken = len(stopped) <= STOPPED * len(pairs)
    return broken and sum(full) >= FULL * len(pairs) and len(pairs) >= SHARE_OF_PAGE * len(rows)


def runs(rows: Sequence[Line]) -> Iterator[list[Line]]:
    """The rows that no blank line sets apart."""
    run: list[Line] = []
    for row in rows:
        if row.gap and run:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def width_of(rows: Sequence[Line]) -> int:
    """The width to which most lines were filled; one or two may be longer."""
    lengths = sorted(len(row.text) for row in rows)
    return lengths[int(WIDEST * (len(lengths) - 1))]


def joined(rows: Sequence[Line]) -> Iterator[Line]:
    """Lines that fill the width go on in the next line."""
    width = width_of(rows)
    group: list[Line] = []
    for row in rows:
        if group and (row.gap or len(group[-1].text) < 0.7 * width or opens_item(group[-1], row)):
            yield merged(group)
            group = []
        group.append(row)
    yield merged(group)


def opens_item(above: Line, row: Line) -> bool:
    """A bullet, or a number below the end of a sentence."""
    counts = NUMBERED.match(row.text) is not None and ENDS_SENTENCE.search(above.text) is not None
    return counts or BULLET.match(row.text) is not None


def merged(group: Sequence[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    text = " ".join(row.text for row in group)
    places = list(chain.from_iterable((*row.places, row.places[-1] + 1) for row in group))
    return Line("text", text, places[: len(text)], group[0].gap)
