"""The coverage in the API: published articles, stories of several, sources that have one."""

from pathlib import Path

from django.http import Http404, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import filters, serializers
from articles.models import Article, Merger, Source, StoryFamily
from csto_archive.reading import RecordViewSet, documented

EXAMPLES = Path(__file__).parent / "examples"


@documented(
    _("المقالات، أحدثها أولاً، من دون نصوصها"),
    _("مقال واحد بنصه"),
    _("المقالات المنشورة وما تتناوله من قمم ودول ومبادرات، كما روتها مصادرها."),
    EXAMPLES / "article.json",
    {"type": "integer", "minimum": 1},
    may_move=True,
)
class ArticleViewSet(RecordViewSet):
    serializer_class = serializers.ArticleSerializer
    detail_serializer_class = serializers.FullArticleSerializer
    filterset_class = filters.ArticleFilter
    ordering = ("-sort_date",)
    lookup_field = "pk"
    lookup_value_regex = "[1-9][0-9]{0,17}"
    expandable = ("provenance", "quotations")

    def get_queryset(self):
        articles = Article.objects.published().for_detail()
        if self.expands("provenance"):
            return articles.with_provenance()
        if self.expands("quotations"):
            return articles.with_quotations()
        return articles if self.detail else articles.defer("body", "editor_notes")

    def retrieve(self, request, *args, **kwargs) -> HttpResponseBase:
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            if address := self.moved_to(int(kwargs[self.lookup_url_kwarg])):
                return HttpResponsePermanentRedirect(address)
            raise

    def moved_to(self, number: int) -> str | None:
        """Where an article was merged into, asked for as this one was; None for what is not told
        to readers."""
        if not Article.objects.superseded().filter(pk=number).exists():
            return None
        final = Merger.way(number)[-1]
        if not Article.objects.published().filter(pk=final).exists():
            return None
        query = self.request.META["QUERY_STRING"]
        address = reverse("api:article-detail", args=[final])
        return f"{address}?{query}" if query else address


@documented(
    _("القصص، أحدثها إضافةً أولاً، من دون الفروق"),
    _("قصة واحدة وما اختلفت فيه نصوصها"),
    _(
        "القصة الواحدة في منشورات عدة: مقالاتها المنشورة بترتيب صدورها، وما اختلف كل منها فيه عن "
        "أول نص يُعرض كاملاً. قصة لها مقال منشور واحد لا تُذكر."
    ),
    EXAMPLES / "story.json",
    {"type": "integer", "minimum": 1},
)
class StoryViewSet(RecordViewSet):
    serializer_class = serializers.StorySerializer
    detail_serializer_class = serializers.FullStorySerializer
    filterset_class = filters.StoryFilter
    ordering = ("-pk",)
    lookup_field = "pk"
    lookup_value_regex = "[1-9][0-9]{0,17}"

    def get_queryset(self):
        stories = StoryFamily.objects.published()
        return stories.for_detail() if self.detail else stories.for_list()


@documented(
    _("المصادر"),
    _("مصدر واحد"),
    _("الصحف والوكالات والقنوات والمواقع التي في الأرشيف مقالات منشورة منها."),
    EXAMPLES / "source.json",
)
class SourceViewSet(RecordViewSet):
    serializer_class = serializers.SourceSerializer
    filterset_class = filters.SourceFilter
    ordering = ("name",)

    def get_queryset(self):
        return Source.objects.published().for_list()
