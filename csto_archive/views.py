"""The front page and the word to search engines. The error pages are templates alone."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article
from summits.models import Initiative, Member, Summit

NEWEST = 6
COLOURS = ("paper", "sheet", "ink", "muted", "rule", "link", "red", "stamp", "stamp-paper", "mark")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    summits = Summit.objects.published()
    articles = Article.objects.published()
    initiatives = Initiative.objects.published()
    context = {
        "today": timezone.localdate(),
        "announced": summits.announced().for_list().order_by("start_date").first(),
        "latest": summits.held().for_list().first(),
        "articles": articles.newest_first().for_list().once_a_story()[:NEWEST],
        "years": summits.years(),
        "cities": summits.cities(),
        "members": Member.objects.published(),
        "initiatives": initiatives.for_list()[:NEWEST],
        "summits": summits.only("status"),
        "tally": articles.tally(),
        "initiative_count": initiatives.count(),
    }
    return render(request, "home.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every part of the pages side by side, for those who change them."""
    newest = Article.objects.published().newest_first().for_list()
    icons = sorted(path.stem for path in (settings.BASE_DIR / "templates" / "icons").iterdir())
    context = {
        "articles": newest[:2],
        "summit": Summit.objects.published().held().for_list().first(),
        "icons": icons,
        "colours": COLOURS,
        "page": Paginator(range(200), 20).get_page(5),
    }
    return render(request, "styleguide.html", context)
