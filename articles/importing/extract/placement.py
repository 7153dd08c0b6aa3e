"""Where extracted words stand in the HTML source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from csto_archive.arabic.hygiene import mend

HIDDEN = re.compile(r"<!--|<(?:script|style|title)\b", re.IGNORECASE)
ENDS = {"<!--": "-->", "<script": "</script", "<style": "</style", "<title": "</title"}
PIECE = re.compile(r"<[^<>]*>?|&#?\w{1,31};?|[^<&]+|&")


class Placement:
    """The visible characters of a source in order, for finding lines one after the other."""

    def __init__(self, source: str) -> None:
        pairs = list(visible(source))
        self._text = "".join(char for char, _place in pairs)
        self._places = [place for _char, place in pairs]
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
        return list(self._spread(text, at))

    def _spread(self, text: str, at: int) -> Iterator[int]:
        """Blanks take the place of the character before them."""
        for char in text:
            if char.isspace():
                yield self._places[max(at - 1, 0)]
            else:
                yield self._places[at]
                at += 1


def visible(source: str) -> Iterator[tuple[str, int]]:
    """(character, offset) of all text outside tags, scripts and comments, without blanks."""
    for start, end in shown(source):
        for piece in PIECE.finditer(source, start, end):
            if piece[0].startswith("<"):
                continue
            if piece[0].startswith("&"):
                yield from ((c, piece.start()) for c in solid(piece[0]))
            else:
                yield from (
                    (c, n) for n, c in enumerate(piece[0], piece.start()) if not c.isspace()
                )


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
