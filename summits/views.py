"""The pages of the reference data: find, ask, render."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csto_archive.citations import answer
from csto_archive.filtering import understood
from summits import heads
from summits.attendance import Matrix, State, as_csv, attendance_matrix
from summits.citations import citation_of
from summits.filters import InitiativePageFilter, SummitPageFilter
from summits.grid import city_grid
from summits.models import Attendance, City, Initiative, Member, Summit
from summits.querysets import MEASURES_REPORTED, by_office

INITIATIVES_A_PAGE = 30
ARTICLES_SHOWN = 12


@require_safe
def summits(request: HttpRequest) -> HttpResponse:
    found = understood(SummitPageFilter(request.GET, Summit.objects.published().for_list()))
    context = {"filter": found, "summits": found.qs}
    context |= heads.of_summits(found, found.qs, timezone.localdate())
    if request.GET.get("view") == "grid":
        context["grid"] = city_grid(found.qs)
    return render(request, "summits/summits.html", context)


@require_safe
def year(request: HttpRequest, year: str) -> HttpResponse:
    summits = get_list_or_404(Summit.objects.published().in_year(int(year)).for_list())
    years = Summit.objects.published().years()
    context = {"year": int(year), "summits": summits, "years": years}
    context |= heads.of_year(_("قمم عام %(year)s") % context, int(year), summits)
    return render(request, "summits/year.html", context)


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    city = get_object_or_404(City.objects.published(), slug=slug)
    summits = Summit.objects.published().in_city(slug).for_list()
    names = city.official_names.all()
    context = {"city": city, "summits": summits, "names": names}
    return render(request, "summits/city.html", context | heads.of_city(city, summits))


@require_safe
def year_in_city(request: HttpRequest, year: str, city: str) -> HttpResponse:
    """The summit itself where the city had only one in that year, else those to choose from."""
    found = Summit.objects.published().in_year(int(year)).in_city(city)
    summits = get_list_or_404(found.for_list())
    if len(summits) == 1:
        return redirect(summits[0])
    context = {"year": int(year), "city": summits[0].city, "summits": summits}
    heading = _("قمم %(city)s عام %(year)s") % context
    context |= heads.of_year_in_city(heading, int(year), summits[0].city, summits)
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
        **heads.of_summit(summit, today),
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
    context = {"matrix": _attendance(), "states": State}
    return render(request, "summits/attendance.html", context | heads.of_attendance())


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
    members = Member.objects.published()
    return render(request, "summits/members.html", {"members": members} | heads.of_members(members))


@require_safe
def member(request: HttpRequest, slug: str) -> HttpResponse:
    member = get_object_or_404(Member.objects.published().select_related("capital"), slug=slug)
    summits = Summit.objects.published().select_related("city")
    elsewhere = member.attendances.exclude(status=Attendance.Status.HEAD)
    articles = member.articles.published().newest_first().for_list()
    missed = elsewhere.filter(summit__in=summits.held()).order_by("-summit__start_date")
    context = {
        "member": member,
        **heads.of_member(member, timezone.localdate()),
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
    context = {"filter": found, "page": page}
    context |= heads.of_initiatives(found, page, page.paginator.count, timezone.localdate())
    return render(request, "summits/initiatives.html", context)


@require_safe
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_object_or_404(Initiative.objects.published().for_list(), slug=slug)
    articles = initiative.articles.published().newest_first()
    context = {
        "initiative": initiative,
        **heads.of_initiative(initiative, timezone.localdate()),
        "measures": initiative.measures.all(),
        "told": initiative.mentions.telling_measures()[:MEASURES_REPORTED],
        "articles": articles.for_list().once_a_story()[:ARTICLES_SHOWN],
    }
    return render(request, "summits/initiative.html", context)
