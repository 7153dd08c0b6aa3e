"""The questions asked of what was drawn from pages, and of the pages as they came."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _


class InitiativeMentionQuerySet(models.QuerySet):
    def telling_measures(self) -> InitiativeMentionQuerySet:
        """Those of public articles shown in full that list measures, the newest first.

        Each is looked at by itself: the public articles of the archive are many more.
        """
        articles = self.model._meta.get_field("article").related_model.objects.published()
        shown = articles.unrestricted().filter(pk=OuterRef("article"))
        told = self.exclude(measures=[]).filter(Exists(shown))
        return told.select_related("article__source").order_by("-article__sort_date", "-article")


class EvidenceQuerySet(models.QuerySet):
    def undecided(self) -> EvidenceQuerySet:
        """What no editor has said anything about: the next import may replace it."""
        return self.filter(decision="", confirmed_at=None)

    def decided(self) -> EvidenceQuerySet:
        return self.exclude(decision="")

    def with_captures(self) -> EvidenceQuerySet:
        """With the captures, but for their content, which may weigh megabytes a row."""
        return self.select_related("capture").defer("capture__content")


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
