"""The addresses of every kind of public page, as many of each as there are to ask by turn."""

from __future__ import annotations

from math import ceil
from random import Random
from urllib.parse import urlencode

from django.db.models import QuerySet

from articles.models import Article, Source
from bench.records import LIST_PAGES, MOST
from summits.models import City, Initiative, Member, Summit

PAGE = 20


def every_page() -> dict[str, list[str]]:
    """Kind -> addresses. The first four are compared with those of others."""
    articles = Article.objects.published()
    read = articles.order_by("-sort_date", "-pk")
    return {
        "list": [f"/articles/?page={number}" for number in range(1, LIST_PAGES + 1)],
        "first page": ["/articles/"],
        "summit": _of(Summit.objects.published()),
        "article": _of(read),
        "home": ["/"],
        "summits": ["/summits/"],
        "grid": ["/summits/?view=grid"],
        "attendance": ["/summits/attendance/"],
        "year": [f"/summits/{year}/" for year in _years()],
        "city": _of(City.objects.filter(pk__in=Summit.objects.values("city"))),
        "members": ["/members/"],
        "member": _of(Member.objects.published()),
        "initiatives": ["/initiatives/"],
        "initiative": _of(Initiative.objects.published()),
        "sources": ["/sources/"],
        "source": _of(Source.objects.published()),
        "filtered list": [f"/articles/?year={year}" for year in _years()],
        "API list": ["/api/v1/articles/"],
        "API article": [f"/api/v1/articles/{article.pk}/" for article in read[:MOST]],
    }


def unseen(seed: int) -> dict[str, list[str]]:
    """Kind -> addresses each of which is asked once. All articles in any order; the pages of the
    lists of the sources, which have each article once; those of the summits, known by nothing but
    a word in the address that means nothing."""
    slugs = list(Source.objects.published().values_list("slug", flat=True))
    lists = [
        f"/articles/?{urlencode({'source': slug})}&page={number}"
        for slug in slugs
        for number in range(1, ceil(_count(slug) / PAGE) + 1)
    ]
    articles = [article.get_absolute_url() for article in Article.objects.published()]
    summits = _of(Summit.objects.published())
    kinds = {
        "new list": lists,
        "new summit": [f"{url}?new={n}" for n in range(MOST) for url in summits],
        "new article": articles,
    }
    for addresses in (lists, articles):
        Random(seed).shuffle(addresses)  # noqa: S311
    return kinds


def _count(source: str) -> int:
    return min(Article.objects.published().filter(source__slug=source).count(), 50 * PAGE)


def _of(records: QuerySet) -> list[str]:
    return [record.get_absolute_url() for record in records[:MOST]]


def _years() -> list[int]:
    days = Summit.objects.published().order_by("start_date").values_list("start_date", flat=True)
    return sorted({day.year for day in days})
