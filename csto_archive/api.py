"""The API: what everybody reads, where pages come in, its description and documentation page."""

from functools import cache

from csp.decorators import csp_update
from django.conf import settings
from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.utils import extend_schema, extend_schema_view, inline_serializer
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

from articles.imports import ImportView
from articles.viewsets import ArticleViewSet, SourceViewSet, StoryViewSet
from csto_archive.filtering import refuse_misunderstood
from csto_archive.problems import problems
from csto_archive.reading import PublicReading
from csto_archive.searches.api import SearchView, SuggestView
from summits.viewsets import (
    CityViewSet,
    InitiativeViewSet,
    LeaderViewSet,
    MemberViewSet,
    SummitViewSet,
)

app_name = "api"

# The last word is the heading in the documentation; settings.SPECTACULAR_SETTINGS describes it.
RESOURCES = (
    ("summits", SummitViewSet, "summit", "القمم"),
    ("members", MemberViewSet, "member", "الدول"),
    ("initiatives", InitiativeViewSet, "initiative", "المبادرات والوثائق"),
    ("articles", ArticleViewSet, "article", "المقالات"),
    ("stories", StoryViewSet, "storyfamily", "القصص"),
    ("sources", SourceViewSet, "source", "المصادر"),
    ("cities", CityViewSet, "city", "المدن"),
    ("leaders", LeaderViewSet, "leader", "القادة"),
)
router = SimpleRouter()
for prefix, viewset, name, heading in RESOURCES:
    tagged = extend_schema(tags=[heading])
    router.register(prefix, extend_schema_view(list=tagged, retrieve=tagged)(viewset), name)

# What the index lists: the resources, the description and its page.
ENTRIES = {prefix: f"{name}-list" for prefix, _viewset, name in router.registry}
ENTRIES |= {"search": "search", "suggest": "suggest", "schema": "schema", "docs": "docs"}


def address(name: str) -> str:
    return settings.SITE_URL + reverse(f"api:{name}")


class ApiView(PublicReading, APIView):
    """A view of the API that takes no parameters."""

    def initial(self, request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        refuse_misunderstood(request.query_params)


class Index(ApiView):
    @extend_schema(
        operation_id="index",
        tags=["الفهرس"],
        summary=_("قوائم الواجهة وعناوينها"),
        description=_("عنوان كل قائمة، وعنوان هذا الوصف وصفحة التوثيق."),
        responses={
            200: inline_serializer(
                "Index", {name: serializers.URLField(read_only=True) for name in ENTRIES}
            ),
            **problems(),
        },
    )
    def get(self, request) -> Response:
        return Response({entry: address(name) for entry, name in ENTRIES.items()})


class Schema(ApiView):
    schema = None
    renderer_classes = [OpenApiJsonRenderer2, OpenApiJsonRenderer]

    def get(self, request) -> Response:
        return Response(description())


@cache
def description() -> dict:
    """The OpenAPI document, the same as long as the process lives."""
    return SchemaGenerator().get_schema(public=True)


class Unknown(PublicReading, APIView):
    schema = None

    def initial(self, request, *args, **kwargs) -> None:
        raise exceptions.NotFound()


# The documentation page sets styles from its script and draws its icons from data: addresses.
relaxed = csp_update({"style-src": ["'unsafe-inline'"], "img-src": ["data:"]})
docs = relaxed(require_safe(cache_control(public=True, max_age=60)(
    TemplateView.as_view(template_name="api/docs.html")
)))  # fmt: skip

urlpatterns = [
    path("", Index.as_view(), name="index"),
    path("", include(router.urls)),
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggest/", SuggestView.as_view(), name="suggest"),
    path("imports/", ImportView.as_view(), name="imports"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    re_path(r"^[\s\S]*/$", Unknown.as_view(), name="unknown"),
]
