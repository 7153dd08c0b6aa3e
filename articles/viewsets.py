"""The coverage in the API: published articles, stories of several, sources that have one."""

from pathlib import Path

from django.db.models import QuerySet
from django.http import Http404, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from articles import filters, serializers
from articles.models import Article, Source, StoryFamily
from articles.stories import CARRIERS_A_PAGE, Comparison, carriers_of
from csto_archive.filtering import refuse_misunderstood
from csto_archive.pagination import CURSOR, ArchiveCursorPagination
from csto_archive.reading import RecordViewSet, documented

EXAMPLES = Path(__file__).parent / "examples"


class MovingRecords(RecordViewSet):
    """Numbered records whose address may lead to another one, asked for as they were."""

    lookup_field = "pk"
    lookup_value_regex = "[1-9][0-9]{0,17}"

    def retrieve(self, request, *args, **kwargs) -> HttpResponseBase:
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            number = self.moved_to(int(kwargs[self.lookup_url_kwarg]))
            if number is None:
                raise
            query = request.META["QUERY_STRING"]
            address = reverse(f"api:{self.basename}-detail", args=[number])
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


@documented(
    _("المقالات، أحدثها أولاً، من دون نصوصها"),
    _("مقال واحد بنصه"),
    _("المقالات المنشورة وما تتناوله من قمم ودول ومبادرات، كما روتها مصادرها."),
    EXAMPLES / "article.json",
    {"type": "integer", "minimum": 1},
    may_move=True,
)
class ArticleViewSet(MovingRecords):
    serializer_class = serializers.ArticleSerializer
    detail_serializer_class = serializers.FullArticleSerializer
    filterset_class = filters.ArticleFilter
    ordering = ("-sort_date",)
    expandable = ("provenance", "quotations")

    def get_queryset(self):
        articles = Article.objects.published().for_detail()
        if self.expands("provenance"):
            return articles.with_provenance()
        if self.expands("quotations"):
            return articles.with_quotations()
        return articles if self.detail else articles.defer("body", "editor_notes")

    def moved_to(self, number: int) -> int | None:
        """Where an article was merged into; None for what is not told to readers."""
        successor = Article.objects.successor(number)
        return successor and successor.pk


class CarrierPages(ArchiveCursorPagination):
    """Of the carriers of one story, in their order; no more a page than are compared."""

    ordering = ("out_on", "pk")

    def paginate_queryset(self, queryset: QuerySet, request, view=None) -> list:
        return super().paginate_queryset(queryset, request, view=self)

    def limit(self) -> int:
        return CARRIERS_A_PAGE


PAGE_OF_CARRIERS = OpenApiParameter(
    "cursor", {"type": "string", "minLength": 1}, description=CURSOR
)


@extend_schema_view(retrieve=extend_schema(parameters=[PAGE_OF_CARRIERS]))
@documented(
    _("القصص، أحدثها إضافةً أولاً، من دون الفروق"),
    _("قصة واحدة ومقالاتها صفحةً صفحة وما اختلفت فيه نصوصها"),
    _(
        "القصة الواحدة في منشورات عدة: مقالاتها المنشورة بترتيب صدورها، وما اختلف كل منها فيه عن "
        "أول نص يُعرض كاملاً. قصة لها مقال منشور واحد لا تُذكر."
    ),
    EXAMPLES / "story.json",
    {"type": "integer", "minimum": 1},
    may_move=True,
)
class StoryViewSet(MovingRecords):
    serializer_class = serializers.StorySerializer
    detail_serializer_class = serializers.FullStorySerializer
    filterset_class = filters.StoryFilter
    ordering = ("-pk",)

    def get_queryset(self):
        stories = StoryFamily.objects.published()
        return stories.for_detail() if self.detail else stories.for_list(CARRIERS_A_PAGE)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.detail:
            return super().filter_queryset(queryset)
        refuse_misunderstood(self.request.query_params, {"cursor"})
        return queryset

    def get_object(self) -> StoryFamily:
        """With a page of its carriers and what these say otherwise."""
        story, pages = super().get_object(), CarrierPages()
        story.carriers = pages.paginate_queryset(carriers_of(story), self.request)
        story.next = pages.next_address()
        story.comparison = Comparison(story, story.carriers)
        return story

    def moved_to(self, number: int) -> int | None:
        """Where a story that readers knew has joined another."""
        joined = StoryFamily.objects.published().joined_by(number)
        return joined.values_list("pk", flat=True).first()


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
