"""The pages of the coverage: find, ask, render."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles import heads
from articles.bodies import plain_text
from articles.citations import citation_of, for_citing
from articles.coverage import (
    as_csv,
    by_kind,
    country_name,
    coverage_rows,
    dossier_of,
    ends_of,
    outlets,
    ranked,
    with_ends,
)
from articles.lengths import Length, length_of
from articles.linked import linked_of
from articles.listing import ARTICLES_A_PAGE, entries_of, listing_of
from articles.models import Article, Source, StoryFamily
from articles.querysets import ArticleQuerySet
from articles.shown import corrections_of, for_page, neighbours_of, proven_body, with_links
from articles.stories import CARRIERS_A_PAGE, Comparison, carriers_of
from csto_archive.citations import answer, known_form
from csto_archive.paging import Page, Pages, numbered_page
from csto_archive.prepared import NOW, NUMBER, Prepared
from summits.coverage import Written, summits_named

SOURCES_A_PAGE = 40  # of the table of sources and summits
ARTICLE = Prepared(
    lambda: for_page(for_citing(Article.objects.published(at=NOW))).filter(pk=NUMBER)
)
LINK_NAMES = {"p": _("رابط الفقرة %(n)s"), "h": _("رابط العنوان الفرعي %(n)s")}


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    listing = listing_of(request.GET, timezone.localdate())
    page = page_of(request, entries_of(request.GET), listing.length)
    linked = heads.linked_page(listing.head["heading"], page, listing.length.articles)
    context = {"listing": listing, "page": page, "length": listing.length, "linked": linked}
    return render(request, "articles/articles.html", context | listing.head)


def page_of(request: HttpRequest, entries: ArticleQuerySet, length: Length) -> Page:
    pages = Pages(entries, Article.cards.of, ARTICLES_A_PAGE, length.entries, length.first)
    return pages.page(request.GET)


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    now = timezone.now()
    found = ARTICLE.ask(number=pk, now=now)
    if not found:
        return no_longer_here(request, pk)
    if slug != found[0].slug:
        return moved(found[0])
    article = with_links(found[0], now)
    description = article.public_standfirst or plain_text(article.public_body)
    context = {
        "article": article,
        "corrections": corrections_of(article),
        "description": description,
        "body": proven_body(article, LINK_NAMES),
        "cite": citation_of(article, at=timezone.localdate()),
        "linked": linked_of(article, description),
        **heads.of_article(article),
        **neighbours_of(article),
    }
    return render(request, "articles/article.html", context)


@require_safe
def cite(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    known_form(form)
    articles = for_citing(Article.objects.published().select_related("source"))
    article = articles.filter(pk=pk).first()
    if article is None:
        return no_longer_here(request, pk, form)
    return answer(citation_of(article, at=timezone.localdate()), form)


def no_longer_here(request: HttpRequest, pk: int, form: str = "") -> HttpResponse:
    """What was public once leads to where it was merged into, or says that it is gone; `form` is
    that of the citation that was asked for."""
    if successor := Article.objects.successor(pk):
        return moved(reverse("articles:cite", args=[successor.pk, form]) if form else successor)
    gone = get_object_or_404(Article.objects.gone(), pk=pk)
    return render(request, "articles/withdrawn.html", {"article": gone}, status=410)


def moved(to: Article | StoryFamily | str) -> HttpResponse:
    response = redirect(to, permanent=True)
    response.headers["Cache-Control"] = "no-cache"  # a headline may change back, a merger be undone
    return response


@require_safe
def story(request: HttpRequest, pk: int) -> HttpResponse:
    story = StoryFamily.objects.published().for_detail().filter(pk=pk).first()
    if story is None:
        return moved(get_object_or_404(StoryFamily.objects.published().joined_by(pk)))
    page = numbered_page(request.GET, carriers_of(story), CARRIERS_A_PAGE)
    context = {"story": story, "page": page, "comparison": Comparison(story, page.object_list)}
    context |= heads.of_story(story, page, timezone.localdate())
    return render(request, "articles/story.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    sources = outlets()
    context = {"sources": sources, "kinds": by_kind(sources)}
    return render(request, "articles/sources.html", context | heads.of_sources(sources))


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(with_ends(Source.objects.published().for_list()), slug=slug)
    articles = source.articles.published()
    entries = articles.once_a_story()
    length = length_of({"source": source}, articles, entries, ARTICLES_A_PAGE)
    page = page_of(request, entries, length)
    context = {"source": source, "page": page, "length": length}
    context |= heads.of_source(source, page, timezone.localdate())
    return render(request, "articles/source.html", context | _told_of(source))


def _told_of(source: Source) -> dict:
    return {
        "written": Written(source.article_count - source.sample_count, source.sample_count),
        "ends": ends_of(source),
        "country": country_name(source.country_code),
        "dossier": dossier_of(source.pk, source.slug),
    }


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    page = numbered_page(request.GET, ranked(), SOURCES_A_PAGE)
    summits = summits_named()
    context = {"page": page, "summits": summits, "rows": coverage_rows(page, summits)}
    return render(request, "articles/coverage.html", context)


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponse:
    summits = summits_named()
    table = as_csv(coverage_rows(ranked(), summits), summits)
    download = HttpResponse(table, content_type="text/csv; charset=utf-8")
    download["Content-Disposition"] = 'attachment; filename="csto-coverage.csv"'
    return download
