"""What the press wrote about summits, as counts and series that tables and charts show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Case, Count, Q, QuerySet, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from csto_archive.arabic.dates import format_date, format_range, weekday_name
from csto_archive.versions import remembered
from summits.models import Summit

SOURCES = 12
DAYS_BEFORE, DAYS_AFTER = 3, 7
SAMPLES = Q(is_sample=True)


@dataclass(frozen=True)
class Written:
    """How many `articles` of the press there are, and how many `samples`, which are invented."""

    articles: int = 0
    samples: int = 0

    @property
    def total(self) -> int:
        return self.articles + self.samples

    def __add__(self, other: Written) -> Written:
        return Written(self.articles + other.articles, self.samples + other.samples)


@dataclass(frozen=True)
class Bar:
    """A value of a series with its label and, where it leads somewhere, its address."""

    label: str
    written: Written
    address: str = ""
    day: date | None = None

    @property
    def value(self) -> int:
        return self.written.total


@dataclass(frozen=True)
class Series:
    """Labels, values and addresses in the order in which they are read."""

    bars: tuple[Bar, ...] = ()

    @property
    def most(self) -> int:
        return max((bar.value for bar in self.bars), default=0)

    @property
    def lengths(self) -> list[tuple[Bar, int, int]]:
        """Each bar, where it starts from the left and how long it is, in percent of the longest;
        what is there at all is seen."""
        parts = ((bar, bar.value and max(1, bar.value * 100 // self.most)) for bar in self.bars)
        return [(bar, 100 - part, part) for bar, part in parts]


@dataclass(frozen=True)
class DaysAround:
    """The days of a summit and those around them, none where nothing came out on any; and what
    came out before them, after them, and nobody knows on which day."""

    days: Series
    before: Written
    after: Written
    undated: Written


@dataclass(frozen=True)
class SummitCoverage:
    """The public articles about a summit; `by_day` those whose day is known."""

    slug: str
    written: Written
    by_day: tuple[tuple[date, Written], ...]
    undated: Written
    sources: Series
    source_count: int

    def around(self, start: date, end: date, today: date) -> DaysAround:
        """From some days before the summit to some after it, but to no day that is to come."""
        first, last = start - timedelta(DAYS_BEFORE), min(end + timedelta(DAYS_AFTER), today)
        bars = tuple(self._bars(first, last))
        return DaysAround(
            Series(bars if any(bar.value for bar in bars) else ()),
            total(written for day, written in self.by_day if day < first),
            total(written for day, written in self.by_day if day > last),
            self.undated,
        )

    def _bars(self, first: date, last: date) -> Iterator[Bar]:
        """The days on which something came out; what lies between two of them is one bar."""
        told = dict(self.by_day)
        span = (first + timedelta(n) for n in range((last - first).days + 1))
        for is_told, run in groupby(span, told.__contains__):
            days = list(run)
            if is_told:
                yield from (self._bar(day, told[day]) for day in days)
            elif len(days) > 1:
                yield Bar(format_range(days[0], days[-1]), Written())
            else:
                yield self._bar(days[0], Written())

    def _bar(self, day: date, written: Written) -> Bar:
        label = f"{weekday_name(day)} {format_date(day)}"
        that_day = articles_address(summit=self.slug, published_on=day) if written.total else ""
        return Bar(label, written, that_day, day)


@dataclass(frozen=True)
class Overview:
    """What was written about several summits, and by how many sources that are known."""

    written: Written
    sources: int


@dataclass(frozen=True)
class Named:
    """A summit as lists and tables name it."""

    number: int
    slug: str
    place: str
    start_date: date
    dates: str
    status: str
    get_status_display: str

    @property
    def address(self) -> str:
        return reverse("summits:summit", args=[self.slug])


def total(parts: Iterable[Written]) -> Written:
    return sum(parts, Written())


def articles_address(**chosen) -> str:
    """Of the list of articles with these filters."""
    query = QueryDict(mutable=True)
    query.update(chosen)
    return f"{reverse('articles:articles')}?{query.urlencode()}"


def counts() -> dict[str, Count]:
    """The annotations `articles` and `samples` of grouped articles."""
    return {"articles": Count("pk", filter=~SAMPLES), "samples": Count("pk", filter=SAMPLES)}


def public_articles() -> QuerySet:
    return Summit._meta.get_field("articles").related_model.objects.published()


@remembered
def coverage_of(summit: int, slug: str) -> SummitCoverage:
    """Of the summit of this number and address, in one question."""
    day = Case(When(published_precision="day", then="published_on"))
    told = public_articles().about(summit).order_by().values("source__name", "source__slug")
    by_day, by_source = defaultdict(Written), defaultdict(Written)
    for group in told.annotate(day=day).annotate(**counts()):
        written = Written(group["articles"], group["samples"])
        by_day[group["day"]] += written
        by_source[group["source__name"], group["source__slug"]] += written
    undated = by_day.pop(None, Written())
    days = tuple(sorted(by_day.items()))
    known = sum(name is not None for name, _slug in by_source)
    sources = _by_source(slug, by_source)
    return SummitCoverage(slug, total(by_source.values()), days, undated, sources, known)


def _by_source(slug: str, written: dict[tuple, Written]) -> Series:
    """The sources that wrote most; the rest as one bar."""
    ranked = sorted(written.items(), key=lambda item: (-item[1].total, item[0][0] or ""))
    bars = [
        Bar(name, n, articles_address(summit=slug, source=key))
        if name
        else Bar(_("مصدر غير معروف"), n)
        for (name, key), n in ranked[:SOURCES]
    ]
    if rest := ranked[SOURCES:]:
        bars.append(Bar(_("مصادر أخرى"), total(n for _source, n in rest)))
    return Series(tuple(bars))


@remembered
def overview_of(summits: tuple[int, ...]) -> Overview:
    """Each article once, however many of the summits it is about."""
    told = public_articles().about_any(summits)
    found = told.aggregate(**counts(), sources=Count("source", distinct=True))
    return Overview(Written(found["articles"], found["samples"]), found["sources"])


@remembered
def summits_named() -> tuple[Named, ...]:
    """All that were not cancelled, the latest first."""
    summits = Summit.objects.published().exclude(status=Summit.Status.CANCELLED)
    return tuple(
        Named(s.pk, s.slug, s.place, s.start_date, s.dates, s.status, s.get_status_display())
        for s in summits.select_related("city").order_by("-start_date", "-pk")
    )
