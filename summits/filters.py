"""The filters of summits, members, leaders and initiatives, the same on the site and in the API."""

from django import forms
from django.core.validators import RegexValidator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    Filter,
    FilterSet,
    ModelChoiceFilter,
)
from django_filters.fields import ModelChoiceField
from drf_spectacular.utils import extend_schema_field

from csto_archive.facets import Choice, Facet
from csto_archive.search.names import known_names
from csto_archive.search.query import LONGEST, Query, parse
from summits.choices import OfferedChoices, YearChoiceFilter, offered
from summits.models import Attendance, City, Initiative, Leader, Member, Summit, Term

EARLIEST, LATEST = 1992, 2100
ISO_3166 = "^[A-Za-z]{2}$"
NOT_BLANK = r"^[^\x00]*[^\s\x00][^\x00]*$"


class SlugChoiceField(ModelChoiceField):
    def to_python(self, value):
        # No slug has a NUL character, and PostgreSQL refuses to look for one.
        if isinstance(value, str) and "\0" in value:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return super().to_python(value)


class SlugFilter(ModelChoiceFilter):
    field_class = SlugChoiceField


class YearFilter(CharFilter):
    field_class = forms.IntegerField


def described(choice: Filter, **schema) -> Filter:
    """The filter with the form of its values, for the description of the API."""
    return extend_schema_field({**schema, "description": choice.label})(choice)


def by_slug(model, **kwargs) -> Filter:
    """One record of a model, named by its slug."""
    choice = SlugFilter(queryset=lambda request: model.objects.published(),
                        to_field_name="slug", **kwargs)  # fmt: skip
    return described(choice, type="string", minLength=1)


def by_number(model, **kwargs) -> Filter:
    """One record of a model, named by its number."""
    choice = ModelChoiceFilter(queryset=lambda request: model.objects.published(), **kwargs)
    return described(choice, type="integer", minimum=1)


def year_filter(**kwargs) -> Filter:
    year = YearFilter(label=_("السنة"), min_value=EARLIEST, max_value=LATEST, **kwargs)
    return described(year, type="integer", minimum=EARLIEST, maximum=LATEST)


def words_filter() -> Filter:
    """Words to search for: as many as a reader types, fewer than a database cannot take."""
    words = CharFilter(label=_("كلمات"), method="search", max_length=LONGEST)
    return described(words, type="string", pattern=NOT_BLANK, maxLength=LONGEST)


def country_filter() -> Filter:
    country = CharFilter(
        label=_("رمز الدولة"),
        field_name="country_code",
        lookup_expr="iexact",
        validators=[RegexValidator(ISO_3166)],
    )
    return described(country, type="string", pattern=ISO_3166)


class SearchFilterSet(FilterSet):
    q = words_filter()

    @property
    def words(self) -> str:
        """What was typed, "" where it cannot be read."""
        return (self.form.cleaned_data.get("q") if self.is_valid() else "") or ""

    @cached_property
    def query(self) -> Query:
        """What `q` asks for; blank where it asks for nothing or cannot be read."""
        return parse(self.words, known_names())

    def search(self, records, _name, _words):
        return records.search(self.query)

    def joined(self, records):
        """What several filters ask together of one neighbour; here they ask nothing."""
        return records


class SummitFilter(SearchFilterSet):
    """`member` and `attendance` speak of one and the same line of the attendance list."""

    year = year_filter(field_name="start_date__year")
    held_after = DateFilter(label=_("منذ يوم"), field_name="start_date", lookup_expr="gte")
    held_before = DateFilter(label=_("حتى يوم"), field_name="start_date", lookup_expr="lte")
    city = by_slug(City, label=_("المدينة"))
    kind = ChoiceFilter(label=_("النوع"), choices=Summit.Kind.choices)
    format = ChoiceFilter(label=_("صيغة الانعقاد"), choices=Summit.Format.choices)
    status = ChoiceFilter(label=_("حالة القمة"), choices=Summit.Status.choices)
    chair = by_slug(Member, label=_("الدولة الرئيسة"))
    member = by_slug(Member, label=_("الدولة"), method="of_attendance")
    attendance = ChoiceFilter(
        label=_("الحضور"), choices=Attendance.Status.choices, method="of_attendance"
    )
    initiative = by_slug(Initiative, label=_("مبادرة"), field_name="initiatives")

    ATTENDANCE_LOOKUPS = {"member": "member", "attendance": "status"}

    class Meta:
        model = Summit
        fields = ()

    def filter_queryset(self, summits):
        return self.joined(super().filter_queryset(summits))

    def joined(self, summits):
        wanted = {
            lookup: self.form.cleaned_data[name]
            for name, lookup in self.ATTENDANCE_LOOKUPS.items()
            if self.form.cleaned_data.get(name)
        }
        if not wanted:
            return summits
        return summits.filter(pk__in=Attendance.objects.filter(**wanted).values("summit"))

    def of_attendance(self, summits, _name, _value):
        """Left to `joined`, which joins all that is asked of the attendance."""
        return summits


