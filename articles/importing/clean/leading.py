"""Lines between titles and text: a headline that asks, who signs, what the picture shows."""

from __future__ import annotations

from articles.importing.clean.bylines import (
    FULL_NAME,
    PAIR,
    PLACE_WORDS,
    is_city,
    is_name,
    without_land,
)
from articles.importing.clean.captions import (
    is_copyrighted,
    is_only_beside,
    is_signed,
    is_told_as_picture,
)
from articles.importing.clean.continuing import GOES_ON
from articles.importing.clean.datings import is_month_line
from articles.importing.clean.shapes import SIGNED, Shaped
from articles.importing.clean.surroundings import AROUND, HEADLINE_WORDS, Page
from articles.importing.clean.trade import DESK_OPENINGS, DESKS
from articles.importing.clean.vocabulary import bare
from articles.importing.overlap import share, word_forms
from csto_archive.arabic.normalise import fold

QUESTION_WORDS, DESK_WORDS, CAPTION_WORDS = 24, 5, 20
SHOWN_SHARE = 0.5
MASTHEAD_LINES = 6
NEAR = 3


def is_asking_headline(page: Page, at: int, line: Shaped) -> bool:
    """«من هو الأمين الجديد؟» above a byline or a date, and a paragraph that begins a story."""
    if line.words > QUESTION_WORDS or line.line.text[-1:] not in "؟?" or line.line.level:
        return False
    if GOES_ON.match(line.key):
        return False
    below = page.lines[at + 1 : at + AROUND]
    count = next((n for n, other in enumerate(below) if other.shape == "prose"), 0)
    if not count or GOES_ON.match(below[count].key):
        return False
    if page.is_below_a_text(at):
        return below[0].shape in SIGNED and count < NEAR
    return any(other.shape in {*SIGNED, "caption"} for other in below[:count])


def is_month(page: Page, at: int, line: Shaped) -> bool:
    return is_month_line(line.line.text) and page.head(at) is not None


def is_desk(page: Page, at: int, line: Shaped) -> bool:
    """«متابعات», «قسم الاقتصاد» below a headline."""
    words = bare(line.line.text)
    named = words in DESKS or (
        f"{words} ".startswith(DESK_OPENINGS) and line.words <= DESK_WORDS and not line.line.level
    )
    return named and is_below_headline(page, at)


def is_lone_city(page: Page, at: int, line: Shaped) -> bool:
    """«دوشنبه», «باليكتشي (قرغيزستان)» alone, below the headline."""
    head = page.head(at)
    if line.line.level or head is None or not head.has_headline():
        return False
    town = without_land(line.line.text)
    with_land = town != line.line.text and is_name(town) and len(town.split()) <= PLACE_WORDS
    above_text = not any(other.shape != "furniture" for other in head.below)
    return with_land or (above_text and is_city(line.line.text, page.cities))


def is_below_headline(page: Page, at: int) -> bool:
    head = page.head(at)
    return head is not None and head.has_headline()


def is_outlets_reporter(page: Page, at: int, line: Shaped) -> bool:
    """«صوت المدينة : ليلى حداد», where the page begins with that name."""
    pair = PAIR.match(line.line.text)
    if not pair or line.line.level:
        return False
    mastheads = {other.key for other in page.lines[:MASTHEAD_LINES]}
    return (
        fold(pair["left"].strip()) in mastheads
        and len(pair["right"].split()) in FULL_NAME
        and is_name(pair["right"])
        and is_below_headline(page, at)
    )


def is_signed_picture(page: Page, at: int, line: Shaped) -> bool:
    """A line with an agency behind it, or that says it is a picture, below some title."""
    if line.line.level or line.words > CAPTION_WORDS or line.line.roles & {"title", "byline"}:
        return False
    said = is_signed(line) or is_told_as_picture(line)
    return said and is_beside_title(page, at)


def is_copyrighted_picture(page: Page, at: int, line: Shaped) -> bool:
    return line.words <= CAPTION_WORDS and is_copyrighted(line) and is_beside_title(page, at)


def is_beside_title(page: Page, at: int) -> bool:
    """True where another line than this can be the headline, and text follows."""
    below = page.lines[at + 1 : at + 1 + AROUND]
    near = (*page.lines[max(0, at - 2 * AROUND) : at], *below)
    titled = any(
        other.shape == "title" and other.words > HEADLINE_WORDS - 2 and not is_signed(other)
        for other in near
    )
    return titled and any(other.is_text for other in below)


def is_masthead_picture(page: Page, at: int, line: Shaped) -> bool:
    """A line beside a picture above the headline: a logo, where the text does not speak of it."""
    if not is_only_beside(line) or page.first_heading < at:
        return False
    shared = share(word_forms(line.line.text), page.story)
    return line.words < HEADLINE_WORDS - 1 or shared < SHOWN_SHARE
