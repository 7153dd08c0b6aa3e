"""A synthetic archive in the database, in bulk and without `save()` of each article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from django.db import connection, transaction

from articles.models import Article, Coverage, InitiativeMention, MemberMention, Photo, Source
from bench import corpus
from csto_archive.arabic.slugs import slugify
from summits.models import City, Initiative, Leader, Member, Summit

BATCH = 2_000
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)
RIGHTS = [Source.Rights.EXCERPT, Source.Rights.LINK_ONLY]  # of one source in ten each


def cast() -> corpus.Cast:
    """Who is in the reference data of this database."""
    initiatives: dict[int, list[corpus.Place]] = {}
    for number, summit, title in Initiative.objects.order_by("pk").values_list(
        "pk", "summit_id", "title"
    ):
        initiatives.setdefault(summit, []).append(corpus.Place(number, (title,)))
    meetings = [
        corpus.Meeting(
            summit.pk,
            summit.start_date,
            summit.city.name if summit.city else "",
            tuple(initiatives.get(summit.pk, ())),
        )
        for summit in Summit.objects.select_related("city").order_by("pk")
    ]
    return corpus.Cast(_places(City), _places(Member), _places(Leader), meetings)


def _places(model: type) -> list[corpus.Place]:
    return [corpus.Place(r.pk, (r.name, *r.variants)) for r in model.objects.order_by("pk")]


def load(count: int, seed: int = 0) -> None:
    """Fill an archive that has its reference data and no article with `count` of them."""
    sources = Source.objects.bulk_create(_sources(seed))
    written = enumerate(corpus.texts(cast(), count, seed), start=1)
    while batch := list(islice(written, BATCH)):
        with transaction.atomic():
            Article.objects.bulk_create(_article(n, text, sources) for n, text in batch)
            for model, rows in (
                (Coverage, _coverage(batch)),
                (MemberMention, _members(batch)),
                (InitiativeMention, _initiatives(batch)),
                (Photo, _photos(batch)),
            ):
                model.objects.bulk_create(rows, batch_size=BATCH)
    _tell_the_planner()


def _sources(seed: int) -> list[Source]:
    names = corpus.source_names(seed)
    few = dict(zip(range(9, len(names), 10), RIGHTS * 2, strict=True))
    return [
        Source(name=name, slug=slugify(name), rights=few.get(n, Source.Rights.FULL_TEXT))
        for n, name in enumerate(names)
    ]


def _article(number: int, text: corpus.Text, sources: list[Source]) -> Article:
    return Article(
        pk=number,
        kicker=text.kicker,
        headline=text.headline,
        standfirst=text.standfirst,
        body="\n".join(f"<p>{paragraph}</p>" for paragraph in text.paragraphs),
        slug=slugify(text.headline),
        source=sources[text.source],
        published_on=text.day,
        published_precision=Article.Precision.DAY,
        sort_date=text.day,
        status=Article.Status.PUBLISHED,
        published_at=LONG_AGO,
        version=1,
    )


Batch = list[tuple[int, corpus.Text]]


def _coverage(batch: Batch) -> Iterator[Coverage]:
    for number, text in batch:
        if text.summit:
            yield Coverage(article_id=number, summit_id=text.summit)
        for summit in text.background:
            yield Coverage(article_id=number, summit_id=summit, role=Coverage.Role.BACKGROUND)


def _members(batch: Batch) -> Iterator[MemberMention]:
    return (MemberMention(article_id=n, member_id=m) for n, text in batch for m in text.members)


def _initiatives(batch: Batch) -> Iterator[InitiativeMention]:
    return (
        InitiativeMention(article_id=number, initiative_id=initiative, position=position)
        for number, text in batch
        for position, initiative in enumerate(text.initiatives)
    )


def _photos(batch: Batch) -> Iterator[Photo]:
    return (
        Photo(article_id=number, caption=caption, position=position)
        for number, text in batch
        for position, caption in enumerate(text.captions)
    )


def _tell_the_planner() -> None:
    """Articles were given their numbers: PostgreSQL's counter and statistics know nothing of it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('articles_article', 'id'), max(id)) "
                "FROM articles_article"
            )
        cursor.execute("ANALYZE")
