"""The one place of the API that writes: pages in, drafts out, for whoever has a token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import RequestDataTooBig
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import ErrorDetail
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.permissions import BasePermission
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle
from rest_framework.views import APIView

from articles.addresses import validate_address
from articles.importing.intake import NAME_LENGTH, Intake, Page, sent_pages, take_in, uploaded_pages
from articles.importing.outcomes import Outcome
from articles.importing.read import MAX_BYTES
from csto_archive.filtering import invalid, refuse_misunderstood
from csto_archive.problems import described

EXAMPLE = Path(__file__).parent / "examples" / "import.json"
SENT = {
    "text": "قمة مينسك تنعقد بمقعد شاغر\nمينسك – 23 نوفمبر 2023\nاجتمع القادة في مينسك.",
    "source": "جريدة الرواق",
    "url": "https://www.rewaq.example/a/1",
}
# What a request weighs beside its page: names, quotes, boundaries.
MOST_BYTES = MAX_BYTES + 1024 * 1024
TEXTS = {
    400: (
        _("لم يُستورد شيء"),
        _("في الطلب حقل لا يُعرف أو قيمة لا تُقرأ، أو ليس فيه صفحة تُقرأ؛ انظر errors."),
    ),
    405: (_("هذا العنوان للاستيراد وحده"), _("الطريقة المتاحة: POST.")),
}


class TooLargeError(exceptions.APIException):
    status_code = 413
    default_code = "too_large"


class MayImport(BasePermission):
    """Whoever may add articles in the admin."""

    def has_permission(self, request, view) -> bool:
        return bool(request.user and request.user.has_perm("articles.add_article"))


class ImportThrottle(UserRateThrottle):
    scope = "imports"


class TextField(serializers.CharField):
    """Takes no number for a text, as the description of the API promises."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class ImportSerializer(serializers.Serializer):
    url = TextField(
        label=_("رابط الأصل"), required=False, max_length=1000,
        validators=[validate_address], help_text=_("يُحفظ مع المقال ولا يُجلب منه شيء"),
    )  # fmt: skip
    source = TextField(label=_("اسم المصدر"), required=False, max_length=150)
    name = TextField(label=_("اسم الصفحة"), required=False, max_length=NAME_LENGTH)

    def pages(self) -> Iterator[Page]:
        raise NotImplementedError


class Closed(OpenApiSerializerExtension):
    """Says in the description that there are no other fields."""

    target_class = ImportSerializer
    match_subclasses = True

    def map_serializer(self, auto_schema, direction) -> dict:
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {**schema, "additionalProperties": False}


class PastedSerializer(ImportSerializer):
    """A page in JSON: its text or its mark-up."""

    text = TextField(
        label=_("نص الصفحة"), required=False, trim_whitespace=False, max_length=MAX_BYTES
    )
    html = TextField(
        label=_("مصدر الصفحة (HTML)"), required=False, trim_whitespace=False, max_length=MAX_BYTES
    )

    def validate(self, values: dict) -> dict:
        if ("text" in values) == ("html" in values):
            raise serializers.ValidationError({"text": [_("أحد الحقلين text وhtml، لا كلاهما.")]})
        return values

    @property
    def carrier(self) -> str:
        return "html" if "html" in self.validated_data else "text"

    def pages(self) -> Iterator[Page]:
        values = self.validated_data
        name = values.get("name") or {"html": "صفحة.html", "text": "صفحة.txt"}[self.carrier]
        content = values[self.carrier].encode(errors="replace")
        return sent_pages(content, name, values.get("url", ""))


class UploadSerializer(ImportSerializer):
    """A page, or a container of pages, as a file."""

    file = serializers.FileField(label=_("الملف"), allow_empty_file=True)
    carrier = "file"

    def pages(self) -> Iterator[Page]:
        values = self.validated_data
        file = values["file"]
        file.name = values.get("name") or file.name
        return uploaded_pages([file], values.get("url", ""))


class MendingSerializer(serializers.Serializer):
    kind = serializers.CharField(label=_("النوع"))
    count = serializers.IntegerField(label=_("العدد"))
    label = serializers.CharField(label=_("الشرح"))


class SimilarSerializer(serializers.Serializer):
    article = serializers.IntegerField(label=_("رقم المقال"))
    other = serializers.IntegerField(label=_("رقم المقال الذي يشبهه"))
    percent = serializers.IntegerField(
        label=_("النسبة"),
        help_text=_("كم من كل مئة عبارة من ثلاث كلمات متتالية في أقصر النصين وردت في الآخر"),
    )
    exact = serializers.BooleanField(label=_("الألفاظ نفسها بترتيبها"))


