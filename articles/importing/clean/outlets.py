"""Which outlet a page is from: its metadata, its masthead, the tail of its <title>."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.importing.clean.bylines import WEEKDAY
from articles.importing.clean.shapes import Shaped
from articles.importing.page import Extracted
from csto_archive.arabic.normalise import fold

TITLE_PARTS = re.compile(r"(?<!\s)\s+(?:\||[-–—]|::|»)\s+")
MASTHEAD_END = re.compile(r"\s+[|–—-]\s+|\s{3,}|\s*\d")
COPYRIGHT = re.compile(r"(?:©|حقوق\s\S*\s?محفوظة)\s*(?:©\s*)?(?:ل)?(?P<name>[^©\d–|.-]{3,40})")
# What a page says to those who hear it: no masthead.
SKIPS = re.compile(r"(?i:skip to)|(?:تجاوز|تخط|انتقل)\w? ?(?:إلى|الى) ")
DAY_FIRST = re.compile(rf"{WEEKDAY}(?!\w)|\d")
NAME_WORDS = 5
AGENCY, CODE_LENGTH = fold("وكالة"), range(2, 6)
# «بوصلة آسيا Asia Compass»: the name in another script.
FOREIGN_TAIL = re.compile(r"(?<!\s)\s+[^\W\d_\u0600-\u06ff][^\u0600-\u06ff]*$")


def outlet_of(lines: Sequence[Shaped], page: Extracted) -> str:
    """The name of the outlet, empty where the page does not say it."""
    stated = [fact.value for fact in page.stated("outlet")]
    return next(iter(stated), "") or in_title(page, masthead(lines)) or masthead(lines)


def masthead(lines: Sequence[Shaped]) -> str:
    """The first line of a page up to its slogan, when it is a name: few words, no sentence."""
    if len(lines) > 1 and is_no_name(lines[0]):
        lines = lines[1:]
    if not lines or lines[0].shape in {"prose", "caption", "closer"} or lines[0].line.level:
        return ""
    first = lines[0]
    name = FOREIGN_TAIL.sub("", MASTHEAD_END.split(first.line.text)[0]).strip()
    repeated = sum(line.key == first.key for line in lines) > 1 and first.words > NAME_WORDS
    is_title = len(name.split()) > NAME_WORDS or ":" in name or repeated
    return "" if is_title or len(name) < 3 else name


def is_no_name(line: Shaped) -> bool:
    """«تخطَّ إلى المحتوى», or the day that opens the page."""
    day = line.shape == "date" and DAY_FIRST.match(line.line.text) is not None
    return day or SKIPS.match(line.line.text) is not None


def in_title(page: Extracted, above: str) -> str:
    """«headline | outlet», «outlet :: headline»: the masthead, or what no line of the page says."""
    for fact in page.stated("title"):
        parts = [
            part for part in TITLE_PARTS.split(fact.value) if 0 < len(part.split()) <= NAME_WORDS
        ]
        keys = {fold(line.text) for line in page.lines}
        unknown = [part for part in parts if fold(part) not in keys]
        return above if above in parts else (unknown or parts or [""])[-1]
    return ""


def titles_stated(page: Extracted) -> list[str]:
    """What the window of the browser is headed with, without the outlet: the longest part."""
    found = [max(TITLE_PARTS.split(fact.value), key=len) for fact in page.stated("title")]
    return [part.strip() for part in found if len(part.split()) > NAME_WORDS]


def is_own_code(name: str, outlet: str) -> bool:
    """«خنا» for «وكالة الخور للأنباء»: an agency's letters stand in its name, in this order."""
    letters = iter(fold(outlet).replace(" ", ""))
    code = fold(name).replace(".", "").replace(" ", "")
    named = fold(outlet).startswith(AGENCY) and len(code) in CODE_LENGTH
    return named and all(letter in letters for letter in code)


def is_same_outlet(name: str, outlet: str) -> bool:
    """True when an agency named in a dateline is the outlet itself under its short name."""
    words, outlet_words = fold(name).split(), fold(outlet).split()
    return bool(words) and all(
        any(word.removeprefix("ال") == other.removeprefix("ال") for other in outlet_words)
        for word in words
    )
