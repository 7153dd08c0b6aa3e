"""How much two Arabic texts share, whatever their particles, articles and endings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from articles.importing.tables import words
from csto_archive.arabic.analysis import term_of
from csto_archive.arabic.normalise import fold

Forms = frozenset[str]

WORD, LONG = re.compile(r"[^\W_]+"), re.compile(r"[^\W_]{3,}")
LAND = "ستان"
SHINGLE = 3
FUNCTION_WORDS = words("""
    في من علي الي عن ان او التي الذي هذا هذه ذلك مع بعد قبل بين كما قد لا ما لم لن كان كانت وقد
    حول خلال عبر بشان نحو عند غير كل وهو وهي هو هي ثم حتي عام سنه
""")


def word_forms(text: str) -> tuple[Forms, ...]:
    """For each content word of a text the terms it goes by, digits included."""
    return tuple(map(forms, content_words(fold(text))))


def all_forms(text: str) -> Forms:
    return forms_in(fold(text))


def forms_in(folded: str) -> Forms:
    """All terms that the content words of a folded text go by."""
    terms = {term_of(word) or word for word in content_words(folded)}
    return frozenset(terms.union(people_of(term) for term in terms if term.endswith(LAND)))


def told_in(texts: Iterable[str]) -> Counter[str]:
    """In how many of the folded texts each term stands."""
    return Counter(term for text in texts for term in forms_in(text))


def content_words(folded: str) -> Iterable[str]:
    """Each once, in the order of the text."""
    return dict.fromkeys(word for word in LONG.findall(folded) if word not in FUNCTION_WORDS)


def forms(word: str) -> Forms:
    """What a folded word is searched as; a country in ستان also goes by its people's name."""
    term = term_of(word) or word
    return frozenset((term, people_of(term)))


def people_of(term: str) -> str:
    """The name of a land's people, the term itself where it is no land in ستان."""
    return term.removesuffix(LAND) or term


def common(part: Collection[Forms], whole: Forms) -> list[Forms]:
    """The words of `part` that `whole` has in some form."""
    return [word for word in part if not whole.isdisjoint(word)]


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
