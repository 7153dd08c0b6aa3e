"""Which articles of the archive are worded like another one: for editors, drafts included.

Candidates have a key of their wording in common with the article (`LikenessKey`), or an address
that leads to the same page; what is told is what their words then show (docs/duplicates.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from articles.addresses import neighbours
from articles.models import Article, Merger
from articles.models.likeness import words
from csto_archive.arabic import minhash

# The least that is told is a share of the runs of the shorter text, and some more: articles on one
# summit have its names and titles in common anyway, which weighs most in short texts.
LEAST, MORE_RUNS = 0.2, 8
# The shorter text stands whole in the longer but for a word or two, and the longer says more.
WHOLE, LONGER = 95, 1.1

# How far a key is followed: what very many articles share says little about any of them.
ARTICLES_A_KEY = 50
CANDIDATES = 15
WITH_KEY = (
    "SELECT * FROM (SELECT key, article_id FROM articles_likenesskey WHERE key = %s LIMIT %s) held"
)

Runs = frozenset[minhash.Run]


@dataclass(frozen=True, slots=True)
class Like:
    """An article that is worded like the one asked about.

    `percent`: how many of the runs of three words of the shorter of the two the longer has too,
    rounded down; marks, spelling of hamza and punctuation do not count. A text that was cut has
    100. `exact`: both have the same words in the same order. `extent`: "shorter" where the article
    asked about stands whole in the other, "longer" where the other stands whole in it, else "".
    """

    article: int
    headline: str
    source: str
    percent: int
    exact: bool
    same_source: bool
    extent: str = ""


class Likeness(NamedTuple):
    """How alike two articles are, the likest greatest; see `Like`."""

    exact: bool
    percent: int
    runs: int  # that they share
    extent: str
    is_told: bool


def likes_of(article: Article, most: int = 5) -> list[Like]:
    """The articles worded most like this one, the likest first, drafts among them.

    Never itself nor what was merged into it; for a merged article the one that it led to is told.
    The number of queries is fixed, but for one more where mergers lead on to others.
    """
    own = words(article.folded)
    runs, near = minhash.runs(own), at_its_place(article)
    candidates = dict.fromkeys([*near, *same_wording(article), *sharing_keys(own)])
    candidates.pop(article.pk, None)
    leads_to = {number: way[-1] for number, way in Merger.ways(candidates).items()}
    found: dict[int, Likeness] = {}
    for number, folded, wording in texts(candidates):
        is_same = bool(wording) and wording == article.wording
        alike, final = compared(runs, minhash.runs(words(folded)), is_same), leads_to[number]
        if final != article.pk and (alike.is_told or number in near):
            found[final] = max(alike, found.get(final, alike))
    likest = sorted(found, key=lambda number: (found[number], number), reverse=True)[:most]
    return told(article, {number: found[number] for number in likest})


def likeness(one: Article, other: Article) -> Likeness:
    is_same = bool(one.wording) and one.wording == other.wording
    return compared(minhash.runs(words(one.folded)), minhash.runs(words(other.folded)), is_same)


def compared(one: Runs, other: Runs, is_same: bool) -> Likeness:
    percent = 100 if is_same else int(100 * minhash.shared(one, other))
    extent = ""
    if percent >= WHOLE:
        extent = "shorter" if len(other) > LONGER * len(one) else extent
        extent = "longer" if len(one) > LONGER * len(other) else extent
    runs = len(one & other)
    is_told = is_same or runs >= LEAST * min(len(one), len(other)) + MORE_RUNS
    return Likeness(is_same, percent, runs, extent, is_told)


def sharing_keys(own: list[str]) -> list[int]:
    """The articles with most keys of these words; the more articles have a key, the less it counts.

    No key brings more than `ARTICLES_A_KEY` of them, however many have it.
    """
    keys = minhash.keys(own)
    if not keys:
        return []
    with connection.cursor() as cursor:
        given = [value for key in keys for value in (key, ARTICLES_A_KEY)]
        cursor.execute(" UNION ALL ".join([WITH_KEY] * len(keys)), given)
        having = defaultdict(list)
        for key, article in cursor.fetchall():
            having[key].append(article)
    weights = defaultdict(float)
    for articles in having.values():
        for article in articles:
            weights[article] += 1 / len(articles)
    return sorted(weights, key=lambda number: (weights[number], number), reverse=True)[:CANDIDATES]


def same_wording(article: Article) -> Iterable[int]:
    same = Article.objects.filter(wording=article.wording).exclude(wording="")
    return same.order_by().values_list("pk", flat=True)[:ARTICLES_A_KEY]


def at_its_place(article: Article) -> set[int]:
    """Those at another address of the same page: no two articles have the same address."""
    addresses = neighbours(article.canonical_url or "")
    return set(Article.objects.filter(canonical_url__in=addresses).values_list("pk", flat=True))


def texts(numbers: Collection[int]) -> Iterable[tuple[int, str, str]]:
    rows = Article.objects.filter(pk__in=numbers).order_by()
    return rows.values_list("pk", "folded", "wording")


def told(article: Article, found: dict[int, Likeness]) -> list[Like]:
    heads = Article.objects.select_related("source").only("headline", "source__name")
    known = heads.in_bulk(found)
    return [
        Like(
            article=number,
            headline=known[number].headline,
            source=known[number].source.name if known[number].source else "",
            percent=alike.percent,
            exact=alike.exact,
            same_source=bool(article.source_id) and article.source_id == known[number].source_id,
            extent=alike.extent,
        )
        for number, alike in found.items()
    ]
