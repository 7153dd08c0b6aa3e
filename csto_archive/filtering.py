"""One rule for the filters of site, API and feeds: what is not understood is not ignored."""

from django.utils.translation import gettext as _
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ErrorDetail, ValidationError

PAGING = frozenset({"cursor", "limit"})


class StrictFilterBackend(DjangoFilterBackend):
    """Answers 400 to a parameter that the list does not have, and to a value it cannot read."""

    def filter_queryset(self, request, queryset, view):
        filterset_class = self.get_filterset_class(view, queryset)
        known = set(filterset_class.base_filters) if filterset_class else set()
        if unknown := set(request.query_params) - known - PAGING:
            message = _("لا معامل بهذا الاسم.")
            raise ValidationError(
                {name: [ErrorDetail(message, "unknown_parameter")] for name in sorted(unknown)}
            )
        return super().filter_queryset(request, queryset, view)


def understood(filterset: FilterSet) -> FilterSet:
    """The filterset with its records; a value it cannot read filters nothing and is reported.

    For pages, where a mistyped address should still show something: the form carries the errors.
    """
    filterset.form_is_sound = filterset.is_valid()
    return filterset
