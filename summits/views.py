"""The pages of the reference data: find, ask, render."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from csto_archive.citations import answer
from csto_archive.filtering import understood
from csto_archive.paging import numbered_page
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
    summits = get_list_or_404(Summit.objects.published().in_year(int(year)).for_list())
    years = Summit.objects.published().years()
    return render(
        request, "summits/year.html", {"year": int(year), "summits": summits, "years": years}
    )


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    city = get_object_or_404(City.objects.published(), slug=slug)
    summits = Summit.objects.published().in_city(slug).for_list()
    names = city.official_names.all()
    return render(request, "summits/city.html", {"city": city, "summits": summits, "names": names})


@require_safe
def year_in_city(request: HttpRequest, year: str, city: str) -> HttpResponse:
    """The summit itself where the city had only one in that year, else those to choose from."""
    found = Summit.objects.published().in_year(int(year)).in_city(city)
    summits = get_list_or_404(found.for_list())
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


def _attendance() -> Matrix:
    summits = Summit.objects.published().select_related("city")
    told = Attendance.objects.only("summit", "member", "status")
    return attendance_matrix(summits, Member.objects.published(), told)


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    return render(request, "summits/members.html", {"members": Member.objects.published()})


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
    page = numbered_page(request.GET, found.qs, INITIATIVES_A_PAGE)
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