class PageSerializer(serializers.Serializer):
    """What became of one page. Numbers alone: what the drafts say is read in the admin."""

    page = serializers.CharField(source="report.page", label=_("الصفحة"))
    outcome = serializers.ChoiceField(
        source="report.outcome",
        label=_("النتيجة"),
        choices=Outcome.values,
    )
    articles = serializers.ListField(
        source="report.articles", label=_("أرقام المقالات"), child=serializers.IntegerField()
    )
    left_out = serializers.ListField(
        source="report.left_out",
        label=_("عناوين مقالات في الصفحة لم تُؤخذ"),
        child=serializers.CharField(),
    )
    kept = serializers.ListField(
        source="report.kept", label=_("حقول عدّلها محرر فبقيت"), child=serializers.CharField()
    )
    problem = serializers.CharField(source="report.problem", label=_("المشكلة"), allow_blank=True)
    similar = SimilarSerializer(
        source="report.similar", many=True, label=_("ما يشبهه في الأرشيف، ومنه المسودات")
    )
    encoding = serializers.CharField(label=_("الترميز"), allow_blank=True)
    mendings = MendingSerializer(many=True, label=_("ما أُصلح في النص"))


class ReportSerializer(serializers.Serializer):
    batch = serializers.IntegerField(
        label=_("رقم الدفعة"), allow_null=True, help_text=_("null إن لم يكن في الصفحات جديد")
    )
    problem = serializers.CharField(label=_("لماذا لم تُقرأ البقية"), allow_blank=True)
    pages = PageSerializer(source="taken", many=True, label=_("الصفحات"))


class ImportView(APIView):
    """`POST` and nothing else: imports are looked at in the admin."""

    authentication_classes = [TokenAuthentication]
    permission_classes = [MayImport]
    throttle_classes = [ImportThrottle]
    parser_classes = [JSONParser, MultiPartParser]
    http_method_names = ["post"]
    problem_texts = TEXTS

    def initial(self, request, *args, **kwargs) -> None:
        """Whoever asks for what nobody may do is told so without a token."""
        if request.method != "POST":
            raise exceptions.MethodNotAllowed(request.method)
        super().initial(request, *args, **kwargs)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    @extend_schema(
        operation_id="import",
        tags=["الاستيراد"],
        summary=_("استيراد صفحة"),
        description=_(
            "صفحة نصاً أو HTML في JSON، أو ملفاً في multipart/form-data (20 ميغابايت، و200 صفحة "
            "على الأكثر إن كان محفظة). يُعرف المقال منها ويصير مسودة تنتظر محرراً، والصفحة نفسها "
            "ثانيةً لا تغيّر شيئاً. الرمز من الإدارة: Authorization: Token ‹الرمز›."
        ),
        examples=[OpenApiExample("page", value=SENT, request_only=True)],
        request={"application/json": PastedSerializer, "multipart/form-data": UploadSerializer},
        responses={
            201: OpenApiResponse(
                ReportSerializer,
                description=_("ما صارت إليه كل صفحة"),
                examples=[
                    OpenApiExample("import", value=json.loads(EXAMPLE.read_text(encoding="utf-8")))
                ],
            ),
            **described(
                {
                    400: exceptions.ValidationError(
                        {"text": [ErrorDetail(str(_("الملف فارغ")), "invalid_text")]}
                    ),
                    401: exceptions.NotAuthenticated(),
                    403: exceptions.PermissionDenied(),
                    405: exceptions.MethodNotAllowed("GET"),
                    406: exceptions.NotAcceptable(),
                    413: TooLargeError(),
                    415: exceptions.UnsupportedMediaType("text/plain"),
                    429: exceptions.Throttled(30),
                },
                TEXTS,
            ),
        },
    )
    def post(self, request) -> Response:
        refuse_misunderstood(request.query_params)
        page = given(request)
        intake = take_in(page.pages(), page.validated_data.get("source", ""), request.user)
        refuse_unread(intake, page.carrier)
        return Response(ReportSerializer(intake).data, status=201)


def given(request) -> ImportSerializer:
    """What was sent, understood. Raises ValidationError and TooLargeError."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise TooLargeError
    try:
        data = request.data
    except RequestDataTooBig:
        raise TooLargeError from None
    except RecursionError:
        raise exceptions.ParseError from None
    if not isinstance(data, dict):
        raise exceptions.ParseError
    is_upload = request.content_type.startswith("multipart/")
    serializer = (UploadSerializer if is_upload else PastedSerializer)(data=data)
    refuse_other_fields(data, serializer)
    if not serializer.is_valid():
        raise invalid(serializer.errors)
    return serializer


def refuse_other_fields(data: dict, serializer: ImportSerializer) -> None:
    unknown = sorted(set(data) - set(serializer.fields))
    errors = {
        name[:100]: [ErrorDetail(_("لا حقل بهذا الاسم."), "unknown_parameter")]
        for name in unknown[:20]
    }
    if isinstance(data, MultiValueDict):
        errors |= {
            name: [ErrorDetail(_("ورد الحقل أكثر من مرة."), "repeated_parameter")]
            for name in serializer.fields
            if len(data.getlist(name)) > 1
        }
    if errors:
        raise exceptions.ValidationError(errors)


def refuse_unread(intake: Intake, carrier: str) -> None:
    """What was sent is refused, where nothing in it could be read at all."""
    if all(one.failed for one in intake.taken):
        problems = dict.fromkeys(one.report.problem for one in intake.taken)
        raise invalid({carrier: list(problems)[:20] or [_("ليس في الملف صفحات.")]})
