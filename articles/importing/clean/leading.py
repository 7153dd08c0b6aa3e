"""Lines between titles and text: a headline that asks, who signs, what the picture shows."""

from __future__ import annotations

from articles.importing.clean.bylines import IN_TITLES, PAIR, SLOGANS, is_city, is_name
from articles.importing.clean.captions import (
    is_copyrighted,
    is_only_beside,
    is_signed,
    is_told_as_picture,
)
from articles.importing.clean.datings import is_month_line
from articles.importing.clean.furniture import is_section
from articles.importing.clean.segments import GOES_ON
from articles.importing.clean.shapes import Shaped
from articles.importing.clean.surroundings import AROUND, HEADLINE_WORDS, Page
from articles.importing.clean.titles import VERB
from articles.importing.clean.trade import DESK_OPENINGS, DESKS, GENRES, GIVEN_NAMES
from articles.importing.clean.vocabulary import bare
from articles.importing.overlap import share, word_forms
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

QUESTION_WORDS, DESK_WORDS, CAPTION_WORDS, NAME_WORDS = 16, 5, 20, range(2, 5)
SHOWN_SHARE = 0.5
MASTHEAD_LINES = 6
HEAD_END = frozenset({"byline", "date"})


def is_asking_headline(page: Page, at: int, line: Shaped) -> bool:
    """«من هو الأمين الجديد؟» above a byline or a date, and a paragraph that begins a story."""
    if line.words > QUESTION_WORDS or line.line.text[-1:] not in "؟?" or line.line.level:
        return False
    if GOES_ON.match(line.key):
        return False
    below = page.lines[at + 1 : at + 4]
    ends = [below_one.shape in HEAD_END for below_one in below]
    prose = next((other for other in below if other.shape == "prose"), None)
    return ends[:1] == [True] and prose is not None and not GOES_ON.match(prose.key)


def is_month(page: Page, at: int, line: Shaped) -> bool:
    return is_month_line(line.line.text) and page.head(at) is not None


def is_desk(page: Page, at: int, line: Shaped) -> bool:
    """«متابعات», «قسم الاقتصاد» below a headline."""
    words = bare(line.line.text)
    named = words in DESKS or (
        f"{words} ".startswith(DESK_OPENINGS) and line.words <= DESK_WORDS and not line.line.level
    )
    return named and is_below_headline(page, at)


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
        and len(pair["right"].split()) in NAME_WORDS
        and is_name(pair["right"])
        and is_below_headline(page, at)
    )


def is_lone_name(page: Page, at: int, line: Shaped) -> bool:
    """A name alone on its line below the headline, of nobody in the story."""
    if line.line.level or not could_be_name(line, page.cities) or has_joiner(line.key):
        return False
    head = page.head(at)
    if head is None or not head.has_headline():
        return False
    if not line.line.gap and any(other.line.gap for other in head.above[:-1]):
        return False
    alone = not any(other.shape == "byline" for other in head.above)
    last = not any(other.shape in {"title", "byline", "deck"} for other in head.below)
    return alone and last and head.share(line) == 0


def could_be_name(line: Shaped, cities: NameIndex[str]) -> bool:
    text = line.line.text
    plain = line.words in NAME_WORDS and is_name(text) and not any(c in ":/|°[]()" for c in text)
    known = SLOGANS & set(line.key.split()) or is_section(text) or is_city(text, cities)
    reads_as_title = VERB.search(line.key) or IN_TITLES.search(text) or is_label(line.key.split())
    return plain and not known and not reads_as_title


def is_label(words: list[str]) -> bool:
    """«القصة الكاملة», «تحليل إخباري»."""
    definite = all(word.startswith("ال") for word in words) and words[0] not in GIVEN_NAMES
    return len(words) == 2 and (definite or words[0] in GENRES)


def has_joiner(key: str) -> bool:
    """«خمس خطوات وسؤال»: a joined word that no name has; «ولي», «وائل», «وفاء» are names."""
    return any(word.startswith(("وال", "بال", "لل", "وب", "ول")) for word in key.split()[1:])


def is_unsigned_picture(page: Page, at: int, line: Shaped) -> bool:
    """A short line that names people or places of the story, between byline and text."""
    if line.line.level or not could_be_name(line, page.cities):
        return False
    head = page.head(at)
    if head is None or head.below or not head.has_headline():
        return False
    above = next((other for other in head.above if other.shape != "furniture"), None)
    signed = above is not None and above.shape == "byline"
    return signed and head.share(line) >= SHOWN_SHARE


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
