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
    Quotation,
    Source,
    StoryFamily,
)
from csto_archive.reading import IDENTITY, RecordSerializer, derived, texts


class SourceSerializer(RecordSerializer):
    variants = texts(_("صيغ أخرى للاسم"))
    domains = texts(_("النطاقات"))
    article_count = serializers.IntegerField(read_only=True, label=_("عدد المقالات المنشورة"))
    sample_count = serializers.IntegerField(read_only=True, label=_("منها عيّنات تعليمية"))

    class Meta:
        model = Source
        fields = read_only_fields = (
            *IDENTITY, "name", "variants", "kind", "domains", "country_code", "rights",
            "article_count", "sample_count",
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
    wording = derived("public_wording", _("صياغة المقال"))
    measures = texts(_("إجراءاتها بحسب المقال"), source="public_measures")

    class Meta:
        model = InitiativeMention
        fields = read_only_fields = ("id", "title", "wording", "measures")


class CaptionSerializer(serializers.ModelSerializer):
    text = derived("caption", _("التعليق"))

    class Meta:
        model = Photo
        fields = read_only_fields = ("text", "credit")


class QuotationSerializer(serializers.ModelSerializer):
    leader = derived("leader.slug", _("القائل بين القادة"), null=True)
    leader_name = derived("leader.name", _("اسم القائد"), null=True)

    class Meta:
        model = Quotation
        fields = read_only_fields = ("text", "speaker", "leader", "leader_name")


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
    confidence = serializers.IntegerField(
        read_only=True, allow_null=True, min_value=0, max_value=100,
        label=_("نسبة ما أصابت فيه القاعدة، وnull لما لم تُحسب له"),
    )  # fmt: skip
    capture = CaptureSerializer(read_only=True, label=_("الصفحة"))


class CarrierSerializer(RecordSerializer):
    """An article as one of those that carry a story: what it is and where it came out."""

    id = serializers.IntegerField(read_only=True, label=_("رقم المقال"))
    source = derived("source.slug", _("المصدر"), null=True)
    source_name = derived("source.name", _("اسم المصدر"), null=True)
    original_url = serializers.SerializerMethodField(label=_("الرابط الأصلي"))
    published_precision = serializers.ChoiceField(
        Article.Precision.choices, read_only=True, allow_blank=True, label=_("دقة التاريخ")
    )
    rights = serializers.ChoiceField(
        Source.Rights.choices, read_only=True, label=_("ما يُعرض من النص")
    )

    class Meta:
        model = Article
        fields = read_only_fields = (
            *IDENTITY, "headline", "source", "source_name", "original_url", "published_on",
            "published_precision", "is_sample", "rights",
        )  # fmt: skip

    def get_original_url(self, article: Article) -> str:
        """Where the page of the article links to it: no other is told."""
        return article.original_url if article.canonical_url else ""


def expansions() -> dict[str, serializers.Field]:
    """What `?expand=` adds to an article, by its name."""
    return {
        "provenance": ProofSerializer(many=True, required=False, label=_("دليل كل حقل وصلة")),
        "quotations": QuotationSerializer(
            source="public_quotations", many=True, required=False,
            label=_("ما يقتبسه المقال من أقوال، بقدر ما يُعرض من نصه"),
        ),
    }  # fmt: skip


class ArticleSerializer(CarrierSerializer):
    """An article in a list: everything but its body. `provenance` and `quotations` stand there
    where they are asked for, and in the description."""

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
    story = serializers.IntegerField(
        source="story.pk", read_only=True, allow_null=True, label=_("القصة المشتركة")
    )

    class Meta:
        model = Article
        fields = read_only_fields = (
            *IDENTITY, "kicker", "headline", "standfirst", "byline", "dateline",
            "source", "source_name", "original_url", "published_on", "published_precision",
            "main_summits", "background_summits", "members", "initiatives", "captions",
            "corrections", "is_sample", "rights", "story",
        )  # fmt: skip

    def get_fields(self) -> dict:
        view = self.context.get("view")
        is_described = view is None or getattr(view, "swagger_fake_view", False)
        asked = {n: f for n, f in expansions().items() if is_described or view.expands(n)}
        return super().get_fields() | asked

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


class PieceSerializer(serializers.Serializer):
    change = serializers.ChoiceField(
        ["same", "removed", "added"],
        source="kind",
        read_only=True,
        label=_("أفي النصين هو، أم في الأول وحده، أم في الثاني وحده"),
    )
    text = serializers.CharField(read_only=True, label=_("النص"))
    slight = serializers.BooleanField(
        read_only=True, label=_("أهو فرق في الرسم أو الترقيم أو الموضع فقط")
    )
    moved = serializers.BooleanField(read_only=True, label=_("أوردت الكلمات في موضع آخر"))


class VersionSerializer(serializers.Serializer):
    article = serializers.IntegerField(source="article.pk", read_only=True, label=_("المقال"))
    percent = serializers.IntegerField(
        read_only=True, label=_("نسبة ما فيه من كلمات النص الذي قورن به")
    )
    headline = PieceSerializer(many=True, read_only=True, label=_("عنوانه مقارناً"))
    paragraphs = serializers.ListField(
        child=PieceSerializer(many=True), read_only=True, label=_("فقراته مقارنة")
    )


class StorySerializer(RecordSerializer):
    id = serializers.IntegerField(read_only=True, label=_("رقم القصة"))
    title = derived("heading", _("العنوان"))
    carrier_count = serializers.IntegerField(read_only=True, label=_("عدد مقالاتها المنشورة"))
    sample_count = serializers.IntegerField(
        source="sample_carriers", read_only=True, label=_("منها عيّنات تعليمية")
    )
    carriers = CarrierSerializer(
        many=True, read_only=True, label=_("مقالاتها بترتيب صدورها، أول 20 منها")
    )

    class Meta:
        model = StoryFamily
        fields = read_only_fields = (
            *IDENTITY, "title", "carrier_count", "sample_count", "carriers",
        )  # fmt: skip


class FullStorySerializer(StorySerializer):
    """A story by itself: a page of its carriers, and what these say otherwise than the first that
    may be shown."""

    carriers = CarrierSerializer(
        many=True, read_only=True, label=_("مقالاتها بترتيب صدورها، 20 في كل صفحة")
    )
    next = serializers.URLField(
        read_only=True,
        allow_null=True,
        label=_("عنوان الصفحة التالية من مقالاتها، أو null في الأخيرة"),
    )
    compared_with = serializers.IntegerField(
        source="comparison.first.pk",
        read_only=True,
        allow_null=True,
        label=_("المقال الذي قورنت به، أو null حيث لا تسمح الحقوق"),
    )
    shared_percent = serializers.IntegerField(
        source="comparison.percent",
        read_only=True,
        allow_null=True,
        label=_("نسبة ما في النصوص الكاملة كلها في هذه الصفحة من كلماته"),
    )
    differences = VersionSerializer(
        source="comparison.versions", many=True, read_only=True, label=_("ما اختلف في كل مقال")
    )

    class Meta(StorySerializer.Meta):
        fields = read_only_fields = (
            *StorySerializer.Meta.fields, "next", "compared_with", "shared_percent", "differences",
        )  # fmt: skip
