"""How much two Arabic texts share, whatever their particles, articles and endings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from articles.importing.tables import words
from csto_archive.arabic.normalise import fold

Forms = frozenset[str]

WORD = re.compile(r"[^\W_]+")
ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)")
PARTICLES = frozenset("وفبلكس")
ENDING = re.compile(r"(?:ستانيه|ستاني|ستان|يات|ات|ون|ين|ان|يه|هما|ها|هم|يا|ه|ا|ي)$")
SHORTEST = 3
SHINGLE = 3
FUNCTION_WORDS = words("""
    في من علي الي عن ان او التي الذي هذا هذه ذلك مع بعد قبل بين كما قد لا ما لم لن كان كانت وقد
    حول خلال عبر بشان نحو عند غير كل وهو وهي هو هي ثم حتي عام سنه
""")


def word_forms(text: str) -> tuple[Forms, ...]:
    """For each content word of a text the stems it may have, digits included."""
    found = WORD.findall(fold(text))
    kept = dict.fromkeys(w for w in found if len(w) >= SHORTEST and w not in FUNCTION_WORDS)
    return tuple(map(forms, kept))


def all_forms(text: str) -> Forms:
    return frozenset().union(*word_forms(text))


@lru_cache(maxsize=50_000)
def forms(word: str) -> Forms:
    """Crude stems of a folded word, with and without a first letter that may be a particle."""
    bare = ARTICLE.sub("", word)
    bare = bare if len(bare) >= SHORTEST else word
    found = {cut(bare)}
    if bare == word and word[0] in PARTICLES and len(word) > SHORTEST:
        found.add(cut(word[1:]))
    return frozenset(found)


def cut(word: str) -> str:
    """«مبادرة» and «مبادرات» both become «مبادر»; three letters always stay."""
    ended = ENDING.sub("", word)
    return ended if len(ended) >= SHORTEST else word


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
