"""API errors as problem details (RFC 9457): Arabic text, English `code`, a pointer to the cause."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

TITLES = {
    400: _("طلب غير مفهوم"),
    404: _("لا شيء في هذا العنوان"),
    405: _("هذه الواجهة للقراءة وحدها"),
    406: _("لا تُقدَّم البيانات بهذه الصيغة"),
}


def problem_response(error: Exception, context: dict) -> Response | None:
    """DRF's exception handler: the same answer with a problem document as its body."""
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = problem(error, response.status_code)
    response.content_type = "application/problem+json"
    return response


def problem(error: Exception, status: int) -> dict:
    title = TITLES.get(status, _("تعذّر تنفيذ الطلب"))
    document = {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "code": code_of(error),
    }
    if isinstance(error, exceptions.ValidationError) and isinstance(error.detail, dict):
        document["errors"] = [
            {"parameter": name, "code": detail.code, "detail": str(detail)}
            for name, details in error.detail.items()
            for detail in details
        ]
    return document


def code_of(error: Exception) -> str:
    if isinstance(error, Http404):
        return "not_found"
    if isinstance(error, PermissionDenied):
        return "permission_denied"
    codes = error.get_codes()
    return codes if isinstance(codes, str) else "invalid"
