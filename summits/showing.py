"""The articles that stand on the page of a summit, a year or a city, as cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import attrgetter, or_

from django.db.models import Count, Model, Q, QuerySet

from summits.coverage import public_articles
from summits.models import Summit

SHOWN = 12
STORIES = 6


@dataclass(frozen=True)
class Shown:
    """The newest articles about a summit, the newest that only recall it, and of the stories about
    it that were carried most one article each."""

    about: list[Model]
    recalling: list[Model]
    stories: list[Model]


def newest_about(summits: Iterable[int]) -> QuerySet:
    """The newest articles about any of these summits, a story once."""
    return public_articles().about_any(summits).newest_first().for_list().once_a_story()[:SHOWN]


def shown_of(summit: Summit) -> Shown:
    """All three out of one list of articles: a page asks few questions."""
    public = public_articles().newest_first()
    about = public.about(summit).once_a_story()
    recalling = public.recalling(summit).once_a_story()[:SHOWN]
    carried = about.filter(story_family__in=_most_carried(summit))
    parts = (Q(pk__in=part.values("pk")) for part in (about[:SHOWN], recalling, carried))
    found = {"main": [], "background": []}
    for article in public.filter(reduce(or_, parts)).for_list():
        links = article.coverage.all()
        found[next(link.role for link in links if link.summit_id == summit.pk)].append(article)
    stories = sorted(filter(attrgetter("story"), found["main"]), key=_fewest_carriers_last)
    return Shown(found["main"][:SHOWN], found["background"], stories[:STORIES])


def _most_carried(summit: Summit) -> QuerySet:
    """The numbers of the stories about a summit that most public articles carry."""
    about = public_articles().about(summit).filter(story_family__isnull=False).order_by()
    carriers = public_articles().filter(story_family__in=about.values("story_family")).order_by()
    counted = carriers.values("story_family").annotate(carriers=Count("pk"))
    ranked = counted.filter(carriers__gte=2).order_by("-carriers", "story_family")
    return ranked.values("story_family")[:STORIES]


def _fewest_carriers_last(article: Model) -> int:
    return -article.carrier_count
