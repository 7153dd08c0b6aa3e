"""API errors as problem details (RFC 9457): Arabic text, English `code`, a pointer to the cause."""

from collections.abc import Mapping

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from csto_archive.search.engines.limits import TakesTooLongError

MEDIA_TYPE = "application/problem+json"

# status: title and detail
TEXTS = {
    400: (_("طلب غير مفهوم"), _("في الطلب معامل لا يُعرف أو قيمة لا تُقرأ؛ انظر errors.")),
    401: (_("الرمز مطلوب"), _("أرسل الترويسة Authorization: Token ‹الرمز› برمز صالح من الإدارة.")),
    403: (_("غير مسموح"), _("صاحب هذا الرمز لا يضيف مقالات إلى الأرشيف.")),
    404: (_("لا شيء في هذا العنوان"), _("لا سجل بهذا المعرّف، أو لا قائمة بهذا الاسم.")),
    405: (_("هذه الواجهة للقراءة وحدها"), _("الطرائق المتاحة: GET وHEAD وOPTIONS.")),
    406: (_("لا تُقدَّم البيانات بهذه الصيغة"), _("الصيغة المتاحة: application/json.")),
    413: (_("الطلب أكبر من المسموح"), _("20 ميغابايت للصفحة على الأكثر.")),
    415: (
        _("صيغة الطلب غير معروفة"),
        _("الصيغتان المتاحتان: application/json وmultipart/form-data."),
    ),
    429: (_("طلبات كثيرة"), _("انتظر عدد الثواني الذي في الترويسة Retry-After ثم أعد الطلب.")),
    503: (_("لم يكتمل البحث"), _("هذا البحث يستغرق وقتاً أطول مما يُسمح به؛ اطلب كلمات أقل أو أخص.")),
}
Texts = Mapping[int, tuple[str, str]]
NO_TEXTS: Texts = {}
OTHER = (_("تعذّر تنفيذ الطلب"), _("تعذّر تنفيذ الطلب."))


class TooLongError(exceptions.APIException):
    status_code = 503
    default_code = "search_takes_too_long"


def problem_response(error: Exception, context: dict) -> Response | None:
    """DRF's exception handler: the same answer with a problem document as its body."""
    if isinstance(error, SuspiciousOperation):  # more parameters than Django is willing to read
        error = exceptions.ParseError()
    elif isinstance(error, TakesTooLongError):
        error = TooLongError()
    response = exception_handler(error, context)
    if response is None:
        return None
    texts = getattr(context["view"], "problem_texts", {})
    response.data = problem(error, response.status_code, texts)
    response.content_type = MEDIA_TYPE
    return response


def problem(error: Exception, status: int, texts: Texts = NO_TEXTS) -> dict:
    """The document; `texts` are what a view says otherwise than TEXTS."""
    title, detail = texts.get(status) or TEXTS.get(status, OTHER)
    errors = pointed_at(error)
    document = {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "detail": str(detail),
        "code": code_of(error, errors),
    }
    return document | ({"errors": errors} if errors else {})


def pointed_at(error: Exception) -> list[dict[str, str]]:
    """One entry for each thing that is wrong with a parameter."""
    if not isinstance(error, exceptions.ValidationError):
        return []
    return [
        {"parameter": name, "code": detail.code, "detail": str(detail)}
        for name, details in error.detail.items()
        for detail in details
    ]


def code_of(error: Exception, errors: list[dict[str, str]]) -> str:
    """The code of the one thing that is wrong, `invalid_request` where it is several."""
    if isinstance(error, Http404):
        return "not_found"
    if not errors:
        return error.get_codes()
    codes = {entry["code"] for entry in errors}
    return codes.pop() if len(codes) == 1 else "invalid_request"


class PointerSerializer(serializers.Serializer):
    parameter = serializers.CharField(read_only=True, label=_("المعامل"))
    code = serializers.CharField(read_only=True, label=_("الرمز"))
    detail = serializers.CharField(read_only=True, label=_("الشرح"))


class ProblemSerializer(serializers.Serializer):
    """A problem document, for the description of the API alone."""

    type = serializers.CharField(read_only=True, label=_("النوع"))
    title = serializers.CharField(read_only=True, label=_("ما حدث"))
    status = serializers.IntegerField(read_only=True, label=_("حالة HTTP"))
    detail = serializers.CharField(read_only=True, label=_("الشرح"))
    code = serializers.CharField(
        read_only=True,
        label=_("رمز الخطأ"),
        help_text=_(
            "unknown_parameter أو repeated_parameter أو invalid_‹المعامل›، وinvalid_request إذا "
            "تعددت الأخطاء، وnot_found وmethod_not_allowed وnot_acceptable "
            "وsearch_takes_too_long؛ وللاستيراد not_authenticated وauthentication_failed "
            "وpermission_denied وtoo_large وunsupported_media_type وthrottled وparse_error."
        ),
    )
    errors = PointerSerializer(many=True, required=False, label=_("مواضع الخطأ"))


def described(
    examples: Mapping[int, Exception], texts: Texts = NO_TEXTS
) -> dict[tuple[int, str], OpenApiResponse]:
    """These error answers, each with an example, for the description of the API."""
    return {
        (status, MEDIA_TYPE): OpenApiResponse(
            ProblemSerializer,
            description=(texts.get(status) or TEXTS[status])[0],
            examples=[OpenApiExample(str(status), value=problem(error, status, texts))],
        )
        for status, error in examples.items()
    }


def problems() -> dict[tuple[int, str], OpenApiResponse]:
    """The error answers of every operation that reads."""
    detail = exceptions.ErrorDetail(str(_("لا معامل بهذا الاسم.")), "unknown_parameter")
    return described(
        {
            400: exceptions.ValidationError({"town": [detail]}),
            404: exceptions.NotFound(),
            405: exceptions.MethodNotAllowed("POST"),
            406: exceptions.NotAcceptable(),
            503: TooLongError(),
        }
    )
