"""The filters of summits, members, leaders and initiatives, the same on the site and in the API."""

from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter, NumberFilter

from summits.models import City, Initiative, Leader, Member, Summit, Term


def by_slug(model, **kwargs) -> ModelChoiceFilter:
    """One record of a model, named by its slug."""
    return ModelChoiceFilter(queryset=lambda request: model.objects.published(),
                             to_field_name="slug", **kwargs)  # fmt: skip


def year_filter(**kwargs) -> NumberFilter:
    return NumberFilter(label=_("السنة"), min_value=1992, max_value=2100, **kwargs)


class SummitFilter(FilterSet):
    q = CharFilter(label=_("كلمات"), method="search")
    year = year_filter(field_name="start_date__year")
    city = by_slug(City, label=_("المدينة"))
    kind = ChoiceFilter(label=_("النوع"), choices=Summit.Kind)
    format = ChoiceFilter(label=_("صيغة الانعقاد"), choices=Summit.Format)
    status = ChoiceFilter(label=_("حالة القمة"), choices=Summit.Status)
    chair = by_slug(Member, label=_("الدولة الرئيسة"))
    initiative = by_slug(Initiative, label=_("مبادرة"), field_name="initiatives")

    class Meta:
        model = Summit
        fields = ()

    def search(self, summits, _name, words):
        return summits.search(words)


class InitiativeFilter(FilterSet):
    q = CharFilter(label=_("كلمات"), method="search")
    year = year_filter(field_name="date__year")
    city = by_slug(City, label=_("المدينة"), field_name="summit__city")
    summit = by_slug(Summit, label=_("القمة"))
    kind = ChoiceFilter(label=_("النوع"), choices=Initiative.Kind)
    status = ChoiceFilter(label=_("الحالة"), choices=Initiative.Status)
    member = by_slug(Member, label=_("صاحبة المبادرة"), field_name="sponsor")

    class Meta:
        model = Initiative
        fields = ()

    def search(self, initiatives, _name, words):
        return initiatives.search(words)


class MemberFilter(FilterSet):
    status = ChoiceFilter(label=_("وضع العضوية"), choices=Member.Status)

    class Meta:
        model = Member
        fields = ()


class LeaderFilter(FilterSet):
    member = by_slug(Member, label=_("الدولة"))
    role = ChoiceFilter(
        label=_("الصفة"), choices=Term.Role, field_name="terms__role", distinct=True
    )

    class Meta:
        model = Leader
        fields = ()


class CityFilter(FilterSet):
    country = CharFilter(label=_("رمز الدولة"), field_name="country_code", lookup_expr="iexact")

    class Meta:
        model = City
        fields = ()
