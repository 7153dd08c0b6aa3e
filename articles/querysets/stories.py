"""The questions asked of stories that several articles carry."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, Max, OuterRef, Prefetch, Q

from articles.querysets.articles import OUT_ON, ArticleQuerySet
from csto_archive.records import counted_in


class StoryFamilyQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None) -> StoryFamilyQuerySet:
        """Stories with two public carriers or more: where there is one, nothing is told of it."""
        carriers = self._articles(at).filter(story_family=OuterRef("pk"))
        return self.filter(Exists(carriers.order_by("pk")[1:2]))

    def for_list(self, most: int) -> StoryFamilyQuerySet:
        """The same with the first of the public carriers, no more than `most` of each story."""
        carriers = self._articles().as_carriers()[:most]
        return self.for_detail().prefetch_related(Prefetch("articles", carriers, "carriers"))

    def for_detail(self) -> StoryFamilyQuerySet:
        """With `carrier_count`, the number of public carriers, `sample_carriers`, that of the
        samples among them, and the headline of the first."""
        own = self._articles().filter(story_family=OuterRef("pk"))
        first = own.order_by(OUT_ON, "pk").values("headline")[:1]
        return self.annotate(
            carrier_count=counted_in(own),
            sample_carriers=counted_in(own.filter(is_sample=True)),
            first_headline=models.Subquery(first),
        )

    def joined_by(self, number: int) -> StoryFamilyQuerySet:
        """The story that a story of this number joined, if readers knew that one."""
        return self.filter(former__number=number)

    def dated(self) -> StoryFamilyQuerySet:
        """With `updated_at`, the time of the latest change of a public carrier."""
        carriers = Q(articles__in=self._articles())
        dated = self.annotate(updated_at=Max("articles__updated_at", filter=carriers))
        return dated.order_by("-pk")

    def _articles(self, at: datetime | None = None) -> ArticleQuerySet:
        return self.model._meta.get_field("articles").related_model.objects.published(at)
