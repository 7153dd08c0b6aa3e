"""What each page said of an article, the newest first, and what one changed of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.admin.versions import Change, changes, version_read
from articles.models import Article, Merger, Reading

READINGS_A_PAGE = 10


@dataclass(frozen=True)
class Step:
    """A reading and what it says otherwise than the one before it; `changes` is None for the
    first, which has none before it."""

    reading: Reading
    changes: Sequence[Change] | None

    @property
    def differing(self) -> list[Change]:
        return [change for change in self.changes or () if change.differs]


def steps(readings: Sequence[Reading], is_last_page: bool) -> list[Step]:
    """`readings` are the newest first, with one more than is shown unless no more is there."""
    versions = [version_read(reading.values) for reading in readings]
    found = [
        Step(reading, changes(former, version) if former else None)
        for reading, version, former in zip_longest(readings, versions, versions[1:])
    ]
    return found if is_last_page else found[:-1]


class ReadingsDesk:
    """For the desk of the articles: the page of the readings of an article."""

    def readings_urls(self) -> list:
        view = self.admin_site.admin_view(self.readings_view)
        return [path("<int:pk>/readings/", view, name="articles_article_readings")]

    def readings_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = Article.objects.filter(pk=pk).first()
        sees = self.has_view_permission(request, article)
        if not (sees and request.user.has_perm("articles.view_capture")):
            raise PermissionDenied
        if article is None:
            raise Http404
        page = Paginator(readings_of(article), READINGS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,
            "title": _("ما غيّرته الصحيفة"),
            "opts": self.opts,
            "article": article,
            "page": page,
            "steps": steps_on(page),
        }
        return TemplateResponse(request, "admin/articles/article/readings.html", context)


def readings_of(article: Article):
    """Of the article and of all that was merged into it, without the content of the captures."""
    found = Reading.objects.filter(article__in=Merger.sources(article.pk))
    needed = found.select_related("capture", "article__source").defer("capture__content")
    return needed.order_by("-capture__captured_at", "-capture", "-part")


def steps_on(page: Page) -> list[Step]:
    """Those of the page; the last is compared with the first of the next page."""
    start = page.start_index() - 1 if page.object_list else 0
    shown = list(page.paginator.object_list[start : start + READINGS_A_PAGE + 1])
    return steps(shown, is_last_page=len(shown) <= READINGS_A_PAGE)
