"""The filters of articles: one set for the site, the API, the feeds and the exports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, FilterSet

from articles.models import Article, Source, StoryFamily
from articles.offering import ArticleOffer, article_offer
from csto_archive.arabic.quoting import quoted
from csto_archive.search.index import ARTICLES
from csto_archive.search.names import known_names
from csto_archive.search.query import Query
from csto_archive.search.spelling import read
from summits.choices import OfferedChoices, YearChoiceFilter, offered
from summits.filters import SearchFilterSet, by_number, by_slug, country_filter, year_filter
from summits.models import City, Initiative, Member, Summit


class ArticleFilter(SearchFilterSet):
    """`year`, `city`, `kind` and `summit_status` speak of one and the same main summit."""

    year = year_filter(method="of_summit")
    city = by_slug(City, label=_("المدينة"), method="of_summit")
    kind = ChoiceFilter(label=_("نوع القمة"), choices=Summit.Kind.choices, method="of_summit")
    summit_status = ChoiceFilter(
        label=_("حالة القمة"), choices=Summit.Status.choices, method="of_summit"
    )
    summit = by_slug(Summit, label=_("القمة"), method="about")
    mentioned_summit = by_slug(Summit, label=_("قمة مذكورة"), method="touching")
    member = by_slug(Member, label=_("الدولة"), field_name="members")
    initiative = by_slug(Initiative, label=_("المبادرة"), field_name="initiatives")
    source = by_slug(Source, label=_("المصدر"))
    story = by_number(StoryFamily, label=_("القصة"), field_name="story_family")
    published_after = DateFilter(label=_("منشور منذ"), field_name="published_on", lookup_expr="gte")
    published_before = DateFilter(
        label=_("منشور حتى"), field_name="published_on", lookup_expr="lte"
    )
    published_on = DateFilter(label=_("منشور يوم"), method="on_day")
    is_sample = ChoiceFilter(
        label=_("العيّنات التعليمية"),
        choices=[("false", _("من دونها")), ("true", _("وحدها"))],
        method="of_sort",
    )

    SUMMIT_LOOKUPS = {
        "year": "start_date__year", "city": "city", "kind": "kind", "summit_status": "status",
    }  # fmt: skip

    class Meta:
        model = Article
        fields = ()

    FACETS = ("summit", "member", "initiative", "source")

    @cached_property
    def query(self) -> Query:
        return read(ARTICLES, self.words, known_names())

    def filter_queryset(self, articles):
        articles = super().filter_queryset(articles)
        return articles if self.main_summits is None else articles.about_any(self.main_summits)

    @cached_property
    def main_summits(self) -> QuerySet | None:
        """The summits one of which must be a main subject; None where nothing is asked of them."""
        wanted = {
            lookup: self.form.cleaned_data[name]
            for name, lookup in self.SUMMIT_LOOKUPS.items()
            if self.form.cleaned_data.get(name)
        }
        return Summit.objects.filter(**wanted) if wanted else None

    def search(self, articles, _name, _words):
        return articles.matching(self.query, self.where)

    @property
    def where(self) -> dict[str, list[int]]:
        """The facets of the index that say what these filters do, so that it finds the same."""
        chosen = {name: self.form.cleaned_data.get(name) for name in self.FACETS}
        where = {name: [record.pk] for name, record in chosen.items() if record}
        if self.main_summits is None:
            return where
        return {"summit": self.main_summit_numbers} | where

    @property
    def main_summit_numbers(self) -> list[int]:
        return sorted(self.main_summits.values_list("pk", flat=True))

    def of_summit(self, articles, _name, _value):
        """Left to `filter_queryset`, which joins all that is asked of the summit."""
        return articles

    def about(self, articles, _name, summit):
        return articles.about(summit)

    def touching(self, articles, _name, summit):
        return articles.touching(summit)

    def of_sort(self, articles, _name, value: str):
        return articles.filter(is_sample=value == "true")

    def on_day(self, articles, _name, day):
        """What is known to have come out on it; where no more than the month is known, it is
        stored as its first day."""
        return articles.filter(published_on=day, published_precision=Article.Precision.DAY)


class ArticlePageFilter(OfferedChoices, ArticleFilter):
    year = offered(YearChoiceFilter, label=_("السنة"), method="of_summit")
    city = offered(label=_("المدينة"), method="of_summit")

    SUMMIT_LOOKUPS = ArticleFilter.SUMMIT_LOOKUPS | {"city": "city__slug"}
    OFFERED = {
        "year": ("start_date__year",), "city": ("city__slug", "city__name"), "kind": ("kind",),
        "summit_status": ("status",),
    }  # fmt: skip
    TOGETHER = tuple(OFFERED)
    ASIDE = ("q",)

    @classmethod
    def offering(cls) -> ArticleOffer:
        return article_offer(cls.offering_of(Summit))

    NAMES = frozenset(ArticleFilter.base_filters)

    def having(self, chosen: Mapping[str, str]) -> int:
        """Those about one summit of which all holds that is asked of the summit."""
        of_summit = {name: value for name, value in chosen.items() if name in self.TOGETHER}
        own = super().having({n: value for n, value in chosen.items() if n not in of_summit})
        if not of_summit:
            return own
        about = (("summit", number) for number in self._summits(of_summit))
        return own & self.offer.marks.having(*about)

    def _summits(self, of_summit: Mapping[str, str]) -> list[int]:
        """The numbers of the summits of which all this holds."""
        marks = self.offer.summits
        bits = reduce(and_, map(marks.having, of_summit.items()))
        return sorted(n for n, place in marks.places.items() if bits >> place & 1)

    @property
    def main_summit_numbers(self) -> list[int]:
        chosen = {name: self.chosen[name] for name in self.TOGETHER if name in self.chosen}
        return self._summits(chosen)

    def search(self, articles, _name, _words):
        return (
            articles
            if self.query.is_blank
            else articles.filter(pk__in=ARTICLES.among(self.numbers))
        )

    @cached_property
    def numbers(self) -> list[int]:
        """Of what answers the words, among what is about what the index knows, the newest first."""
        return ARTICLES.numbers(self.query, self.where)

    @cached_property
    def listed(self) -> list[int] | None:
        """The numbers of all that is found, the newest first; None where rows have to be looked at:
        the index knows all that words and choices ask."""
        if self.query.is_blank or self.asked.keys() - self.chosen - {"q"}:
            return None
        return list(filter(self.offer.marks.places.__contains__, self.numbers))

    def left(self) -> int:
        return super().left() if self.listed is None else self.offer.marks.among(self.listed)

    def left_by_the_others(self) -> int:
        """Words are looked up in the whole archive, not among what the other filters leave."""
        left = super().left_by_the_others()
        if "q" not in self.asked or self.query.is_blank:
            return left
        return left & self.offer.marks.among(ARTICLES.numbers(self.query))

    @property
    def samples(self) -> int:
        """How many of the articles found are invented."""
        return (self.found & self.offer.marks.having(("sample", 0))).bit_count()

    @cached_property
    def entries(self) -> QuerySet:
        """The articles as the page lists them: a story once, but all of it where it is asked for.

        It is the carrier that came out first among those that the filters leave.
        """
        if self.form.cleaned_data.get("story"):
            return self.qs
        return self.qs.once_a_story(is_listed=bool(self.words))

    @property
    def question(self) -> str:
        """What was asked, as a heading: «نتائج «قمة» في مينسك», nothing where nothing was."""
        asked = self.form.cleaned_data
        words, city, year = (asked.get(name) for name in ("q", "city", "year"))
        if not (words or city or year):
            return ""
        parts = [_("نتائج %s") % quoted(words) if words else _("مقالات عن قمم")]
        if city:
            name = dict(self.form.fields["city"].choices)[city]
            parts.append(_("في %s") % name if words else name)
        if year:
            parts.append(_("عام %s") % year)
        return " ".join(map(str, parts))


class SourceFilter(SearchFilterSet):
    kind = ChoiceFilter(label=_("النوع"), choices=Source.Kind.choices)
    country = country_filter()

    class Meta:
        model = Source
        fields = ()


class StoryFilter(FilterSet):
    """`member`, `summit` and `source` speak of any of its public carriers."""

    summit = by_slug(Summit, label=_("القمة"), method="carried")
    member = by_slug(Member, label=_("الدولة"), method="carried")
    source = by_slug(Source, label=_("المصدر"), method="carried")

    LOOKUPS = {"summit": "coverage__summit", "member": "members", "source": "source"}

    class Meta:
        model = StoryFamily
        fields = ()

    def carried(self, stories, name, value):
        carriers = Article.objects.published().filter(**{self.LOOKUPS[name]: value})
        return stories.filter(pk__in=carriers.values("story_family"))
