"""What is like an article, what it was merged into, and taking a merger back."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles.admin.comparing import change_address, seen_in
from articles.admin.likes import likes_shown
from articles.deciding.merging import may_merge, unmerge
from articles.models import Article, Merger
from articles.models.likeness import LikenessKey

BOUND = _("لا يُحذف مقال مدموج في غيره ولا مقال دُمج فيه غيره، لئلا ينقطع رابط قديم: ألغِ الدمج أولاً.")


class MergedDesk:
    """For the desk of the articles: mergers are shown, taken back, and kept from being deleted."""

    def merged_urls(self) -> list:
        view = self.admin_site.admin_view(self.unmerge_view)
        return [path("<int:pk>/unmerge/", view, name="articles_article_unmerge")]

    # Taking it back

    def unmerge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asked first; done on POST."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        mergers = Merger.objects.select_related("article__source", "into__source", "merged_by")
        merger = mergers.filter(article=pk).first()
        if merger is None:
            raise Http404
        if not may_merge(request.user, merger.article, merger.into):
            raise PermissionDenied
        if request.method == "POST":
            return self._unmerge(request, merger)
        context = {
            **self.admin_site.each_context(request),
            "title": _("إلغاء الدمج"),
            "opts": self.opts,
            "merger": merger,
            "former_status": Article.Status(merger.former_status).label,
            "becomes_public": merger.former_status == Article.Status.PUBLISHED,
        }
        return TemplateResponse(request, "admin/articles/article/unmerge.html", context)

    def _unmerge(self, request: HttpRequest, merger: Merger) -> HttpResponse:
        try:
            article = unmerge(merger, request.user, seen_in(request, merger.article, merger.into))
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect(change_address(merger.article))
        for row in (article, merger.into):
            self.log_change(request, row, str(_("أُلغي الدمج بين المقالين %d و%d.")) % (article.pk, merger.into_id))  # fmt: skip  # noqa: E501
        self.message_user(request, _("أُلغي الدمج: عاد المقال كما كان."), messages.SUCCESS)
        return HttpResponseRedirect(change_address(article))

    # Nothing that another article leads to is deleted

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None):
        article = self.get_object(request, object_id)
        may_delete = article is not None and self.has_delete_permission(request)
        try:
            if not may_delete or not is_bound(article):
                return super().delete_view(request, object_id, extra_context)
        except ProtectedError:
            """Somebody has merged it in between."""
        self.message_user(request, BOUND, messages.ERROR)
        return HttpResponseRedirect(change_address(article))

    @admin.action(description=delete_selected.short_description, permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet):
        try:
            if not bound(queryset).exists():
                return delete_selected(self, request, queryset)
        except ProtectedError:
            """Somebody has merged one of them in between."""
        self.message_user(request, BOUND, messages.ERROR)
        return None

    def get_deleted_objects(self, objs, request):
        """Without the keys of its wording, which are numbers that nobody reads."""
        shown, counts, *rest = super().get_deleted_objects(objs, request)
        counts.pop(LikenessKey._meta.verbose_name_plural, None)
        return without_keys(shown), counts, *rest

    # Shown in the form

    @admin.display(description=_("مقالات أخرى"))
    def others(self, article: Article):
        """What it was merged into, what was merged into it, what is worded like it."""
        if article.pk is None:
            return ""
        return format_html_join("\n", "<p>{}</p>", ((line,) for line in self._lines(article)))

    def _lines(self, article: Article):
        mergers = Merger.objects.select_related("into", "article")
        for merger in mergers.filter(article=article):
            yield self._merger(_("مدموج في: {}. {}"), merger.into, merger)
        for merger in mergers.filter(into=article):
            yield self._merger(_("دُمج فيه: {}. {}"), merger.article, merger)
        yield from likes_shown(article)

    def _merger(self, words: str, other: Article, merger: Merger):
        link = format_html('<a href="{}"><bdi>{}</bdi></a>', change_address(other), other)
        address = reverse("admin:articles_article_unmerge", args=[merger.article_id])
        back = format_html('<a href="{}">{}</a>', address, _("إلغاء الدمج"))
        return format_html(words, link, back)


def without_keys(shown: list) -> list:
    """Of the nested lists of what would be deleted, a line each."""
    key = f"{LikenessKey._meta.verbose_name}: "
    nested = (without_keys(line) if isinstance(line, list) else line for line in shown)
    return [line for line in nested if line != [] and not str(line).startswith(key)]


def bound(articles: QuerySet) -> QuerySet:
    """Those that lead to another article or that another leads to."""
    return articles.filter(merger__isnull=False) | articles.filter(mergers__isnull=False)


def is_bound(article: Article) -> bool:
    return bound(Article.objects.filter(pk=article.pk)).exists()
