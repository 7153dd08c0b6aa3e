"""One import as one unit: opened before the first page, told of while it runs, closed after it."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import ImportBatch

PAGES_BETWEEN = 50
SECONDS_BETWEEN = 10


class BatchUndoneError(Exception):
    """The import was taken back while it ran: it saves nothing more."""

    code = "batch_undone"
    message = "أُلغي هذا الاستيراد وهو جارٍ، فتوقّف"


def open_batch(user=None) -> ImportBatch:
    return ImportBatch.objects.create(started_by=user)


def hold(batch: ImportBatch) -> None:
    """Nobody takes the batch back until the transaction ends. Raises BatchUndoneError."""
    rows = ImportBatch.objects.select_for_update().order_by()
    if rows.filter(pk=batch.pk).values_list("undone_at", flat=True).get():
        raise BatchUndoneError


class Log:
    """The report of a batch that runs, written down every now and then: whatever stops the run,
    the batch tells all but the last pages."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch, self.lines = batch, batch.report
        self.written, self.at = 0, time.monotonic()

    def add(self, line: dict) -> None:
        self.lines.append(line)
        is_late = time.monotonic() - self.at >= SECONDS_BETWEEN
        if is_late or len(self.lines) - self.written >= PAGES_BETWEEN:
            self.write()

    def write(self, **values) -> None:
        ImportBatch.objects.filter(pk=self.batch.pk).update(report=self.lines, **values)
        self.written, self.at = len(self.lines), time.monotonic()

    def close(self, at: datetime | None = None) -> None:
        """A run that found every page already there leaves no batch behind."""
        if all(line["outcome"] == "skipped" for line in self.lines) and discard(self.batch):
            return
        self.write(finished_at=at or timezone.now())


@transaction.atomic
def discard(batch: ImportBatch) -> bool:
    """Delete a batch that nothing belongs to."""
    row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    is_empty = not (row.undone_at or row.captures.exists() or row.articles.exists())
    if is_empty:
        row.delete()
    return is_empty
