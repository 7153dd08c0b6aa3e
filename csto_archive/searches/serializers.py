"""A search as JSON."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from csto_archive.reading import texts
from csto_archive.searches.hits import Hit
from csto_archive.searches.parameters import FACETS, GROUPS
from csto_archive.searches.suggesting import NOUNS


def string(label: str, **kwargs) -> serializers.CharField:
    return serializers.CharField(read_only=True, label=label, **kwargs)


def number(label: str, **kwargs) -> serializers.IntegerField:
    return serializers.IntegerField(read_only=True, label=label, **kwargs)


class FragmentSerializer(serializers.Serializer):
    text = serializers.CharField(read_only=True, label=_("جزء من النص"))
    marked = serializers.BooleanField(read_only=True, label=_("أهو مما طابق البحث"))

    def to_representation(self, fragment: tuple[str, bool]) -> dict:
        return dict(zip(("text", "marked"), fragment, strict=True))


class MatchSerializer(serializers.Serializer):
    form = string(_("الصيغة كما كُتبت في السجل"), source="written")
    word = string(_("ما تطابقه من كلمات البحث"))


class HitSerializer(serializers.Serializer):
    id = serializers.SerializerMethodField(label=_("المعرّف الدائم"))
    url = serializers.SerializerMethodField(label=_("عنوانه في الواجهة"))
    permalink = serializers.URLField(
        source="record.permalink", read_only=True, label=_("صفحته في الموقع")
    )
    title = string(_("العنوان"))
    date = serializers.DateField(
        source="day", read_only=True, allow_null=True, label=_("يوم النشر أو الانعقاد أو الصدور")
    )
    headline = FragmentSerializer(many=True, read_only=True, label=_("العنوان وما طابق منه"))
    snippet = FragmentSerializer(many=True, read_only=True, label=_("مقتطف وما طابق منه"))
    matched = MatchSerializer(
        source="every_form", many=True, read_only=True, label=_("الصيغ التي طابقت البحث")
    )

    @extend_schema_field({"type": ["string", "integer"]})
    def get_id(self, hit: Hit) -> str | int:
        return getattr(hit.record, hit.key)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, hit: Hit) -> str:
        name = f"api:{hit.model}-detail"
        return settings.SITE_URL + reverse(name, args=[getattr(hit.record, hit.key)])


class GroupSerializer(serializers.Serializer):
    name = serializers.ChoiceField(list(GROUPS), read_only=True, label=_("المجموعة"))
    label = string(_("اسمها"))
    total = number(_("عدد النتائج"))
    has_all = serializers.BooleanField(
        source="found.has_all", read_only=True, label=_("أفي كل نتيجة كل ما طُلب")
    )
    hits = HitSerializer(many=True, read_only=True, label=_("نتائج هذه الصفحة بترتيبها"))


class ChoiceSerializer(serializers.Serializer):
    value = string(_("القيمة كما تُكتب في العنوان"))
    label = string(_("الاسم"))
    count = number(_("عدد المقالات"))
    chosen = serializers.BooleanField(read_only=True, label=_("أهي مختارة"))


class FacetSerializer(serializers.Serializer):
    name = serializers.ChoiceField(list(FACETS), read_only=True, label=_("المرشح"))
    label = string(_("اسمه"))
    choices = ChoiceSerializer(many=True, read_only=True, label=_("قيمه"))


class ReasonSerializer(serializers.Serializer):
    word = string(_("الكلمة كما كُتبت"))
    known = serializers.BooleanField(
        source="is_known", read_only=True, label=_("أفي الأرشيف مقال فيه هذه الكلمة")
    )
    total_without = number(_("عدد المقالات من دونها"), source="total")


class SearchSerializer(serializers.Serializer):
    q = string(_("السؤال كما قُرئ"), source="text")
    relaxed = serializers.BooleanField(
        source="is_relaxed",
        read_only=True,
        label=_("صحيح إذا كانت المقالات تضم أكثر ما طُلب لا كله"),
    )
    ignored = texts(_("كلمات شائعة لم يُبحث عنها"), source="query.ignored")
    corrected = string(_("سؤال آخر لعله المقصود، أو فارغ"))
    explanation = ReasonSerializer(
        source="reasons", many=True, read_only=True, label=_("كلمات حالت دون النتائج")
    )
    groups = GroupSerializer(source="shown", many=True, read_only=True, label=_("المجموعات"))
    facets = FacetSerializer(many=True, read_only=True, label=_("مرشحات المقالات وأعدادها"))
    next = serializers.URLField(
        read_only=True, allow_null=True, label=_("عنوان الصفحة التالية، أو null في الأخيرة")
    )
    permalink = serializers.URLField(read_only=True, label=_("صفحة هذا البحث في الموقع"))


class SuggestionSerializer(serializers.Serializer):
    text = string(_("النص"))
    kind = serializers.ChoiceField(list(NOUNS), read_only=True, label=_("نوعه"))
    also = string(_("الاسم الآخر الذي عُرف به، أو فارغ"))
    permalink = serializers.URLField(read_only=True, label=_("عنوانه في الموقع"))


class SuggestionsSerializer(serializers.Serializer):
    q = string(_("ما كُتب"))
    suggestions = SuggestionSerializer(many=True, read_only=True, label=_("الاقتراحات بترتيبها"))