class SummitPageFilter(OfferedChoices, SummitFilter):
    year = offered(YearChoiceFilter, label=_("السنة"), field_name="start_date__year")
    city = offered(label=_("المدينة"), field_name="city__slug")
    chair = offered(label=_("الدولة الرئيسة"), field_name="chair__slug")

    OFFERED = {
        "year": ("start_date__year",), "city": ("city__slug", "city__name"),
        "chair": ("chair__slug", "chair__name"), "kind": ("kind",), "format": ("format",),
        "status": ("status",),
    }  # fmt: skip
    VIEWS = ("grid", "timeline", "map")

    def address_of_place(self, city: City | None) -> str:
        """Of the summits found in a city, or of those by video: its own page, if all are asked."""
        if city and not self.asked:
            return city.get_absolute_url()
        place = {"city": city.slug} if city else {"format": Summit.Format.VIDEO}
        return reverse("summits:summits") + self.address(**place, view="")

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """Name and address of each way to draw the list, and whether it is this one."""
        names = {"": _("قائمة"), "grid": _("شبكة")}
        names |= {"timeline": _("خط زمني"), "map": _("خريطة")}
        return [(name, self.address(view=view), view == self.view) for view, name in names.items()]


class InitiativeFilter(SearchFilterSet):
    year = year_filter(field_name="date__year")
    dated_after = DateFilter(label=_("منذ يوم"), field_name="date", lookup_expr="gte")
    dated_before = DateFilter(label=_("حتى يوم"), field_name="date", lookup_expr="lte")
    city = by_slug(City, label=_("المدينة"), field_name="summit__city")
    summit = by_slug(Summit, label=_("القمة"))
    kind = ChoiceFilter(label=_("النوع"), choices=Initiative.Kind.choices)
    status = ChoiceFilter(label=_("الحالة"), choices=Initiative.Status.choices)
    member = by_slug(Member, label=_("صاحبة المبادرة"), field_name="sponsor")

    class Meta:
        model = Initiative
        fields = ()


class InitiativePageFilter(OfferedChoices, InitiativeFilter):
    year = offered(YearChoiceFilter, label=_("السنة"), field_name="date__year")
    city = offered(label=_("المدينة"), field_name="summit__city__slug")
    member = offered(label=_("صاحبة المبادرة"), field_name="sponsor__slug")

    OFFERED = {
        "year": ("date__year",), "city": ("summit__city__slug", "summit__city__name"),
        "member": ("sponsor__slug", "sponsor__name"), "kind": ("kind",), "status": ("status",),
    }  # fmt: skip

    @property
    def ways(self) -> list[tuple[Facet, list[tuple[Choice, str]]]]:
        """Ways into the list: what occurs of each, what occurs most first, with its address."""
        return [
            (facet, [(choice, self.address(**{name: choice.value})) for choice in facet.leading])
            for name in ("kind", "member", "status")
            for facet in (self.facets[name],)
        ]


class MemberFilter(SearchFilterSet):
    status = ChoiceFilter(label=_("وضع العضوية"), choices=Member.Status.choices)
    member_on = DateFilter(label=_("عضو في المنظمة يوم"), method="on")

    class Meta:
        model = Member
        fields = ()

    def on(self, members, _name, day):
        return members.on(day)


class LeaderFilter(SearchFilterSet):
    member = by_slug(Member, label=_("الدولة"))
    role = ChoiceFilter(
        label=_("الصفة"), choices=Term.Role.choices, field_name="terms__role", distinct=True
    )

    class Meta:
        model = Leader
        fields = ()


class CityFilter(SearchFilterSet):
    country = country_filter()
    year = year_filter(field_name="summits__start_date__year", distinct=True)

    class Meta:
        model = City
        fields = ()
