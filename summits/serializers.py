"""The records of summits, members, leaders, cities and initiatives as flat JSON.

A field named like another kind of record holds its id, `‹field›_name` beside it the Arabic name.
Texts that are not known are empty, everything else that is not known is null.
"""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from csto_archive.reading import IDENTITY, RecordSerializer, derived, ids, texts
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

FACT = ("confidence", "fact_source", "note", "note_en")
NAMES = ("name", "variants", "name_en", "name_ru")


class AttendanceSerializer(serializers.ModelSerializer):
    member = derived("member.slug", _("الدولة"))
    member_name = derived("member.name", _("اسم الدولة"))
    representative = derived("representative.slug", _("من مثّلها"), null=True)
    representative_name = derived("representative.name", _("اسم من مثّلها"), null=True)
    mode = serializers.ChoiceField(
        Attendance.Mode.choices, read_only=True, allow_blank=True, label=_("طريقة الحضور")
    )

    class Meta:
        model = Attendance
        fields = read_only_fields = (
            "member", "member_name", "status", "representative", "representative_name", "mode",
            "absence_reason", "absence_reason_en", *FACT,
        )  # fmt: skip


class SummitSerializer(RecordSerializer):
    year = serializers.IntegerField(source="start_date.year", read_only=True, label=_("السنة"))
    city = derived("city.slug", _("المدينة"), null=True)
    city_name = derived("city.name", _("اسم المدينة"), null=True)
    city_name_en = derived("city.name_en", _("اسم المدينة بالإنجليزية"), null=True)
    country_code = derived("city.country_code", _("رمز الدولة المضيفة"), null=True)
    country_name = derived("city.country_name", _("الدولة المضيفة"), null=True)
    chair = derived("chair.slug", _("الدولة الرئيسة"), null=True)
    chair_name = derived("chair.name", _("اسم الدولة الرئيسة"), null=True)
    chair_leader = derived("chair_leader.slug", _("رئيس الجلسة"), null=True)
    chair_leader_name = derived("chair_leader.name", _("اسم رئيس الجلسة"), null=True)
    next_chair = derived("next_chair.slug", _("الرئاسة التالية"), null=True)
    next_chair_name = derived("next_chair.name", _("اسم الرئاسة التالية"), null=True)
    secretary_general = derived("secretary_general.slug", _("الأمين العام"), null=True)
    secretary_general_name = derived("secretary_general.name", _("اسم الأمين العام"), null=True)
    next_city = derived("next_city.slug", _("مدينة القمة التالية كما أُعلنت"), null=True)
    next_city_name = derived("next_city.name", _("اسم مدينة القمة التالية"), null=True)
    official_url = serializers.CharField(read_only=True, label=_("الصفحة الرسمية"))
    attendance = AttendanceSerializer(
        source="attendances", many=True, read_only=True, label=_("الحضور")
    )
    initiatives = ids(_("المبادرات والوثائق"))
    article_count = serializers.IntegerField(read_only=True, label=_("عدد المقالات المنشورة عنها"))
    sample_count = serializers.IntegerField(read_only=True, label=_("منها عيّنات تعليمية"))

    class Meta:
        model = Summit
        fields = read_only_fields = (
            *IDENTITY, "title", "title_en", "year", "start_date", "end_date",
            "city", "city_name", "city_name_en", "country_code", "country_name",
            "venue", "venue_en", "format", "kind", "status", "anniversary",
            "chair", "chair_name", "chair_leader", "chair_leader_name",
            "next_chair", "next_chair_name",
            "secretary_general", "secretary_general_name", "secretary_acting",
            "theme", "theme_en", "theme_source", "summary", "guests",
            "documents", "documents_count",
            "next_announced", "next_city", "next_city_name", "official_url",
            "attendance", "initiatives", "article_count", "sample_count", *FACT,
        )  # fmt: skip


class MemberSerializer(RecordSerializer):
    variants = texts(_("صيغ أخرى للاسم"))
    capital = derived("capital.slug", _("العاصمة"), null=True)
    capital_name = derived("capital.name", _("اسم العاصمة"), null=True)

    class Meta:
        model = Member
        fields = read_only_fields = (
            *IDENTITY, *NAMES, "iso2", "iso3", "capital", "capital_name", "status",
            "treaty_signed_on", "treaty_left_on", "joined_on", "left_on", "suspended_on",
            "council_seat", *FACT,
        )  # fmt: skip


class TermSerializer(serializers.ModelSerializer):
    class Meta:
        model = Term
        fields = read_only_fields = (
            "office", "office_en", "role", "acting", "started_on", "ended_on", "in_council", *FACT,
        )  # fmt: skip


class LeaderSerializer(RecordSerializer):
    variants = texts(_("صيغ أخرى للاسم"))
    member = derived("member.slug", _("الدولة"))
    member_name = derived("member.name", _("اسم الدولة"))
    terms = TermSerializer(many=True, read_only=True, label=_("الولايات"))

    class Meta:
        model = Leader
        fields = read_only_fields = (*IDENTITY, *NAMES, "member", "member_name", "terms", *FACT)


class CityNameSerializer(serializers.ModelSerializer):
    class Meta:
        model = CityName
        fields = read_only_fields = ("name", "name_en", "valid_from", "valid_to")


class CitySerializer(RecordSerializer):
    variants = texts(_("صيغ أخرى للاسم"))
    official_names = CityNameSerializer(many=True, read_only=True, label=_("الأسماء الرسمية"))
    summits = ids(_("القمم"))

    class Meta:
        model = City
        fields = read_only_fields = (
            *IDENTITY, *NAMES, "country_code", "country_name", "latitude", "longitude",
            "official_names", "summits", *FACT,
        )  # fmt: skip


class MeasureSerializer(serializers.ModelSerializer):
    class Meta:
        model = Measure
        fields = read_only_fields = ("position", "text", "source")


class ReportedMeasuresSerializer(serializers.Serializer):
    """The measures of an initiative as a published article lists them."""

    article = serializers.IntegerField(source="article_id", read_only=True, label=_("المقال"))
    wording = serializers.CharField(read_only=True, label=_("صياغة المقال"))
    measures = texts(_("إجراءاتها بحسب المقال"))


class InitiativeSerializer(RecordSerializer):
    year = serializers.IntegerField(source="date.year", read_only=True, label=_("السنة"))
    summit = derived("summit.slug", _("القمة"), null=True)
    city = derived("summit.city.slug", _("مدينة القمة"), null=True)
    sponsor = derived("sponsor.slug", _("صاحبة المبادرة"), null=True)
    sponsor_name = derived("sponsor.name", _("اسم صاحبة المبادرة"), null=True)
    measures = MeasureSerializer(many=True, read_only=True, label=_("الإجراءات"))

    class Meta:
        model = Initiative
        fields = read_only_fields = (
            *IDENTITY, "title", "title_en", "kind", "status", "date", "year", "number",
            "summit", "city", "sponsor", "sponsor_name", "target_period",
            "measures", *FACT,
        )  # fmt: skip


class FullInitiativeSerializer(InitiativeSerializer):
    """An initiative by itself, with its measures as the newest public articles tell them."""

    reported_measures = ReportedMeasuresSerializer(
        many=True, read_only=True, label=_("الإجراءات كما وردت في المقالات")
    )

    class Meta(InitiativeSerializer.Meta):
        fields = read_only_fields = (*InitiativeSerializer.Meta.fields, "reported_measures")
