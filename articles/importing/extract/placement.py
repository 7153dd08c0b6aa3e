"""Where extracted words stand in the HTML source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, repeat

from csto_archive.arabic.hygiene import mend

HIDDEN = re.compile(r"<!--|<(?:script|style|title)\b", re.IGNORECASE)
ENDS = {"<!--": "-->", "<script": "</script", "<style": "</style", "<title": "</title"}
WORD = re.compile(r"\S+")
PIECE = re.compile(r"<[^<>]*>?|&#?\w{1,31};?|[^<&]+|&")


class Placement:
    """The visible characters of a source in order, for finding lines one after the other."""

    def __init__(self, source: str) -> None:
        words = list(visible(source))
        self._text = "".join(word for word, _places in words)
        self._places = list(chain.from_iterable(places for _word, places in words))
        self._from = 0

    def find(self, text: str) -> Sequence[int]:
        """The place of each character of `text`, sought after the last find, then anywhere."""
        wanted = "".join(text.split())
        at = self._text.find(wanted, self._from)
        if at < 0:
            at = self._text.find(wanted)
        if at < 0 or not wanted:
            return ()
        self._from = at + len(wanted)
        return self._spread(text, at)

    def _spread(self, text: str, at: int) -> list[int]:
        """Blanks take the place of the character before them."""
        spread: list[int] = []
        for word in WORD.finditer(text):
            spread += [self._places[max(at - 1, 0)]] * (word.start() - len(spread))
            after = at + len(word[0])
            spread += self._places[at:after]
            at = after
        return spread + [self._places[at - 1]] * (len(text) - len(spread))


def visible(source: str) -> Iterator[tuple[str, Iterable[int]]]:
    """The words outside tags, scripts and comments, each with the offsets of its characters."""
    for start, end in shown(source):
        for piece in PIECE.finditer(source, start, end):
            if piece[0].startswith("&"):
                text = solid(piece[0])
                yield text, repeat(piece.start(), len(text))
            elif not piece[0].startswith("<"):
                for word in WORD.finditer(source, *piece.span()):
                    yield word[0], range(*word.span())


@lru_cache(maxsize=1000)
def solid(text: str) -> str:
    """What an entity shows, without blanks."""
    return "".join(mend(html.unescape(text)).text.split())


def shown(source: str) -> Iterator[tuple[int, int]]:
    """The stretches between scripts, styles and comments; what never ends hides the rest."""
    at = 0
    lowered = source.lower()
    while found := HIDDEN.search(source, at):
        yield at, found.start()
        close = ENDS[found[0].lower()]
        end = lowered.find(close, found.end())
        if end < 0:
            return
        at = end + len(close)
    yield at, len(source)
