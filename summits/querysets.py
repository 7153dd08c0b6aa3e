"""The questions asked of the reference data."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from csto_archive.records import RecordQuerySet


class MemberQuerySet(RecordQuerySet):
    def on(self, day: date) -> MemberQuerySet:
        """The members of the organisation on that day."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)


class SummitQuerySet(RecordQuerySet):
    def held(self) -> SummitQuerySet:
        return self.filter(status=self.model.Status.HELD)

    def announced(self) -> SummitQuerySet:
        return self.filter(status=self.model.Status.ANNOUNCED)

    def in_year(self, year: int) -> SummitQuerySet:
        return self.filter(start_date__year=year)

    def in_city(self, slug: str) -> SummitQuerySet:
        return self.filter(city__slug=slug)

    def before(self, day: date) -> SummitQuerySet:
        return self.filter(start_date__lt=day).order_by("-start_date")

    def after(self, day: date) -> SummitQuerySet:
        return self.filter(start_date__gt=day).order_by("start_date")


class InitiativeQuerySet(RecordQuerySet):
    def sponsored_by(self, member) -> InitiativeQuerySet:
        return self.filter(sponsor=member)
