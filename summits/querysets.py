"""The questions asked of the reference data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from csto_archive.records import RecordQuerySet

MEASURES_REPORTED = 20


class Kept(Value):
    """What `tell` tells when the question is asked, as JSON."""

    def __init__(self, tell: Callable[[], Mapping[int, int]]) -> None:
        super().__init__(tell, TextField())

    def as_sql(self, compiler, connection):
        return "%s", [json.dumps(self.value())]


class At(Func):
    """The number that is kept in memory for the record of this number, 0 for none."""

    output_field = IntegerField()

    def __init__(self, record: str, tell: Callable[[], Mapping[int, int]]) -> None:
        super().__init__(Kept(tell), Cast(record, TextField()))

    def as_sqlite(self, compiler, connection, **context):
        found = "COALESCE(json_extract(%(expressions)s), 0)"
        joiner = ", '$.' || "
        return self.as_sql(compiler, connection, template=found, arg_joiner=joiner)

    def as_postgresql(self, compiler, connection, **context):
        found = "COALESCE((CAST(%(expressions)s))::integer, 0)"
        joiner = " AS jsonb) ->> ("
        return self.as_sql(compiler, connection, template=found, arg_joiner=joiner)


class MemberQuerySet(RecordQuerySet):
    def on(self, day: date) -> MemberQuerySet:
        """The members of the organisation on that day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


def counts_of_status() -> dict[str, Count]:
    """The annotations `held`, `announced` and `cancelled` of grouped summits."""
    statuses = ("held", "announced", "cancelled")
    return {status: Count("pk", filter=Q(status=status)) for status in statuses}


class SummitQuerySet(RecordQuerySet):
    def held(self) -> SummitQuerySet:
        return self.filter(status=self.model.Status.HELD)

    def announced(self) -> SummitQuerySet:
        return self.filter(status=self.model.Status.ANNOUNCED)

    def in_year(self, year: int) -> SummitQuerySet:
        return self.filter(start_date__year=year)

    def in_city(self, slug: str) -> SummitQuerySet:
        return self.filter(city__slug=slug)

    def hosted_by(self, member) -> SummitQuerySet:
        """Summits that met in a city of this state."""
        return self.filter(city__country_code=member.iso2)

    def years(self):
        """Years (`year`) and how many summits of each status they had, the newest first."""
        by_year = self.values(year=F("start_date__year")).order_by("-year")
        return by_year.annotate(**counts_of_status())

    def cities(self):
        """Host cities (`city__slug`, `city__name`) and how many summits of each status they had,
        the most frequent first."""
        hosted = self.filter(city__isnull=False).values("city__slug", "city__name")
        return hosted.annotate(**counts_of_status()).order_by("-held", "city__name")

    def namesakes(self) -> SummitQuerySet:
        """For a query on links to summits: the other summits of the same place and year."""
        same_place = Q(city=OuterRef("summit__city")) | Q(
            city=None, format=OuterRef("summit__format")
        )
        same_year = Q(start_date__year=OuterRef("summit__start_date__year"))
        return self.filter(same_place, same_year).exclude(pk=OuterRef("summit"))

    def for_list(self) -> SummitQuerySet:
        """With what a line of a list shows; `article_count` counts the public articles on it,
        `sample_count` those among them that are invented."""
        tallies = self.model._meta.get_field("articles").related_model.tallies

        def counts(count: Callable[[Any], int]) -> Callable[[], dict[int, int]]:
            return lambda: {each.record: count(each) for each in tallies.ask(("summit",))[0]}

        all_of = counts(lambda each: each.articles + each.samples)
        samples = counts(attrgetter("samples"))
        counted = self.annotate(article_count=At("pk", all_of), sample_count=At("pk", samples))
        return counted.select_related("city", "chair").order_by("-start_date", "-pk")

    def for_page(self) -> SummitQuerySet:
        """With the records that a summit's page names."""
        return self.select_related(
            "city", "chair", "chair_leader__member", "next_chair", "next_city",
            "secretary_general__member",
        )  # fmt: skip

    def before(self, day: date) -> SummitQuerySet:
        return self.filter(start_date__lt=day).order_by("-start_date")

    def after(self, day: date) -> SummitQuerySet:
        return self.filter(start_date__gt=day).order_by("start_date")

    def with_neighbours(self, slug: str) -> SummitQuerySet:
        """The summit of this address, the last one before it and the first one after it."""
        day = Subquery(self.filter(slug=slug).values("start_date")[:1])
        before, after = self.before(day).values("pk")[:1], self.after(day).values("pk")[:1]
        return self.filter(Q(slug=slug) | Q(pk__in=before) | Q(pk__in=after))


class InitiativeQuerySet(RecordQuerySet):
    def sponsored_by(self, member) -> InitiativeQuerySet:
        return self.filter(sponsor=member)

    def for_list(self) -> InitiativeQuerySet:
        """With what a line of a list shows; `has_namesake` where others share the title."""
        namesakes = self.model.objects.filter(title=OuterRef("title")).exclude(pk=OuterRef("pk"))
        named = self.annotate(has_namesake=Exists(namesakes))
        return named.select_related("summit__city", "sponsor")

    def with_reported_measures(self) -> InitiativeQuerySet:
        """With `reported_measures`: those that the newest public articles list."""
        mentions = self.model._meta.get_field("mentions").related_model.objects
        told = mentions.telling_measures()[:MEASURES_REPORTED]
        return self.prefetch_related(Prefetch("mentions", told, to_attr="reported_measures"))
