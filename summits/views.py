"""The pages of the reference data: find, ask, render."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from csto_archive.citations import answer
from csto_archive.filtering import understood
from csto_archive.versions import remembered
from summits import shelf
from summits.attendance import Matrix, State, as_csv, attendance_matrix
from summits.citations import citation_of
from summits.filters import InitiativePageFilter, SummitPageFilter
from summits.grid import city_grid
from summits.linked import linked_of
from summits.models import Attendance, City, Initiative, Member, Summit
from summits.querysets import MEASURES_REPORTED, by_office

INITIATIVES_A_PAGE = 30
ARTICLES_SHOWN = 12


@require_safe
def summits(request: HttpRequest) -> HttpResponse:
    found = understood(SummitPageFilter(request.GET, Summit.objects.published().for_list()))
    context = {"filter": found, "summits": found.qs}
    if request.GET.get("view") == "grid":
        context["grid"] = city_grid(found.qs)
    return render(request, "summits/summits.html", context)


@require_safe
def year(request: HttpRequest, year: str) -> HttpResponse:
    summits = found_or_404(shelf.in_year(int(year)))
    context = {"year": int(year), "summits": summits, "years": shelf.years()}
    return render(request, "summits/year.html", context)


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    city = get_object_or_404(City.objects.published(), slug=slug)
    context = {"city": city, "summits": shelf.in_city(slug), "names": city.official_names.all()}
    return render(request, "summits/city.html", context)


def found_or_404(summits: list[Summit]) -> list[Summit]:
    if not summits:
        raise Http404
    return summits


@require_safe
def year_in_city(request: HttpRequest, year: str, city: str) -> HttpResponse:
    """The summit itself where the city had only one in that year, else those to choose from."""
    of_year = shelf.in_year(int(year))
    summits = found_or_404([s for s in shelf.in_city(city) if s in of_year])
    if len(summits) == 1:
        return redirect(summits[0])
    context = {"year": int(year), "city": summits[0].city, "summits": summits}
    return render(request, "summits/year_in_city.html", context)


@require_safe
def summit(request: HttpRequest, slug: str) -> HttpResponse:
    summits = Summit.objects.published()
    summit = get_object_or_404(summits.for_page(), slug=slug)
    today = timezone.localdate()
    articles = summit.articles.published().newest_first().for_list()
    context = {
        "summit": summit,
        "today": today,
        "cite": citation_of(summit, at=today),
        "linked": linked_of(summit),
        "attendances": summit.attendances.select_related("member", "representative__member"),
        "initiatives": summit.initiatives.published().for_list(),
        "articles": articles.about(summit).once_a_story()[:ARTICLES_SHOWN],
        "article_count": articles.about(summit).count(),
        "recalled_by": articles.recalling(summit).once_a_story()[:ARTICLES_SHOWN],
        "previous": summits.before(summit.start_date).select_related("city").first(),
        "next": summits.after(summit.start_date).select_related("city").first(),
    }
    return render(request, "summits/summit.html", context)


@require_safe
def cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    summit = get_object_or_404(Summit.objects.published().select_related("city"), slug=slug)
    return answer(citation_of(summit, at=timezone.localdate()), form)


@require_safe
def attendance(request: HttpRequest) -> HttpResponse:
    return render(request, "summits/attendance.html", {"matrix": _attendance(), "states": State})


@require_safe
def attendance_csv(request: HttpRequest) -> HttpResponse:
    download = HttpResponse(as_csv(_attendance()), content_type="text/csv; charset=utf-8")
    download["Content-Disposition"] = 'attachment; filename="csto-attendance.csv"'
    return download


@remembered
def _attendance() -> Matrix:
    summits = Summit.objects.published().select_related("city")
    told = Attendance.objects.only("summit", "member", "status")
    return attendance_matrix(summits, Member.objects.published(), told)


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    return render(request, "summits/members.html", {"members": shelf.members()})


@require_safe
def member(request: HttpRequest, slug: str) -> HttpResponse:
    member = get_object_or_404(Member.objects.published().select_related("capital"), slug=slug)
    summits = Summit.objects.published().select_related("city")
    elsewhere = member.attendances.exclude(status=Attendance.Status.HEAD)
    articles = member.articles.published().newest_first().for_list()
    missed = elsewhere.filter(summit__in=summits.held()).order_by("-summit__start_date")
    context = {
        "member": member,
        "leaders": by_office(member.leaders.published()).prefetch_related("terms"),
        "chaired": summits.filter(chair=member),
        "hosted": summits.hosted_by(member),
        "missed": missed.select_related("summit__city", "representative"),
        "initiatives": Initiative.objects.published().sponsored_by(member).for_list(),
        "articles": articles.once_a_story()[:ARTICLES_SHOWN],
    }
    return render(request, "summits/member.html", context)


@require_safe
def initiatives(request: HttpRequest) -> HttpResponse:
    public = Initiative.objects.published().for_list()
    found = understood(InitiativePageFilter(request.GET, public))
    page = Paginator(found.qs, INITIATIVES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "summits/initiatives.html", {"filter": found, "page": page})


@require_safe
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_object_or_404(Initiative.objects.published().for_list(), slug=slug)
    articles = initiative.articles.published().newest_first()
    context = {
        "initiative": initiative,
        "measures": initiative.measures.all(),
        "told": initiative.mentions.telling_measures()[:MEASURES_REPORTED],
        "articles": articles.for_list().once_a_story()[:ARTICLES_SHOWN],
    }
    return render(request, "summits/initiative.html", context)
