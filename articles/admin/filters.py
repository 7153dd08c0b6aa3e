"""The filters of the article list whose choices are records."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from summits.models import Member, Summit


class RecordFilter(admin.SimpleListFilter):
    def value(self):
        """The key of one of the choices; anything else filters nothing."""
        key = super().value()
        return key if key in {str(choice) for choice, _name in self.lookup_choices} else None


class SummitFilter(RecordFilter):
    title = _("القمة")
    parameter_name = "summit"

    def lookups(self, request, model_admin):
        covered = Summit.objects.exclude(coverage=None).select_related("city").distinct()
        return [(summit.pk, str(summit)) for summit in covered]

    def queryset(self, request, queryset):
        return queryset.touching(self.value()) if self.value() else queryset


class MemberFilter(RecordFilter):
    title = _("الدولة")
    parameter_name = "member"

    def lookups(self, request, model_admin):
        return [(member.pk, member.name) for member in Member.objects.all()]

    def queryset(self, request, queryset):
        return queryset.mentioning(self.value()) if self.value() else queryset
