"""Where a query stands in a text as it was written: marks, snippets, and why it matched.

Marked are whole words with all that is written onto them («وَالقِمَّةُ» for قمة), never a part of
one; a phrase is one mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from csto_archive.arabic.analysis import Token, analyse
from csto_archive.arabic.normalise import fold

from .query import ANY_ENDING, Clause, Phrase, Query

CUT = "…"
BREAK = " — "
ENOUGH = 0.6
_SENTENCE_END = re.compile(r"[.!?؟؛…]['\"»”)\]]*(?=\s)|(?=\n)")
_BLANK = re.compile(r"\s+")
_NEW_LINE = re.compile(r"\s*[\n\r\u2028\u2029]\s*")

Mark = tuple[int, int, Clause]
Fragment = tuple[str, bool]
_Found = tuple[int, int, int]


def marks(text: str, query: Query) -> list[Mark]:
    """Return (start, end, clause) for what satisfies a clause of `query`, in order.

    Marks do not overlap: the one that begins first wins, then the longest.
    """
    return [(start, end, query.clauses[n]) for start, end, n in _found(text, query)]


def fragments(text: str, query: Query) -> list[Fragment]:
    """Return the whole text in pieces: (piece, is it marked)."""
    return list(_pieces(text, 0, len(text), _found(text, query)))


def snippet(text: str, query: Query, length: int = 200) -> list[Fragment]:
    """Return the part of `text` where most of the query stands, in pieces: (piece, is it marked).

    About `length` characters long (more only for a mark that is longer), from one border of
    sentences or words to another; «…» where something was left out, « — » for a new line.
    """
    found = _found(text, query)
    start, end = _trimmed(text, *_window(text, *_densest(found, length), length))
    inside = [mark for mark in found if start <= mark[0] and mark[1] <= end]
    pieces = [
        (_NEW_LINE.sub(BREAK, piece), is_marked)
        for piece, is_marked in _pieces(text, start, end, inside)
    ]
    before = [(CUT + " ", False)] if text[:start].strip() else []
    after = [(" " + CUT, False)] if text[end:].strip() else []
    return [*before, *pieces, *after]


def written_forms(texts: Iterable[str], query: Query) -> list[tuple[str, Clause]]:
    """Return which written forms in the texts answer which clause, in the order of the query.

    Each form once, as it is first written: («والقمة», the clause «قمة»).
    """
    forms: dict[tuple[int, str], str] = {}
    for text in texts:
        for start, end, n in _every(text, query):
            forms.setdefault((n, fold(text[start:end])), text[start:end])
    in_order = sorted(forms.items(), key=lambda form: form[0][0])
    return [(form, query.clauses[n]) for (n, _folded), form in in_order]


# Finding

_Sought = tuple[int, Phrase]


class _Finder:
    """The phrases of a query by the word or term they begin with."""

    def __init__(self, query: Query) -> None:
        self.by_word: dict[str, list[_Sought]] = {}
        self.by_term: dict[str, list[_Sought]] = {}
        self.beginnings: list[tuple[str, int]] = []
        for n, clause in enumerate(query.clauses):
            for phrase in clause.any_of:
                self._add(n, phrase)

    def _add(self, n: int, phrase: Phrase) -> None:
        if phrase.words:
            self.by_word.setdefault(phrase.words[0], []).append((n, phrase))
        elif phrase.terms[0].endswith(ANY_ENDING):
            self.beginnings.append((phrase.terms[0].removesuffix(ANY_ENDING), n))
        else:
            self.by_term.setdefault(phrase.terms[0], []).append((n, phrase))

    def find(self, text: str) -> list[_Found]:
        tokens = analyse(text)
        every = list(self._words(tokens)) if self.by_word else []
        content = [token for token in tokens if token.term]
        every += self._terms(content)
        if self.beginnings:
            every += self._beginning(content)
        return sorted(every, key=lambda found: (found[0], -found[1], found[2]))

    def _words(self, tokens: Sequence[Token]) -> Iterator[_Found]:
        for at, token in enumerate(tokens):
            for n, phrase in self.by_word.get(token.word, ()):
                run = tokens[at : at + len(phrase.words)]
                if tuple(token.word for token in run) == phrase.words:
                    yield token.start, run[-1].end, n

    def _terms(self, tokens: Sequence[Token]) -> Iterator[_Found]:
        sought = self.by_term
        for at, token in enumerate(tokens):
            if token.term in sought:
                for n, phrase in sought[token.term]:
                    run = tokens[at : at + len(phrase.terms)]
                    if tuple(token.term for token in run) == phrase.terms:
                        yield token.start, run[-1].end, n

    def _beginning(self, tokens: Iterable[Token]) -> Iterator[_Found]:
        for token in tokens:
            for beginning, n in self.beginnings:
                if token.term.startswith(beginning) or token.word.startswith(beginning):
                    yield token.start, token.end, n


_finder = lru_cache(maxsize=8)(_Finder)


def _every(text: str, query: Query) -> list[_Found]:
    return _finder(query).find(text) if query.clauses and text else []


def _found(text: str, query: Query) -> list[_Found]:
    return list(_without_overlaps(_every(text, query)))


def _without_overlaps(found: Iterable[_Found]) -> Iterator[_Found]:
    last = 0
    for mark in found:
        if mark[0] >= last:
            last = mark[1]
            yield mark


# Cutting


def _densest(found: Sequence[_Found], length: int) -> tuple[int, int]:
    """Return the span of the marks within `length` that answer most clauses, closest together."""
    best, span = (0, 0), (0, 0)
    within: Counter[int] = Counter()
    first = 0
    for start, end, n in found:
        within[n] += 1
        while found[first][1] < end and _is_spare(found[first], within, end - length):
            within[found[first][2]] -= 1
            first += 1
        gap = max(0, start - found[first][1])
        if (worth := (sum(map(bool, within.values())), -gap)) > best:
            best, span = worth, (found[first][0], end)
    return span


def _is_spare(mark: _Found, within: Counter[int], earliest: int) -> bool:
    """True when the mark lies too far back, or its clause is answered by a later one too."""
    return mark[0] < earliest or within[mark[2]] > 1


def _window(text: str, first: int, last: int, length: int) -> tuple[int, int]:
    """Return the borders of about `length` characters around `first:last`."""
    spare = max(length - (last - first), 0)
    start = max(0, min(first - spare // 2, len(text) - length))
    start = _start(text, start, first)
    end = max(last, min(len(text), start + length))
    return start, _end(text, last, end, start + int(length * ENOUGH))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the borders without the blanks at both of them."""
    shown = text[start:end]
    return start + len(shown) - len(shown.lstrip()), start + len(shown.rstrip())


def _start(text: str, earliest: int, latest: int) -> int:
    """Return the first border of sentences, or of words, in `earliest:latest`."""
    if earliest == 0:
        border = 0
    elif sentence := _SENTENCE_END.search(text, earliest, latest):
        border = sentence.end()
    else:
        blank = _BLANK.search(text, earliest, latest)
        border = blank.end() if blank else latest
    blank = _BLANK.match(text, border, latest)
    return blank.end() if blank else border


def _end(text: str, earliest: int, latest: int, enough: int) -> int:
    """Return the last border of sentences that leaves enough, or of words."""
    if latest == len(text):
        return max(earliest, len(text.rstrip()))
    ends = [found.end() for found in _SENTENCE_END.finditer(text, earliest, latest)]
    sentence = ends[bisect_left(ends, enough) :]
    blanks = [found.start() for found in _BLANK.finditer(text, earliest, latest + 1)]
    return next(reversed(sentence or blanks), earliest if earliest else latest)


def _pieces(text: str, start: int, end: int, found: Iterable[_Found]) -> Iterator[Fragment]:
    for opening, closing, _n in found:
        if start < opening:
            yield text[start:opening], False
        yield text[opening:closing], True
        start = closing
    if start < end:
        yield text[start:end], False
