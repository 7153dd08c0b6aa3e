"""The search for browsers: its description, and suggestions in the form that they read."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from csto_archive.searches.suggesting import offers

DAY = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=DAY)
def description(request: HttpRequest) -> HttpResponse:
    media_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "machines/opensearch.xml", content_type=media_type)


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """What was typed, then texts, what each is, and where it leads."""
    typed = request.GET.get("q", "")
    found = offers(typed)
    rows = [(offer.text, offer.label, offer.permalink) for offer in found]
    texts, labels, addresses = map(list, zip(*rows, strict=True)) if rows else ([], [], [])
    return JsonResponse(
        [typed, texts, labels, addresses],
        safe=False,
        content_type="application/x-suggestions+json",
        json_dumps_params={"ensure_ascii": False},
    )
