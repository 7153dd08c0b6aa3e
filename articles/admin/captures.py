"""The pages as they came in: to be read as text and downloaded, never to be shown as a page."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Capture
from csto_archive.editing import ReadOnlyDesk, code, short_day

SHOWN_BYTES = 200_000


def readable(content: bytes, encoding: str) -> str:
    """The text of the bytes, whatever they are: what cannot be read becomes a � sign."""
    try:
        return content.decode(encoding or "utf-8", errors="replace")
    except LookupError:
        return content.decode(errors="replace")


@admin.register(Capture)
class CaptureAdmin(ReadOnlyDesk):
    list_display = ("name", "status", "problem", "kilobytes", "captured")
    list_filter = ("status",)
    date_hierarchy = "captured_at"
    search_fields = ("file_name", "url", "sha256", "problem")
    related = ("batch",)
    fieldsets = (
        (None, {"fields": ("name", "status", "problem", "address", "captured_at", "batch")}),
        (_("الملف"), {"fields": ("kind", "decoded_as", "kilobytes", "fingerprint", "download")}),
        (_("المحتوى نصاً"), {"fields": ("text",)}),
    )

    def get_queryset(self, request):
        """Without the content, which may weigh megabytes a row."""
        return super().get_queryset(request).defer("content")

    def waiting(self, request):
        lines = {Capture.Status.NEEDS_EDITOR: _("لقطات تحتاج إلى محرر")}
        return self.waiting_with_status(request, lines)

    def get_urls(self):
        view = self.admin_site.admin_view(self.download_view)
        return [
            path("<int:pk>/download/", view, name="articles_capture_download"),
            *super().get_urls(),
        ]

    def download_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The bytes as they came, as a file that no browser opens and no page of ours frames."""
        capture = self.get_object(request, str(pk))
        if not self.has_view_permission(request, capture):
            raise PermissionDenied
        if capture is None:
            raise Http404
        suffix = "txt" if capture.media_type.startswith("text/") else "bin"
        return HttpResponse(
            bytes(capture.content),
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": f'attachment; filename="capture-{pk}.{suffix}"',
                "Content-Security-Policy": "sandbox; default-src 'none'",
            },
        )

    @admin.display(description=_("اللقطة"), ordering="file_name")
    def name(self, capture):
        return format_html("<bdi>{}</bdi>", str(capture))

    @admin.display(description=_("حُفظت في"), ordering="captured_at")
    def captured(self, capture) -> str:
        return short_day(capture.captured_at)

    @admin.display(description=_("الرابط"))
    def address(self, capture):
        return code(capture.url)

    @admin.display(description=_("نوع الملف"))
    def kind(self, capture):
        return code(capture.media_type)

    @admin.display(description=_("الترميز"))
    def decoded_as(self, capture):
        return code(capture.encoding)

    @admin.display(description=_("البصمة"))
    def fingerprint(self, capture):
        return code(capture.sha256)

    @admin.display(description=_("الحجم (كيلوبايت)"), ordering="size")
    def kilobytes(self, capture) -> str:
        return f"{capture.size / 1024:,.1f}"

    @admin.display(description=_("نسخة مطابقة"))
    def download(self, capture):
        address = reverse("admin:articles_capture_download", args=[capture.pk])
        return format_html('<a href="{}">{}</a>', address, _("تنزيل الملف كما ورد"))

    @admin.display(description=_("النص"))
    def text(self, capture):
        text = readable(bytes(capture.content[:SHOWN_BYTES]), capture.encoding)
        rest = _("… والبقية في الملف.") if capture.size > SHOWN_BYTES else ""
        return format_html('<pre dir="auto" class="capture">{}</pre>{}', text, rest)
