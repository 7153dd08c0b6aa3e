"""What a line is by the lines around it, where its own shape does not tell.

A title among paragraphs may be a teaser, a card or a pull quote; one between headline and text may
say who wrote it, when, or what the picture shows. What shares words with the text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.importing.clean.bylines import LATIN
from articles.importing.clean.continuing import GOES_ON
from articles.importing.clean.leading import (
    is_asking_headline,
    is_copyrighted_picture,
    is_desk,
    is_lone_city,
    is_masthead_picture,
    is_month,
    is_outlets_reporter,
    is_signed_picture,
)
from articles.importing.clean.shapes import SHORT, TEXT, Shaped
from articles.importing.clean.surroundings import Page
from articles.importing.clean.trade import NOTES, ORDINAL
from articles.importing.clean.vocabulary import bare
from articles.importing.clean.weighing import (
    reads_as_name,
    reads_as_picture,
    reads_as_picture_inside,
    reads_as_service,
    signs_off,
)
from articles.importing.overlap import share, word_forms
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

TEASER_WORDS, ORDINAL_WORDS, QUOTE_WORDS = 14, 12, range(3, 21)
ASKING_WORDS = 6
FEWEST_WORDS, NOTE_WORDS, MOST_QUOTES = 3, 40, 50
NOTE_MARK = re.compile(r"^[(\[]?\d{1,2}\s?[)\].\-–]")
CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
QUOTED = re.compile(r"""^[«“"](?P<words>[^«»“”"]+)[»”"][.!؟]?$""")
# Beside words that the article does not share, these tell a teaser from a subheading.
TEASING = re.compile(
    r"[%٪|]|\.{2}|[a-zA-Z]{3}|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d+|^\S+(?: \S+)? ?: \S+(?: \S+){3}"
)
ARABIC = re.compile(r"[\u0621-\u064a]")
DATED = frozenset({"furniture", "date"})


def told_apart(lines: Sequence[Shaped], cities: NameIndex[str]) -> tuple[Shaped, ...]:
    """The lines of a page, each with the shape that its neighbours give it."""
    page = Page(lines, cities)
    for at, line in enumerate(page.lines):
        if line.shape in SERVING and reads_as_service(page, at, line):
            page.lines[at] = replace(line, shape="furniture")
    for at, line in enumerate(page.lines):
        for shapes, shape, holds in RULES:
            if line.shape in shapes and holds(page, at, line):
                roles = line.line.roles | ({"byline"} if shape == "byline" else set())
                page.lines[at] = replace(line, shape=shape, line=replace(line.line, roles=roles))
                break
    return tuple(page.lines)


def is_note(page: Page, at: int, line: Shaped) -> bool:
    """«الهوامش» above numbered notes, and each of them."""
    below = page.beside(at, 1)
    if line.words <= SHORT and bare(line.line.text) in NOTES:
        found = below is not None and is_numbered(below)
    else:
        found = page.last_note == at - 1 >= 0 and is_numbered(line)
    page.last_note = at if found else page.last_note
    return found


def is_numbered(line: Shaped) -> bool:
    return line.words <= NOTE_WORDS and NOTE_MARK.match(line.line.text) is not None


def is_ordinal_heading(page: Page, at: int, line: Shaped) -> bool:
    """«أولاً: ما الذي تقرر؟» above a paragraph."""
    below = page.beside(at, 1)
    heads = below is not None and below.shape in {"prose", "item"}
    return heads and line.words <= ORDINAL_WORDS and ORDINAL.match(line.key) is not None


def is_day_of_chronicle(page: Page, at: int, line: Shaped) -> bool:
    """«23 نوفمبر 2022» as a heading among others of its kind, or in the midst of a text."""
    if not line.line.level:
        return False
    return page.heads_text(at) and (
        page.is_below_a_text(at) or page.dated_headings[line.line.level] > 1
    )


