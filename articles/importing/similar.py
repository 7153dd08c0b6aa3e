"""What is told of a page that came in: the articles of the archive that it is worded like."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from articles.likeness import likes_of
from articles.models import Article

MOST = 3  # of an article


@dataclass(frozen=True, slots=True)
class Similar:
    """`article` of the page is worded like `other`; see `articles.likeness.Like`."""

    article: int
    other: int
    headline: str
    source: str
    percent: int
    exact: bool


def similar_to(numbers: Collection[int]) -> tuple[Similar, ...]:
    """What each of these articles is worded like, the likest first."""
    return tuple(
        Similar(article.pk, like.article, like.headline, like.source, like.percent, like.exact)
        for article in Article.objects.filter(pk__in=numbers).order_by("pk")
        for like in likes_of(article, MOST)
    )
