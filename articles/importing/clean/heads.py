"""Which lines of an article's head can be its titles: not the masthead, the menu, the section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.importing.clean.furniture import is_section
from articles.importing.clean.shapes import CAPTION, Shaped
from articles.importing.overlap import Forms, share, word_forms
from articles.importing.tables import words
from csto_archive.arabic.normalise import fold

NAME_WORDS, KICKER_WORDS = 4, 8
# What an article of this archive is on: the line that names it is its headline.
SUBJECT = re.compile(r"(?<!\w)[وبف]?(?:ال|لل)?امن الجماعي(?!\w)")
SECTION_WORDS = 3
# How much of a title comes back in the body; more is asked of what is short or beside furniture.
ON_STORY = 0.15
ON_STORY_SHORT = 0.5
TICKER_SHARE = 0.5
MASTHEAD_LINES = 3
OVER = frozenset({"kicker", "overline"})
# Words of slogans: «صحيفة يومية سياسية».
SLOGAN = words(
    fold("""
    يومية صحيفة جريدة مجلة وكالة موقع شبكة قناة منصة مستقلة جامعة سياسية إخبارية إلكترونية عربية
    شاملة أسبوعية ثقافية اقتصادية
""")
)
SLOGAN_WORDS = 2


def candidates(head: Sequence[Shaped], first: bool) -> list[int]:
    """Title lines, each text once, without the masthead: the block that opens the page, and blocks
    that hold furniture or the date."""
    seen: set[str] = set()
    found = []
    for block in blocks(head):
        masthead = first and block[0] == 0 and (len(block) > 1 or head[0].words <= NAME_WORDS)
        for at in block:
            if is_title(head, at, masthead) and head[at].key not in seen:
                seen.add(head[at].key)
                found.append(at)
    return found


def is_title(head: Sequence[Shaped], at: int, is_masthead: bool) -> bool:
    line = head[at]
    if line.shape != "title" or line.key in captions(head):
        return False
    if "kicker" in line.line.roles:
        return True
    if "overline" in line.line.roles and (line.words > 1 or line.line.level):
        return not is_section(line.line.text)
    said = {word.removeprefix("ال") for word in line.key.split()}
    slogan = at < MASTHEAD_LINES and len(SLOGAN & said) >= SLOGAN_WORDS
    return not (is_masthead or slogan or is_section(line.line.text))


def captions(head: Sequence[Shaped]) -> set[str]:
    """The captions of the head without their credits: pages print them with and without."""
    texts = (" ".join(line.line.text.split()) for line in head if line.shape == "caption")
    found = map(CAPTION.match, texts)
    return {fold(caption["text"]) for caption in found if caption}


def blocks(head: Sequence[Shaped]) -> list[list[int]]:
    """Runs of lines without a blank line between them; one block where there are no blank lines."""
    if not has_gaps(head):
        return [[at] for at in range(len(head))]
    found: list[list[int]] = []
    for at, line in enumerate(head):
        if line.line.gap or not found:
            found.append([])
        found[-1].append(at)
    return found


def has_gaps(head: Sequence[Shaped]) -> bool:
    """True where blank lines set the blocks of a head apart."""
    return any(line.line.gap for line in head[1:])


def on_story(head: Sequence[Shaped], at: int, story: Forms) -> bool:
    """True when the words of a title come back in the body: those of mastheads do not."""
    line = head[at]
    if line.line.roles & {"kicker", "title"}:
        return True
    same_block = has_gaps(head) and any(
        other.shape in {"furniture", "date"} and is_beside(head, at, other) for other in head
    )
    if "overline" in line.line.roles and line.line.level:
        return True
    if in_menu(line, head) or line.words == 1:
        return False
    least = ON_STORY_SHORT if line.words <= SECTION_WORDS or same_block else ON_STORY
    return share(word_forms(line.line.text), story) >= least


def standing_over(head: Sequence[Shaped], headline: int, story: Forms) -> int | None:
    """The short line that opens the block of the headline, right above it: a kicker, though its
    words may not come back; sections, menus and mastheads are none. Below furniture its words must
    come back; above a headline that names the organisation it may be longer."""
    above = headline - 1
    if above < 1 or head[headline].line.gap:
        return None
    line = head[above]
    opens = line.line.gap > 0
    if not opens and (line.words < 2 or head[above - 1].shape not in {"date", "furniture"}):
        return None
    if not opens and share(word_forms(line.line.text), story) == 0:
        return None
    most = KICKER_WORDS if SUBJECT.search(head[headline].key) else NAME_WORDS
    is_label = line.shape == "title" and line.words <= most and not line.line.level
    plain = is_label and not is_section(line.line.text) and not in_menu(line, head)
    repeats = line.key == head[0].key or line.key in captions(head)
    return above if plain and not repeats else None


def is_beside(head: Sequence[Shaped], at: int, other: Shaped) -> bool:
    """True for the next line without a blank line between."""
    below = at + 1 < len(head) and head[at + 1] is other and other.line.gap == 0
    above = at > 0 and head[at - 1] is other and head[at].line.gap == 0
    return below or above


def in_menu(line: Shaped, head: Sequence[Shaped]) -> bool:
    """True for a section name that a menu above also holds."""
    return line.words <= SECTION_WORDS and any(
        other.shape == "furniture" and line.key in other.key for other in head
    )


def nearest_to_story(head: Sequence[Shaped], group: list[int], story: Forms) -> list[int]:
    """Without the titles that share far less with the body than the best: news tickers. What the
    mark-up sets over the headline need share nothing."""
    shares = {at: share(word_forms(head[at].line.text), story) for at in group}
    best = max(shares.values())
    near = {at for at in group if shares[at] >= TICKER_SHARE * best}
    near |= {at for at in group if at + 1 in near and is_joined(head, at)}
    return [at for at in group if at in near or head[at].line.roles & OVER]


def is_joined(head: Sequence[Shaped], at: int) -> bool:
    """A whole headline right above its deck, in a page whose blocks blank lines set apart."""
    return has_gaps(head) and not head[at + 1].line.gap and head[at].words > NAME_WORDS
