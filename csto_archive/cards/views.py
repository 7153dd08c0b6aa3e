"""The share cards of what is public."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Source, StoryFamily
from csto_archive.arabic.dates import format_date
from csto_archive.cards.drawing import Card, draw_card
from csto_archive.templatetags.arabic import (
    carried,
    counted,
    period,
    statuses,
    tally,
    with_samples,
)
from summits.models import City, Initiative, Member, Summit

DAY = 24 * 60 * 60
MINUTE = 60  # what is withdrawn must leave the caches between us and its readers


@require_safe
def summit_card(request: HttpRequest, slug: str) -> HttpResponse:
    summits = Summit.objects.published().select_related("city")
    return _answer(request, card_of_summit(get_object_or_404(summits, slug=slug)))


@require_safe
def article_card(request: HttpRequest, pk: int) -> HttpResponse:
    article = Article.objects.published().select_related("source").filter(pk=pk).first()
    if article is None:
        return _no_longer_here(pk)
    return _answer(request, card_of_article(article), MINUTE)


@require_safe
def story_card(request: HttpRequest, pk: int) -> HttpResponse:
    """That of a story that joined another is the other's."""
    story = StoryFamily.objects.published().for_detail().filter(pk=pk).first()
    if story is None:
        joined = get_object_or_404(StoryFamily.objects.published().joined_by(pk))
        response = redirect("story_card", joined.pk, permanent=True)
        response.headers["Cache-Control"] = "no-cache"
        return response
    return _answer(request, card_of_story(story), MINUTE)


@require_safe
def source_card(request: HttpRequest, slug: str) -> HttpResponse:
    sources = Source.objects.published().for_list()
    return _answer(request, card_of_source(get_object_or_404(sources, slug=slug)), MINUTE)


@require_safe
def member_card(request: HttpRequest, slug: str) -> HttpResponse:
    member = get_object_or_404(Member.objects.published(), slug=slug)
    return _answer(request, card_of_member(member))


@require_safe
def initiative_card(request: HttpRequest, slug: str) -> HttpResponse:
    initiatives = Initiative.objects.published().for_list()
    return _answer(request, card_of_initiative(get_object_or_404(initiatives, slug=slug)))


@require_safe
def city_card(request: HttpRequest, slug: str) -> HttpResponse:
    city = get_object_or_404(City.objects.published(), slug=slug)
    summits = Summit.objects.published().in_city(slug)
    return _answer(request, card_of_city(city, statuses(summits.only("status"))))


@require_safe
def year_card(request: HttpRequest, year: str) -> HttpResponse:
    summits = get_list_or_404(
        Summit.objects.published().in_year(int(year)).select_related("city").order_by("start_date")
    )
    return _answer(request, card_of_year(int(year), summits))


@require_safe
def site_card(request: HttpRequest) -> HttpResponse:
    return _answer(request, card_of_site())


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


def card_of_story(story: StoryFamily) -> Card:
    first = story.told_by.first()
    return Card(
        title=story.heading,
        kicker=_("قصة واحدة في %(carriers)s") % {"carriers": carried(story)},
        meta=first.published_date if first else "",
        sample=story.is_sample,
    )


def card_of_source(source: Source) -> Card:
    told = counted(source.article_count, "sample" if source.is_sample else "article")
    told = with_samples(told, source.sample_count, source.article_count)
    return Card(
        title=source.name,
        kicker=source.get_kind_display(),
        meta=_("في الأرشيف: %(articles)s") % {"articles": told},
        sample=source.is_sample,
    )


def card_of_member(member: Member) -> Card:
    return Card(
        title=_("%(member)s ومنظمة معاهدة الأمن الجماعي") % {"member": member},
        kicker=member.get_status_display(),
        meta=_belonging(member),
    )


def _belonging(member: Member) -> str:
    """When it belonged to the organisation, else when to the treaty alone."""
    if member.joined_on:
        return _("في المنظمة %(time)s") % {"time": period(member.joined_on, member.left_on)}
    signed, left = member.treaty_signed_on, member.treaty_left_on
    return _("في المعاهدة %(time)s") % {"time": period(signed, left)} if signed else ""


def card_of_initiative(initiative: Initiative) -> Card:
    summit = initiative.summit
    place = (_("في %s") % summit.city.name if summit.city else summit.place) if summit else ""
    return Card(
        title=initiative.title,
        kicker=f"{initiative.get_kind_display()} – {initiative.status_label}",
        meta=_joined(format_date(initiative.date), place),
    )


def card_of_city(city: City, counts: Counter) -> Card:
    title = _("قمم %(city)s") % {"city": city}
    return Card(title, kicker=city.country_name, meta=tally(counts))


def card_of_year(year: int, summits: list[Summit]) -> Card:
    places = dict.fromkeys(summit.place for summit in summits)
    title = _("قمم عام %(year)s") % {"year": year}
    return Card(title, kicker="، ".join(places), meta=tally(statuses(summits)))


def card_of_site() -> Card:
    return Card(
        title=_("القمم كما كتبت عنها الصحافة العربية"),
        kicker=_("منظمة معاهدة الأمن الجماعي"),
        meta=_("القمم والدول والمبادرات والمقالات منذ عام 2002، مع المصدر ودرجة الثقة"),
    )


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _answer(request: HttpRequest, card: Card, seconds: int = DAY) -> HttpResponse:
    etag = quote_etag(card.digest())
    response = get_conditional_response(request, etag)
    if response is None:
        response = HttpResponse(_png(card), content_type="image/png")
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=seconds)
    return response


@lru_cache(maxsize=64)
def _png(card: Card) -> bytes:
    return draw_card(*card)
