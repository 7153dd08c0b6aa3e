"""From text to terms: what the search index stores and what a query asks for.

One analyser for all: the index, queries, suggestions, duplicate detection. The original text is
split into words, each word is folded (`normalise.fold`) and stemmed (`stems.stem`); a token keeps
its place in the original, so that what was found can be shown as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .clitics import is_whole
from .lexicon import unseated
from .normalise import fold, spelling
from .stems import stem
from .tables import tables
from .words import WORD

ANALYSER_VERSION = "ar1.3"

REMEMBERED = 30_000  # words; readers type words too, so this bounds what they can fill
LONGEST_REMEMBERED = 32
PARTICLES = frozenset("وفبكلس")

_SEAM = re.compile(r"(?<=[\u0621-\u064a])(?=[0-9])|(?<=[0-9])(?=[\u0621-\u064a])")
_NUMERAL = "0-9٠-٩۰-۹"
_MIXED = re.compile(rf"[{_NUMERAL}]")
_PIECES = re.compile(rf"[{_NUMERAL}]+|[^{_NUMERAL}]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text; `text[start:end]` is the word as written, with its clitics and marks.

    `word` is its folded form (والقمه), `term` what it is indexed as (قمه), "" for a function word.
    """

    word: str
    term: str
    start: int
    end: int


def analyse(text: str) -> list[Token]:
    """Return the tokens of `text` in order. Never raises; linear in the length of the text.

    Letters and digits written together are parted (ب205), and a particle that stands alone
    («بـ«ناتو»») is left out. A ligature of several words gives several tokens of the same place.
    """
    return [
        Token(word, term, match.start() + start, match.start() + end)
        for match in WORD.finditer(text)
        for word, term, start, end in _readings(match[0])
    ]


def words_and_terms(text: str) -> list[tuple[str, str, str]]:
    """Return (as written, word, term) of the tokens of `text`: for whoever has very many texts."""
    return [
        (written[start:end], word, term)
        for written in WORD.findall(text)
        for word, term, start, end in _readings(written)
    ]


def term_of(folded_word: str) -> str:
    """Return the term of one folded word: "" for a function word, otherwise never empty.

    `analyse` sees more: how the word was written. على and علي fold to one word, which is taken for
    the more frequent of the two.
    """
    return _term(folded_word, folded_word)


def _term(word: str, spelled: str) -> str:
    reckon = _remembered_term if len(word) <= LONGEST_REMEMBERED else _reckoned_term
    return reckon(word, spelled)


def _reckoned_term(folded_word: str, spelled: str) -> str:
    word = unseated(folded_word)
    if word.startswith("ءا"):
        word = spelled = word[1:]
    if word in PARTICLES or _is_function_word(word, spelled):
        return ""
    return stem(word, spelled) if _ARABIC.match(word) else word


_remembered_term = lru_cache(maxsize=REMEMBERED)(_reckoned_term)


def _is_function_word(word: str, spelled: str) -> bool:
    """True for على and وعلى, not for علي and وعلي."""
    listed = tables()
    if word in listed.function_words:
        return spelled not in listed.function_apart
    if word[:1] not in ("و", "ف") or word[1:] not in listed.function_words:
        return False
    rest = spelled[1:]
    if rest in listed.function_apart or spelled in listed.function_apart:
        return False
    seen = rest != word[1:] and rest in listed.function_spellings
    return seen or not is_whole(word)


Reading = tuple[str, str, int, int]


def _read(written: str) -> tuple[Reading, ...]:
    """Return word, term, start and end of each word in a run of letters and digits."""
    if _MIXED.search(written) and _ARABIC.search(fold(written)):
        pieces = [(match.start(), match[0]) for match in _PIECES.finditer(written)]
    else:
        pieces = [(0, written)]
    return tuple(
        (word, _term(word, spelled), start, start + len(piece))
        for start, piece in pieces
        for word, spelled in _spelled_words(piece)
        if word not in PARTICLES
    )


def _spelled_words(written: str) -> list[tuple[str, str]]:
    """Return each word of a piece folded, and as spelled (folded too where that is not known)."""
    folded = fold(written)
    words = folded.split()
    plain = folded == written or len(written) > LONGEST_REMEMBERED
    spelled = words if plain else spelling(written).split()
    if spelled is not words and list(map(len, words)) != list(map(len, spelled)):
        spelled = words
    return list(zip(words, spelled, strict=True))


_remembered = lru_cache(maxsize=REMEMBERED)(_read)


def remember(words: int) -> None:
    """Remember the readings of so many words, in a process that sees very many texts."""
    global _remembered, _remembered_term  # noqa: PLW0603
    _remembered = lru_cache(maxsize=words)(_read)
    _remembered_term = lru_cache(maxsize=words)(_reckoned_term)


def _readings(written: str) -> tuple[Reading, ...]:
    return _remembered(written) if len(written) <= LONGEST_REMEMBERED else _read(written)
