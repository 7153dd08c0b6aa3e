"""Pages that tell several things in short: items with a title each, between lines of signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articles.importing.clean.shapes import Shaped
from articles.importing.clean.vocabulary import bare
from articles.importing.overlap import all_forms, share, word_forms

FEWEST_ITEMS = 3
STRANGE = 0.2
MOST_LINES, STORY_LENGTH = 400, 3000


def items_of(lines: Sequence[Shaped]) -> list[range]:
    """Where the items of a digest are, in order; nothing on a page that is none.

    An essay in parts between such lines is none: its headline comes back in them.
    """
    if len(lines) > MOST_LINES:
        return []
    found = [block for block in blocks(lines) if any(lines[at].shape == "prose" for at in block)]
    titled = all(lines[block[0]].shape == "title" for block in found[1:])
    if len(found) < FEWEST_ITEMS or not titled:
        return []
    first = title_above_text(lines, found[0])
    titles = [first, *(lines[block[0]] for block in found[1:])]
    return found if first and are_strange(titles, [text(lines, block) for block in found]) else []


def blocks(lines: Sequence[Shaped]) -> Iterator[range]:
    start = 0
    for at, line in enumerate(lines):
        if line.shape == "rule" or (line.shape == "furniture" and not bare(line.line.text)):
            yield range(start, at)
            start = at + 1
    yield range(start, len(lines))


def title_above_text(lines: Sequence[Shaped], block: range) -> Shaped | None:
    prose = next(at for at in block if lines[at].shape == "prose")
    above = (lines[at] for at in range(prose - 1, block.start - 1, -1))
    return next((line for line in above if line.shape == "title"), None)


def text(lines: Sequence[Shaped], block: range) -> str:
    return " ".join(lines[at].key for at in block if lines[at].is_text)[:STORY_LENGTH]


def are_strange(titles: Sequence[Shaped], texts: Sequence[str]) -> bool:
    """True where the first item and each other have nothing to do with one another."""
    first, rest = all_forms(texts[0]), [all_forms(text) for text in texts[1:]]
    pairs = [(titles[0], story) for story in rest] + [(title, first) for title in titles[1:]]
    return all(share(word_forms(title.line.text), story) <= STRANGE for title, story in pairs)
