"""The questions asked of the coverage. Each climbs on the one before it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from csto_archive.records import RecordQuerySet


class SourceQuerySet(RecordQuerySet):
    def published(self, at: datetime | None = None) -> SourceQuerySet:
        """Sources with at least one public article: one of drafts alone would give them away."""
        articles = self.model._meta.get_field("articles").related_model.objects
        return self.filter(pk__in=articles.published(at).values("source"))

    def for_list(self) -> SourceQuerySet:
        """With `article_count`, the number of public articles."""
        articles = self.model._meta.get_field("articles").related_model.objects.published()
        public = Q(articles__in=articles)
        return self.annotate(article_count=Count("articles", filter=public)).order_by("name")


class ArticleQuerySet(RecordQuerySet):
    def published(self, at: datetime | None = None) -> ArticleQuerySet:
        """What anybody may see at the time `at` (now, if not given)."""
        return self.filter(
            status=self.model.Status.PUBLISHED, published_at__lte=at or timezone.now()
        )

    def about(self, summit) -> ArticleQuerySet:
        """Articles whose main subject is this summit."""
        return self.filter(coverage__summit=summit, coverage__role="main")

    def about_any(self, summits) -> ArticleQuerySet:
        """Articles whose main subject is one of these summits, each article once."""
        links = self.model._meta.get_field("coverage").related_model.objects
        return self.filter(pk__in=links.filter(role="main", summit__in=summits).values("article"))

    def touching(self, summit) -> ArticleQuerySet:
        """Articles about this summit or with it as background."""
        return self.filter(coverage__summit=summit)

    def recalling(self, summit) -> ArticleQuerySet:
        """Articles that speak of this summit as background only."""
        return self.filter(coverage__summit=summit, coverage__role="background")

    def mentioning(self, member) -> ArticleQuerySet:
        return self.filter(members=member)

    def on_initiative(self, initiative) -> ArticleQuerySet:
        return self.filter(initiatives=initiative)

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-sort_date", "-pk")

    def for_list(self) -> ArticleQuerySet:
        """With what a card of the list shows, in a fixed number of queries; without the body."""
        coverage = self.model._meta.get_field("coverage").related_model
        return (
            self.select_related("source")
            .defer("body", "folded", "editor_notes")
            .prefetch_related(
                Prefetch(
                    "coverage", coverage.objects.select_related("summit__city", "summit__chair")
                )
            )
        )

    def for_detail(self) -> ArticleQuerySet:
        """With all that an article's page and its full API record show."""
        return self.for_list().defer(None).prefetch_related(
            "photos", "members", "mentions__member", "initiative_mentions__initiative",
            "corrections",
        )  # fmt: skip
