"""Two articles that may be one: compared word by word, and what an editor makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.proving import is_number
from articles.admin.versions import Change, changes, version_of
from articles.deciding import giving, merging
from articles.deciding.stories import join_story, leave_story, may_join
from articles.likeness import Likeness, likeness
from articles.models import Article

GIFTS = {
    "coverage": _("قمة"),
    "mentions": _("دولة"),
    "initiative_mentions": _("مبادرة"),
    "photos": _("صورة"),
    "quotations": _("اقتباس"),
    "story_family": _("القصة المشتركة"),
}
UPDATE, CAPTURE, STORY, LEAVE = "update", "capture", "story", "leave"


@dataclass(frozen=True)
class Comparison:
    """`article` may become part of `other`: what it says otherwise and what it would give."""

    article: Article
    other: Article

    @cached_property
    def alike(self) -> Likeness:
        return likeness(self.article, self.other)

    @cached_property
    def changes(self) -> list[Change]:
        return changes(version_of(self.other), version_of(self.article))

    @cached_property
    def taken(self) -> list[str]:
        """The fields that «حدّث» takes over unless the editor says otherwise."""
        return [
            name
            for name in giving.FIELDS
            if any(values := giving.said(self.article, name))
            and values != giving.said(self.other, name)
            and not (name == "source" and self.other.source_id)
            and not (name in giving.TEXTS and self.keeps_back)
        ]

    @property
    def keeps_back(self) -> bool:
        """Readers may see less of this one than of the other, whose source stays."""
        return bool(self.other.source_id) and giving.keeps_back(self.article, self.other)

    @cached_property
    def gifts(self) -> list[giving.Gift]:
        return giving.gifts_of(self.article, self.other, self.taken)

    @property
    def gives_unasked(self) -> bool:
        """What readers see gains nothing that the editor has not chosen."""
        return self.other.status != Article.Status.PUBLISHED

    @property
    def is_one_story(self) -> bool:
        own = self.article.story_family_id
        return own is not None and own == self.other.story_family_id

    @property
    def is_open(self) -> bool:
        return Article.Status.MERGED not in {self.article.status, self.other.status}

    @property
    def goes_from_sight(self) -> bool:
        """The merged one is public and would lead to what is not."""
        is_public = self.article.status == Article.Status.PUBLISHED
        return is_public and self.other.status != Article.Status.PUBLISHED


class ComparingDesk:
    """For the desk of the articles: the page of two articles, and the acts on it."""

    def comparing_urls(self) -> list:
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<int:pk>/compare/<int:other>/", view, name="articles_article_compare")]

    def compare_view(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self._pair(pk, other)
        if request.method != "POST":
            return self._compare_page(request, found)
        if not self.has_change_permission(request):
            raise PermissionDenied
        try:
            return self._act(request, found)
        except ValidationError as error:
            return self._compare_page(request, self._pair(pk, other), error.messages)

    def _pair(self, pk: int, other: int) -> Comparison:
        rows = Article.objects.select_related("source", "story_family").with_links()
        found = rows.in_bulk({pk, other})
        if len(found) < 2:
            raise Http404
        return Comparison(found[pk], found[other])

    def _act(self, request: HttpRequest, found: Comparison) -> HttpResponse:
        acts = {UPDATE: self._merge, CAPTURE: self._merge, STORY: self._join, LEAVE: self._leave}
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        seen = seen_in(request, found.article, found.other)
        return HttpResponseRedirect(act(request, found, seen))

    def _merge(self, request: HttpRequest, found: Comparison, seen: dict[int, int]) -> str:
        article, other, posted = found.article, found.other, request.POST
        fields = posted.getlist("take") if posted["act"] == UPDATE else ()
        merging.merge(article, other, request.user, fields, posted.getlist("gift"), seen)
        self.log_change(request, article, str(_("دُمج في المقال رقم %d.")) % other.pk)
        self.log_change(request, other, str(_("دُمج فيه المقال رقم %d.")) % article.pk)
        back = reverse("admin:articles_article_unmerge", args=[article.pk])
        told = _('دُمج «{}» في هذا المقال. <a href="{}">إلغاء الدمج</a>')
        self.message_user(request, format_html(told, article.headline, back), messages.SUCCESS)
        return change_address(other)

    def _join(self, request: HttpRequest, found: Comparison, seen: dict[int, int]) -> str:
        pair = [found.other, found.article]
        story = join_story(pair, request.user, seen=seen)
        for article in pair:
            self.log_change(request, article, str(_("صار في القصة «%s».")) % story)
        self.message_user(request, _("صار المقالان قصة واحدة."), messages.SUCCESS)
        return change_address(found.article)

    def _leave(self, request: HttpRequest, found: Comparison, seen: dict[int, int]) -> str:
        if not merging.may_merge(request.user, found.article):
            raise PermissionDenied
        article = found.article
        leave_story(article, seen)
        self.log_change(request, article, str(_("خرج من القصة «%s».")) % article.story_family)
        self.message_user(request, _("خرج المقال من القصة المشتركة."), messages.SUCCESS)
        return change_address(article)

    def _compare_page(self, request, found: Comparison, errors: list[str] | None = None):
        pair, user = (found.article, found.other), request.user
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "title": _("مقارنة مقالين"),
            "opts": self.opts,
            "found": found,
            "takeable": [(name, label_of(name)) for name in found.taken],
            "gifts": [(gift, GIFTS[gift.kind]) for gift in found.gifts],
            "errors": errors,
            "may_merge": found.is_open and merging.may_merge(user, *pair),
            "may_join": found.is_open and may_join(user, pair),
            "may_leave": found.is_open
            and found.is_one_story
            and merging.may_merge(user, found.article),
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)


def seen_in(request: HttpRequest, *articles: Article) -> dict[int, int]:
    """The versions that the editor saw, by the numbers of the articles; what no form of ours sends
    is none of them."""
    posted = {row.pk: request.POST.get(f"seen_{row.pk}", "") for row in articles}
    return {pk: int(text) for pk, text in posted.items() if is_number(text)}


def label_of(name: str) -> str:
    return Article._meta.get_field(name).verbose_name


def change_address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])
