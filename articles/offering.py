"""What the public articles are about and who published them, counted for the filters of lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CharField, QuerySet, Value

from articles.models import Article, Source
from csto_archive.facets import Marks
from summits.choices import Offer
from summits.models import Member

NAMED = {"member": Member, "source": Source}
MOST_CHOICES = 100
# Of a row: kind of link, number of what is linked, number of the article, then slug and name.
Link = tuple[str, int | None, int, str, str]
Names = Mapping[tuple[str, int], tuple[str, str]]
NO_TEXT = Value("", CharField())


@dataclass(frozen=True)
class ArticleOffer(Offer):
    """`marks` are those of the articles, `summits` those of the summits they may be about."""

    summits: Marks


def article_offer(summits: Offer) -> ArticleOffer:
    """All links of all public articles in one query, whatever there is of them."""
    links = list(_links())
    names = {(kind, number): (slug, name) for kind, number, _no, slug, name in links if name}
    marks = Marks.of(
        ((kind, _known_as(names, kind, number)), article)
        for kind, number, article, _slug, name in links
        if not name
    )
    choices = {kind: _most_frequent(kind, marks, names) for kind in NAMED}
    return ArticleOffer({**summits.choices, **choices}, marks, summits.marks)


def _links() -> QuerySet:
    public = Article.objects.published().order_by()
    about = public.filter(coverage__role="main")
    return _rows("source", public, "source").union(
        _rows("sample", public.filter(is_sample=True), Value(0)),
        _rows("summit", about, "coverage__summit"),
        _rows("member", public.filter(mentions__isnull=False), "mentions__member"),
        *(
            model.objects.order_by().values_list(_text(kind), "pk", Value(0), "slug", "name")
            for kind, model in NAMED.items()
        ),
        all=True,
    )


def _rows(kind: str, articles: QuerySet, number) -> QuerySet:
    return articles.values_list(_text(kind), number, "pk", NO_TEXT, NO_TEXT)


def _text(text: str) -> Value:
    return Value(text, CharField())


def _known_as(names: Names, kind: str, number: int | None) -> str | int:
    """Records by their slug, as in addresses; "" for an article without a source."""
    return names.get((kind, number), ("",))[0] if kind in NAMED else number


def _most_frequent(kind: str, marks: Marks, names: Names) -> tuple[tuple[str, str], ...]:
    """The choices that most articles have, by name."""

    def frequency(choice: tuple[str, str]) -> int:
        return marks.having((kind, choice[0])).bit_count()

    occurring = [
        choice for (k, _number), choice in names.items() if k == kind and frequency(choice)
    ]
    most = sorted(occurring, key=frequency, reverse=True)[:MOST_CHOICES]
    return tuple(sorted(most, key=lambda choice: choice[1]))