def is_asking_heading(page: Page, at: int, line: Shaped) -> bool:
    """«ما الذي تغير؟» between paragraphs, on a line of its own."""
    asks = line.line.text[-1:] in "؟?" and line.words <= ASKING_WORDS and line.line.kind == "text"
    below, above = page.beside(at, 1), page.beside(at, -1)
    if not asks or below is None or above is None or GOES_ON.match(line.key):
        return False
    return below.shape == "prose" and above.shape in {"prose", "furniture", "caption", "item"}


def is_card(page: Page, at: int, line: Shaped) -> bool:
    """A title with the hour of its own publication below it, in the midst of a text."""
    below, after = page.beside(at, 1), page.beside(at, 2)
    if below is None or after is None or line.line.level:
        return False
    timed = below.shape in DATED and CLOCK.search(below.line.text) is not None
    above = page.beside(at, -1)
    goes_on = after.shape in TEXT and GOES_ON.match(after.key) is not None
    return timed and goes_on and above is not None and above.shape in TEXT


def is_teaser(page: Page, at: int, line: Shaped) -> bool:
    """A line among paragraphs, with a sign of teasers, no word of which the text shares."""
    text = line.line.text
    marked = line.line.level or "bold" in line.line.roles
    if marked or line.words > TEASER_WORDS or not page.is_inside(at):
        return False
    above = page.lines[at - 1]
    if above.line.text.rstrip("»\"'").endswith(":") or NOTE_MARK.match(text):
        return False
    if not TEASING.search(text) or ORDINAL.match(line.key) or GOES_ON.match(line.key):
        return False
    found = word_forms(text)
    return len(found) >= FEWEST_WORDS and share(found, page.story) == 0


def is_foreign(page: Page, at: int, line: Shaped) -> bool:
    """«Advertisement» among Arabic paragraphs."""
    text = line.line.text
    return page.is_inside(at) and bool(LATIN.search(text)) and not ARABIC.search(text)


def is_pulled(page: Page, at: int, line: Shaped) -> bool:
    """A quotation that stands in a paragraph too, word by word."""
    found = QUOTED.match(line.line.text.strip())
    words = fold(found["words"]).strip(" .،؛:!؟") if found else line.key.strip(" .")
    quoted = found is not None or line.line.kind == "quote" or is_between_marks(page, at)
    if not quoted or line.line.level or len(words.split()) not in QUOTE_WORDS:
        return False
    page.quotes += 1
    return (
        page.is_below_a_text(at)
        and page.quotes <= MOST_QUOTES
        and words in page.paragraphs.replace(line.key, "")
    )


def is_between_marks(page: Page, at: int) -> bool:
    """True between a line with an opening quotation mark and one with a closing one."""
    above, below = page.beside(at, -1), page.beside(at, 1)
    around = [other.line.text.strip() for other in (above, below) if other is not None]
    return len(around) == 2 and around[0] in set('“"«„') and around[1] in set('”"»')


TITLE = frozenset({"title"})
ANY_TEXT = frozenset({"title", "sentence", "prose"})
SERVING = ANY_TEXT | {"caption", "item"}
RULES = (
    (ANY_TEXT | {"item", "caption", "date", "furniture"}, "furniture", is_note),
    (TEXT, "title", is_asking_headline),
    (frozenset({"date"}), "title", is_day_of_chronicle),
    (frozenset({"sentence"}), "title", is_ordinal_heading),
    (frozenset({"sentence"}), "title", is_asking_heading),
    (TITLE, "furniture", is_card),
    (TITLE, "date", is_month),
    (frozenset({"caption"}), "furniture", is_masthead_picture),
    (TITLE, "caption", is_signed_picture),
    (frozenset({"furniture"}), "caption", is_copyrighted_picture),
    (TITLE, "byline", is_desk),
    (TITLE, "byline", is_outlets_reporter),
    (frozenset({"title", "item"}), "byline", reads_as_name),
    (frozenset({"title", "caption"}), "byline", is_lone_city),
    (TITLE, "byline", signs_off),
    (TITLE, "caption", reads_as_picture),
    (TITLE, "caption", reads_as_picture_inside),
    (ANY_TEXT, "furniture", is_pulled),
    (TITLE, "furniture", is_foreign),
    (TITLE, "furniture", is_teaser),
)
