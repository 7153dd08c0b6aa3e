"""The text that was typed: its words that may be misspelt, and other words in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from csto_archive.arabic.analysis import Token, analyse
from csto_archive.arabic.normalise import TATWEEL

from ..documents import is_vocabulary
from ..query import ANY_ENDING

OR = "OR"
_EXCLUDED = re.compile(
    "(?<![^\\s(|])[\\-\u2010-\u2015\u2212]+"
    '(?:[«»‹›《》][^«»‹›《》]*[«»‹›《》]|["“”„‟״″＂][^"“”„‟״″＂]*["“”„‟״″＂]|\\S+)'
)


def mendable(text: str) -> list[Token]:
    """The words of a text that may be misspelt: no numbers, operators and beginnings of words."""
    return [
        token
        for token in analyse(text)
        if token.term and is_vocabulary(token.word) and not _is_sign(text, token)
    ]


def _is_sign(text: str, token: Token) -> bool:
    word, after = text[token.start : token.end], text[token.end : token.end + 1]
    return word == OR or after == ANY_ENDING or TATWEEL in (word[-1], after)


def replaced(text: str, chosen: Mapping[str, str]) -> str:
    """The text with other words for some (by their folded form), but not in what is excluded."""
    excluded = [match.span() for match in _EXCLUDED.finditer(text)]
    for token in reversed(mendable(text)):
        free = not any(start <= token.start < end for start, end in excluded)
        if free and token.word in chosen:
            text = text[: token.start] + chosen[token.word] + text[token.end :]
    return text
