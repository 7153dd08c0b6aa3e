"""The pages of the coverage: find, ask, render."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.bodies import plain_text
from articles.filters import ArticlePageFilter
from articles.models import Article, Source
from csto_archive.filtering import understood

ARTICLES_A_PAGE = 20


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    public = Article.objects.published().newest_first().for_list()
    found = understood(ArticlePageFilter(request.GET, public))
    page = Paginator(found.qs, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/articles.html", {"filter": found, "page": page})


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    article = Article.objects.published().for_detail().filter(pk=pk).first()
    if article is None:
        withdrawn = get_object_or_404(Article.objects.withdrawn(), pk=pk)
        return render(request, "articles/withdrawn.html", {"article": withdrawn}, status=410)
    if slug != article.slug:
        response = redirect(article, permanent=True)
        response.headers["Cache-Control"] = "no-cache"  # a headline may change back
        return response
    description = article.public_standfirst or plain_text(article.public_body)
    context = {"article": article, "description": description}
    return render(request, "articles/article.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    sources = Source.objects.published().for_list()
    return render(request, "articles/sources.html", {"sources": sources})


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.published().for_list(), slug=slug)
    articles = source.articles.published().newest_first().for_list()
    page = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/source.html", {"source": source, "page": page})
