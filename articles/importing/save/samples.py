"""Removing the teaching samples with everything that came with them."""

from __future__ import annotations

from django.db import transaction

from articles.models import Article, Capture, ImportBatch, Merger, Source


@transaction.atomic
def remove_samples() -> dict[str, int]:
    """Delete sample articles, their captures, batches left empty, sources left without articles.

    Returns how many of each: articles, captures, sources.
    """
    samples = Article.objects.filter(is_sample=True)
    sources = set(samples.exclude(source=None).values_list("source", flat=True))
    batches = set(samples.exclude(capture__batch=None).values_list("capture__batch", flat=True))
    captures = set(samples.exclude(capture=None).values_list("capture", flat=True))
    count = samples.count()
    Merger.objects.filter(article__in=samples).delete()  # samples lead to samples alone
    samples.delete()
    idle = Capture.objects.filter(articles=None, evidence=None, readings=None)
    dropped = idle.filter(pk__in=captures) | idle.filter(batch__in=batches)
    captures_gone = dropped.discard()
    delete_all(
        ImportBatch,
        ImportBatch.objects.filter(pk__in=batches, captures=None).values_list("pk", flat=True),
    )
    empty = Source.objects.filter(pk__in=sources, articles=None).values_list("pk", flat=True)
    return {"articles": count, "captures": captures_gone, "sources": delete_all(Source, empty)}


def delete_all(model, keys) -> int:
    found = set(keys)
    model.objects.filter(pk__in=found).delete()
    return len(found)
