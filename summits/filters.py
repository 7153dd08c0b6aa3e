"""The filters of summits, members, leaders and initiatives, the same on the site and in the API."""

from django import forms
from django.core.validators import RegexValidator
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


def year_filter(**kwargs) -> Filter:
    year = YearFilter(label=_("السنة"), min_value=EARLIEST, max_value=LATEST, **kwargs)
    return described(year, type="integer", minimum=EARLIEST, maximum=LATEST)


def words_filter() -> Filter:
    """Words to search for: as many as a reader types, fewer than a database cannot take."""
    words = CharFilter(label=_("كلمات"), method="search", max_length=200)
    return described(words, type="string", pattern=NOT_BLANK, maxLength=200)


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

    def search(self, records, _name, words):
        return records.search(words)


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
        summits = super().filter_queryset(summits)
        wanted = {
            lookup: self.form.cleaned_data[name]
            for name, lookup in self.ATTENDANCE_LOOKUPS.items()
            if self.form.cleaned_data.get(name)
        }
        if not wanted:
            return summits
        return summits.filter(pk__in=Attendance.objects.filter(**wanted).values("summit"))

    def of_attendance(self, summits, _name, _value):
        """Left to `filter_queryset`, which joins all that is asked of the attendance."""
        return summits


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
