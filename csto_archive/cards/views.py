"""The share cards of what is public."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article
from csto_archive.cards.drawing import Card, draw_card
from summits.models import Summit

DAY = 24 * 60 * 60


@require_safe
def summit_card(request: HttpRequest, slug: str) -> HttpResponse:
    summits = Summit.objects.published().select_related("city")
    return _answer(request, card_of_summit(get_object_or_404(summits, slug=slug)))


@require_safe
def article_card(request: HttpRequest, pk: int) -> HttpResponse:
    article = Article.objects.published().select_related("source").filter(pk=pk).first()
    return _answer(request, card_of_article(article)) if article else _no_longer_here(pk)


def _no_longer_here(pk: int) -> HttpResponse:
    """As the page of the article: what was public once leads to where it was merged into."""
    if successor := Article.objects.successor(pk):
        response = redirect("article_card", successor.pk, permanent=True)
    else:
        get_object_or_404(Article.objects.gone(), pk=pk)
        response = HttpResponse(status=410)
    response.headers["Cache-Control"] = "no-cache"  # a merger may be undone
    return response


def card_of_summit(summit: Summit) -> Card:
    kind = summit.get_kind_display()
    where = _("في %s") % summit.city.name if summit.city else summit.get_format_display()
    return Card(
        title=f"{kind} {where}",
        kicker=summit.theme or summit.anniversary,
        meta=_joined(summit.dates, summit.get_status_display()),
    )


def card_of_article(article: Article) -> Card:
    source = article.source.name if article.source else ""
    return Card(
        title=article.headline,
        kicker=article.kicker,
        # The date first: after a Latin name its day would be read as a part of the name.
        meta=_joined(article.published_date, source),
        sample=article.is_sample,
    )


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _answer(request: HttpRequest, card: Card) -> HttpResponse:
    etag = quote_etag(card.digest())
    response = get_conditional_response(request, etag)
    if response is None:
        response = HttpResponse(_png(card), content_type="image/png")
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=DAY)
    return response


@lru_cache(maxsize=64)
def _png(card: Card) -> bytes:
    return draw_card(*card)
