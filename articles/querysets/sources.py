"""The questions asked of newspapers, agencies and sites."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from csto_archive.records import RecordQuerySet, counted_in


class SourceQuerySet(RecordQuerySet):
    def published(self, at: datetime | None = None) -> SourceQuerySet:
        """Sources with at least one public article: one of drafts alone would give them away."""
        articles = self.model._meta.get_field("articles").related_model.objects
        return self.filter(Exists(articles.published(at).filter(source=OuterRef("pk"))))

    def for_list(self) -> SourceQuerySet:
        """With `article_count`, the number of public articles, `sample_count`, that of the samples
        among them, and whether all are samples."""
        articles = self.model._meta.get_field("articles").related_model.objects.published()
        own = articles.filter(source=OuterRef("pk"))
        counts = {
            "article_count": counted_in(own),
            "sample_count": counted_in(own.filter(is_sample=True)),
        }
        is_sample = ~Exists(own.filter(is_sample=False))
        return self.annotate(**counts, is_sample=is_sample).order_by("name")
