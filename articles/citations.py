"""Articles, stories and sources as they are cited."""

from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Source, StoryFamily
from articles.querysets import ArticleQuerySet
from csto_archive.citations import ARCHIVE, NEWS, PAGE, Citation


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


def citation_of_story(story: StoryFamily, at: date) -> Citation:
    """Of the page on which the archive compares what its carriers wrote."""
    key, path = f"csto-t{story.pk}", story.get_absolute_url()
    title = _("قصة في الصحافة العربية: %(story)s") % {"story": story.heading}
    return Citation(PAGE, key, title, path, at, author=str(ARCHIVE), is_sample=story.is_sample)


def citation_of_source(source: Source, at: date) -> Citation:
    """Of the page that lists what the archive has of a source, one out of `for_list`."""
    key, path = f"csto-o{source.pk}", source.get_absolute_url()
    title = _("مقالات %(source)s عن قمم منظمة معاهدة الأمن الجماعي") % {"source": source.name}
    return Citation(PAGE, key, title, path, at, author=str(ARCHIVE), is_sample=source.is_sample)
