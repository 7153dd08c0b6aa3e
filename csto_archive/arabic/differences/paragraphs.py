"""Which paragraph of one text became which of another, and where two sequences are the same."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, product, takewhile
from math import sqrt

from rapidfuzz.distance import Indel, LCSseq

from ..lexicon import unseated
from ..normalise import fold
from ..words import WORD

MOST = 20_000 * 20_000  # pairs of words that are looked at
ALIKE = 0.4  # of the words, in their order, in two versions of one paragraph
RARE = 6  # paragraphs that a word may stand in to tell which of them belong together
TRIED = 3  # paragraphs that each is compared with


class Keys(dict[str, int]):
    """The number of each word as written; words that are the same to a reader share theirs."""

    def __init__(self) -> None:
        self.of_folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        folded = unseated(fold(word))
        self[word] = number = self.of_folded.setdefault(folded, len(self.of_folded))
        return number


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph cut into words, each with what stands behind it; before the first word nothing.

    `keys` are equal where the words are.
    """

    text: str
    parts: list[tuple[str, str]]
    keys: list[int]

    @classmethod
    def of(cls, text: str, keys: Keys) -> Paragraph:
        found = list(WORD.finditer(text))
        starts = [0, *(match.start() for match in found), len(text)]
        written = ["", *(match[0] for match in found)]
        parts = [
            (word, text[start + len(word) : end])
            for word, (start, end) in zip(written, pairwise(starts), strict=True)
        ]
        return cls(text, parts, [keys[word] for word in written])

    def marks(self) -> set[int | tuple[int, int]]:
        """By what it is told from other paragraphs: its words and its pairs of words."""
        return {*self.keys[1:], *pairwise(self.keys[1:])}


def paired(
    olds: list[Paragraph], news: list[Paragraph]
) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    """Yield which paragraph became which, in the order of both texts; None where one has none."""
    numbers: defaultdict[tuple[int, ...], int] = defaultdict(lambda: len(numbers))
    sides = ([numbers[bool(p.text), *p.keys] for p in side] for side in (olds, news))
    for is_same, i, i_end, j, j_end in stretches(*sides):
        if is_same:
            yield from zip(olds[i:i_end], news[j:j_end], strict=True)
        else:
            yield from _versions(olds[i:i_end], news[j:j_end])


def _versions(
    olds: list[Paragraph], news: list[Paragraph]
) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    """The same for a stretch where no paragraph stayed as it was."""
    at, at_new = 0, 0
    for i, j in [*_versions_in_order(olds, news), (len(olds), len(news))]:
        yield from ((old, None) for old in olds[at:i])
        yield from ((None, new) for new in news[at_new:j])
        yield from zip(olds[i : i + 1], news[j : j + 1], strict=True)
        at, at_new = i + 1, j + 1


def _versions_in_order(olds: list[Paragraph], news: list[Paragraph]) -> list[tuple[int, int]]:
    """The likest first, each paragraph once, none that crosses a liker pair."""
    kept: list[tuple[int, int]] = []
    for _, i, j in sorted(_alike(olds, news), key=lambda found: (-found[0], *found[1:])):
        at = bisect(kept, (i, j))
        follows = not at or (kept[at - 1][0] < i and kept[at - 1][1] < j)
        precedes = at == len(kept) or (i < kept[at][0] and j < kept[at][1])
        if follows and precedes:
            kept.insert(at, (i, j))
    return kept


def _alike(olds: list[Paragraph], news: list[Paragraph]) -> Iterator[tuple[float, int, int]]:
    """Yield likeness and places of paragraphs that share what few others have."""
    where = _places(news)
    shared = Counter(
        pair
        for mark, places in _places(olds).items()
        if len(places) <= RARE and len(where.get(mark, ())) <= RARE
        for pair in product(places, where.get(mark, ()))
    )
    tried: Counter[int] = Counter()
    for (i, j), _ in shared.most_common():
        tried[i] += 1
        likeness = _likeness(olds[i], news[j]) if tried[i] <= TRIED else 0.0
        if likeness >= ALIKE:
            yield likeness, i, j


def _places(paragraphs: list[Paragraph]) -> defaultdict[object, list[int]]:
    places: defaultdict[object, list[int]] = defaultdict(list)
    for at, paragraph in enumerate(paragraphs):
        for mark in paragraph.marks():
            places[mark].append(at)
    return places


def _likeness(one: Paragraph, other: Paragraph) -> float:
    """The words both have in one order, as a share of the mean (geometric) of their lengths; of
    what is too long for that, the marks that both have."""
    words, other_words = one.keys[1:], other.keys[1:]
    if len(words) * len(other_words) <= MOST:
        return LCSseq.similarity(words, other_words) / sqrt(len(words) * len(other_words))
    marks, other_marks = one.marks(), other.marks()
    return len(marks & other_marks) / sqrt(len(marks) * len(other_marks))


def stretches(one: list[int], other: list[int]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Yield in turn where both are the same and where they are not, with both ranges."""
    at, at_other = 0, 0
    for i, j, size in [*_common(one, other), (len(one), len(other), 0)]:
        if at < i or at_other < j:
            yield False, at, i, at_other, j
        if size:
            yield True, i, i + size, j, j + size
        at, at_other = i + size, j + size


def _common(one: list[int], other: list[int]) -> list[tuple[int, int, int]]:
    """The places and lengths of what both have; of what is too long, how it begins and ends."""
    ahead = _alike_from_start(zip(one, other, strict=False))
    rest, other_rest = len(one) - ahead, len(other) - ahead
    ends = zip(reversed(one[ahead:]), reversed(other[ahead:]), strict=False)
    behind = _alike_from_start(ends)
    if (rest - behind) * (other_rest - behind) > MOST:
        return [(0, 0, ahead), (len(one) - behind, len(other) - behind, behind)]
    return [tuple(block) for block in Indel.opcodes(one, other).as_matching_blocks()]


def _alike_from_start(pairs: Iterable[tuple[int, int]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
