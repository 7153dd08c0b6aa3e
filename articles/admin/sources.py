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
