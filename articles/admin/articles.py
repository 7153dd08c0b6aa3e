"""The desk of the articles: writing, linking, publishing, withdrawing."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.comparing import ComparingDesk
from articles.admin.evidence import evidence_table
from articles.admin.filters import MemberFilter, SummitFilter
from articles.admin.forms import ArticleForm
from articles.admin.importing import urls as importing_urls
from articles.admin.merged import MergedDesk
from articles.admin.proving import ProvingDesk
from articles.admin.readings import ReadingsDesk
from articles.admin.rows import (
    CorrectionRows,
    CoverageRows,
    InitiativeRows,
    MemberRows,
    PhotoRows,
    QuotationRows,
)
from articles.deciding.merging import may_merge
from articles.models import Article, Capture, StoryFamily
from csto_archive.editing import Desk, RecordDesk, short_day, yes_or_no
from csto_archive.search.index import ARTICLES
from csto_archive.search.names import known_names
from csto_archive.search.query import parse


class ArticleList(ChangeList):
    def get_queryset(self, request, **kwargs):
        return super().get_queryset(request, **kwargs).for_list()


@admin.register(Article)
class ArticleAdmin(ProvingDesk, ComparingDesk, ReadingsDesk, MergedDesk, RecordDesk):
    form = ArticleForm
    list_display = ("headline", "status", "source", "date", "about", "changed")
    list_filter = (
        "status", ("source", admin.RelatedOnlyFieldListFilter), SummitFilter, MemberFilter,
        "off_topic",
    )  # fmt: skip
    date_hierarchy = "published_on"
    related = ("source",)
    rows = {"body": 24, "editor_notes": 5}
    autocomplete_fields = ("source", "story_family")
    readonly_fields = (
        "status", "published_at", "others", "sample", "captured", "drawn_from", "created_at",
        "updated_at",
    )  # fmt: skip
    actions = ("submit", "publish", "withdraw", "delete_selected")
    inlines = (CoverageRows, MemberRows, InitiativeRows, QuotationRows, PhotoRows, CorrectionRows)
    fieldsets = (
        (
            _("المقال"),
            {
                "fields": (
                    "kicker", "headline", "standfirst", "body", "byline", "dateline",
                    "seen_version",
                )
            },
        ),
        (
            _("المصدر والتاريخ"),
            {"fields": ("source", "original_url", ("published_on", "published_precision"))},
        ),
        (
            _("التحرير"),
            {
                "fields": (
                    "status", "published_at", "others", "story_family", "off_topic",
                    "editor_notes",
                )
            },
        ),
        (
            _("كيف وصل المقال"),
            {"fields": ("captured", "drawn_from", "sample", "created_at", "updated_at")},
        ),
    )  # fmt: skip

    def get_changelist(self, request, **kwargs):
        return ArticleList

    def waiting(self, request):
        lines = {
            Article.Status.DRAFT: _("مسودات"),
            Article.Status.IN_REVIEW: _("مقالات قيد المراجعة"),
        }
        return self.waiting_with_status(request, lines)

    # Who may do what

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm("articles.publish_article")

    def has_change_permission(self, request, obj=None):
        """What readers see is changed only by those who may publish; a merged article by nobody."""
        if obj is not None and obj.status == Article.Status.MERGED:
            return False
        is_public = obj is not None and obj.status == Article.Status.PUBLISHED
        allowed = not is_public or self.has_publish_permission(request)
        return allowed and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """What was public once is withdrawn, so that its address can say so; it is not deleted."""
        stays = obj is not None and (obj.published_at or obj.status == Article.Status.MERGED)
        return not stays and super().has_delete_permission(request, obj)

    # Publishing

    @admin.action(description=_("إرسال المقالات المختارة للمراجعة"), permissions=["change"])
    def submit(self, request, queryset):
        drafts = queryset.filter(status=Article.Status.DRAFT)
        count = self._each(request, drafts, Article.submit, _("أُرسل المقال للمراجعة."))
        done = ngettext("أُرسل للمراجعة %(count)d مقال.", "أُرسل للمراجعة %(count)d مقالاً.", count)
        self.message_user(request, done % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("نشر المقالات المختارة"), permissions=["publish"])
    def publish(self, request, queryset):
        count = self._each(request, queryset, Article.publish, _("نُشر المقال."))
        done = ngettext("نُشر %(count)d مقال.", "نُشر %(count)d مقالاً.", count)
        self.message_user(request, done % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("سحب المقالات المختارة"), permissions=["publish"])
    def withdraw(self, request, queryset):
        public = queryset.published()
        count = self._each(request, public, Article.withdraw, _("سُحب المقال."))
        done = ngettext("سُحب %(count)d مقال.", "سُحب %(count)d مقالاً.", count)
        self.message_user(request, done % {"count": count}, messages.SUCCESS)

    @transaction.atomic
    def _each(self, request, queryset, act, note) -> int:
        """Of the chosen articles, but for those that somebody has merged into others."""
        chosen = Article.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        own = chosen.exclude(status=Article.Status.MERGED)
        articles = list(own.select_for_update().order_by("pk"))
        for article in articles:
            act(article)
            self.log_change(request, article, str(note))
        return len(articles)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        ARTICLES.settle(form.instance)

    def response_change(self, request, obj):
        buttons = {
            "_submit": (self.submit, self.has_change_permission),
            "_publish": (self.publish, self.has_publish_permission),
            "_withdraw": (self.withdraw, self.has_publish_permission),
        }
        for act, allowed in (what for name, what in buttons.items() if name in request.POST):
            if not allowed(request):
                raise PermissionDenied
            act(request, Article.objects.filter(pk=obj.pk))
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    def render_change_form(self, request, context, obj=None, **kwargs):
        status = obj.status if obj else None
        is_public = status == Article.Status.PUBLISHED
        is_merged = status == Article.Status.MERGED
        allowed = obj is not None and not is_merged and self.has_publish_permission(request)
        context |= {
            "show_submit": status == Article.Status.DRAFT and self.has_change_permission(request),
            "show_publish": allowed and not is_public,
            "show_withdraw": allowed and is_public,
        }
        return super().render_change_form(request, context, obj=obj, **kwargs)

    # Looking at it before it is public

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [
            *importing_urls(),
            path("<int:pk>/preview/", view, name="articles_article_preview"),
            *self.proving_urls(),
            *self.comparing_urls(),
            *self.readings_urls(),
            *self.merged_urls(),
            *super().get_urls(),
        ]

    def preview_view(self, request, pk: int):
        article = self.get_object(request, str(pk))
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        if article is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": _("معاينة"),
            "opts": self.opts,
            "article": article,
        }
        return TemplateResponse(request, "admin/articles/article/preview.html", context)

    # Columns and read-only fields

    @admin.display(description=_("تاريخ النشر"), ordering="sort_date")
    def date(self, article) -> str:
        return short_day(article.published_on, article.published_precision)

    @admin.display(description=_("عُدّل في"), ordering="updated_at")
    def changed(self, article) -> str:
        return short_day(article.updated_at)

    @admin.display(description=_("القمة"))
    def about(self, article):
        return "، ".join(
            f"{summit.place} {summit.start_date.year}" for summit in article.main_summits
        )

    @admin.display(description=_("عيّنة تعليمية"))
    def sample(self, article) -> str:
        return yes_or_no(article.is_sample)

    @admin.display(description=_("اللقطة"))
    def captured(self, article):
        if article.capture_id is None:
            return ""
        capture = Capture.objects.defer("content").get(pk=article.capture_id)
        address = reverse("admin:articles_capture_change", args=[capture.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, capture)

    @admin.display(description=_("الأدلة"))
    def drawn_from(self, article):
        """Which words of the capture each value was drawn from."""
        return evidence_table(article.evidence.select_related("confirmed_by"))


@admin.register(StoryFamily)
class StoryFamilyAdmin(Desk):
    list_display = ("title", "created_at")
    search_fields = ("title",)
    date_hierarchy = "created_at"
    fields = ("title", "carried_by", "created_at")
    readonly_fields = ("carried_by", "created_at")

    def has_change_permission(self, request, obj=None):
        """Readers see the title of a story: it is changed by those who may change its articles."""
        allowed = obj is None or may_merge(request.user, *obj.articles.only("published_at"))
        return allowed and super().has_change_permission(request, obj)

    def get_search_results(self, request, queryset, search_term):
        """By its title or by any of its articles, with the words folded."""
        query = parse(search_term, known_names())
        if query.is_blank:
            return queryset, False
        families = Article.objects.search(query).values("story_family")
        return queryset.filter(Q(title__icontains=query.text) | Q(pk__in=families)), False

    @admin.display(description=_("المقالات"))
    def carried_by(self, family):
        articles = family.articles.select_related("source")
        links = (
            (
                reverse("admin:articles_article_change", args=[article.pk]), article,
                article.source or "—", article.get_status_display(),
            )
            for article in articles
        )  # fmt: skip
        line = '<p><a href="{}"><bdi>{}</bdi></a> (<bdi>{}</bdi>)، {}</p>'
        return format_html_join("\n", line, links)
