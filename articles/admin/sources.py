"""The desk of the sources."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Source
from csto_archive.editing import RecordDesk


@admin.register(Source)
class SourceAdmin(RecordDesk):
    list_display = ("name", "kind", "rights", "country_code", "updated_at")
    list_filter = ("kind", "rights")
    permanent = ("slug",)
    fieldsets = (
        (None, {"fields": ("name", "slug", "variants", "kind", "domains", "country_code")}),
        (_("الحقوق"), {"fields": ("rights", "note")}),
    )

    def get_readonly_fields(self, request, obj=None):
        """Rights open or close all texts of a source: that is as much as publishing them."""
        chief = request.user.has_perm("articles.publish_article")
        closed = () if chief else ("rights",)
        return (*super().get_readonly_fields(request, obj), *closed)
