"""Where the articles on a page are: runs of prose, each below a title of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.importing.clean.continuing import GOES_ON
from articles.importing.clean.digests import items_of
from articles.importing.clean.shapes import Shaped
from articles.importing.clean.subjects import Subjects

LOOK_AHEAD = 12
LIST_LENGTH = 8
KICKER_WORDS = 6
ENOUGH_PROSE = 2
ENOUGH_WORDS = 25
LONG_PARAGRAPH = 12


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of one article: title block, body and what hangs below, [start, end); `is_item`:
    one of the items of a digest, dated by its page."""

    start: int
    end: int
    is_item: bool = False


def articles_of(lines: Sequence[Shaped]) -> list[Segment]:
    """The complete articles, in order: a title block and at least two paragraphs (or one long)."""
    if items := items_of(lines):
        return [Segment(item.start, item.stop, is_item=True) for item in items]
    cuts = list(cut(lines))
    segments = [Segment(a, b) for a, b in cuts if is_article(lines[a:b], is_first=a == 0)]
    if not segments and (whole := longest(lines)):
        return [whole]
    return segments


def longest(lines: Sequence[Shaped]) -> Segment | None:
    """The whole page, where it holds one paragraph and something like a title."""
    titles = [n for n, line in enumerate(lines) if line.shape == "title"]
    prose = [line for line in lines if line.shape == "prose"]
    return (
        Segment(0, len(lines)) if titles and sum(p.words for p in prose) >= ENOUGH_WORDS else None
    )


def cut(lines: Sequence[Shaped]):
    """Yield [start, end) of the stretches between closers and the openings of further articles.

    Below a closer (related pages, comments, copyright) everything is dropped until a title opens
    an article again.
    """
    start, alive, seen = 0, True, False
    subjects = Subjects(lines)
    for at, line in enumerate(lines):
        if (seen or not alive) and (opens(lines, at) or (alive and subjects.change(start, at))):
            if alive:
                yield start, head_of(lines, at, start)
            start, alive, seen = head_of(lines, at, start if alive else at), True, False
        elif alive and seen and line.shape in {"closer", "related"} and not goes_on(lines, at):
            yield start, at
            alive = False
        seen = seen or (alive and line.shape == "prose")
    if alive:
        yield start, len(lines)


def opens(lines: Sequence[Shaped], at: int) -> bool:
    """True for a title with the marks of an article's head below it: itself again, a byline, a
    date, a caption twice below a wide gap, or the rank of a page's first heading."""
    if lines[at].shape != "title" or lines[at].words < 3:
        return False
    head = head_below(lines, at)
    if head is None:
        return False
    again = any(other.key == lines[at].key for other in head)
    marked = any(other.shape in {"byline", "date"} for other in head)
    begins = not GOES_ON.match(lines[at + 1 + len(head)].key)
    is_apart = bool(head) and lines[at].line.gap > max(1, head[0].line.gap)
    marked = marked or (is_apart and is_doubled(head))
    return again or lines[at].line.level == 1 or (marked and begins)


def is_doubled(head: Sequence[Shaped]) -> bool:
    """True for a caption that is printed twice in a row, as heads of articles do."""
    pairs = zip(head, head[1:], strict=False)
    return any(one.shape == "caption" and one.key == other.key for one, other in pairs)


def head_below(lines: Sequence[Shaped], at: int) -> list[Shaped] | None:
    """The lines between a title and the first paragraph, None where none follows soon."""
    ahead = lines[at + 1 : at + 1 + LOOK_AHEAD]
    for count, line in enumerate(ahead):
        if line.shape == "prose":
            return list(ahead[:count])
        if line.shape in {"closer", "related"}:
            return None
    return None


def head_of(lines: Sequence[Shaped], at: int, floor: int) -> int:
    """Where the block of an opening title begins: its kicker or section line may stand above."""
    while at > floor and lines[at - 1].shape in {"title", "furniture", "rule"} and near(lines, at):
        at -= 1
    return at


def near(lines: Sequence[Shaped], at: int) -> bool:
    above = lines[at - 1]
    return above.shape == "rule" or (
        lines[at].line.gap <= 1 and above.words <= 6 and at > 1 and not lines[at - 2].is_text
    )


def goes_on(lines: Sequence[Shaped], at: int) -> bool:
    """True where the article goes on below a list of other pages: after at most eight short lines
    comes a paragraph that continues («وقال …») and is not a teaser with a byline below."""
    if lines[at].shape != "related":
        return is_interrupted(lines, at)
    for below in range(at + 1, min(at + 1 + LIST_LENGTH, len(lines))):
        line = lines[below]
        joins = bool(GOES_ON.match(line.key))
        if line.shape == "prose" or (line.shape == "sentence" and joins):
            after = lines[below + 1].shape if below + 1 < len(lines) else "prose"
            return joins and after not in {"byline", "date"}
        if line.shape == "closer":
            return False
    return False


def is_interrupted(lines: Sequence[Shaped], at: int) -> bool:
    """True for a poll among paragraphs: a long one that continues stands right below it."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    long = below is not None and below.shape == "prose" and below.words >= LONG_PARAGRAPH
    return long and GOES_ON.match(below.key) is not None


def is_article(lines: Sequence[Shaped], is_first: bool) -> bool:
    """A title and an unbroken run of prose. The prose of teasers is cut up by bylines, and below
    the first article of a page by their titles too."""
    cutters = {"byline", "date"} if is_first else {"byline", "date", "title"}
    runs, run, words = [], 0, 0
    for line in lines:
        if line.is_text:
            run, words = run + 1, words + line.words
        elif line.shape in cutters:
            runs.append((run, words))
            run, words = 0, 0
    runs.append((run, words))
    has_title = any(line.shape == "title" for line in lines)
    return has_title and any(run >= ENOUGH_PROSE and words >= ENOUGH_WORDS for run, words in runs)
