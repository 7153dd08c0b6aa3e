"""One import as one unit: opened before the first page, closed with the report after the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from articles.models import ImportBatch


def open_batch(user=None) -> ImportBatch:
    return ImportBatch.objects.create(started_by=user)


def close_batch(batch: ImportBatch, report: Sequence[dict], at: datetime) -> None:
    """Keep the report; a run that found every page already there leaves no batch behind."""
    if all(line["outcome"] == "skipped" for line in report):
        batch.delete()
        return
    batch.report = list(report)
    batch.finished_at = at
    batch.save(update_fields=["report", "finished_at"])
