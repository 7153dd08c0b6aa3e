"""The front page and the word to search engines. The error pages are templates alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import StoryFamily
from csto_archive import heads
from summits.charting import Kind, asked, coverage_by_year
from summits.models import Initiative, Member, Summit
from summits.shelf import with_cities
from summits.showing import newest_linked

NEWEST = 6
STORIES = 4
COLOURS = ("paper", "sheet", "ink", "muted", "rule", "link", "red", "stamp", "stamp-paper", "mark")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    summits = with_cities()
    months, of_members, of_summits = asked(("month",), ("member",), ("summit",))
    kind, today = Kind.among(months), timezone.localdate()
    members, kinds = ways_in({tally.record: kind.count(tally) for tally in of_members})
    latest = next((s for s in summits if s.status == Summit.Status.HELD), None)
    about = {tally.record: kind.count(tally) for tally in of_summits}
    stories = StoryFamily.objects.published().for_detail().order_by("-pk")
    announced = [s for s in summits if s.status == Summit.Status.ANNOUNCED]
    context = {
        "today": today,
        "announced": announced[-1] if announced else None,
        "latest": latest,
        "about_latest": kind.told(about[latest.pk]) if latest and latest.pk in about else "",
        "articles": newest_linked()[:NEWEST],
        "stories": stories[:STORIES],
        "years": grouped(summits, "year", "start_date.year"),
        "cities": sorted(
            grouped(summits, "city", "city"), key=lambda g: (-g["held"], g["city"].name)
        ),
        "members": members,
        "kinds": kinds,
        "summits": summits,
        "tally": {
            "articles": sum(month.articles for month in months),
            "samples": sum(month.samples for month in months),
        },
        "initiative_count": sum(count for _kind, _label, count in kinds),
        "kind": kind,
        "chart": coverage_by_year(months),
    }
    return render(request, "home.html", context | heads.of_home())


def grouped(summits: Sequence[Summit], name: str, by: str) -> list[dict]:
    """Groups by an attribute, in the order of their first summits: the `name` of what they have in
    common and how many of each status they have."""
    groups: dict[object, Counter] = {}
    for summit in summits:
        groups.setdefault(attrgetter(by)(summit), Counter())[summit.status] += 1
    return [{name: common, **dict.fromkeys(Summit.Status.values, 0), **counts}
            for common, counts in groups.items() if common]  # fmt: skip


def ways_in(mentions: dict[int, int]) -> tuple[list[tuple], list[tuple]]:
    """States with how often they are named, and kinds of initiatives with how many there are: in
    one question, two small tables one after the other."""
    members = Member.objects.published().order_by().values_list("slug", "name", "pk", Value(0))
    kinds = Initiative.objects.published().order_by().values("kind")
    kinds = kinds.annotate(n=Count("pk")).values_list("kind", Value(""), "n", Value(1))
    rows = list(members.union(kinds, all=True))
    named = sorted((row for row in rows if row[3] == 0), key=lambda row: row[1])
    counts = {row[0]: row[2] for row in rows if row[3] == 1}
    return (
        [(slug, name, mentions.get(pk, 0)) for slug, name, pk, _kind in named],
        [(k, label, counts[k]) for k, label in Initiative.Kind.choices if k in counts],
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part of the pages side by side, for those who change them."""
    icons = sorted(path.stem for path in (settings.BASE_DIR / "templates" / "icons").iterdir())
    context = {
        "articles": newest_linked()[:2],
        "summit": Summit.objects.published().held().for_list().first(),
        "icons": icons,
        "colours": COLOURS,
        "page": Paginator(range(200), 20).get_page(5),
    }
    return render(request, "styleguide.html", context)
