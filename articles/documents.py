"""What is searched of articles, as the public sees them: rows of the database in, documents out.

Read in the same few queries however many articles there are. What articles name is read as plain
rows: a rebuild reads hundreds of thousands of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import QuerySet

from articles.bodies import plain_text
from csto_archive.search.documents import Document

TEXTS = ("kicker", "headline", "standfirst", "body", "byline")
FACTS = ("sort_date", "published_on", "published_precision", "source")

Numbered = list[tuple[int, str]]


def documents_of(articles: QuerySet) -> Iterator[Document]:
    """The documents of these public articles, in the order of the articles."""
    found = list(articles.only(*TEXTS, *FACTS).prefetch_related("source", "photos"))
    members = _named(found, articles.model, "mentions", "member_id", "member__name")
    initiatives = _named(
        found, articles.model, "initiative_mentions", "initiative_id", "initiative__title"
    )
    links = _named(found, articles.model, "coverage", "role", "summit_id")
    summits = articles.model._meta.get_field("summits").related_model.objects
    known = summits.select_related("city").in_bulk(
        {number for rows in links.values() for _role, number in rows}
    )
    for article in found:
        linked = [(role, known[number]) for role, number in links[article.pk]]
        yield _document(article, linked, members[article.pk], initiatives[article.pk])


def _named(articles: Iterable, model: type, relation: str, *fields: str) -> Mapping[int, list]:
    """What each of these articles names by this relation: sorted rows of these two fields."""
    rows = model._meta.get_field(relation).related_model.objects
    named = defaultdict(list)
    for article, *row in rows.filter(article__in=[article.pk for article in articles]).values_list(
        "article_id", *fields
    ):
        named[article].append(tuple(row))
    for of_one in named.values():
        of_one.sort()
    return named


def _document(article, links: list, members: Numbered, initiatives: Numbered) -> Document:
    """Every line of a text is a unit that no phrase crosses; `links` are (role, summit)."""
    main = [summit for role, summit in links if role == "main"]
    source = [article.source] if article.source else []
    names = [
        *(name for _role, summit in links for name in summit.names),
        *(name for _number, name in members),
        *(record.name for record in source),
        *(title for _number, title in initiatives),
        article.byline,
    ]
    captions = [text for photo in article.public_photos for text in (photo.caption, photo.credit)]
    lines = {
        "headline": [article.kicker, article.headline],
        "standfirst": [" ".join(article.public_standfirst.split())],
        "body": [plain_text(article.public_body)],
        "captions": captions,
        "names": names,
    }
    return Document(
        article.pk,
        article.sort_date,
        {name: "\n".join(filter(None, texts)) for name, texts in lines.items()},
        {
            "year": tuple(summit.start_date.year for summit in main),
            "city": tuple(summit.city_id for summit in main if summit.city_id),
            "summit": tuple(summit.pk for summit in main),
            "member": tuple(number for number, _name in members),
            "initiative": tuple(number for number, _title in initiatives),
            "source": tuple(record.pk for record in source),
        },
        tuple(_dates(article, (summit for _role, summit in links))),
    )


def _dates(article, summits: Iterable) -> Iterator[str]:
    """The days of publication and of the summits, as precise as they are known: «2023-11»."""
    if article.published_on:
        letters = {"day": len("2023-11-23"), "month": len("2023-11"), "year": len("2023")}
        yield article.published_on.isoformat()[: letters[article.published_precision]]
    for summit in summits:
        yield summit.start_date.isoformat()
        yield summit.end_date.isoformat()
