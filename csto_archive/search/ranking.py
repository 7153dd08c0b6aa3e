"""Which of the articles that match comes first, in plain Python: the same on every database.

The engines find, count and hand over a bounded set of candidates; this file alone decides their
order. Three signals, each measured on ARCD's training half with `bench/search.py --questions`:

* BM25 over weighted fields (Robertson and Zaragoza 2009), a clause by its best phrase;
* how early the words first stand in the text: news tells the important things first;
* for the best of them, BM25 over letter trigrams, which knows that ينتقد and انتقادات are kin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from .query import Phrase, Query

WEIGHTS = (5.0, 2.0, 1.0)
SATURATION = 1.2
LENGTH_SHARE = 0.9
EARLINESS = 0.2
KINSHIP = 0.3
COMPARED = 50  # candidates whose letters are looked at
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that matches.

    `texts` are the terms, " قمه مينسك ", of its headline, of its standfirst, and of all the rest
    (body, captions, names of linked records), where lines part the fields; "" for none.
    """

    sid: int
    texts: tuple[str, str, str]
    length: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of the public archive as it is now: documents, terms a document, documents by term."""

    documents: int
    average_length: float
    frequencies: Mapping[str, int]


def rank(
    query: Query, candidates: Iterable[Candidate], statistics: Statistics
) -> list[tuple[float, int]]:
    """The candidates as (score, sid), the best first; among equals the newest."""
    asked = [
        [(f" {' '.join(phrase.terms)} ", rarity(phrase, statistics)) for phrase in clause.any_of]
        for clause in query.clauses
    ]
    scored = [(relevance(asked, each, statistics), each) for each in candidates]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].sid))
    near = kinship(query, [each for _score, each in scored[:COMPARED]])
    ranked = [(round(score + near.get(each.sid, 0.0), DIGITS), each.sid) for score, each in scored]
    return sorted(ranked, reverse=True)


def rarity(phrase: Phrase, statistics: Statistics) -> float:
    """The inverse document frequency of a phrase: that of its rarest term."""
    found = min((statistics.frequencies.get(term, 0) for term in phrase.terms), default=0)
    return informative(found, statistics.documents)


def informative(found: int, documents: int) -> float:
    return log(1 + (max(documents, found) - found + 0.5) / (found + 0.5))


def relevance(
    asked: list[list[tuple[str, float]]], candidate: Candidate, statistics: Statistics
) -> float:
    """BM25 over the weighted fields, up to a fifth more where the words stand early."""
    room = saturation(candidate.length / (statistics.average_length or 1))
    fields = [(weight, text) for weight, text in zip(WEIGHTS, candidate.texts, strict=True) if text]
    total, found, places = 0.0, 0, 0.0
    for phrases in asked:
        best = 0.0
        for phrase, weight in phrases:
            times = 0.0
            for importance, text in fields:
                if phrase in text:
                    times += importance * text.count(phrase)
            if times:
                best = max(best, weight * times * (SATURATION + 1) / (times + room))
                found += 1
                places += place(phrase, candidate.texts)
        total += best
    return total * (1 + EARLINESS * (1 - places / found)) if found else 0.0


def saturation(share: float) -> float:
    return SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * share)


def place(phrase: str, texts: tuple[str, str, str]) -> float:
    """Where the phrase first stands: 0 above the body, up to 1 at the end."""
    headline, standfirst, rest = texts
    above = phrase in headline or phrase in standfirst
    return 0.0 if above else rest.find(phrase) / len(rest)


def kinship(query: Query, candidates: list[Candidate]) -> dict[int, float]:
    """BM25 over the letter trigrams of the query's terms, among these candidates alone."""
    texts = [" ".join(filter(None, candidate.texts)) for candidate in candidates]
    average = sum(map(len, texts)) / len(texts) if texts else 1
    rooms = [saturation(len(text) / (average or 1)) for text in texts]
    scores = [0.0] * len(texts)
    for trigram in trigrams(query):
        counts = [text.count(trigram) for text in texts]
        weight = KINSHIP * informative(sum(map(bool, counts)), len(texts)) * (SATURATION + 1)
        for at, times in enumerate(counts):
            if times:
                scores[at] += weight * times / (times + rooms[at])
    return {each.sid: score for each, score in zip(candidates, scores, strict=True)}


def trigrams(query: Query) -> list[str]:
    """Of the first phrase of each clause, the blanks around a term counted as letters."""
    terms = {
        term for clause in query.clauses for phrase in clause.any_of[:1] for term in phrase.terms
    }
    padded = [f" {term} " for term in sorted(terms)]
    return sorted({word[at : at + 3] for word in padded for at in range(len(word) - 2)})
