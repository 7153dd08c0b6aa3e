"""What a page said of an article, kept beside what the article says now."""

from __future__ import annotations

from collections.abc import Mapping

from articles.models import Article, Capture, Reading


def write_reading(article: Article, capture: Capture, part: int, values: Mapping[str, str]) -> None:
    """What was read of the same part of the same capture before gives way."""
    said = {name: value for name, value in values.items() if value}
    Reading.objects.bulk_create(
        [Reading(article=article, capture=capture, part=part, values=said)],
        update_conflicts=True,
        unique_fields=["capture", "part"],
        update_fields=["article", "values", "read_at"],
    )
