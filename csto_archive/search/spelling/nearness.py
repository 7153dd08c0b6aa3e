"""How near two words are to a reader who types in haste, or who heard a foreign name. No Django.

Nearer is better; then what haste does to a word (a letter left out, two letters swapped), what
sounds the same, and what is more frequent. The weights were chosen on random typos of 158,000
words and on 58 pairs of spellings of names; the guide "arabic-search", section 3.5, has the method.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from rapidfuzz.distance import OSA

from csto_archive.arabic.analysis import analyse, term_of
from csto_archive.arabic.normalise import fold_with_map
from csto_archive.arabic.skeleton import skeleton
from csto_archive.arabic.words import article_length, clitic_lengths

from ..documents import is_vocabulary

FARTHEST = 2
SHORT_WORD = 4  # letters: two wrong ones of so few make another word
LONG_SKELETON = 5  # consonants: a word that has the same ones may be one letter farther off
HASTE = 0.3
SAME_SKELETON = 0.3
PER_POWER_OF_TEN = 0.15
PARTICLE_DOUBT = 0.5  # a first letter that may be a particle, or the word's own
ARTICLE_DOUBT = 0.1  # a word that the archive has with the article alone


@dataclass(frozen=True, slots=True)
class Known:
    """A word of the archive or of a name: folded, as it is written, and how many articles have it.

    A name needs no article: its own record is found.
    """

    word: str
    written: str
    documents: int
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Parted:
    """A typed word taken apart: its clitics and the rest; `doubt` that it is so.

    It is compared with the known words as they are (`whole`), or without their article.
    """

    clitics: str
    bare: str
    doubt: float = 0.0
    whole: bool = False

    def bare_of(self, word: str) -> str:
        """The part of a known word that is compared."""
        return word if self.whole else word[article_length(word) :]

    def meaning(self, known: Known) -> str:
        """A known word as it is shown, with the typed clitics before it."""
        text, cut = known.written, len(known.word) - len(self.bare_of(known.word))
        if cut:
            text = text[fold_with_map(text).span(0, cut)[1] :]
        twice = self.clitics.endswith("لل") and text.startswith("ل")
        return (self.clitics[:-1] if twice else self.clitics) + text

    def cost(self, known: Known, sound: str) -> float | None:
        """How far a known word is from the typed one, None if too far; `sound` is its skeleton."""
        bare = self.bare_of(known.word)
        distance = OSA.distance(self.bare, bare, score_cutoff=FARTHEST + 1)
        if distance > FARTHEST + 1:
            return None
        same = skeleton(bare) == sound
        if distance > self._reach(same and len(sound) >= LONG_SKELETON):
            return None
        hasty = distance == 1 and is_hasty(self.bare, bare)
        gain = HASTE * hasty + SAME_SKELETON * same
        return distance + self.doubt - gain - PER_POWER_OF_TEN * log10(known.documents + 1)

    def _reach(self, sounds_the_same: bool) -> int:
        doubtful = self.doubt >= PARTICLE_DOUBT or len(self.bare) <= SHORT_WORD
        return 1 if doubtful else FARTHEST + sounds_the_same


def parted(typed: str) -> list[Parted]:
    """Return a folded word as it is, and without its article or what may be particles."""
    parts = [Parted("", typed, whole=True)]
    if length := article_length(typed):
        return [*parts, Parted(typed[:length], typed[length:])]
    parts.append(Parted("", typed, ARTICLE_DOUBT))
    for length in clitic_lengths(typed)[1:]:
        parts.append(Parted(typed[:length], typed[length:], PARTICLE_DOUBT))
    return parts


def is_hasty(typed: str, meant: str) -> bool:
    """Whether a letter was left out, or two were swapped (at a distance of one)."""
    return len(typed) < len(meant) or sorted(typed) == sorted(meant)


def stands_off(word: str, length: int) -> bool:
    """Whether the first letters of a folded word are particles: without them it says the same."""
    return term_of(word) == term_of(word[length:])


@lru_cache(maxsize=8)
def words_of(names: tuple[str, ...]) -> tuple[Known, ...]:
    """The single words of names."""
    return tuple(
        Known(word, text, 0, is_name=True) for word, text in _spellings_in(reversed(names)).items()
    )


def _spellings_in(names: Iterable[str]) -> dict[str, str]:
    return {
        token.word: name[token.start : token.end]
        for name in names
        for token in analyse(name)
        if token.term and is_vocabulary(token.word)
    }
