"""The coverage in the API: published articles and the sources that have one."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from articles import filters, serializers
from articles.models import Article, Source
from csto_archive.reading import RecordViewSet, documented

EXAMPLES = Path(__file__).parent / "examples"


@documented(
    _("المقالات، أحدثها أولاً، من دون نصوصها"),
    _("مقال واحد بنصه"),
    _("المقالات المنشورة وما تتناوله من قمم ودول ومبادرات، كما روتها مصادرها."),
    EXAMPLES / "article.json",
    {"type": "integer", "minimum": 1},
)
class ArticleViewSet(RecordViewSet):
    serializer_class = serializers.ArticleSerializer
    detail_serializer_class = serializers.FullArticleSerializer
    filterset_class = filters.ArticleFilter
    ordering = ("-sort_date",)
    lookup_field = "pk"
    lookup_value_regex = "[1-9][0-9]{0,17}"
    expandable = ("provenance",)

    def get_queryset(self):
        articles = Article.objects.published().for_detail()
        if self.expands("provenance"):
            return articles.with_provenance()
        return articles if self.detail else articles.defer("body", "editor_notes")


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
