"""Many generated pages, and what the archive holds after them, for comparing two runs."""

from __future__ import annotations

import json
from pathlib import Path

from articles.models import Article, Capture, ImportBatch

PROSE = (
    "اجتمع قادة منظمة معاهدة الأمن الجماعي في مينسك وناقشوا جدول أعمال طويلاً امتد ساعات.",
    "وغابت أرمينيا عن الاجتماع الذي ترأسته بيلاروسيا وحضره رئيس كازاخستان ورئيس طاجيكستان.",
)


def content(number: int, more: str = "") -> str:
    head = f"قمة القادة في مينسك في يومها {number} تقرّ حزمة من الوثائق"
    body = "".join(f"<p>{text} وهذا هو الخبر {number}.</p>" for text in PROSE)
    return (
        f"<html><body><article><h1>{head}</h1><p>23 نوفمبر 2023</p>{body}{more}"
        f"<figure><img src=a.jpg><figcaption>قادة الدول في الصورة {number}</figcaption></figure>"
        "</article></body></html>"
    )


def write_pages(folder: Path, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.html").write_text(content(number), encoding="utf-8")
    return folder


def held() -> dict[str, list]:
    """Everything of each article that an import writes, under the name of its page."""
    return {
        f"{article.capture.file_name}/{article.part}": [
            article.headline, article.body, article.version, str(article.sort_date),
            article.capture.status, sorted(s.slug for s in article.summits.all()),
            sorted(m.iso2 for m in article.members.all()),
            [photo.caption for photo in article.photos.all()],
            sorted([e.field, e.value, e.start, e.end] for e in article.evidence.all()),
        ]
        for article in Article.objects.all()
    }  # fmt: skip


def state() -> dict:
    return {
        "held": held(),
        "captures": sorted(Capture.objects.values_list("file_name", flat=True)),
        "batches": [
            [[line["outcome"] for line in batch.report], bool(batch.finished_at)]
            for batch in ImportBatch.objects.order_by("pk")
        ],
    }


def tell() -> None:
    """For another process to read."""
    print(json.dumps(state()))  # noqa: T201
