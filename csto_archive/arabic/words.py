"""Words: where they stand in a text, and the one-letter particles written onto them."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
MARKS += "\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
ATTACHED = MARKS + "\u0640"
INSIDE = ATTACHED + "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

WORD = re.compile(rf"[^\W_]++(?:[{INSIDE}]++[^\W_]++)*+[{ATTACHED}]*+")

CONJUNCTIONS = "وف"
PREPOSITIONS = "بكلس"
SHORTEST = 3
ARTICLE = "ال"
_WITH_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)(?=..)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written; `source[start:end] == text`."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words of `text` in order.

    A word is a run of letters and digits; marks, tatweel, ZWNJ, soft hyphens and bidi controls do
    not break it. Underscores, hyphens and all punctuation do.
    """
    return [Word(match[0], match.start(), match.end()) for match in WORD.finditer(text)]


def clitic_lengths(folded_word: str) -> list[int]:
    """Return how many leading letters may be particles: 0, then 1 and 2 where that is possible.

    At most one of و ف followed by at most one of ب ك ل س, leaving at least three letters.
    """
    lengths = [0]
    for particles in (CONJUNCTIONS, PREPOSITIONS):
        at = lengths[-1]
        if len(folded_word) - at > SHORTEST and folded_word[at] in particles:
            lengths.append(at + 1)
    return lengths


def article_length(folded_word: str) -> int:
    """Return the number of letters of the article and of what is joined to it; 0 without one."""
    article = _WITH_ARTICLE.match(folded_word)
    return article.end() if article else 0
