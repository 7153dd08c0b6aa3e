"""Known names in running text: members, cities, persons, in every spelling we have listed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from .normalise import fold, fold_with_map
from .words import clitic_lengths

K = TypeVar("K", bound=Hashable)

_TOKEN = re.compile(r"[^\W_]+")
# Blanks and hyphens; a full stop only after an initial («St. Petersburg»).
_GAP = re.compile(r"[ _\-\u2010-\u2015]{1,3}|(?<=\b\w)\. ?|(?<=\b\w\w)\. ?")
_LAM = "ل"


@dataclass(frozen=True, slots=True)
class NameHit(Generic[K]):
    """A name found: `source[start:end] == text`, without the particles written onto it."""

    key: K
    start: int
    end: int
    text: str


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
        folded = fold_with_map(text)
        tokens = list(_TOKEN.finditer(folded.text))
        hits: list[NameHit[K]] = []
        at = 0
        while at < len(tokens):
            match = self._longest(folded.text, tokens, at)
            if match:
                first, last = tokens[at], tokens[at + match.length - 1]
                start, end = folded.span(first.start() + match.clitics, last.end())
                hits += (NameHit(key, start, end, text[start:end]) for key in match.keys)
            at += match.length if match else 1
        return hits

    def _longest(self, text: str, tokens: list[re.Match[str]], at: int) -> _Match[K] | None:
        """Return the longest name starting at token `at`; among equals, the one least stripped."""
        best: _Match[K] | None = None
        for clitics, opening in _openings(tokens[at][0]):
            node = self._root.after.get(opening)
            match = node and self._walk(node, text, tokens, at, clitics)
            if match and (best is None or match.length > best.length):
                best = match
        return best

    def _walk(
        self, node: _Node[K], text: str, tokens: list[re.Match[str]], at: int, clitics: int
    ) -> _Match[K] | None:
        best = _Match(node.keys, 1, clitics) if node.keys else None
        for length, token in enumerate(tokens[at + 1 : at + self._depth], start=2):
            child = node.after.get(token[0])
            if not child or not _GAP.fullmatch(text, tokens[at + length - 2].end(), token.start()):
                break
            node = child
            best = _Match(node.keys, length, clitics) if node.keys else best
        return best


def _openings(token: str) -> Iterator[tuple[int, str]]:
    """Yield (number of particles, rest of the word), restoring the alef that لل has swallowed.

    There the first ل is all that is left of the article, so it is counted with the name.
    """
    for length in clitic_lengths(token):
        rest = token[length:]
        yield length, rest
        if length and token[length - 1] == _LAM and rest[0] == _LAM:
            yield length - 1, "ا" + rest
