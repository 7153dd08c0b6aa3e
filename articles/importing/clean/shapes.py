"""What a line is by its shape: prose, title, caption, byline, date or furniture.

Shapes before words: length, final punctuation, brackets, repetition; then the tables of furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.importing.clean.datings import (
    dating_beside_name,
    dating_in,
    is_dated_notice,
    is_only_date,
    is_update_line,
)
from articles.importing.clean.furniture import closes, is_furniture, is_related, is_section
from articles.importing.clean.signatures import byline_in, signed
from articles.importing.clean.vocabulary import RULE
from articles.importing.page import Line
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

ENDS_SENTENCE = re.compile(r"""[.!?؟…:؛]["'»”’)\]]*$""")
# Here and below a text ends in no blank, so that a run of blanks is gone through once.
CAPTION = re.compile(r"^(?P<text>.{6}|.{6,}?\S)\s*\((?P<credit>[^()\d]{2,40})\)$")
# What a photograph's credit follows where there are no brackets: «- عدسة: …», «، تصوير: …».
CREDITED = re.compile(
    r"^(?P<text>.{6}|.{6,}?\S)(?:\s*[-–—/|،.])?\s++"
    r"(?:ب?(?:ال)?(?:عدسة|تصوير|كاميرا)|مصدر الصورة|الصورة من)\s*[:/]\s*(?P<credit>[^()\d:]{2,40})$"
)
MENU_GAP = re.compile(r"\s*[|·•●▪]\s*|\s{3,}|\t+")
MENU_SIGNS = (*"|·•●▪\t", " " * 3)
# Signs that also stand in headlines and bylines: a menu only where sections are named.
LOOSE_GAP = re.compile(r" [-–—/] ")
ENTRY_WORDS = 3
SHORT = 16
TEXT = frozenset({"prose", "sentence"})
# Lines that tell who and when: heads of articles end in them.
SIGNED = frozenset({"byline", "date"})
SENTENCE_WORDS = 9
PROSE_WORDS = 25
CAPTION_WORDS = 45
CREDIT_WORDS = 5


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line with its shape: prose, sentence, title, item, caption, deck, byline, date, related,
    closer, rule or furniture. `key` is the folded text, by which repetitions are seen."""

    line: Line
    shape: str
    key: str
    words: int

    @property
    def is_text(self) -> bool:
        return self.shape in TEXT


def shaped(lines: Iterable[Line], cities: NameIndex[str]) -> tuple[Shaped, ...]:
    return tuple(
        Shaped(line, shape_of(line, cities), fold(line.text), len(line.text.split()))
        for line in lines
    )


def shape_of(line: Line, cities: NameIndex[str]) -> str:
    """The first row of RULES that holds."""
    words = len(line.text.split())
    return next(shape for shape, holds in RULES if holds(line, words, cities))


def is_short(rule):
    """A rule for lines that are too short to be a paragraph of their own."""
    return lambda line, words, cities: words <= SHORT and rule(line, cities)


def is_heading(line: Line, words: int, cities: NameIndex[str]) -> bool:
    return line.level > 0 and words <= PROSE_WORDS


def is_date_alone(line: Line, words: int, cities: NameIndex[str]) -> bool:
    """A heading that is nothing but the day: «الجمعة، 10 حزيران 2022»."""
    return line.level > 0 and words <= SHORT and is_only_date(line.text)


def is_long_byline(line: Line, words: int, cities: NameIndex[str]) -> bool:
    """Outlet, name, day, hour and how long it takes to read, with bars between them."""
    parted = SHORT < words <= PROSE_WORDS and MENU_GAP.search(line.text) is not None
    return parted and signed(line.text, cities) is not None


def is_prose(line: Line, words: int, cities: NameIndex[str]) -> bool:
    ended = bool(ENDS_SENTENCE.search(line.text))
    return line.kind != "caption" and (words >= PROSE_WORDS or (ended and words >= SENTENCE_WORDS))


def is_caption(line: Line, words: int, cities: NameIndex[str]) -> bool:
    if line.kind == "caption" or line.roles & {"caption", "picture"}:
        return True
    if words > CAPTION_WORDS:
        return False
    text = " ".join(line.text.split())
    found = (text.endswith(")") and CAPTION.match(text)) or credited(text)
    return bool(found) and len(found["credit"].split()) <= CREDIT_WORDS


def credited(text: str) -> re.Match[str] | None:
    """A nominal line with the photographer behind it; a sentence is none."""
    return None if ENDS_SENTENCE.search(text) else CREDITED.match(text)


def is_menu(line: Line, words: int, cities: NameIndex[str]) -> bool:
    """Several short words side by side: «الرئيسية   سياسة   اقتصاد»."""
    if not any(map(line.text.__contains__, MENU_SIGNS)):
        return False
    parts = [part for part in MENU_GAP.split(line.text) if part]
    return len(parts) >= 3 or (len(parts) == 2 and words <= 2 * len(parts) + 2)


def is_loose_menu(line: Line, cities: NameIndex[str]) -> bool:
    """«الرئيسية - جهات - ثقافة»: three short entries or more, two of them sections."""
    parts = LOOSE_GAP.split(" ".join(line.text.split()))
    short = len(parts) >= 3 and all(len(part.split()) <= ENTRY_WORDS for part in parts)
    return short and sum(map(is_section, parts)) >= 2


def is_deck(line: Line, words: int, cities: NameIndex[str]) -> bool:
    """What the mark-up calls a standfirst; a picture in a «lead» box has a caption there."""
    is_picture = line.kind == "caption" or "caption" in line.roles
    return "standfirst" in line.roles and not is_picture


def is_link(line: Line, words: int, cities: NameIndex[str]) -> bool:
    return "linked" in line.roles and not line.level and "byline" not in line.roles


RULES = (
    ("rule", lambda line, words, cities: bool(RULE.match(line.text))),
    ("related", is_short(lambda line, cities: is_related(line.text))),
    ("closer", is_short(lambda line, cities: closes(line.text))),
    (
        "furniture",
        is_short(lambda line, cities: is_furniture(line.text) and not has_news(line, cities)),
    ),
    ("date", is_date_alone),
    ("title", is_heading),
    ("deck", is_deck),
    ("byline", lambda line, words, cities: "byline" in line.roles and words <= SHORT),
    ("date", is_short(lambda line, cities: dating_in(line.text) is not None)),
    ("furniture", is_short(lambda line, cities: is_update_line(line.text))),
    ("furniture", is_short(lambda line, cities: "date" in line.roles)),
    (
        "furniture",
        is_short(lambda line, cities: is_dated_notice(line.text) and not signed(line.text, cities)),
    ),
    ("furniture", is_short(is_loose_menu)),
    ("byline", is_short(lambda line, cities: byline_in(line.text, cities) is not None)),
    ("byline", is_long_byline),
    ("caption", is_caption),
    ("furniture", is_menu),
    ("furniture", is_link),
    ("prose", is_prose),
    ("item", lambda line, words, cities: line.kind == "list_item"),
    ("prose", lambda line, words, cities: line.kind == "quote"),
    ("sentence", lambda line, words, cities: words >= 4 and bool(ENDS_SENTENCE.search(line.text))),
    ("title", lambda line, words, cities: True),
)


def has_news(line: Line, cities: NameIndex[str]) -> bool:
    """A line of furniture that also holds the byline or the date of the article."""
    if "byline" in line.roles and dating_beside_name(line.text) is not None:
        return True
    if dating_in(line.text) is not None or signed(line.text, cities) is not None:
        return True
    return byline_in(line.text, cities) is not None and len(MENU_GAP.split(line.text)) > 1
