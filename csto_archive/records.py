"""What every record of the archive has: dates, a permanent address, searchable text.

A record says *what* is searchable (`searchable_text`); how it is searched is decided here alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from csto_archive.arabic.normalise import fold


def counted_in(records: models.QuerySet) -> models.Subquery:
    """The number of `records`, a query on the outer row: cheaper than grouping its wide columns."""
    number = models.Func(models.F("pk"), function="COUNT")
    counts = records.order_by().annotate(number=number).values("number")
    return models.Subquery(counts, output_field=models.IntegerField())


class RecordQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None) -> RecordQuerySet:
        """What anybody may see at the time `at` (now, if not given). Reference data always is."""
        return self

    def search(self, query: str) -> RecordQuerySet:
        """Records that hold every word of `query`, whatever their hamza, vowels or digits."""
        records = self
        for word in fold(query).split():
            records = records.filter(folded__contains=word)
        return records


class Record(models.Model):
    created_at = models.DateTimeField(_("أُضيف في"), auto_now_add=True)
    updated_at = models.DateTimeField(_("عُدّل في"), auto_now=True)
    folded = models.TextField(editable=False, blank=True, default="")

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def permalink(self) -> str:
        """The full address, the same on every host that serves the archive."""
        return settings.SITE_URL + self.get_absolute_url()

    def searchable_text(self) -> Iterable[str]:
        """The texts a reader would look this record up by."""
        raise NotImplementedError

    def save(self, *args, **kwargs) -> None:
        self.folded = fold(" \n".join(filter(None, self.searchable_text())))
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "folded", "updated_at"}
        super().save(*args, **kwargs)
