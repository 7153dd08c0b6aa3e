"""Which source wrote about which summit, with the gaps between; for pages, a table and a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from babel import Locale
from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Source
from csto_archive.charts import tables
from csto_archive.versions import remembered
from summits.coverage import Named, Written, articles_address, counts, summits_named

SHARING = 12
COUNTRIES = {**Locale("ar").territories, "BY": "بيلاروسيا", "MD": "مولدوفا"}
KINDS = {
    Source.Kind.NEWSPAPER: _("صحف"),
    Source.Kind.AGENCY: _("وكالات أنباء"),
    Source.Kind.BROADCASTER: _("قنوات وإذاعات"),
    Source.Kind.SITE: _("مواقع إخبارية"),
}
ABOUT = {"coverage__role": "main", "source__isnull": False}


@dataclass(frozen=True)
class Outlet:
    """A source in a list; `years`: the first and the last in which it published something that
    the archive has, none where no date is known."""

    number: int
    slug: str
    name: str
    kind: str
    country: str
    written: Written
    years: tuple[int, ...]

    @property
    def address(self) -> str:
        return reverse("articles:source", args=[self.slug])

    @property
    def permalink(self) -> str:
        return settings.SITE_URL + self.address

    @property
    def kind_label(self) -> str:
        return str(Source.Kind(self.kind).label)

    @property
    def country_name(self) -> str:
        return country_name(self.country)


@dataclass(frozen=True)
class Covered:
    """What a source wrote about a summit; `state`: told, or nothing is kept and the summit was
    between two that the source wrote about (gap), or not (outside)."""

    summit: Named
    written: Written
    state: str
    address: str


@dataclass(frozen=True)
class Sharing:
    """Another source and how many stories it has in common with this one."""

    name: str
    slug: str
    stories: int


@dataclass(frozen=True)
class Dossier:
    """What a source wrote, the latest summit first, gaps between, and with whom it shares stories.

    `summits` and `told`: how many there were from the first to the last it wrote about, and about
    how many of them it did."""

    years: tuple[tuple[int, tuple[Covered, ...]], ...]
    summits: int
    told: int
    sharing: tuple[Sharing, ...]


def country_name(code: str) -> str:
    """In Arabic, "" for no country or one that nobody knows."""
    return COUNTRIES.get(code.upper(), "")


@remembered
def outlets() -> tuple[Outlet, ...]:
    """All sources with public articles, by name, in one question: each looks up its own."""
    own = Article.objects.published().filter(source=OuterRef("pk"), published_on__isnull=False)
    days = own.order_by("published_on").values("published_on")
    ends = {"first": Subquery(days[:1]), "last": Subquery(days.reverse()[:1])}
    fields = ("pk", "slug", "name", "kind", "country_code", "article_count", "sample_count")
    known = Source.objects.published().for_list().annotate(**ends)
    return tuple(map(_outlet, known.values(*fields, *ends)))


def _outlet(row: dict) -> Outlet:
    known = (day for day in (row["first"], row["last"]) if day)
    samples = row["sample_count"]
    return Outlet(
        row["pk"], row["slug"], row["name"], row["kind"], row["country_code"],
        Written(row["article_count"] - samples, samples),
        tuple(sorted({day.year for day in known})),
    )  # fmt: skip


def by_kind(listed: Iterable[Outlet]) -> list[tuple[str, list[tuple[str, list[Outlet]]]]]:
    """Outlets under their kinds and these under their countries, unknown ones last."""
    kinds = list(KINDS)
    order = sorted(listed, key=lambda o: (kinds.index(o.kind), not o.country_name, o.country_name))
    return [
        (KINDS[kind], [(name, list(of)) for name, of in groupby(same, attrgetter("country_name"))])
        for kind, same in groupby(order, attrgetter("kind"))
    ]


@remembered
def written_by_summit() -> tuple[tuple[int, int, Written], ...]:
    """With the number of the source and that of the summit, in one question."""
    pairs = Article.objects.published().filter(**ABOUT).order_by()
    counted = pairs.values("source", "coverage__summit").annotate(**counts())
    return tuple((p["source"], p["coverage__summit"], written_in(p)) for p in counted)


def written_in(row: dict) -> Written:
    """Of a group with the annotations of `counts`."""
    return Written(row["articles"], row["samples"])


def coverage_rows(
    listed: Iterable[Outlet], summits: Sequence[Named]
) -> list[tuple[Outlet, list[Covered]]]:
    """Of each outlet what it wrote about each of the summits."""
    written = defaultdict(dict)
    for source, summit, count in written_by_summit():
        written[source][summit] = count
    return [(one, _covered(one.slug, summits, written[one.number])) for one in listed]


def _covered(source: str, summits: Iterable[Named], written: dict[int, Written]) -> list[Covered]:
    days = [summit.start_date for summit in summits if summit.number in written]
    first, last = min(days, default=date.max), max(days, default=date.min)
    return [
        Covered(summit, written[summit.number], "told",
                articles_address(source=source, summit=summit.slug))
        if summit.number in written
        else Covered(summit, Written(), "gap" if first < summit.start_date < last else "outside",
                     summit.address)
        for summit in summits
    ]  # fmt: skip


def ranked() -> list[Outlet]:
    """Those that wrote most first."""
    return sorted(outlets(), key=lambda outlet: -outlet.written.total)


def as_csv(rows: Iterable[tuple[Outlet, list[Covered]]], summits: Iterable[Named]) -> str:
    """A line a source, a column a summit, 0 where nothing is kept (RFC 4180)."""
    columns = _("المصدر"), _("النوع"), _("الدولة"), _("المقالات"), _("منها عيّنات تعليمية")
    lines = [[*map(str, columns), *(summit.slug for summit in summits)]]
    for outlet, cells in rows:
        facts = [outlet.name, outlet.kind_label, outlet.country_name]
        written = [outlet.written.total, outlet.written.samples]
        lines.append([*facts, *written, *(cell.written.total for cell in cells)])
    return tables.as_csv(lines)


def with_ends(sources: QuerySet) -> QuerySet:
    """With the `first` and the `last` article whose date is known."""
    own = Article.objects.published().filter(source=OuterRef("pk"))
    dated = own.filter(published_on__isnull=False)
    told = JSONObject(
        number="pk", slug="slug", headline="headline", day="published_on",
        precision="published_precision", is_sample="is_sample",
    )  # fmt: skip
    first, last = dated.order_by("published_on", "pk"), dated.order_by("-published_on", "-pk")
    return sources.annotate(
        first=Subquery(first.values(told=told)[:1]),
        last=Subquery(last.values(told=told)[:1]),
    )


@dataclass(frozen=True)
class End:
    """The first or the last article of a source, `day` as precise as it is known."""

    headline: str
    address: str
    day: date
    precision: str
    is_sample: bool


def ends_of(source: Source) -> list[End]:
    """The first and the last, nothing where they are one; of a source `with_ends`."""
    return [] if source.first == source.last else [_end(source.first), _end(source.last)]


def _end(told: dict) -> End:
    address = reverse("articles:article", args=[told["number"], told["slug"]])
    day = date.fromisoformat(told["day"])
    return End(told["headline"], address, day, told["precision"], bool(told["is_sample"]))


@remembered
def dossier_of(source: int, slug: str) -> Dossier:
    """Of the source of this number and address."""
    own = Article.objects.published().filter(source=source).order_by()
    pairs = own.filter(**ABOUT).values("coverage__summit").annotate(**counts())
    written = {pair["coverage__summit"]: written_in(pair) for pair in pairs}
    cells = [c for c in _covered(slug, summits_named(), written) if c.state != "outside"]
    years = groupby(cells, key=lambda cell: cell.summit.start_date.year)
    told = sum(cell.state == "told" for cell in cells)
    return Dossier(
        tuple((year, tuple(same)) for year, same in years), len(cells), told, _sharing(source, own)
    )


def _sharing(source: int, own: QuerySet) -> tuple[Sharing, ...]:
    stories = own.filter(story_family__isnull=False).values("story_family")
    carriers = Article.objects.published().filter(story_family__in=stories, source__isnull=False)
    others = carriers.exclude(source=source).values("source__name", "source__slug")
    counted = others.annotate(stories=Count("story_family", distinct=True))
    most = counted.order_by("-stories", "source__name")[:SHARING]
    return tuple(Sharing(o["source__name"], o["source__slug"], o["stories"]) for o in most)
