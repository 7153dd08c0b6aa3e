"""The addresses of articles, stories and sources for search engines."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Max, QuerySet
from django.db.models.functions import Greatest

from articles.models import Article, Source, StoryFamily
from summits.sitemaps import Section, of_records


def articles() -> QuerySet:
    """An article that waited for its hour changed when that came."""
    changed = Greatest(F("updated_at"), F("published_at"))
    return Article.objects.published().annotate(changed_at=changed)


def stories() -> QuerySet:
    """A story changes with the articles that carry it."""
    changed = Greatest(F("articles__updated_at"), F("articles__published_at"))
    carried = StoryFamily.objects.published().filter(articles__in=Article.objects.published())
    return carried.annotate(changed_at=changed)


class Stories(Section):
    def addresses(self, document: int) -> Iterator[tuple[str, datetime]]:
        """Asked for in two steps: joined to its carriers each story is looked for anew."""
        numbers = self.numbers(document)
        inside = {"pk__gte": numbers.start, "pk__lt": numbers.stop}
        public = StoryFamily.objects.published().filter(**inside).order_by("pk")
        carriers = articles().filter(story_family__gte=numbers.start, story_family__lt=numbers.stop)
        dated = carriers.order_by().values_list("story_family").annotate(last=Max("changed_at"))
        changes = dict(dated)
        for story in public:
            if story.pk in changes:  # else it was taken back between the two
                yield story.permalink, changes[story.pk]


SECTIONS = [
    Section("articles", articles, ("pk", "slug")),
    Stories("stories", stories, ("pk",)),
    Section("sources", of_records(Source)),
]
