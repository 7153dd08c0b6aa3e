"""How much of what is public was written: when, and about what.

Every question is one GROUP BY over the public articles, and is remembered until something public
changes. Articles of the press and invented samples are counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db import models
from django.db.models import Count, Q, Sum

from csto_archive.versions import remembered

# What an article may be linked to -> the way there from the article.
LINKS = {
    "member": "mentions__member",
    "initiative": "initiative_mentions__initiative",
    "summit": "coverage__summit",
}
# A summit is covered by what is written about it, not by what recalls it.
ABOUT = {"summit": {"coverage__role": "main"}}
SAMPLE = Q(is_sample=True)
COUNTS = {
    "articles": Count("pk", filter=~SAMPLE),
    "samples": Count("pk", filter=SAMPLE),
    "words": Sum("word_count", filter=~SAMPLE, default=0),
    "sample_words": Sum("word_count", filter=SAMPLE, default=0),
}


@dataclass(frozen=True)
class Tally:
    """Articles of the press and their words, samples and theirs."""

    articles: int = 0
    samples: int = 0
    words: int = 0
    sample_words: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.articles + other.articles,
            self.samples + other.samples,
            self.words + other.words,
            self.sample_words + other.sample_words,
        )


NOTHING = Tally()


@dataclass(frozen=True)
class MonthTally(Tally):
    """What came out in a month; `month` is 0 where no more than the year is known, and `year`
    where not even that is."""

    year: int = 0
    month: int = 0


@dataclass(frozen=True)
class RecordTally(Tally):
    """What is linked to the record of this number."""

    record: int = 0


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, NOTHING)


def by_year(months: Iterable[MonthTally]) -> dict[int, Tally]:
    """The years in order; what has no known year is left out."""
    years: dict[int, Tally] = defaultdict(Tally)
    for month in sorted(months, key=attrgetter("year", "month")):
        if month.year:
            years[month.year] += month
    return dict(years)


class Tallies(models.Manager):
    """`Article.tallies`: the questions, as frozen data that may be kept."""

    def months(self, link: str = "", number: int = 0) -> tuple[MonthTally, ...]:
        """Of all, or of what is linked to one record: `months("member", armenia.pk)`."""
        return _months(self.model, link, number)

    def of_each(self, link: str, other: str = "", number: int = 0) -> tuple[RecordTally, ...]:
        """Of each record of a kind: `of_each("member")`; of each summit, what is linked to one
        record besides: `of_each("summit", "initiative", number)`."""
        return _of_each(self.model, link, other, number)


@remembered
def _months(articles: type[models.Model], link: str, number: int) -> tuple[MonthTally, ...]:
    """Grouped by day, which both databases do alike; a day is put into its month here."""
    rows = _linked(articles, link, number).values("published_on", "published_precision")
    months: dict[tuple[int, int], Tally] = defaultdict(Tally)
    for row in rows.order_by().annotate(**COUNTS):
        day, precision = row.pop("published_on"), row.pop("published_precision")
        month = (day.year, day.month * (precision != "year")) if day else (0, 0)
        months[month] += Tally(**row)
    return tuple(
        MonthTally(**vars(tally), year=year, month=month)
        for (year, month), tally in sorted(months.items())
    )


@remembered
def _of_each(
    articles: type[models.Model], link: str, other: str, number: int
) -> tuple[RecordTally, ...]:
    there = {f"{LINKS[link]}__isnull": False, **ABOUT.get(link, {})}
    rows = _linked(articles, other, number).filter(**there).values(record=models.F(LINKS[link]))
    return tuple(RecordTally(**row) for row in rows.annotate(**COUNTS).order_by("record"))


def _linked(articles: type[models.Model], link: str, number: int) -> models.QuerySet:
    public = articles.objects.published()
    return public.filter(**{LINKS[link]: number}, **ABOUT.get(link, {})) if link else public
