"""Articles as they are cited."""

from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.querysets import ArticleQuerySet
from csto_archive.citations import NEWS, Citation


def for_citing(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With `captured_at`; the page that was captured may weigh megabytes."""
    return articles.annotate(captured_at=F("capture__captured_at"))


def citation_of(article: Article, at: date) -> Citation:
    """Of an article out of `for_citing`, read on the day `at`.

    The address is that by number, which stays when the headline changes. An original address is
    told where the page of the article links to it.
    """
    captured_at = article.captured_at
    return Citation(
        kind=NEWS,
        key=f"csto-a{article.pk}",
        title=article.headline,
        path=reverse("articles:article_by_number", args=[article.pk]),
        accessed=at,
        author=article.byline,
        outlet=article.source.name if article.source else "",
        issued=article.published_on,
        precision=article.published_precision,
        original=article.original_url if article.canonical_url else "",
        captured_on=timezone.localdate(captured_at) if captured_at else None,
        is_sample=article.is_sample,
    )
