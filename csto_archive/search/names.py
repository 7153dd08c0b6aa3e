"""The other spellings of a name: whoever asks for «نور سلطان» is shown أستانا too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from csto_archive.arabic.analysis import analyse
from csto_archive.arabic.names import NameIndex

_ARABIC = re.compile("[\u0620-\u064a]")
Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name found at `start:end` of a text, and the terms of each of its other spellings."""

    start: int
    end: int
    others: tuple[Terms, ...]


class Names:
    """Groups of spellings of one name each, of any number of words.

    A spelling in Latin or Cyrillic letters is understood but not offered for another one; so are
    `abbreviations`, each with what it stands for. `spellings` are those of all groups.
    """

    def __init__(
        self, groups: Iterable[Iterable[str]], abbreviations: Mapping[str, str] | None = None
    ) -> None:
        spellings = [tuple(group) for group in groups]
        short = list((abbreviations or {}).items())
        self.spellings = tuple(chain.from_iterable(spellings))
        self._index = NameIndex(enumerate([*spellings, *((name,) for name, _meaning in short)]))
        self._terms = [*map(_terms, spellings), *(_terms((meaning,)) for _name, meaning in short)]

    def find(self, text: str) -> list[Spelling]:
        """Return the names in `text` in order, without overlaps; the longest spelling wins.

        One that is shared by several names has the spellings of all of them.
        """
        found: dict[tuple[int, int], dict[Terms, None]] = {}
        for hit in self._index.find(text):
            others = found.setdefault((hit.start, hit.end), {})
            others.update(dict.fromkeys(self._terms[hit.key]))
        return [Spelling(start, end, tuple(others)) for (start, end), others in found.items()]


def terms_of(text: str) -> Terms:
    """Return the terms of `text`, function words left out."""
    return tuple(token.term for token in analyse(text) if token.term)


def _terms(spellings: Iterable[str]) -> tuple[Terms, ...]:
    arabic = filter(_ARABIC.search, spellings)
    return tuple(dict.fromkeys(filter(None, map(terms_of, arabic))))


NO_NAMES = Names(())

_keepers: list[Callable[[], Names]] = []


def names_from(keeper: Callable[[], Names]) -> None:
    """Let `keeper` say which names are known; told once, by the app that keeps them."""
    _keepers[:] = [keeper]


def known_names() -> Names:
    """Return the names that are known now."""
    return _keepers[0]() if _keepers else NO_NAMES
