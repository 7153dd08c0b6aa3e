"""Known names in running text: members, cities, persons, in every spelling we have listed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from .normalise import Folded, fold, fold_with_map
from .words import CONJUNCTIONS, PREPOSITIONS, clitic_lengths

K = TypeVar("K", bound=Hashable)

_TOKEN = re.compile(r"[^\W_]+")
# Blanks and hyphens; a full stop only after an initial («St. Petersburg»).
_GAP = re.compile(r"[ _\-\u2010-\u2015]{1,3}|(?<=\b\w)\. ?|(?<=\b\w\w)\. ?")
_ALEF, _LAM = "ا", "ل"
_PARTICLES = [a + b for a in ("", *CONJUNCTIONS) for b in ("", *PREPOSITIONS)]


@dataclass(frozen=True, slots=True)
class NameHit(Generic[K]):
    """A name found: `source[start:end] == text`, without the particles written onto it."""

    key: K
    start: int
    end: int
    text: str


class FoldedWords:
    """A text folded and cut into words once, for finding the names of several indexes in it."""

    def __init__(self, text: Folded) -> None:
        self.folded = text
        self.words: list[str] = _TOKEN.findall(self.folded.text)

    def part(self, start: int, end: int) -> FoldedWords:
        """The words of a stretch of the original."""
        return FoldedWords(self.folded.part(start, end))

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in the folded text."""
        return [word.span() for word in _TOKEN.finditer(self.folded.text)]


@dataclass(slots=True)
class _Node(Generic[K]):
    """One word of the trie: the words that may follow, and whose name ends here."""

    after: dict[str, _Node[K]] = field(default_factory=dict)
    keys: list[K] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Match(Generic[K]):
    keys: list[K]
    length: int
    clitics: int


_Openings = tuple[tuple[int, _Node[K]], ...]


class NameIndex(Generic[K]):
    """All names of all entries as a trie of folded words.

    `entries` are pairs of a key and its spellings; spellings that fold to nothing are skipped. A
    spelling given for two keys is reported for both. Searching is linear in the text, whatever
    the number of names.
    """

    def __init__(self, entries: Iterable[tuple[K, Iterable[str]]]) -> None:
        self._root: _Node[K] = _Node()
        self._depth = 0
        for key, spellings in entries:
            for spelling in spellings:
                self._add(key, _TOKEN.findall(fold(spelling)))
        self._openings = _openings(self._root.after)

    def _add(self, key: K, tokens: list[str]) -> None:
        self._depth = max(self._depth, len(tokens))
        node = self._root
        for token in tokens:
            node = node.after.setdefault(token, _Node())
        if tokens and key not in node.keys:
            node.keys.append(key)

    def find(self, text: str) -> list[NameHit[K]]:
        """Return the names in `text`, in order, without overlaps; the longest name wins.

        A name is a run of whole words, joined by blanks or hyphens, after up to two particles
        (و ف, then ب ك ل س): «وبيلاروسيا», «لأرمينيا», «للاتحاد الروسي». Adjectives («روسية»,
        «الروسية») are other words and not found.
        """
        return self.find_in(FoldedWords(fold_with_map(text)))

    def find_in(self, words: FoldedWords) -> list[NameHit[K]]:
        """`find` for a text that is read already."""
        return [hit for at, match in self._matches(words) for hit in _hits(match, words, at)]

    def keys_in(self, words: FoldedWords) -> frozenset[K]:
        """Return whose names are in a text, wherever they stand."""
        return frozenset(key for _at, match in self._matches(words) for key in match.keys)

    def _matches(self, words: FoldedWords) -> Iterator[tuple[int, _Match[K]]]:
        """Yield the names with the number of the word that each begins with."""
        if self._openings.keys().isdisjoint(words.words):
            return
        after = 0
        for at, word in enumerate(words.words):
            openings = self._openings.get(word)
            if openings is None or at < after:
                continue
            if match := self._longest(openings, words, at):
                after = at + match.length
                yield at, match

    def _longest(self, openings: _Openings[K], words: FoldedWords, at: int) -> _Match[K] | None:
        """Return the longest name starting at word `at`; among equals, the one least stripped."""
        best: _Match[K] | None = None
        for clitics, node in openings:
            match = self._walk(node, words, at, clitics)
            if match and (best is None or match.length > best.length):
                best = match
        return best

    def _walk(self, node: _Node[K], words: FoldedWords, at: int, clitics: int) -> _Match[K] | None:
        best = _Match(node.keys, 1, clitics) if node.keys else None
        for place in range(at + 1, min(at + self._depth, len(words.words))):
            child = node.after.get(words.words[place])
            if not child or not _is_joined(words, place):
                break
            node = child
            best = _Match(node.keys, place + 1 - at, clitics) if node.keys else best
        return best


def _is_joined(words: FoldedWords, place: int) -> bool:
    """True when nothing but a gap stands between a word and the one before it."""
    (_start, end), (start, _end) = words.spans[place - 1 : place + 1]
    return _GAP.fullmatch(words.folded.text, end, start) is not None


def _hits(match: _Match[K], words: FoldedWords, at: int) -> Iterator[NameHit[K]]:
    (first, _end), (_start, last) = words.spans[at], words.spans[at + match.length - 1]
    start, end = words.folded.span(first + match.clitics, last)
    text = words.folded.original[start:end]
    return (NameHit(key, start, end, text) for key in match.keys)


def _openings(first_words: Mapping[str, _Node[K]]) -> dict[str, _Openings[K]]:
    """Every word that may open a name, particles and all, with what it opens."""
    written = {
        particles + kept
        for word in first_words
        for particles in _PARTICLES
        for kept in (word, word.removeprefix(_ALEF))
    }
    known = {
        token: tuple((n, first_words[rest]) for n, rest in _readings(token) if rest in first_words)
        for token in written
    }
    return {token: opened for token, opened in known.items() if opened}


def _readings(token: str) -> Iterator[tuple[int, str]]:
    """Yield (number of particles, rest of the word), restoring the alef that لل has swallowed.

    There the first ل is all that is left of the article, so it is counted with the name.
    """
    for length in clitic_lengths(token):
        rest = token[length:]
        yield length, rest
        if length and token[length - 1] == _LAM and rest[0] == _LAM:
            yield length - 1, _ALEF + rest
