"""The questions asked of the reference data."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, Q

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

    def hosted_by(self, member) -> SummitQuerySet:
        """Summits that met in a city of this state."""
        return self.filter(city__country_code=member.iso2)

    def years(self):
        """Pairs of a year and the number of its summits, the newest first."""
        by_year = self.order_by("-start_date__year").values_list("start_date__year")
        return by_year.annotate(Count("pk"))

    def cities(self):
        """Host cities (`city__slug`, `city__name`) and their `count`, the most frequent first."""
        hosted = self.filter(city__isnull=False).values("city__slug", "city__name")
        return hosted.annotate(count=Count("pk")).order_by("-count", "city__name")

    def for_list(self) -> SummitQuerySet:
        """With what a line of a list shows; `article_count` counts the public articles on it."""
        articles = self.model._meta.get_field("articles").related_model.objects.published()
        about = Q(coverage__role="main", coverage__article__in=articles)
        counted = self.annotate(article_count=Count("coverage", filter=about))
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


class InitiativeQuerySet(RecordQuerySet):
    def sponsored_by(self, member) -> InitiativeQuerySet:
        return self.filter(sponsor=member)

    def for_list(self) -> InitiativeQuerySet:
        """With what a line of a list shows."""
        return self.select_related("summit__city", "sponsor")

    def with_measures(self) -> InitiativeQuerySet:
        """With the measures, and in `reported_measures` those that public articles list."""
        articles = self.model._meta.get_field("articles").related_model.objects.published()
        mentions = self.model._meta.get_field("mentions").related_model.objects
        told = mentions.filter(article__in=articles).exclude(measures=[]).order_by("article")
        reported = Prefetch("mentions", told, to_attr="reported_measures")
        return self.prefetch_related("measures", reported)
