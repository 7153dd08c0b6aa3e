"""The desks of the reference data: what is covered by the archive."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from csto_archive.editing import RecordDesk, StackedRows, TabularRows
from summits.models import (
    Attendance,
    City,
    CityName,
    Initiative,
    Leader,
    Measure,
    Member,
    Summit,
    Term,
)

FACT = (_("الثقة والمصدر"), {"fields": ("confidence", "fact_source", "note", "note_en")})

FOLDED_FACT = (FACT[0], {**FACT[1], "classes": ("collapse",)})


class CityNameRows(TabularRows):
    model = CityName


@admin.register(City)
class CityAdmin(RecordDesk):
    list_display = ("name", "name_en", "country_name", "country_code", "confidence")
    list_filter = ("country_name", "confidence")
    permanent = ("slug",)
    inlines = (CityNameRows,)
    fieldsets = (
        (None, {"fields": ("name", "slug", "variants", "name_en", "name_ru")}),
        (_("الموقع"), {"fields": ("country_name", "country_code", ("latitude", "longitude"))}),
        FACT,
    )


@admin.register(Member)
class MemberAdmin(RecordDesk):
    list_display = ("name", "iso2", "status", "capital", "joined_on", "left_on")
    list_filter = ("status", "confidence")
    related = ("capital",)
    autocomplete_fields = ("capital",)
    permanent = ("slug",)
    fieldsets = (
        (None, {"fields": ("name", "slug", "variants", "name_en", "name_ru", "iso2", "iso3")}),
        (
            _("العضوية"),
            {
                "fields": (
                    "status", "treaty_signed_on", "treaty_left_on", "joined_on", "left_on",
                    "suspended_on", "capital", "council_seat",
                )
            },
        ),
        FACT,
    )  # fmt: skip


class TermRows(StackedRows):
    model = Term
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "office", "office_en", "key", "role", ("started_on", "ended_on"),
                    ("acting", "in_council"),
                )
            },
        ),
        FOLDED_FACT,
    )  # fmt: skip


@admin.register(Leader)
class LeaderAdmin(RecordDesk):
    list_display = ("name", "member", "name_en", "confidence")
    list_filter = ("member", "confidence")
    related = ("member",)
    autocomplete_fields = ("member",)
    permanent = ("slug",)
    inlines = (TermRows,)
    fieldsets = (
        (None, {"fields": ("name", "slug", "variants", "member", "name_en", "name_ru")}),
        FACT,
    )


class AttendanceRows(StackedRows):
    model = Attendance
    autocomplete_fields = ("member", "representative")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("member", "status"),
                    ("representative", "mode"),
                    "absence_reason",
                    "absence_reason_en",
                )
            },
        ),
        FOLDED_FACT,
    )


class SummitForm(forms.ModelForm):
    def clean(self):
        """The permanent slug is made of day and city: a second summit there needs its own."""
        values = super().clean()
        day, city = values.get("start_date"), values.get("city")
        unnamed = "slug" in self.fields and not values.get("slug")
        if unnamed and day and Summit.objects.filter(start_date=day, city=city).exists():
            self.add_error("slug", _("في هذا اليوم قمة أخرى في المكان نفسه: اكتب معرّفاً لها."))
        return values


@admin.register(Summit)
class SummitAdmin(RecordDesk):
    form = SummitForm
    list_display = ("title", "status", "start_date", "kind", "format", "chair")
    list_filter = ("status", "kind", "format", "city", "confidence")
    date_hierarchy = "start_date"
    related = ("city", "chair")
    rows = {"summary": 8}
    autocomplete_fields = (
        "city", "chair", "chair_leader", "next_chair", "secretary_general", "next_city",
    )  # fmt: skip
    permanent = ("slug",)
    inlines = (AttendanceRows,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "title_en", ("start_date", "end_date"), "status")}),
        (_("الانعقاد"), {"fields": ("format", "kind", "city", "venue", "venue_en", "anniversary")}),
        (
            _("الرئاسة"),
            {"fields": ("chair", "chair_leader", "secretary_general", "secretary_acting")},
        ),
        (
            _("المضمون"),
            {
                "fields": (
                    "summary", "theme", "theme_en", "theme_source", "guests", "documents",
                    "documents_count", "official_url",
                )
            },
        ),
        (_("القمة التالية كما أُعلنت"), {"fields": ("next_chair", "next_announced", "next_city")}),
        FACT,
    )  # fmt: skip


class MeasureRows(StackedRows):
    model = Measure


@admin.register(Initiative)
class InitiativeAdmin(RecordDesk):
    list_display = ("title", "status", "kind", "date", "sponsor")
    list_filter = ("kind", "status", "sponsor", "confidence")
    date_hierarchy = "date"
    related = ("sponsor",)
    autocomplete_fields = ("summit", "sponsor")
    permanent = ("slug",)
    inlines = (MeasureRows,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "title_en", ("date", "number"), "summit")}),
        (_("الوصف"), {"fields": ("kind", "status", "sponsor", "target_period")}),
        FACT,
    )
