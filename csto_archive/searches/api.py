"""The search in the API."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from csto_archive.filtering import invalid, refuse_misunderstood
from csto_archive.pagination import refused
from csto_archive.problems import problems
from csto_archive.reading import PublicReading
from csto_archive.search.query import LONGEST
from csto_archive.searches.found import A_PAGE
from csto_archive.searches.parameters import GROUPS, LABELS, RECORDS, SORTS
from csto_archive.searches.search import Group, Search
from csto_archive.searches.serializers import SearchSerializer, SuggestionsSerializer
from csto_archive.searches.suggesting import offers
from summits.filters import EARLIEST, LATEST

EXAMPLES = Path(__file__).parent / "examples"
LARGEST = {"limit": 100, "page": 500}
PAGING = {
    "limit": gettext_lazy("عدد نتائج الصفحة من كل مجموعة"),
    "page": gettext_lazy("رقم الصفحة"),
}


class Answer(Search):
    """A search as the API answers it: `limit` hits of each group, or of the one asked for."""

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters.dict())
        self.limit = whole_number(parameters, "limit", A_PAGE)
        self.number = whole_number(parameters, "page", 1)
        if self.form.errors:
            raise invalid(self.form.errors)

    @cached_property
    def shown(self) -> list[Paged]:
        start = (self.number - 1) * self.limit
        groups = [self.paged] if self.group else self.groups
        return [Paged(group, start, start + self.limit) for group in groups]

    @property
    def next(self) -> str | None:
        goes_on = any(group.goes_on for group in self.shown) and self.number < LARGEST["page"]
        return self.full_address("api:search", page=self.number + 1) if goes_on else None

    @property
    def permalink(self) -> str:
        return self.full_address("search:search")

    def full_address(self, name: str, **paging) -> str:
        address = self.address(name)
        if paging and self.limit != A_PAGE:
            paging = {"limit": self.limit, **paging}
        added = "&".join(f"{name}={value}" for name, value in paging.items())
        joint = "&" if "?" in address else "?"
        return settings.SITE_URL + (f"{address}{joint}{added}" if added else address)


class Paged:
    """One page of a group."""

    def __init__(self, group: Group, start: int, end: int) -> None:
        self.name, self.label, self.found = group.name, group.label, group.found
        self.hits = group.found[start:end]
        self.total = group.total
        self.goes_on = self.total > end


def whole_number(parameters: QueryDict, name: str, default: int) -> int:
    """Raises ValidationError for anything but a whole number within the bounds."""
    given = parameters.get(name, str(default))
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 0
    if not 1 <= number <= LARGEST[name]:
        raise refused(name, _("عدد صحيح من 1 إلى %s.") % LARGEST[name])
    return number


def unless_blank(parameters: QueryDict) -> QueryDict:
    """The parameters without a `q` that asks nothing: every text is a question, that too."""
    given = parameters.copy()
    if given.getlist("q") and not any(text.strip() for text in given.getlist("q")):
        del given["q"]
    return given


def parameter(name: str, label: str, schema: dict, **kwargs) -> OpenApiParameter:
    return OpenApiParameter(name, schema, OpenApiParameter.QUERY, description=label, **kwargs)


WORDS = parameter("q", LABELS["q"], {"type": "string", "maxLength": LONGEST})
PARAMETERS = [
    WORDS,
    parameter("year", LABELS["year"], {"type": "integer", "minimum": EARLIEST, "maximum": LATEST}),
    *(parameter(n, LABELS[n], {"type": "string", "minLength": 1}) for n in RECORDS),
    parameter("sort", LABELS["sort"], {"type": "string", "enum": list(SORTS)}),
    parameter("group", LABELS["group"], {"type": "string", "enum": list(GROUPS)}),
    *(
        parameter(n, label, {"type": "integer", "minimum": 1, "maximum": LARGEST[n]})
        for n, label in PAGING.items()
    ),
]


def answered(serializer, name: str, description: str) -> dict:
    value = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    example = OpenApiExample(name, value=value)
    return {
        200: OpenApiResponse(serializer, description=description, examples=[example]),
        **problems(),
    }


class SearchView(PublicReading, APIView):
    @extend_schema(
        operation_id="search",
        tags=["البحث"],
        summary=gettext_lazy("البحث في الأرشيف كله"),
        description=gettext_lazy(
            "القمم والدول والقادة والمدن والمبادرات والمقالات معاً. تُطلب الكلمات كلها، فإن لم تجتمع "
            "في مقال فأكثرها (relaxed). «…» لعبارة كما كُتبت، و- قبل كلمة لاستبعادها، وأو بين "
            "كلمتين، و* بعد أول كلمة، والسنون والتواريخ كما هي. المرشحات للمقالات، وأعدادها في "
            "facets، وما لا يعنيه المرشح من مجموعات لا نتائج فيه."
        ),
        parameters=PARAMETERS,
        responses=answered(SearchSerializer, "search", gettext_lazy("النتائج")),
    )
    def get(self, request) -> Response:
        parameters = unless_blank(request.query_params)
        refuse_misunderstood(parameters, {*LABELS, *PAGING})
        return Response(SearchSerializer(Answer(parameters)).data)


class SuggestView(PublicReading, APIView):
    @extend_schema(
        operation_id="suggest",
        tags=["البحث"],
        summary=gettext_lazy("اقتراحات لما يُكتب"),
        description=gettext_lazy("كلمات وأسماء وقمم وعناوين تبدأ بما كُتب، لإتمام السؤال."),
        parameters=[WORDS],
        responses=answered(SuggestionsSerializer, "suggest", gettext_lazy("الاقتراحات")),
    )
    def get(self, request) -> Response:
        parameters = unless_blank(request.query_params)
        refuse_misunderstood(parameters, {"q"})
        words = parameters.get("q", "")
        if len(words) > LONGEST:
            raise refused("q", _("500 حرف على الأكثر."))
        found = {"q": words, "suggestions": offers(words)}
        return Response(SuggestionsSerializer(found).data)
