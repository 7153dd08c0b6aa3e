"""What every resource of the API has in common: it is read by anybody, from anywhere, unchanged.

No session, no cookie, the same answer for everyone, so shared caches and other sites may use it.
"""

import json
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from csto_archive.filtering import EXPAND
from csto_archive.problems import problems

HEADERS = {
    "Cache-Control": "public, max-age=60",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
}


class PublicReading:
    """For views of the API: shared caching, reading from other sites, OPTIONS without a body."""

    def options(self, request, *args, **kwargs) -> Response:
        return Response(status=204)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


class RecordViewSet(PublicReading, ReadOnlyModelViewSet):
    """A list and its records. `ordering` is the order of the list, the newest first or by name;
    `expandable` names what `?expand=` adds to each record."""

    detail_serializer_class = None
    expandable: tuple[str, ...] = ()
    lookup_field = "slug"
    lookup_url_kwarg = "id"
    lookup_value_regex = r"[-\w]+"

    def get_serializer_class(self):
        return (self.detail and self.detail_serializer_class) or self.serializer_class

    def expands(self, name: str) -> bool:
        return name in self.expandable and self.request.query_params.get(EXPAND) == name


def derived(source: str, label: str, *, null: bool = False, **kwargs) -> serializers.CharField:
    """A text of a neighbouring record, beside the record's own."""
    return serializers.CharField(
        source=source, label=label, read_only=True, allow_null=null, **kwargs
    )


def texts(label: str, **kwargs) -> serializers.ListField:
    """A list of short texts."""
    child = serializers.CharField()
    return serializers.ListField(child=child, label=label, read_only=True, **kwargs)


def ids(label: str) -> serializers.ManyRelatedField:
    """The ids of several other records."""
    return serializers.SlugRelatedField(many=True, slug_field="slug", label=label, read_only=True)


class RecordSerializer(serializers.ModelSerializer):
    """A record with its permanent id and its two addresses, here and on the site."""

    id = derived("slug", _("المعرّف الدائم"))
    url = serializers.SerializerMethodField(label=_("عنوانه في الواجهة"))
    permalink = serializers.URLField(read_only=True, label=_("صفحته في الموقع"))

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, record) -> str:
        name = f"api:{record._meta.model_name}-detail"
        return settings.SITE_URL + reverse(name, args=[self.fields["id"].get_attribute(record)])


IDENTITY = ("id", "url", "permalink")


def documented(
    listed: str, single: str, about: str, example: Path, id_type=str, may_move: bool = False
):
    """Describes a RecordViewSet: its two operations in words, errors, a record as example.
    `may_move`: the address of a record may lead to another record."""

    def describe(viewset: type[RecordViewSet]) -> type[RecordViewSet]:
        record = json.loads(example.read_text(encoding="utf-8"))
        flat = {name: record[name] for name in viewset.serializer_class.Meta.fields}
        detail = viewset.detail_serializer_class or viewset.serializer_class
        return extend_schema_view(
            list=extend_schema(
                summary=listed,
                description=about,
                parameters=expansion(viewset.expandable),
                responses=answers(viewset.serializer_class(many=True), listed, flat),
            ),
            retrieve=extend_schema(
                summary=single,
                description=about,
                parameters=[
                    identity(record["id"], id_type),
                    *expansion(viewset.expandable),
                    *([LOCATION] if may_move else []),
                ],
                responses=answers(detail, single, record) | (MOVED if may_move else {}),
            ),
        )(viewset)

    return describe


MOVED = {301: OpenApiResponse(description=_("دُمج السجل في غيره؛ عنوان ذاك في الترويسة Location"))}
LOCATION = OpenApiParameter(
    "Location", {"type": "string", "format": "uri-reference"}, OpenApiParameter.HEADER,
    description=_("عنوان السجل الذي دُمج فيه"), response=[301],
)  # fmt: skip


def answers(serializer, description: str, value: dict) -> dict:
    example = OpenApiExample(str(value["id"]), value=value)
    return {
        200: OpenApiResponse(serializer, description=description, examples=[example]),
        **problems(),
    }


def expansion(expandable: tuple[str, ...]) -> list[OpenApiParameter]:
    if not expandable:
        return []
    told = _("ما يُضاف إلى كل سجل")
    return [OpenApiParameter(EXPAND, str, enum=expandable, description=told)]


def identity(example: str | int, id_type) -> OpenApiParameter:
    return OpenApiParameter(
        "id", id_type, OpenApiParameter.PATH, description=_("المعرّف الدائم للسجل"),
        examples=[OpenApiExample(str(example), value=example)],
    )  # fmt: skip
