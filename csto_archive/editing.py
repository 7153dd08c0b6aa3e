"""What all desks of the admin share: the Arabic site, the direction of fields, search, safe tables.

It knows none of the apps: each ModelAdmin tells the dashboard itself what waits for an editor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import BaseInlineFormSet, Textarea
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from csto_archive.fields import LinesField

# How the text of a field runs: addresses from the left, everything else as its letters do.
DIRECTIONS = {
    models.URLField: "ltr",
    models.SlugField: "ltr",
    models.EmailField: "ltr",
    models.CharField: "auto",
    models.TextField: "auto",
    LinesField: "auto",
}
SHORT = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}
FEW_ROWS = 3


class Waiting(NamedTuple):
    """Something that waits for an editor, as a line of the dashboard."""

    what: str
    count: int
    url: str


class ArchiveAdminSite(admin.AdminSite):
    """Django's own admin with Arabic titles and a dashboard of what waits."""

    site_header = _("أرشيف قمم منظمة معاهدة الأمن الجماعي")
    site_title = _("إدارة الأرشيف")
    index_title = _("لوحة التحرير")
    empty_value_display = "—"

    def admin_view(self, view, cacheable=False):
        """No page of the admin is kept anywhere, not even those that Django calls cacheable."""
        return super().admin_view(view, cacheable=False)

    def index(self, request, extra_context=None):
        desks = [desk for desk in self._registry.values() if isinstance(desk, Desk)]
        waiting = [line for desk in desks for line in desk.waiting(request)]
        return super().index(request, {"waiting": waiting, **(extra_context or {})})


class ArabicFields:
    """Form fields that run the right way, and choices that name their records in one query."""

    rows: dict[str, int] = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        kinds = (kind for kind in type(db_field).__mro__ if kind in DIRECTIONS)
        if field and not db_field.choices and (kind := next(kinds, None)):
            field.widget.attrs.setdefault("dir", DIRECTIONS[kind])
        if field and isinstance(field.widget, Textarea):
            field.widget.attrs["rows"] = self.rows.get(db_field.name, FEW_ROWS)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def get_field_queryset(self, db, db_field, request):
        desk = self.admin_site._registry.get(db_field.remote_field.model)
        if isinstance(desk, Desk):
            return desk.get_queryset(request)
        return super().get_field_queryset(db, db_field, request)


class Desk(ArabicFields, admin.ModelAdmin):
    """The admin of one model."""

    # Relations that `str()` or the list of a record needs; fetched wherever it is named.
    related: tuple[str, ...] = ()
    # Fields that may be set when a record is added and never again.
    permanent: tuple[str, ...] = ()
    list_per_page = 50

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.related) if self.related else queryset

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(self.permanent if obj else ()))

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """What the dashboard should say of this desk to this user; nothing by default."""
        return []

    def waiting_with_status(self, request: HttpRequest, lines: Mapping) -> list[Waiting]:
        """How many records are in each status, as its line says, for whoever may see them."""
        if not self.has_view_permission(request):
            return []
        counts = dict(
            self.model.objects.order_by()
            .values_list("status")
            .annotate(models.Count("pk"))
            .filter(status__in=lines)
        )
        page = reverse(admin_urlname(self.opts, "changelist"))
        return [
            Waiting(what, counts.get(status.value, 0), f"{page}?status__exact={status.value}")
            for status, what in lines.items()
        ]


class RecordDesk(Desk):
    """The admin of a record: searched as on the site, shown there once it is public."""

    search_fields = ("folded",)

    def get_search_results(self, request, queryset, search_term):
        return queryset.search(search_term), False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if any(rows.has_changed() for rows in formsets):
            form.instance.touch()

    def view_on_site(self, record) -> str | None:
        public = type(record).objects.published().filter(pk=record.pk).exists()
        return record.get_absolute_url() if public else None


class ReadOnlyDesk(Desk):
    """A desk where nothing can be added, changed or deleted, by anybody."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class DistinctRows(BaseInlineFormSet):
    """Names the fields of a repeated row in Arabic, where Django gives their names in the code."""

    def get_unique_error_message(self, unique_check):
        fields = [self.model._meta.get_field(name) for name in unique_check]
        names = [str(field.verbose_name) for field in fields if field != self.fk]
        return _("سطران لهما القيمة نفسها: %s. احذف أحدهما.") % get_text_list(names, _("و"))


class StackedRows(ArabicFields, admin.StackedInline):
    formset = DistinctRows
    extra = 0


class TabularRows(ArabicFields, admin.TabularInline):
    formset = DistinctRows
    extra = 0


def code(value: object) -> SafeString:
    """An address, a hash or a code, kept apart from the Arabic around it; nothing for nothing."""
    return format_html('<code dir="ltr">{}</code>', value) if value else SafeString()


def short_day(value: date | None, precision: str = "day") -> str:
    """«23/11/2023» for a narrow column, or as much of it as is known; a time is that here."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{day:{SHORT[precision]}}"


def yes_or_no(value: bool) -> str:
    """In words, where Django's icon would say True or False to a screen reader."""
    return str(_("نعم") if value else _("لا"))


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> SafeString:
    """A table of escaped values for a read-only field; an empty string for no rows."""
    lines = [
        (format_html_join("", "<td>{}</td>", (("" if cell is None else cell,) for cell in row)),)
        for row in rows
    ]
    if not lines:
        return SafeString()
    return format_html(
        '<div class="wide-table"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        format_html_join("", '<th scope="col">{}</th>', ((heading,) for heading in headings)),
        format_html_join("\n", "<tr>{}</tr>", lines),
    )
