"""The questions asked of the coverage. Each climbs on the one before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csto_archive.records import RecordQuerySet, counted_in
from csto_archive.search.documents import Document
from csto_archive.search.index import ARTICLES
from csto_archive.search.query import Query


class SourceQuerySet(RecordQuerySet):
    def published(self, at: datetime | None = None) -> SourceQuerySet:
        """Sources with at least one public article: one of drafts alone would give them away."""
        articles = self.model._meta.get_field("articles").related_model.objects
        return self.filter(pk__in=articles.published(at).values("source"))

    def for_list(self) -> SourceQuerySet:
        """With `article_count`, the number of public articles, and whether all are samples."""
        articles = self.model._meta.get_field("articles").related_model.objects.published()
        own = articles.filter(source=OuterRef("pk"))
        counted = self.annotate(article_count=counted_in(own))
        return counted.annotate(is_sample=~Exists(own.filter(is_sample=False))).order_by("name")


class ArticleQuerySet(RecordQuerySet):
    def published(self, at: datetime | None = None) -> ArticleQuerySet:
        """What anybody may see at the time `at` (now, if not given)."""
        return self.filter(
            status=self.model.Status.PUBLISHED, published_at__lte=at or timezone.now()
        )

    def scheduled(self, at: datetime | None = None) -> ArticleQuerySet:
        """What will be public later than the time `at` (now, if not given)."""
        return self.filter(
            status=self.model.Status.PUBLISHED, published_at__gt=at or timezone.now()
        )

    def withdrawn(self) -> ArticleQuerySet:
        """What was public once and is no longer: its address says so."""
        return self.filter(status=self.model.Status.WITHDRAWN, published_at__isnull=False)

    def tally(self) -> dict[str, int]:
        """How many `articles` of the press there are, and how many `samples`."""
        samples = Q(is_sample=True)
        return self.aggregate(
            articles=Count("pk", filter=~samples), samples=Count("pk", filter=samples)
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

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-sort_date", "-pk")

    def for_list(self) -> ArticleQuerySet:
        """With what a card of the list shows, in a fixed number of queries; without the body."""
        coverage = self.model._meta.get_field("coverage").related_model.objects
        summits = self.model._meta.get_field("summits").related_model.objects
        links = coverage.select_related("summit__city", "summit__chair").annotate(
            has_namesake=Exists(summits.namesakes())
        )
        return (
            self.select_related("source")
            .defer("body", "folded", "stemmed", "imported", "editor_notes")
            .prefetch_related(Prefetch("coverage", links))
        )

    def for_detail(self) -> ArticleQuerySet:
        """With all that an article's page and its full API record show."""
        initiatives = self.model._meta.get_field("initiatives").related_model.objects.for_list()
        return self.for_list().defer(None).defer("folded", "stemmed", "imported").prefetch_related(
            "photos", "members", "mentions__member", "corrections",
            Prefetch("initiative_mentions__initiative", initiatives),
        )  # fmt: skip

    def matching(self, query: Query) -> ArticleQuerySet:
        """Public articles that answer the query, out of the index; all, where nothing is asked."""
        return self if query.is_blank else self.filter(pk__in=ARTICLES.records(query))

    def documents(self, numbers: Collection[int]) -> Iterator[Document]:
        """What is searched of those of these articles that are public now, in nine queries."""
        texts = ("kicker", "headline", "standfirst", "body", "byline", "source__name")
        facts = ("sort_date", "published_on", "published_precision", "source__rights")
        articles = self.published().filter(pk__in=numbers).order_by("pk").select_related("source")
        linked = articles.only(*texts, *facts).prefetch_related(
            "coverage__summit__city", "mentions__member", "initiative_mentions__initiative",
            "photos",
        )  # fmt: skip
        return (article.document() for article in linked)


class InitiativeMentionQuerySet(models.QuerySet):
    def telling_measures(self) -> InitiativeMentionQuerySet:
        """Those of public articles that list measures which may be shown, the newest first."""
        articles = self.model._meta.get_field("article").related_model.objects.published()
        shown = articles.exclude(source__rights="link_only")
        told = self.filter(article__in=shown).exclude(measures=[])
        return told.select_related("article__source").order_by("-article__sort_date", "-article")


class CaptureQuerySet(models.QuerySet):
    """Captures stay as they came: what one of them refuses, many refuse together."""

    def update(self, **values) -> int:
        if not set(values) <= self.model.MUTABLE:
            raise immutable()
        return super().update(**values)

    def bulk_create(self, objs, **options) -> list:
        if options.get("update_conflicts"):
            raise immutable()
        return super().bulk_create(objs, **options)

    def delete(self) -> None:
        raise immutable()

    delete.alters_data = True
    delete.queryset_only = True

    def discard(self) -> int:
        """Delete for good what was never the archive's own (teaching samples); how many."""
        return super().delete()[1].get(self.model._meta.label, 0)

    discard.alters_data = True
    discard.queryset_only = True


def immutable() -> ValidationError:
    return ValidationError(_("اللقطة تُحفظ كما وردت ولا تُعدّل ولا تُحذف."), code="immutable")
