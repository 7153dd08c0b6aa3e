"""Which lines are furniture, which end an article, which open a list of other pages."""

from __future__ import annotations

import re

from articles.importing.clean.endings import ALONE, CLOSERS, RELATED
from articles.importing.clean.vocabulary import (
    ADVERT,
    BREADCRUMB,
    COUNTED,
    GLUED,
    LABELS,
    MENU_WORDS,
    NOT_WORDS,
    NUMBER,
    OPENINGS,
    PAGE_NUMBER,
    PHONE,
    READING_TIME,
    SECTIONS,
    SERIAL,
    SHARING,
    SIGNS,
    TELLTALES,
    WHOLE,
    WIRE_NUMBERS,
    WIRE_WORDS,
    bare,
)
from articles.importing.overlap import FUNCTION_WORDS
from csto_archive.arabic.normalise import fold

# What sets a label apart from what it announces.
LABEL = re.compile(r"^[\W_]*(?P<label>[^\W\d_][^:|….]{1,24})\s?(?:[:|…]|\.{2}|\s?[-–—]\s)")
# «إقرأ في «…»: …»; «شاهد عيان: …» is none.
REFERS = re.compile(
    r"^(?:اقرا|اقراوا|اقرءوا|طالع|طالعوا|شاهد|شاهدوا|انظر|تصفح|استمع)"
    r" (?:في|علي|عبر|لدي|ايضا|كذلك|المزيد)(?!\w)[^:|]{0,40}[:|]"
)
PHONE_WORDS = 8
DIGITS = re.compile(r"[\d٠-٩]+")
OPENED = tuple(f"{row} " for row in OPENINGS)
INSIDE = tuple(f" {tale} " for tale in TELLTALES)
CLOSED = tuple(f"{row} " for row in CLOSERS if row not in ALONE)


def is_furniture(text: str) -> bool:
    """True for a line that is furniture by its words or signs, whatever stands around it."""
    words = bare(text)
    if words in WHOLE or SIGNS.search(text) or GLUED.search(words):
        return True
    if ADVERT.search(fold(text)) or set(words.split()) <= SHARING or BREADCRUMB.search(text):
        return True
    if is_signature(text) or is_wire_slug(text) or is_labelled(text):
        return True
    if REFERS.match(fold(text)):
        return True
    if PAGE_NUMBER.search(text) or COUNTED.match(fold(text)) or READING_TIME.search(fold(text)):
        return True
    if PHONE.search(text) and len(words.split()) <= PHONE_WORDS:
        return True
    if is_section(text) and len(text.split()) >= MENU_WORDS:
        return True
    return opens_with(words, OPENED) or any(map(f" {words} ".__contains__, INSIDE))


def is_labelled(text: str) -> bool:
    """«بالفيديو: …», «ملحق الرياضة | …»."""
    found = LABEL.match(text)
    return found is not None and bare(found["label"]) in LABELS


def is_section(text: str) -> bool:
    """True for the name of a section or a menu of them: «سياسة دولية», «الرئيسية سياسة رأي»."""
    return set(bare(text).split()) <= SECTIONS


def is_wire_slug(text: str) -> bool:
    """The line of codes above an agency's dispatch: «0417 4 سيا 312 قمة/موسكو»."""
    numbers = len(NUMBER.findall(text)) + len(SERIAL.findall(text))
    return numbers >= WIRE_NUMBERS and len(text.split()) <= WIRE_WORDS


def is_signature(text: str) -> bool:
    """Initials of desks and editors: «ن. ب», «(وكالة) م ن / س ع»; «ما هو الحل» has none."""
    parts = NOT_WORDS.sub(" ", fold(text)).split()
    if FUNCTION_WORDS & set(parts):
        return False
    long = [part for part in parts if len(part) > 2]
    return 2 <= len(parts) <= 8 and len(long) <= 1 and len(parts) - len(long) >= 2


def closes(text: str) -> bool:
    words = bare(DIGITS.sub(" ", text))
    if words in ALONE:
        return True
    return opens_with(words, CLOSED)


def is_related(text: str) -> bool:
    """True for the title line of a list of other pages."""
    return bare(text) in RELATED


def opens_with(words: str, openings: tuple[str, ...]) -> bool:
    """`openings` end in a blank: whole words are compared."""
    return f"{words} ".startswith(openings)
