"""The reference data in the API. Each query asks for all that a record shows, at once."""

from pathlib import Path

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from csto_archive.reading import RecordViewSet, documented
from summits import filters, serializers
from summits.models import Attendance, City, Initiative, Leader, Member, Summit

EXAMPLES = Path(__file__).parent / "examples"


@documented(
    _("القمم، أحدثها أولاً"),
    _("قمة واحدة"),
    _("قمم منظمة معاهدة الأمن الجماعي منذ 2002: وقائعها وحضورها ووثائقها، ودرجة الثقة بها."),
    EXAMPLES / "summit.json",
)
class SummitViewSet(RecordViewSet):
    serializer_class = serializers.SummitSerializer
    filterset_class = filters.SummitFilter
    ordering = ("-start_date",)

    def get_queryset(self):
        attendances = Attendance.objects.select_related("member", "representative")
        return (
            Summit.objects.published()
            .for_page()
            .for_list()
            .prefetch_related(Prefetch("attendances", attendances), "initiatives")
        )


@documented(
    _("الدول"),
    _("دولة واحدة"),
    _("الدول الأعضاء اليوم ومن قبل، والدول التي اكتفت بالمعاهدة."),
    EXAMPLES / "member.json",
)
class MemberViewSet(RecordViewSet):
    serializer_class = serializers.MemberSerializer
    filterset_class = filters.MemberFilter
    ordering = ("name",)

    def get_queryset(self):
        return Member.objects.published().select_related("capital")


@documented(
    _("القادة"),
    _("قائد واحد"),
    _("رؤساء الدول والحكومات والأمناء العامون وولاياتهم."),
    EXAMPLES / "leader.json",
)
class LeaderViewSet(RecordViewSet):
    serializer_class = serializers.LeaderSerializer
    filterset_class = filters.LeaderFilter
    ordering = ("name",)

    def get_queryset(self):
        return Leader.objects.published().select_related("member").prefetch_related("terms")


@documented(
    _("المدن"),
    _("مدينة واحدة"),
    _("المدن المضيفة والعواصم بأسمائها الرسمية عبر السنين وصيغ كتابتها."),
    EXAMPLES / "city.json",
)
class CityViewSet(RecordViewSet):
    serializer_class = serializers.CitySerializer
    filterset_class = filters.CityFilter
    ordering = ("name",)

    def get_queryset(self):
        return City.objects.published().prefetch_related("official_names", "summits")


@documented(
    _("المبادرات والوثائق، أحدثها أولاً"),
    _("مبادرة واحدة"),
    _("ما أقرته القمم أو أعلنته أو أرجأته، بإجراءاته المؤكدة وبما روته المقالات المنشورة منها."),
    EXAMPLES / "initiative.json",
)
class InitiativeViewSet(RecordViewSet):
    serializer_class = serializers.InitiativeSerializer
    detail_serializer_class = serializers.FullInitiativeSerializer
    filterset_class = filters.InitiativeFilter
    ordering = ("-date", "number")

    def get_queryset(self):
        initiatives = Initiative.objects.published().for_list().prefetch_related("measures")
        return initiatives.with_reported_measures() if self.detail else initiatives
