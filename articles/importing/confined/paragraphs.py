"""From the rows of all pages to paragraphs, without what is repeated at the edges of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from articles.importing.confined.lines import Row

DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"\W*+(?:(?:صفحة|page)\W*+)?\d{1,4}(?:\s*(?:/|من|of)\s*\d{1,4})?\W*", re.I)
BULLET = re.compile(r"[-–—•●▪◦*■]\s+\S")
ENDS_SENTENCE = re.compile(r"""[.!?؟…:؛]["'»”)\]]*$""")
CUT_NUMBER = re.compile(r"\d[-–/]$")
# All in parts of the size of the letters.
OTHER_SIZE = 0.12
SAME_LINE = 0.3
WIDER_PITCH = 1.3
INDENT = 1.0
# What a line that ends a paragraph leaves free; more where it does not end a sentence.
SLACK = 1.0
MUCH_SLACK = 6.0

INSIDE, CLOSE, APART = " ", "\n", "\n\n"


def text_of(pages: Sequence[Sequence[Sequence[Row]]]) -> str:
    """Paragraphs, one a line, with a blank line where the page leaves more room than usual."""
    said: list[str] = []
    seen: set[str] = set()
    before: Block | None = None
    for page in pages:
        for block in map(Block, without_edges(page, seen)):
            said += [before.joint_to(block) if before else "", *block.pieces()]
            before = block
    return "".join(said) + "\n"


def without_edges(blocks: Sequence[Sequence[Row]], seen: set[str]) -> list[list[Row]]:
    """A page without its number and without the head and foot that an earlier page had."""
    kept = [list(block) for block in blocks if block]
    edges = [row for block in kept for row in (*block[:2], *block[-2:])]
    for at in (0, -1):
        while kept and is_repeated(kept[at][at], seen):
            kept[at].pop(at)
            kept = [block for block in kept if block]
    seen |= {DIGITS.sub("0", row.text) for row in edges}
    return kept


def is_repeated(row: Row, seen: set[str]) -> bool:
    return bool(PAGE_NUMBER.fullmatch(row.text)) or DIGITS.sub("0", row.text) in seen


@dataclass
class Block:
    """Rows that stand in one column, and what is usual among them. Never empty."""

    rows: Sequence[Row]
    pitch: float = field(init=False)
    left: float = field(init=False)

    def __post_init__(self) -> None:
        pairs = zip(self.rows, self.rows[1:], strict=False)
        steps = [a.base - b.base for a, b in pairs if a.base - b.base > SAME_LINE * b.size]
        self.pitch = median(steps) if steps else 0.0
        self.left = min(row.left for row in self.rows)

    def pieces(self) -> list[str]:
        said = [self.rows[0].text]
        for before, row in zip(self.rows, self.rows[1:], strict=False):
            said += [self.joint(before, row), row.text]
        return said

    def joint(self, before: Row, row: Row) -> str:
        """A blank inside a paragraph, a line break or a blank line between two."""
        step = before.base - row.base
        if abs(step) <= SAME_LINE * row.size:
            return INSIDE
        if is_other_size(before, row) or step > WIDER_PITCH * min(self.pitch, 2 * row.size):
            return APART
        if BULLET.match(row.text) or before.right - row.right > INDENT * row.size:
            return CLOSE
        if self.had_room(before, row):
            return CLOSE
        return "" if CUT_NUMBER.search(before.text) else INSIDE

    def joint_to(self, after: Block) -> str:
        """A paragraph goes on in the next column or page unless its last line is a last line."""
        before, row = self.rows[-1], after.rows[0]
        goes_on = not (is_other_size(before, row) or ends(before) or self.had_room(before, row))
        return INSIDE if goes_on and not BULLET.match(row.text) else APART

    def had_room(self, before: Row, row: Row) -> bool:
        """True when the first word of `row` would have fitted into the line before it."""
        share = len(row.text.split(" ", 1)[0]) / len(row.text)
        slack = SLACK if ends(before) else MUCH_SLACK
        return before.left - self.left > share * (row.right - row.left) + slack * row.size


def is_other_size(one: Row, other: Row) -> bool:
    return abs(one.size - other.size) > OTHER_SIZE * max(one.size, other.size)


def ends(row: Row) -> bool:
    return bool(ENDS_SENTENCE.search(row.text))
