"""The charts of what was written in each year: all of it, and of one member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csto_archive.charts.series import Chart, Form, Point
from csto_archive.templatetags.arabic import apart, counted
from summits.models import Member

# Where fewer words were published, one article more or less would change everything.
FEWEST_WORDS = 2_000
PER = 10_000
TOO_LITTLE = gettext_lazy("القليل لا يُقاس")


def asked(*questions: tuple) -> tuple:
    """The answers of `Article.tallies`."""
    return Member._meta.get_field("articles").related_model.tallies.ask(*questions)


@dataclass(frozen=True)
class Kind:
    """Which articles are counted: those of the press, or samples where there is nothing else."""

    is_sample: bool

    @classmethod
    def among(cls, tallies: Sequence) -> Kind:
        return cls(any(t.samples for t in tallies) and not any(t.articles for t in tallies))

    def count(self, tally) -> int:
        """No tally is none."""
        return (tally.samples if self.is_sample else tally.articles) if tally else 0

    def words(self, tally) -> int:
        return (tally.sample_words if self.is_sample else tally.words) if tally else 0

    def is_enough(self, tally) -> bool:
        return self.words(tally) >= FEWEST_WORDS

    @property
    def unit(self) -> str:
        return _("عدد العيّنات") if self.is_sample else _("عدد المقالات")

    def told(self, n: int) -> str:
        return counted(n, "sample" if self.is_sample else "article")

    def rate(self, own, tally) -> float | None:
        """Articles for every 10,000 words that were published, None where those are few."""
        return PER * self.count(own) / self.words(tally) if self.is_enough(tally) else None


def by_year(months: Iterable) -> dict:
    """The tallies of the years that are known."""
    years: dict = {}
    for month in months:
        if month.year:
            years[month.year] = years[month.year] + month if month.year in years else month
    return years


def undated(months: Iterable) -> list:
    return [month for month in months if not month.year]


def coverage_by_year(months: Sequence) -> Chart:
    """All articles by the year in which they came out."""
    kind, years = Kind.among(months), by_year(months)
    points = tuple(_year(year, kind.count(years.get(year)), kind) for year in _span(years))
    return Chart(
        name="coverage-years",
        title=_("ما كُتب في كل سنة"),
        form=Form.COLUMNS,
        axis=_("السنة"),
        unit=kind.unit,
        points=points,
        told=summed_up(points, kind),
        note=" ".join(left_out(undated(months), months, kind)),
        is_sample=kind.is_sample,
    )


def member_by_year(member: Member, months: Sequence, own: Sequence) -> Chart:
    """The articles that name the member, beside all of the same year."""
    kind, years, own_years = Kind.among(months), by_year(months), by_year(own)
    points = tuple(
        _year(
            year, kind.count(own_years.get(year)), kind,
            among=kind.count(years.get(year)),
            rest=_share(kind, own_years.get(year), years.get(year)),
        )
        for year in _span(years)
    )  # fmt: skip
    return Chart(
        name="member-years",
        title=_("ما ذُكرت فيه %(member)s كل سنة") % {"member": apart(member)},
        form=Form.COLUMNS,
        axis=_("السنة"),
        unit=_("ما يذكرها"),
        points=points,
        told=summed_up(points, kind),
        record=member.slug,
        heads=(_("كل ما كُتب"), _("نسبتها المئوية")),
        among=_("كل ما كُتب في السنة"),
        note=" ".join(left_out(undated(own), own, kind)),
        is_sample=kind.is_sample,
    )


def _share(kind: Kind, own, tally) -> tuple[int, str]:
    """All articles of the year and how many of a hundred are its own."""
    among = kind.count(tally)
    enough = among and kind.is_enough(tally)
    return among, f"{100 * kind.count(own) / among:.0f}" if enough else str(TOO_LITTLE)


def _span(years: dict) -> range:
    """Without gaps: a year without articles is shown as one."""
    return range(min(years), max(years) + 1) if years else range(0)


def _year(year: int, n: int, kind: Kind, **more) -> Point:
    days = f"published_after={year}-01-01&published_before={year}-12-31"
    same = f"{reverse('articles:articles')}?{days}&is_sample={str(kind.is_sample).lower()}"
    address = same if n and "rest" not in more else ""
    return Point(str(year), n, kind.told(n), address=address, **more)


def summed_up(points: Sequence[Point], kind: Kind) -> str:
    """«45 مقالاً من 2010 إلى 2026، وأكثرها في 2023: 12 مقالاً.»"""
    there = [point for point in points if point.value]
    if not there:
        return _("لا شيء بعد.")
    total = {"total": kind.told(sum(point.value for point in there))}
    if len(there) == 1:
        return _("%(total)s في %(year)s.") % {**total, "year": there[0].label}
    ends = {"first": there[0].label, "last": there[-1].label}
    span = _("%(total)s من %(first)s إلى %(last)s") % {**total, **ends}
    most = max(point.value for point in there)
    peaks = [point for point in there if point.value == most]
    if len(peaks) > 1:
        return f"{span}."
    peak = {"span": span, "year": peaks[0].label, "most": peaks[0].told}
    return _("%(span)s، وأكثرها في %(year)s: %(most)s.") % peak


def left_out(unplaced: Iterable, tallies: Iterable, kind: Kind) -> Iterator[str]:
    """What a chart of these `tallies` does not show: what it has no place for in time, and samples
    where there are articles."""
    if lost := sum(map(kind.count, unplaced)):
        told = {"told": kind.told(lost)}
        yield _("لا يُعرف تاريخ كل ما حُفظ: بقي خارج الرسم %(told)s.") % told
    if samples := 0 if kind.is_sample else sum(tally.samples for tally in tallies):
        told = {"told": counted(samples, "sample")}
        yield _("لا تُحسب العيّنات التعليمية في الرسم: %(told)s.") % told
