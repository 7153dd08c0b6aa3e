"""One rule for the filters of site, API and feeds: what is not understood is not ignored."""

from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ErrorDetail, ValidationError

PAGING = frozenset({"cursor", "limit"})
EXPAND = "expand"


class StrictFilterBackend(DjangoFilterBackend):
    """Answers 400 to a parameter that the list does not have, and to a value it cannot read.

    A single record has no parameters but `expand`, where the view has something to expand.
    """

    def filter_queryset(self, request, queryset, view):
        own = {EXPAND} if view.expandable else set()
        if view.detail:
            refuse_misunderstood(request.query_params, own)
            refuse_unexpandable(request.query_params, view.expandable)
            return queryset
        filterset = self.get_filterset(request, queryset, view)
        refuse_misunderstood(request.query_params, {*filterset.filters, *PAGING, *own})
        refuse_unexpandable(request.query_params, view.expandable)
        if not filterset.is_valid():
            raise invalid(filterset.errors)
        return filterset.qs


def refuse_misunderstood(parameters: QueryDict, known: Iterable[str] = ()) -> None:
    """Raises ValidationError for parameters that are unknown, given twice or empty."""
    errors = {
        name: [ErrorDetail(_("لا معامل بهذا الاسم."), "unknown_parameter")]
        for name in sorted(set(parameters) - set(known))
    }
    errors |= {
        name: [ErrorDetail(_("ورد المعامل أكثر من مرة."), "repeated_parameter")]
        for name in known
        if len(parameters.getlist(name)) > 1
    }
    if errors:
        raise ValidationError(errors)
    if empty := [name for name, value in parameters.items() if not value.strip()]:
        raise invalid({name: [_("المعامل بلا قيمة.")] for name in empty})


def refuse_unexpandable(parameters: QueryDict, expandable: Iterable[str]) -> None:
    """Raises ValidationError where `expand` asks for something else than the view can add."""
    asked = parameters.get(EXPAND)
    if asked is not None and asked not in expandable:
        raise invalid({EXPAND: [_("القيم المتاحة: %s.") % "، ".join(expandable)]})


def invalid(messages: dict[str, Iterable[str]]) -> ValidationError:
    """A refusal with the code `invalid_‹parameter›` for each value that cannot be read."""
    return ValidationError(
        {
            name: [ErrorDetail(message, f"invalid_{name}") for message in found]
            for name, found in messages.items()
        }
    )


def understood(filterset: FilterSet) -> FilterSet:
    """The filterset with its records; a value it cannot read filters nothing and is reported.

    For pages, where a mistyped address should still show something: the form carries the errors.
    """
    filterset.form_is_sound = filterset.is_valid()
    return filterset
