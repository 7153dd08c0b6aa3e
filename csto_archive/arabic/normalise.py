"""The search and comparison form of Arabic text: what a reader would call "the same word".

`fold` is lossy and only for comparing, never for storing or showing. It is one table lookup per
character, so `fold` and `fold_with_map` cannot disagree and both are linear.

What is folded (guide "arabic-search", section 4.1):

* marks (harakat, Quranic signs, accents), tatweel, zero-width and bidi controls: deleted;
* presentation forms and other compatibility forms: NFKC (``ﷺ`` becomes its four words);
* أ إ آ ٱ → ا, ى ی ے → ي, ة ۀ ە ہ ھ → ه, ک گ ڭ → ك, پ → ب, چ → ج, ڤ → ف, ڨ → ق;
* ٠-٩ ۰-۹ → 0-9, ٫ → full stop, ٬ deleted; casefold; runs of blanks → one space, ends trimmed.

What stays apart: ؤ ئ ء. They carry meaning in short words (سؤال/سوال, بئر/بير); only the stemmer,
which knows the whole word, unites the seats. A hamza typed as a separate sign (و + U+0654) is put
back on its seat first, so that it compares equal to ؤ.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, compress, count, repeat

from .digits import TO_WESTERN

LONGEST_REMEMBERED = 2000
TATWEEL = "\u0640"
HAMZA_ABOVE = "\u0654"

_LETTERS: dict[str, str] = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ے": "ي",
    "ة": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ک": "ك",
    "گ": "ك",
    "ڭ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ڤ": "ف",
    "ڨ": "ق",
    "٫": ".",
    "٬": "",
    TATWEEL: "",
} | {chr(code): digit for code, digit in TO_WESTERN.items()}
_SPELLED = frozenset("أإآةى")
_KEPT_HAMZA = frozenset("ؤئ")
_DELETED = frozenset({"Mn", "Me", "Cf", "Cc"})
_SEATS = {"و": "ؤ", "ي": "ئ", "ى": "ئ", "ی": "ئ"}
_LOOSE_HAMZA = re.compile(
    "[ويىی][\u064b-\u0653\u0655-\u065f\u0670\u0640\u200b-\u200f\u2060]{0,8}" + HAMZA_ABOVE
)
_WORD_AND_BLANK = re.compile(r"[^ ]+ ?")


def _fold_char(char: str) -> str:
    """Fold one character, again and again until nothing changes.

    A sign that stands for "blank plus mark" (U+FE76, U+FC60) is deleted.
    """
    if char.isspace():
        return " "
    letters = map(_unmarked, unicodedata.normalize("NFKC", char))
    folded = "".join(_LETTERS.get(c, c) for part in letters for c in part).casefold()
    if folded.isspace():
        return ""
    return folded if folded == char else "".join(map(_fold_char, folded))


def _unmarked(char: str) -> str:
    """Drop marks and controls, also those inside a composed letter; ؤ and ئ keep their hamza."""
    if char in _KEPT_HAMZA:
        return char
    parts = unicodedata.normalize("NFD", char)
    kept = (c for c in parts if unicodedata.category(c) not in _DELETED)
    return unicodedata.normalize("NFC", "".join(kept))


class _FoldTable(dict[int, str]):
    """A `str.translate` table that works out each new character once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        if len(folded) > 1:
            _SEVERAL.add(chr(code))
        return folded


_SEVERAL: set[str] = set()  # what was met so far that folds to several characters
_TABLE = _FoldTable()


class _SpellingTable(_FoldTable):
    """A `_FoldTable` that leaves the letters of `_SPELLED` as they are."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKC", chr(code))
        kept = "".join(c if c in _SPELLED else _TABLE[ord(c)] for c in letters)
        self[code] = kept if _SPELLED.intersection(letters) else _TABLE[code]
        return self[code]


_SPELLINGS = _SpellingTable()


@dataclass(frozen=True)
class Folded:
    """Folded text with the way back, which is worked out when it is asked for."""

    text: str
    original: str

    @cached_property
    def offsets(self) -> Sequence[int]:
        """`offsets[i]` is the index in `original` of the character that gave `text[i]`.

        They never decrease; a ligature gives several characters the same offset.
        """
        if len(self.text) == len(self.original.strip()) and not _has_several(self.original):
            start = len(self.original) - len(self.original.lstrip())
            return range(start, start + len(self.text))
        pieces = list(map(_TABLE.__getitem__, map(ord, _seat_hamzas(self.original))))
        loose, every = "".join(pieces), _places(pieces, _has_several(self.original))
        if self.text == loose.strip():
            start = len(loose) - len(loose.lstrip())
            return every[start : start + len(self.text)]
        words = (every[word.start() : word.end()] for word in _WORD_AND_BLANK.finditer(loose))
        return tuple(chain.from_iterable(words))[: len(self.text)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of `original` that `text[start:end]` came from.

        Marks and tatweel that follow the last character belong to it and are included.
        An empty span stays empty. `0 <= start <= end <= len(text)`, otherwise IndexError.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}:{end} outside text of length {len(self.text)}")
        if start == end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.original)
            return at, at
        return self.offsets[start], self._with_marks(self.offsets[end - 1] + 1)

    def part(self, start: int, end: int) -> Folded:
        """Return `fold_with_map(original[start:end])` without folding again.

        No mark may be cut off from its letter.
        """
        first, last = (bisect_left(self.offsets, place) for place in (start, end))
        return Folded(self.text[first:last].strip(), self.original[start:end])

    def _with_marks(self, end: int) -> int:
        while end < len(self.original) and is_attached(self.original[end]):
            end += 1
        return end


def _has_several(text: str) -> bool:
    return any(map(text.__contains__, _SEVERAL))


def _places(pieces: Sequence[str], has_several: bool) -> Sequence[int]:
    """Return the number of the piece that each character is of; `has_several`: one may be long."""
    if has_several:
        return tuple(chain.from_iterable(map(repeat, count(), map(len, pieces))))
    return tuple(compress(count(), pieces))


def is_attached(char: str) -> bool:
    """True for a mark or a tatweel: a sign that belongs to the letter before it."""
    return char == TATWEEL or unicodedata.category(char) == "Mn"


def fold(text: str) -> str:
    """Return the comparison form of `text` (see the module for the rules). Idempotent, linear."""
    return _fold_again(text) if len(text) <= LONGEST_REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    return " ".join(_seat_hamzas(text).translate(_TABLE).split())


# Whoever reads a page folds its lines many times over.
_fold_again = lru_cache(maxsize=512)(_fold)


def spelling(text: str) -> str:
    """Return `fold(text)` with أ إ آ, ة and ى as written. Idempotent; as long as `fold(text)`."""
    return " ".join(_seat_hamzas(unicodedata.normalize("NFC", text)).translate(_SPELLINGS).split())


def fold_with_map(text: str) -> Folded:
    """Return `fold(text)` together with the offset of every folded character in `text`."""
    return Folded(fold(text), text)


def _seat_hamzas(text: str) -> str:
    """Put a separate hamza on its seat; the length stays the same (the sign is deleted later)."""
    if HAMZA_ABOVE not in text:
        return text
    return _LOOSE_HAMZA.sub(lambda match: _SEATS[match[0][0]] + match[0][1:], text)
