"""The articles that stand on the page of a summit, a year or a city, as cards."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from csto_archive.versions import remembered
from summits.coverage import public_articles
from summits.sayings import SHOWN, Sayings


@dataclass(frozen=True)
class Shown:
    """The newest articles about a summit, the newest that only recall it, and of the stories about
    it that were carried most one article each."""

    about: list
    recalling: list
    stories: list


def newest_about(summits: tuple[int, ...]) -> list:
    """The newest articles about any of these summits, a story once."""
    return cards_of(_newest_about(summits))


def newest_linked(to: str = "", number: int = 0) -> list:
    """The newest articles linked to a record (`members`, `initiatives`) of this number, or all."""
    return cards_of(_newest_linked(to, number))


@remembered
def _newest_about(summits: tuple[int, ...]) -> tuple[int, ...]:
    return _newest(public_articles().about_any(summits))


@remembered
def _newest_linked(to: str, number: int) -> tuple[int, ...]:
    return _newest(public_articles().filter(**({to: number} if to else {})))


def _newest(articles: QuerySet) -> tuple[int, ...]:
    numbers = articles.newest_first().once_a_story().values_list("pk", flat=True)
    return tuple(numbers[:SHOWN])


def shown_of(sayings: Sayings) -> Shown:
    """All three in the questions of one list of articles."""
    about, recalling, carried = sayings.about, sayings.recalling, sayings.carried
    found = {article.pk: article for article in cards_of({*about, *recalling, *carried})}
    stories = filter(attrgetter("story"), _among(found, carried))
    ranked = sorted(stories, key=attrgetter("carrier_count"), reverse=True)
    return Shown(_among(found, about), _among(found, recalling), ranked)


def cards_of(numbers: Collection[int]) -> list:
    return public_articles().model.cards.of(numbers)


def _among(found: dict[int, Any], numbers: Iterable[int]) -> list:
    return [found[number] for number in numbers if number in found]
