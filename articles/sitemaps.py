"""The addresses of articles, stories and sources for search engines."""

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from articles.models import Article, Source, StoryFamily
from summits.sitemaps import Section, of_records


def articles() -> QuerySet:
    """An article that waited for its hour changed when that came."""
    changed = Greatest(F("updated_at"), F("published_at"))
    return Article.objects.published().annotate(changed_at=changed)


def stories() -> QuerySet:
    """A story changes with the articles that carry it."""
    carriers = articles().filter(story_family=OuterRef("pk")).order_by("-changed_at")
    latest = Subquery(carriers.values("changed_at")[:1])
    return StoryFamily.objects.published().annotate(changed_at=latest)


SECTIONS = [
    Section("articles", articles),
    Section("stories", stories, ("pk",)),
    Section("sources", of_records(Source)),
]
