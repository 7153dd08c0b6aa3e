"""The page of the search and the suggestions of its box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from csto_archive.paging import numbered_page
from csto_archive.searches import heads
from csto_archive.searches.found import A_PAGE
from csto_archive.searches.search import Search
from csto_archive.searches.suggesting import offers
from csto_archive.searches.ways import WAYS


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    search = Search(request.GET)
    if search.is_blank:
        context = {"search": search, "ways": WAYS} | heads.of_entry()
        return render(request, "search/entry.html", context)
    page = numbered_page(request.GET, search.paged.found, A_PAGE)
    overview = page.number == 1 and not search.group
    context = {"search": search, "page": page, "overview": overview, "ways": WAYS}
    context |= heads.of_search(search, timezone.localdate())
    return render(request, "search/results.html", context)


@require_safe
@cache_control(public=True, max_age=60)
def suggest(request: HttpRequest) -> HttpResponse:
    offered = offers(request.GET.get("q", ""))
    return render(request, "search/suggestions.html", {"suggestions": offered})
