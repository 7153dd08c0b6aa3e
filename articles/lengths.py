"""How long lists of articles are, and which come first: what their pages ask before their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import filterfalse, islice
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from articles.querysets import ArticleQuerySet
from csto_archive.paging import MOST_NUMBERED
from csto_archive.versions import remembered

MOST_COUNTED = 10_000
# Stories with the numbers of their articles, those of one story as they came out.
Told = Sequence[tuple[int, int]]
# Asked for in so many ways that nothing of it is kept: words, and days.
PASSING = frozenset(("q", "published_on", "published_after", "published_before"))


@dataclass(frozen=True)
class Length:
    """Of a list: its articles, those among them that are `samples`, and its `entries`, where a
    story is one. `is_capped`: there are more, so many were counted. `first` are the numbers of
    the entries on its numbered pages, where they are kept; `years` are the years of its articles,
    the newest first, each with their number."""

    articles: int
    samples: int
    entries: int
    is_capped: bool = False
    first: tuple[int, ...] = ()
    years: tuple[tuple[int, int], ...] = ()

    @property
    def noun(self) -> str:
        """What its articles are counted as."""
        return "sample" if self.samples and self.samples == self.articles else "article"


@dataclass(frozen=True)
class Listed:
    """A list by what it was `asked` for, and its articles, of which a page has `size`."""

    asked: tuple[tuple[str, Any], ...]
    articles: ArticleQuerySet = field(compare=False)
    entries: ArticleQuerySet = field(compare=False)
    size: int


def length_of(
    asked: Mapping[str, Any], articles: ArticleQuerySet, entries: ArticleQuerySet, size: int
) -> Length:
    """Exact and kept where filters have few values, else as far as it takes no time to count."""
    chosen = {name: getattr(value, "pk", value) for name, value in asked.items() if value}
    if PASSING & chosen.keys():
        some = articles.order_by().values("pk", "story_family", "is_sample")[: MOST_COUNTED + 1]
        counted = _counted(some, "story" in chosen)
        is_capped = counted.articles > MOST_COUNTED
        return replace(counted, articles=min(counted.articles, MOST_COUNTED), is_capped=is_capped)
    return _kept(Listed(tuple(sorted(chosen.items())), articles, entries, size))


def length_of_listed(numbers: Sequence[int], samples: int, told: Told, size: int) -> Length:
    """Of a list whose articles are known by number, the newest first: a story once, where its
    first carrier among them stands."""
    there, stories, others = set(numbers), set(), set()
    for story, number in told:
        if number in there:
            if story in stories:
                others.add(number)
            stories.add(story)
    entries = filterfalse(others.__contains__, numbers)
    first = tuple(islice(entries, MOST_NUMBERED * size + 1))
    return Length(len(numbers), samples, len(numbers) - len(others), first=first)


@remembered
def _kept(listed: Listed) -> Length:
    counted = _counted(listed.articles.order_by(), "story" in dict(listed.asked))
    ordered = listed.entries.newest_first().values_list("pk", flat=True)
    first = tuple(ordered[: MOST_NUMBERED * listed.size + 1])
    return replace(counted, first=first, years=tuple(_years(listed.articles)))


def _counted(articles: ArticleQuerySet, is_one_story: bool) -> Length:
    counts = articles.aggregate(
        articles=Count("pk"),
        samples=Count("pk", filter=Q(is_sample=True)),
        alone=Count("pk", filter=Q(story_family=None)),
        stories=Count("story_family", distinct=True),
    )
    entries = counts["articles"] if is_one_story else counts["alone"] + counts["stories"]
    return Length(counts["articles"], counts["samples"], entries)


def _years(articles: ArticleQuerySet) -> Iterable[tuple[int, int]]:
    """Articles without a date stand in no year."""
    dated = articles.order_by().filter(sort_date__gt=date.min)
    by_year = dated.values_list(ExtractYear("sort_date")).annotate(number=Count("pk"))
    return sorted(by_year, reverse=True)
