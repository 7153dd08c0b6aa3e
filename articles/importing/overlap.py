"""How much two Arabic texts share, whatever their particles, articles and endings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from articles.importing.tables import words
from csto_archive.arabic.analysis import term_of
from csto_archive.arabic.normalise import fold

Forms = frozenset[str]

WORD = re.compile(r"[^\W_]+")
LAND = "ستان"
SHORTEST = 3
SHINGLE = 3
FUNCTION_WORDS = words("""
    في من علي الي عن ان او التي الذي هذا هذه ذلك مع بعد قبل بين كما قد لا ما لم لن كان كانت وقد
    حول خلال عبر بشان نحو عند غير كل وهو وهي هو هي ثم حتي عام سنه
""")


def word_forms(text: str) -> tuple[Forms, ...]:
    """For each content word of a text the terms it goes by, digits included."""
    found = WORD.findall(fold(text))
    kept = dict.fromkeys(w for w in found if len(w) >= SHORTEST and w not in FUNCTION_WORDS)
    return tuple(map(forms, kept))


def all_forms(text: str) -> Forms:
    return frozenset().union(*word_forms(text))


def forms(word: str) -> Forms:
    """What a folded word is searched as; a country in ستان also goes by its people's name."""
    term = term_of(word) or word
    return frozenset((term, term.removesuffix(LAND) or term))


def common(part: Collection[Forms], whole: Forms) -> list[Forms]:
    """The words of `part` that `whole` has in some form."""
    return [word for word in part if word & whole]


def share(
    part: Collection[Forms], whole: Forms, weights: Mapping[Forms, float] | None = None
) -> float:
    """How much of `part` is in `whole`, 0 to 1; with weights, rare words weigh more."""
    weigh = (lambda word: weights.get(word, 1.0)) if weights else (lambda word: 1.0)
    total = sum(map(weigh, part))
    return sum(map(weigh, common(part, whole))) / total if total else 0.0


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of three folded words: how a text is worded, not what it is about."""
    found = WORD.findall(fold(text))
    return frozenset(zip(*(found[at:] for at in range(SHINGLE)), strict=False))


def shared_wording(one: str, other: str) -> float:
    """The share of the shorter text's shingles that the other has too, 0 to 1.

    A note that grew into a report still holds the note; two reports on one summit share its names
    and titles, but few runs of three words.
    """
    few, many = sorted((shingles(one), shingles(other)), key=len)
    return len(few & many) / len(few) if few else 0.0
