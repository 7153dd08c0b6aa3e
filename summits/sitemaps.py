"""The addresses of summits, members, initiatives and cities for search engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest

from summits.models import City, Initiative, Member, Summit

SIZE = 10_000  # numbers of records in one document: at most so many addresses


@dataclass(frozen=True)
class Section:
    """Public records of one kind with `changed_at`, when what readers see changed; a record may
    come more than once, with each of its changes. `fields` are what its address is made of.

    A document has those of a range of numbers: a new record changes the last one alone, and each
    is found without counting those before it.
    """

    name: str
    records: Callable[[], QuerySet]
    fields: tuple[str, ...] = ("slug",)

    def parts(self) -> QuerySet:
        """Name, number and time of the latest change of each document that has any address."""
        numbered = self.records().order_by().values(document=F("pk") / SIZE)
        dated = numbered.annotate(section=Value(self.name), last=Max("changed_at"))
        return dated.values_list("section", "document", "last")

    def addresses(self, document: int) -> Iterator[tuple[str, datetime]]:
        numbers = self.numbers(document)
        records = self.records().filter(pk__gte=numbers.start, pk__lt=numbers.stop)
        dated = records.order_by("pk").values(*self.fields).annotate(last=Max("changed_at"))
        for fields in dated:
            changed_at = fields.pop("last")
            yield records.model(**fields).permalink, changed_at

    def numbers(self, document: int) -> range:
        return range(document * SIZE, (document + 1) * SIZE)


def of_records(model) -> Callable[[], QuerySet]:
    return lambda: model.objects.published().annotate(changed_at=F("updated_at"))


def cities() -> QuerySet:
    """A city changes with the summits that its page lists."""
    latest = Coalesce(F("summits__updated_at"), F("updated_at"))
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
