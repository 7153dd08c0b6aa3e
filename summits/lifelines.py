"""The life of an initiative in the press: from its announcement through all that names it later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from csto_archive.arabic.dates import format_date
from csto_archive.charts.series import Chart, Form, Point, number
from summits.charting import Kind, by_year, left_out, undated
from summits.models import Initiative, Measure, Summit

MOST_MONTHS = 36

Month = tuple[int, int]


@dataclass(frozen=True)
class Step:
    """A month, or a year where no more is known, in which something named the initiative.

    `rate` is how many did for every 10,000 words published at that time, None where too few were;
    `summits` met at that time.
    """

    at: Month
    told: str
    rate: float | None
    summits: tuple[Summit, ...] = ()

    @property
    def label(self) -> str:
        return label_of(self.at)


@dataclass(frozen=True)
class Lifeline:
    """`months` and `of_summits` count all articles, `own` and `own_of_summits` those that name the
    initiative, in months and of summits."""

    initiative: Initiative
    summits: tuple[Summit, ...]
    months: tuple
    own: tuple
    of_summits: tuple
    own_of_summits: tuple

    @classmethod
    def questions(cls, initiative: Initiative) -> tuple[tuple, ...]:
        own = ("initiative", initiative.pk)
        return ("month",), ("month", *own), ("summit",), ("summit", *own)

    @cached_property
    def kind(self) -> Kind:
        return Kind.among(self.months)

    @cached_property
    def total(self) -> int:
        return sum(map(self.kind.count, self.own))

    @property
    def told(self) -> str:
        return self.kind.told(self.total)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What named it, in order, what has no date at the end; by years where the months are too
        many to read."""
        named = [month for month in self.own if self.kind.count(month)]
        named.sort(key=lambda month: not month.year)
        if len(named) > MOST_MONTHS:
            years, own = by_year(self.months), by_year(named)
            steps = [self._step((year, 0), own[year], years.get(year)) for year in own]
            return (*steps, *(self._step(when(month), month, None) for month in undated(named)))
        all_of = {(month.year, month.month): month for month in self.months}
        return tuple(self._step(at, own, all_of[at]) for own in named for at in [when(own)])

    @property
    def before(self) -> list[Step]:
        """What named it before its day."""
        return [step for step in self.steps if self._is_before(step)]

    @property
    def after(self) -> list[Step]:
        return [step for step in self.steps if not self._is_before(step)]

    def _is_before(self, step: Step) -> bool:
        begun = self.initiative.date
        return bool(step.at[0]) and step.at < (begun.year, begun.month if step.at[1] else 0)

    def _step(self, at: Month, own, tally) -> Step:
        rate = self.kind.rate(own, tally) if at[0] else None
        met = (s for s in self.summits if at[1] and (s.start_date.year, s.start_date.month) == at)
        return Step(at, self.kind.told(self.kind.count(own)), rate, tuple(met))

    @cached_property
    def by_time(self) -> Chart:
        """From the announcement to the latest article of the archive, a dot a month or a year."""
        first, last = self._ends()
        months = list(_months(first, last))
        by_month = len(months) <= MOST_MONTHS
        if by_month:
            own, all_of = ({when(t): t for t in tallies} for tallies in (self.own, self.months))
            points = [self._point(at, own.get(at), all_of.get(at)) for at in months]
        else:
            own, all_of = by_year(self.own), by_year(self.months)
            years = range(min([first[0], *own]), max([last[0], *own]) + 1)
            times = [(year, 0) for year in years]
            points = [self._point(at, own.get(at[0]), all_of.get(at[0])) for at in times]
        unplaced = [t for t in self.own if not t.year or (by_month and not t.month)]
        return self._chart("initiative-times", Form.LINE, _("الزمن"), points, unplaced)

    def _ends(self) -> tuple[Month, Month]:
        announced = (self.initiative.date.year, self.initiative.date.month)
        known = [when(month) for month in self.own if month.year and month.month]
        latest = [when(month) for month in self.months if month.year and month.month]
        return min([announced, *known]), max([announced, *latest])

    def _point(self, at: Month, own, tally) -> Point:
        short = label_of(at).partition("/")[0] if at[1] > 1 else str(at[0])
        return self._counted(label_of(at), own, tally, short)

    @cached_property
    def by_summit(self) -> Chart:
        """What was written about each summit, the latest first, where it named the initiative or
        was enough to tell that it did not."""
        own = {tally.record: tally for tally in self.own_of_summits}
        points = [
            self._counted(f"{known.place}، {known.dates}", own.get(tally.record), tally)
            for known in self.summits
            for tally in self.of_summits
            if tally.record == known.pk and self._matters(known, own.get(tally.record), tally)
        ]
        return self._chart("initiative-summits", Form.ROWS, _("القمة"), points)

    def _matters(self, summit: Summit, own, tally) -> bool:
        later = summit.end_date >= self.initiative.date
        return bool(self.kind.count(own)) or (later and self.kind.is_enough(tally))

    def _counted(self, label: str, own, tally, short: str = "") -> Point:
        rate, n = self.kind.rate(own, tally), self.kind.count(own)
        told = _("%(rate)s لكل 10,000 كلمة، %(told)s")
        told = told % {"rate": number(rate), "told": self.kind.told(n)} if rate is not None else ""
        return Point(label, rate, told, short, rest=(n, self.kind.words(tally)))

    def _chart(
        self, name: str, form: Form, axis: str, points: Sequence[Point], unplaced: Sequence = ()
    ) -> Chart:
        titles = {
            Form.LINE: _("كم ذُكرت قياساً إلى ما كُتب في كل حين"),
            Form.ROWS: _("كم ذُكرت قياساً إلى ما كُتب عن كل قمة"),
        }
        notes = [_too_little(points), *left_out(unplaced, self.own, self.kind)]
        return Chart(
            name=name,
            title=titles[form],
            form=form,
            axis=axis,
            unit=_("ما يذكرها لكل 10,000 كلمة منشورة"),
            points=tuple(points),
            told=self._summed_up(points),
            record=self.initiative.slug,
            about=self.initiative.heading,
            heads=(_("ما يذكرها"), _("كلمات كل ما نُشر")),
            note=" ".join(filter(None, notes)),
            is_sample=self.kind.is_sample,
        )

    def _summed_up(self, points: Sequence[Point]) -> str:
        """All that names it, whatever has no place among these points or more than one."""
        told = self.told
        most = max((point for point in points if point.value), key=lambda p: p.value, default=None)
        if most is None:
            return _("مجموع ما يذكرها: %(told)s.") % {"told": told}
        peak = {"told": told, "when": most.label, "rate": number(most.value)}
        return (
            _(
                "مجموع ما يذكرها: %(told)s. وأكثر ما ذُكرت قياساً إلى المكتوب: %(when)s، "
                "%(rate)s لكل 10,000 كلمة."
            )
            % peak
        )


def initiative_with_measures(slug: str) -> tuple[Initiative, list[Measure]]:
    """In one question: a row for each measure. Raises Http404."""
    rows = Initiative.objects.published().for_list().filter(slug=slug)
    told = {"measure": F("measures__text"), "measure_source": F("measures__source")}
    rows = list(rows.annotate(**told).order_by("measures__position"))
    if not rows:
        raise Http404
    measures = [Measure(text=r.measure, source=r.measure_source) for r in rows if r.measure]
    return rows[0], measures


def when(tally) -> Month:
    return tally.year, tally.month


def label_of(at: Month) -> str:
    year, month = at
    if not year:
        return _("بلا تاريخ معروف")
    return format_date(date(year, month or 1, 1), "month" if month else "year")


def _months(first: Month, last: Month) -> Iterator[Month]:
    for number_of in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]):
        yield number_of // 12, number_of % 12 + 1


def _too_little(points: Sequence[Point]) -> str:
    if all(point.value is not None for point in points):
        return ""
    return _("حيث نُشر أقل من 2,000 كلمة لا تُحسب نسبة: القليل لا يُقاس.")
