"""Which of very many texts are worded alike: runs of words, and a few of them as keys.

A text is worded in runs of three folded words. Of all its runs `keys` keeps at most `BINS`: runs
become numbers that look random, the range of numbers is cut into bins, and the least number of each
bin stays (MinHash by one permutation). Of the runs that two texts have together and of their keys
about the same part is common to both: who has a key of a text in common with it may be like it.

Every key is looked up by itself. Empty bins of short texts are therefore left empty: filled from
their neighbours («densification»), as signatures compared place by place need it, they would only
repeat keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from hashlib import blake2b, sha256
from typing import Any

RUN = 3
BINS = 32
BITS = 64
REMEMBERED = 60_000  # words

Run = tuple[str, ...]

_ALL_BITS = (1 << BITS) - 1
_SIGN = 1 << (BITS - 1)
# Odd numbers, so that the places of the words in a run count: two primes of xxHash.
_FIRST, _SECOND = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F


def words(folded: str) -> list[str]:
    """Return the words of a folded text, with one hamza for all its seats (شئون is شؤون)."""
    return folded.replace("ؤ", "ء").replace("ئ", "ء").split()


def wording(found: Sequence[str]) -> str:
    """Return what is equal of texts with the same words in the same order; "" of no words."""
    return sha256(" ".join(found).encode(errors="replace")).hexdigest() if found else ""


def runs(found: Sequence[str]) -> frozenset[Run]:
    """Return every run of three of these words."""
    return frozenset(_runs(found))


def keys(found: Sequence[str]) -> frozenset[int]:
    """Return at most `BINS` signed 64-bit numbers of these words, the same in every process."""
    numbers = {
        (first * _FIRST + second * _SECOND + third) & _ALL_BITS
        for first, second, third in _runs(list(map(_number, found)))
    }
    least = {number * BINS >> BITS: number for number in sorted(numbers, reverse=True)}
    return frozenset(number - _SIGN for number in least.values())


def shared(one: Set[Run], other: Set[Run]) -> float:
    """Return the share of the runs of the shorter text that the longer has too, 0 to 1."""
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest else 0.0


def _runs(found: Sequence[Any]) -> Iterator[tuple]:
    return zip(*(found[at:] for at in range(RUN)), strict=False)


@lru_cache(maxsize=REMEMBERED)
def _number(word: str) -> int:
    digest = blake2b(word.encode(errors="replace"), digest_size=BITS // 8).digest()
    return int.from_bytes(digest)
