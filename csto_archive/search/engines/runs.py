"""Phrases of words that are in very many articles: looked up in a list, not read off the texts.

Whether two words stand side by side, a text has to be read for. Few texts have both of most pairs,
but nearly every article of the archive has «منظمة معاهدة الأمن الجماعي». Therefore each document
lists its runs: two neighbours that are both common, and more of them where all runs of one word
less are frequent themselves. What is common is chosen when a set is built, from a sample of its
documents, and stays so as long as the set.

Common words are numbered, and a run is one number: the digits are those of its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import reduce

from ..documents import BREAK, Entry, cut
from ..query import Phrase

LONGEST = 4  # words of a run
MOST_COMMON = 1_000
BASE = MOST_COMMON + 1  # no word is 0; the number of the longest run has 40 bits
# Shares of the documents. What is not listed is read: the texts with its rarest word, or run.
COMMON = FREQUENT = 0.2
AS_WRITTEN = "="  # before a word that is not a term


@dataclass(frozen=True, slots=True)
class Common:
    """The common words with their numbers, and the runs that are frequent."""

    words: Mapping[str, int] = field(default_factory=dict)
    runs: Set[int] = frozenset()

    def runs_of(self, fields: Sequence[str], words: str) -> set[int]:
        """All runs of a document; see `Entry`."""
        texts = texts_of(fields, words) if self.words else ()
        return set().union(*map(self._listed, texts))

    def _listed(self, text: Iterable[str]) -> set[int]:
        """The runs of a text. Written out: it is asked of every word of the archive."""
        listed: set[int] = set()
        one = two = three = 0  # the last word, the run of the last two, of the last three
        for number in map(self.words.get, text):
            if not number:
                one = two = three = 0
                continue
            pair = triple = 0
            if one:
                listed.add(pair := one * BASE + number)
                if two in self.runs and pair in self.runs:
                    listed.add(triple := two * BASE + number)
                    if three in self.runs and triple in self.runs:
                        listed.add(three * BASE + number)
            one, two, three = number, pair, triple
        return listed

    def runs_in(self, phrase: Phrase) -> tuple[list[int], bool]:
        """The runs of whatever has the phrase, and whether nothing else has them.

        None where one of the words is not common.
        """
        words = written(map(cut, phrase.words)) or list(map(cut, phrase.terms))
        if len(words) < 2 or not self.words.keys() >= set(words):
            return [], False
        listed = self._listed(words)
        whole = reduce(lambda run, word: run * BASE + self.words[word], words, 0)
        return ([whole], True) if whole in listed else (sorted(listed), False)


def common_in(sample: Collection[Entry]) -> Common:
    """What is common in these documents."""
    counts = Counter(
        word for entry in sample for word in set().union(*texts_of(entry.fields, entry.words))
    )
    del counts[BREAK], counts[AS_WRITTEN + BREAK]
    most = sorted(counts, key=lambda word: (-counts[word], word))[:MOST_COMMON]
    words = [word for word in most if counts[word] > COMMON * len(sample)]
    common = Common({word: number for number, word in enumerate(words, start=1)})
    for _length in range(2, LONGEST):
        found = Counter(run for e in sample for run in common.runs_of(e.fields, e.words))
        frequent = {run for run, df in found.items() if df > FREQUENT * len(sample)}
        common = Common(common.words, frequent)
    return common


def texts_of(fields: Sequence[str], words: str) -> Iterator[list[str]]:
    """The terms of each field, and the words as they are written; no run crosses a BREAK."""
    yield from (field.split() for field in fields)
    yield written(words.split())


def written(words: Iterable[str]) -> list[str]:
    return [AS_WRITTEN + word for word in words]
