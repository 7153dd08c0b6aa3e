"""Articles and their sources as flat JSON: what a reader may see, and nothing of the editing."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.bodies import TYPES, blocks
from articles.deciding.provenance import Proof, provenance
from articles.models import (
    Article,
    Correction,
    Coverage,
    InitiativeMention,
    MemberMention,
    Photo,
    Source,
)
from csto_archive.reading import IDENTITY, RecordSerializer, derived, texts


class SourceSerializer(RecordSerializer):
    variants = texts(_("صيغ أخرى للاسم"))
    domains = texts(_("النطاقات"))
    article_count = serializers.IntegerField(read_only=True, label=_("عدد المقالات المنشورة"))

    class Meta:
        model = Source
        fields = read_only_fields = (
            *IDENTITY, "name", "variants", "kind", "domains", "country_code", "rights",
            "article_count",
        )  # fmt: skip


class SummitLinkSerializer(serializers.ModelSerializer):
    id = derived("summit.slug", _("القمة"))
    city = derived("summit.city.slug", _("المدينة"), null=True)
    city_name = derived("summit.city.name", _("اسم المدينة"), null=True)
    year = serializers.IntegerField(
        source="summit.start_date.year", read_only=True, label=_("السنة")
    )
    date = serializers.DateField(source="summit.start_date", read_only=True, label=_("اليوم الأول"))

    class Meta:
        model = Coverage
        fields = read_only_fields = ("id", "city", "city_name", "year", "date", "role")


class MemberLinkSerializer(serializers.ModelSerializer):
    id = derived("member.slug", _("الدولة"))
    name = derived("member.name", _("اسم الدولة"))

    class Meta:
        model = MemberMention
        fields = read_only_fields = ("id", "name", "absent")


class InitiativeLinkSerializer(serializers.ModelSerializer):
    id = derived("initiative.slug", _("المبادرة"))
    title = derived("initiative.title", _("عنوان المبادرة"))
    measures = texts(_("إجراءاتها بحسب المقال"), source="public_measures")

    class Meta:
        model = InitiativeMention
        fields = read_only_fields = ("id", "title", "wording", "measures")


class CaptionSerializer(serializers.ModelSerializer):
    text = derived("caption", _("التعليق"))

    class Meta:
        model = Photo
        fields = read_only_fields = ("text", "credit")


class CorrectionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Correction
        fields = read_only_fields = ("kind", "text", "made_on")


class BlockSerializer(serializers.Serializer):
    type = serializers.ChoiceField(sorted(set(TYPES.values())), read_only=True, label=_("النوع"))
    text = serializers.CharField(read_only=True, label=_("النص"))


class CaptureSerializer(serializers.Serializer):
    """The page that words were taken from, as much of it as identifies it."""

    sha256 = serializers.CharField(read_only=True, label=_("بصمة ملف الصفحة"))
    captured_at = serializers.DateTimeField(read_only=True, label=_("وقت حفظها"))
    url = serializers.CharField(read_only=True, label=_("عنوانها، فارغاً حيث لا يُعرف"))


class ProofList(serializers.ListSerializer):
    def get_attribute(self, article: Article) -> list[Proof]:
        return provenance(article)


class ProofSerializer(serializers.Serializer):
    class Meta:
        list_serializer_class = ProofList

    field = serializers.CharField(read_only=True, label=_("الحقل أو الصلة"))
    id = serializers.CharField(
        read_only=True, allow_null=True, label=_("السجل المرتبط، وnull لحقل من حقول المقال")
    )
    quote = serializers.CharField(
        read_only=True,
        allow_null=True,
        label=_("ألفاظ الصفحة، 300 حرف على الأكثر، وnull حيث لا تسمح حقوق المصدر"),
    )
    start = serializers.IntegerField(read_only=True, label=_("أول حرف في نص الصفحة"))
    end = serializers.IntegerField(read_only=True, label=_("ما بعد آخر حرف"))
    rule = serializers.CharField(read_only=True, label=_("قاعدة الاستخراج"))
    capture = CaptureSerializer(read_only=True, label=_("الصفحة"))


class ArticleSerializer(RecordSerializer):
    """An article in a list: everything but its body. `provenance` stands there where it is asked
    for, and in the description."""

    id = serializers.IntegerField(read_only=True, label=_("رقم المقال"))
    source = derived("source.slug", _("المصدر"), null=True)
    source_name = derived("source.name", _("اسم المصدر"), null=True)
    original_url = serializers.CharField(read_only=True, label=_("الرابط الأصلي"))
    published_precision = serializers.ChoiceField(
        Article.Precision.choices, read_only=True, allow_blank=True, label=_("دقة التاريخ")
    )
    main_summits = serializers.SerializerMethodField(label=_("القمم التي يتناولها"))
    background_summits = serializers.SerializerMethodField(label=_("قمم يذكرها خلفيةً"))
    members = MemberLinkSerializer(
        source="mentions", many=True, read_only=True, label=_("الدول المذكورة")
    )
    initiatives = InitiativeLinkSerializer(
        source="initiative_mentions", many=True, read_only=True, label=_("المبادرات المذكورة")
    )
    captions = CaptionSerializer(
        source="public_photos", many=True, read_only=True, label=_("تعليقات الصور")
    )
    corrections = CorrectionSerializer(many=True, read_only=True, label=_("التنويهات"))
    standfirst = serializers.CharField(
        source="public_standfirst", read_only=True, label=_("المقدمة")
    )
    rights = serializers.ChoiceField(
        Source.Rights.choices, read_only=True, label=_("ما يُعرض من النص")
    )

    class Meta:
        model = Article
        fields = read_only_fields = (
            *IDENTITY, "kicker", "headline", "standfirst", "byline", "dateline",
            "source", "source_name", "original_url", "published_on", "published_precision",
            "main_summits", "background_summits", "members", "initiatives", "captions",
            "corrections", "is_sample", "rights",
        )  # fmt: skip

    def get_fields(self) -> dict:
        view = self.context.get("view")
        proven = ProofSerializer(many=True, required=False, label=_("دليل كل حقل وصلة"))
        is_described = view is None or getattr(view, "swagger_fake_view", False)
        is_wanted = is_described or view.expands("provenance")
        return super().get_fields() | ({"provenance": proven} if is_wanted else {})

    @extend_schema_field(SummitLinkSerializer(many=True))
    def get_main_summits(self, article: Article) -> list[dict]:
        return self._summits(article, Coverage.Role.MAIN)

    @extend_schema_field(SummitLinkSerializer(many=True))
    def get_background_summits(self, article: Article) -> list[dict]:
        return self._summits(article, Coverage.Role.BACKGROUND)

    def _summits(self, article: Article, role: str) -> list[dict]:
        links = [link for link in article.coverage.all() if link.role == role]
        return SummitLinkSerializer(links, many=True).data


class FullArticleSerializer(ArticleSerializer):
    """An article by itself, with as much of its body as the rights of its source allow."""

    body = serializers.SerializerMethodField(label=_("النص فقرةً فقرة"))

    class Meta(ArticleSerializer.Meta):
        fields = read_only_fields = (*ArticleSerializer.Meta.fields, "body")

    @extend_schema_field(BlockSerializer(many=True))
    def get_body(self, article: Article) -> list[dict]:
        return [block._asdict() for block in blocks(article.public_body)]
