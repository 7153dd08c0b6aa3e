"""Mending stored text: what scraping, PDF export and copy-paste break, and nothing an author wrote.

Digits (٢٠٢٤), quotation marks, hamzas and harakat are never touched. One tatweel stays where
spelling asks for it: after a lone ب ك ل before a quotation mark, a bracket, a digit or a Latin
letter («لـ«الجهود المشتركة»», «وبـ205», «كـNATO»).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .mojibake import repair_mojibake
from .normalise import TATWEEL
from .words import MARKS

__all__ = ["LABELS", "Mended", "Mending", "mend", "repair_mojibake", "writable"]

LABELS: dict[str, str] = {
    "line_ends": "نهايات أسطر موحّدة",
    "controls": "محارف تحكم محذوفة",
    "invisible": "محارف غير مرئية محذوفة",
    "spaces": "مسافات خاصة صارت عادية",
    "tatweel": "تطويل محذوف",
    "presentation_forms": "أشكال عرض صارت حروفاً",
    "persian_letters": "حروف فارسية صارت عربية",
}


@dataclass(frozen=True, slots=True)
class Mending:
    """One kind of repair: `kind` is a key of LABELS, `count` the characters concerned."""

    kind: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Mended:
    """Mended text and what was done to it, in the order of LABELS; empty when nothing was."""

    text: str
    mendings: tuple[Mending, ...]


def _chars(*ranges: tuple[int, int]) -> Iterable[str]:
    return (chr(code) for first, last in ranges for code in range(first, last + 1))


_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = _chars(
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xFFFE, 0xFFFF)
)  # fmt: skip
_INVISIBLE = _chars(
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
)  # fmt: skip
_SPACES = _chars((0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x202F, 0x202F),
                 (0x205F, 0x205F), (0x3000, 0x3000))  # fmt: skip
_PERSIAN = {"ی": "ي", "ے": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه"}
_WORD_SIGNS = frozenset("ﷺﷻ")


def _plain_form(char: str) -> str:
    """Return the letters behind a presentation form, or the bare mark behind a spaced mark."""
    letters = unicodedata.normalize("NFKC", char).replace(TATWEEL, "")
    return "".join(_PERSIAN.get(letter, letter) for letter in letters.strip())


def _presentation_forms() -> dict[str, str]:
    """Map every Arabic presentation form that has plain letters; word signs (ﷺ ﷻ) stay."""
    forms = {char: _plain_form(char) for char in _chars((0xFB50, 0xFDFF), (0xFE70, 0xFEFC))}
    changed = {char: plain for char, plain in forms.items() if plain != char}
    return {char: plain for char, plain in changed.items() if char not in _WORD_SIGNS} | {"ﹳ": ""}


_RULES: dict[str, dict[str, str]] = {
    "line_ends": dict.fromkeys(_LINE_ENDS, "\n"),
    "controls": dict.fromkeys(_CONTROLS, ""),
    "invisible": dict.fromkeys(_INVISIBLE, ""),
    "spaces": dict.fromkeys(_SPACES, " "),
    "tatweel": {TATWEEL: TATWEEL},  # settled by `_shorten`, once the letters around it are plain
    "presentation_forms": _presentation_forms(),
    "persian_letters": _PERSIAN,
}
_KIND_OF = {char: kind for kind, rule in _RULES.items() for char in rule}
_TABLE = {ord(char): plain for rule in _RULES.values() for char, plain in rule.items()}
# The form of a letter that is joined to the next says what a tatweel says.
_JOINING = "ﺑﻛﻟ"
_JOINED = _TABLE | {ord(char): _TABLE[ord(char)] + TATWEEL for char in _JOINING}

# A quotation mark may still be an entity: pages are mended before they are parsed.
_OPENING = "&(?:quot|laquo|l[ds]quo|#0*(?:34|39|171|8216|8220));|[«‹“‘„\"'(\\[{]"
_STRETCH = re.compile(
    rf"(?<![\w{MARKS}])((?:[وف][{MARKS}]?)?[بكل][{MARKS}]?){TATWEEL}+"
    rf"(?=[0-9٠-٩۰-۹A-Za-zÀ-ɏ]|{_OPENING})|(?P<dash>(?<= ){TATWEEL}+(?= ))|{TATWEEL}+"
)


def writable(text: str) -> str:
    """The text as XML may hold it: a blank for each control and for what is no character."""
    return _NOT_IN_XML.sub(" ", text)


def _shorten(text: str) -> str:
    """Delete every tatweel but one after a lone particle that cannot be joined to what follows;
    one between blanks was meant for a dash."""
    return _STRETCH.sub(_plain, text) if TATWEEL in text else text


def _plain(stretch: re.Match[str]) -> str:
    if stretch["dash"]:
        return "-"
    return stretch[1] + TATWEEL if stretch[1] else ""


def mend(text: str) -> Mended:
    """Return `text` repaired, with a tally. Idempotent, linear; line breaks keep their number.

    Repair a wrong decoding with `repair_mojibake` *before*: broken letters contain soft hyphens
    and no-break spaces that this function removes.
    """
    tally: Counter[str] = Counter()
    found = set(text) & _KIND_OF.keys()
    for char in found:
        tally[_KIND_OF[char]] += text.count(char)
    if not tally:
        return Mended(text, ())
    lines = text.replace("\r\n", "\n")
    mended = _shorten(lines.translate(_JOINED))
    if TATWEEL in found:
        kept = mended if found.isdisjoint(_JOINING) else _shorten(lines.translate(_TABLE))
        tally["tatweel"] -= kept.count(TATWEEL)
    return Mended(mended, tuple(Mending(k, tally[k], LABELS[k]) for k in LABELS if tally[k]))
