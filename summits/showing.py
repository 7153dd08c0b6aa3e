"""The articles that stand on the page of a summit, a year or a city, as cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Model, QuerySet

from csto_archive.versions import remembered
from summits.coverage import public_articles
from summits.sayings import SHOWN, Sayings


@dataclass(frozen=True)
class Shown:
    """The newest articles about a summit, the newest that only recall it, and of the stories about
    it that were carried most one article each."""

    about: list[Model]
    recalling: list[Model]
    stories: list[Model]


def newest_about(summits: tuple[int, ...]) -> QuerySet:
    """The newest articles about any of these summits, a story once."""
    return _cards(_newest_about(summits))


@remembered
def _newest_about(summits: tuple[int, ...]) -> tuple[int, ...]:
    newest = public_articles().about_any(summits).newest_first().once_a_story()
    return tuple(newest.values_list("pk", flat=True)[:SHOWN])


def shown_of(sayings: Sayings) -> Shown:
    """All three in the questions of one list of articles."""
    about, recalling, carried = sayings.about, sayings.recalling, sayings.carried
    found = {article.pk: article for article in _cards({*about, *recalling, *carried})}
    stories = filter(attrgetter("story"), _among(found, carried))
    ranked = sorted(stories, key=attrgetter("carrier_count"), reverse=True)
    return Shown(_among(found, about), _among(found, recalling), ranked)


def _cards(numbers: Iterable[int]) -> QuerySet:
    return public_articles().filter(pk__in=numbers).newest_first().for_list()


def _among(found: dict[int, Model], numbers: Iterable[int]) -> list[Model]:
    return [found[number] for number in numbers if number in found]
