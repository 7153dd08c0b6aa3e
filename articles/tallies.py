"""How much of what is public was written: when, and about what.

Every question is one GROUP BY over the public articles; those that a page has are asked together,
in one statement, and remembered until something public changes. Articles of the press and invented
samples are counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Cast

from csto_archive.versions import remembered

# What an article may be linked to -> the way there from the article.
LINKS = {
    "member": "mentions__member",
    "initiative": "initiative_mentions__initiative",
    "summit": "coverage__summit",
}
# A summit is covered by what is written about it, not by what recalls it.
ABOUT = {"summit": {"coverage__role": "main"}}
NO_DAY = Cast(Value(None), models.DateField())
COLUMNS = ("place", "record", "day", "to")
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


class Question(NamedTuple):
    """Counted `by` month or by each record of a kind of LINKS; if `about` is such a kind, only what
    is linked to the record of that `number`."""

    by: str = "month"
    about: str = ""
    number: int = 0

    def asked(self, articles: models.QuerySet, place: int) -> models.QuerySet:
        """As rows of the same columns, whatever the question."""
        links = {LINKS[self.about]: self.number, **ABOUT.get(self.about, {})} if self.about else {}
        rows = articles.filter(**links).order_by()
        if self.by == "month":
            grouped = {"record": Value(0), "day": F("published_on"), "to": F("published_precision")}
        else:
            link = LINKS[self.by]
            rows = rows.filter(**{f"{link}__isnull": False}, **ABOUT.get(self.by, {}))
            grouped = {"record": F(link), "day": NO_DAY, "to": Value("")}
        return rows.annotate(place=Value(place), **grouped).values(*COLUMNS).annotate(**COUNTS)

    def answered(self, rows: Iterable[dict[str, Any]]) -> tuple[Tally, ...]:
        """Days are put into their months here: no two databases do it alike."""
        tallies: dict[tuple[int, int, int], Tally] = defaultdict(Tally)
        for row in rows:
            _place, record, day, to = (row.pop(column) for column in COLUMNS)
            month = (day.year, day.month * (to != "year")) if day else (0, 0)
            tallies[record, *month] += Tally(**row)
        if self.by == "month":
            return tuple(
                MonthTally(**vars(tally), year=year, month=month)
                for (_record, year, month), tally in sorted(tallies.items())
            )
        return tuple(
            RecordTally(**vars(tally), record=record)
            for (record, *_month), tally in sorted(tallies.items())
        )


class Tallies(models.Manager):
    """`Article.tallies`: how the questions are asked."""

    def ask(self, *questions: tuple) -> tuple[tuple[Tally, ...], ...]:
        """The answer to each `Question` or plain tuple like it, as frozen data: `MonthTally` in
        order of time, or `RecordTally`."""
        return _ask(self.model, tuple(Question(*question) for question in questions))


@remembered
def _ask(
    articles: type[models.Model], questions: tuple[Question, ...]
) -> tuple[tuple[Tally, ...], ...]:
    public = articles.objects.published()
    first, *others = (question.asked(public, at) for at, question in enumerate(questions))
    rows: dict[int, list[dict]] = defaultdict(list)
    for row in first.union(*others, all=True) if others else first:
        rows[row["place"]].append(row)
    return tuple(question.answered(rows[at]) for at, question in enumerate(questions))
