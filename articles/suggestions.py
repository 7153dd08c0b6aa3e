"""The articles that are offered while a reader types: by their headlines, the newest first."""

from __future__ import annotations

from collections.abc import Iterator

from articles.models import Article
from csto_archive.search.index import ARTICLES
from csto_archive.search.suggestions import Suggestion, Typed, headed


def headlines(typed: Typed, limit: int) -> Iterator[Suggestion]:
    """Public articles whose headline holds what was typed, each headline once."""
    numbers = headed(ARTICLES, typed, limit)
    articles = Article.objects.published().only("headline", "slug").in_bulk(numbers)
    found = (articles[number] for number in numbers if number in articles)
    return (Suggestion("articles", a.headline, a.get_absolute_url()) for a in found)
