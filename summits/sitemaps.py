"""The addresses of summits, members, initiatives and cities for search engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from summits.models import City, Initiative, Member, Summit

SIZE = 10_000  # numbers of records in one document: at most so many addresses


@dataclass(frozen=True)
class Section:
    """Public records of one kind with `changed_at`, the time of what readers last saw change.

    A document has those of a range of numbers: a new record changes the last one alone, and each
    is found without counting those before it.
    """

    name: str
    records: Callable[[], QuerySet]
    fields: tuple[str, ...] = ("slug",)  # what the address is made of

    def parts(self) -> QuerySet:
        """Name, number and time of the latest change of each document that has any address."""
        numbered = self.records().order_by().values(document=F("pk") / SIZE)
        dated = numbered.annotate(section=Value(self.name), last=Max("changed_at"))
        return dated.values_list("section", "document", "last")

    def addresses(self, document: int) -> Iterator[tuple[str, datetime]]:
        numbers = range(document * SIZE, (document + 1) * SIZE)
        records = self.records().filter(pk__gte=numbers.start, pk__lt=numbers.stop)
        for record in records.only(*self.fields).order_by("pk").iterator(2000):
            yield record.permalink, record.changed_at


def of_records(model) -> Callable[[], QuerySet]:
    return lambda: model.objects.published().annotate(changed_at=F("updated_at"))


def cities() -> QuerySet:
    """A city changes with the summits that its page lists."""
    there = Summit.objects.published().filter(city=OuterRef("pk")).order_by("-updated_at")
    latest = Coalesce(Subquery(there.values("updated_at")[:1]), F("updated_at"))
    return City.objects.published().annotate(changed_at=Greatest(F("updated_at"), latest))


SECTIONS = [
    Section("summits", of_records(Summit)),
    Section("members", of_records(Member)),
    Section("initiatives", of_records(Initiative)),
    Section("cities", cities),
]


def years() -> QuerySet:
    """The years that have a page, each with the latest change of what that lists."""
    summits = Summit.objects.published().order_by().values(year=F("start_date__year"))
    return summits.annotate(last=Max("updated_at")).order_by("year").values_list("year", "last")
