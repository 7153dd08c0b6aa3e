"""How a quote stands in an article: a row of its words, its speaker and the leader, if known."""

from __future__ import annotations

from collections.abc import Collection

from articles.deciding.kinds import KEPT, Kind
from articles.models import Article, Quotation
from summits.models import Leader


def quotation_of(article: Article, value: str) -> Quotation | None:
    quotes = article.quotations.all()
    return next((q for q in quotes if q.text[:KEPT] == value or q.text == value), None)


def quotation_stands(article: Article, field: str, value: str) -> bool:
    return quotation_of(article, value) is not None


def put_quotation(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    """With the speaker that the import found."""
    drawn = (article.imported or {}).get("quotations", ())
    rows = ((place, *row) for place, row in enumerate(drawn) if row[0][:KEPT] == value)
    place, text, speaker, leader = next(rows, (len(drawn), value, "", ""))
    if quotation_of(article, value) is None:
        said_by = Leader.objects.filter(slug=leader).first()
        Quotation.objects.create(
            article=article, text=text, speaker=speaker, leader=said_by, position=place
        )


def remove_quotation(
    article: Article, field: str, value: str, living: Collection[str] = ()
) -> None:
    if quotation := quotation_of(article, value):
        quotation.delete()


def swap_quotation(article: Article, value: str, other: str) -> None:
    """Other words of the same speaker."""
    if quotation := quotation_of(article, value):
        quotation.text = other
        quotation.save()


def read_quotation(article: Article, field: str, typed: str) -> str:
    lines = (" ".join(line.split()) for line in typed.splitlines())
    return Quotation._meta.get_field("text").clean("\n".join(filter(None, lines)), None)


QUOTATION = Kind(quotation_stands, put_quotation, remove_quotation, read_quotation, swap_quotation)
