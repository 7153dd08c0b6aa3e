"""Pages of API lists: a cursor, so that deep pages cost as little as the first."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

EXAMPLE = "https://archive.example/api/v1/summits/?cursor=WyIyMDIzLTExLTIzIiwiNDEiXQ%3AsW0"


class ArchiveCursorPagination(BasePagination):
    """`limit` records (20, at most 200) behind `cursor`, in the order that the list declares.

    A cursor is the signed place of the last record in that order, made unique by the primary key:
    no record is seen twice and none is missed, whatever is added or taken away meanwhile.
    """

    default_limit = 20
    max_limit = 200

    def paginate_queryset(self, queryset: QuerySet, request, view=None) -> list:
        self.request = request
        self.order = list(dict.fromkeys([*view.ordering, "-pk"]))
        self.signer = Signer(salt=f"{queryset.model._meta.label}:{self.order}")
        limit = self.limit()
        records = list(self.behind_cursor(queryset.order_by(*self.order))[: limit + 1])
        self.page, self.goes_on = records[:limit], len(records) > limit
        return self.page

    def limit(self) -> int:
        """Raises ValidationError for anything but a whole number from 1 to 200."""
        given = self.request.query_params.get("limit", str(self.default_limit))
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
        if not 1 <= number <= self.max_limit:
            raise refused("limit", _("عدد صحيح من 1 إلى 200."))
        return number

    def behind_cursor(self, queryset: QuerySet) -> QuerySet:
        """Raises ValidationError for a cursor that this list has not handed out."""
        cursor = self.request.query_params.get("cursor")
        if cursor is None:
            return queryset
        try:
            place = self.signer.unsign_object(cursor)
        except BadSignature as error:
            raise refused("cursor", _("مؤشر لم تُصدره هذه القائمة.")) from error
        return queryset.filter(further(self.order, place))

    def next_address(self) -> str | None:
        if not self.goes_on:
            return None
        last = self.page[-1]
        place = [str(getattr(last, name.removeprefix("-"))) for name in self.order]
        here = settings.SITE_URL + self.request.get_full_path()
        return replace_query_param(here, "cursor", self.signer.sign_object(place))

    def get_paginated_response(self, data: list) -> Response:
        return Response({"next": self.next_address(), "results": data})

    def get_paginated_response_schema(self, schema: dict) -> dict:
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {
                    "type": ["string", "null"],
                    "format": "uri",
                    "description": _("عنوان الصفحة التالية، أو null في الأخيرة"),
                    "example": EXAMPLE,
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view) -> list[dict]:
        limits = {"minimum": 1, "maximum": self.max_limit, "default": self.default_limit}
        return [
            _parameter("limit", LIMIT, {"type": "integer", **limits}),
            _parameter("cursor", CURSOR, {"type": "string", "minLength": 1}),
        ]


LIMIT = gettext_lazy("عدد سجلات الصفحة")
CURSOR = gettext_lazy("موضع الصفحة، كما ورد في next من الصفحة السابقة")


def _parameter(name: str, description: str, schema: dict) -> dict:
    return {"name": name, "in": "query", "description": str(description), "schema": schema}


def refused(parameter: str, message: str) -> ValidationError:
    return ValidationError({parameter: [ErrorDetail(message, f"invalid_{parameter}")]})


def further(order: list[str], place: list[str]) -> Q:
    """What comes behind `place` in `order`: not before it in the first field, and past it there or
    in the fields after. The first half lets the database go straight to the place by its index."""
    name, value = order[0].removeprefix("-"), place[0]
    step = "lt" if order[0].startswith("-") else "gt"
    past = Q(**{f"{name}__{step}": value})
    if len(order) == 1:
        return past
    return Q(**{f"{name}__{step}e": value}) & (past | further(order[1:], place[1:]))
