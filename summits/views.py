"""The pages of the reference data: find, ask, render."""

from collections.abc import Iterable

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csto_archive.citations import answer
from csto_archive.filtering import understood
from csto_archive.paging import numbered_page
from csto_archive.versions import remembered
from summits import heads, shelf
from summits.agenda import agenda_of
from summits.attendance import Matrix, State, as_csv, attendance_matrix
from summits.careers import member_with_careers, missed, summits_of
from summits.charting import Kind, asked, member_by_year
from summits.citations import citation_of
from summits.coverage import coverage_of, overview_of
from summits.filters import InitiativePageFilter, SummitPageFilter
from summits.grid import city_grid
from summits.lifelines import Lifeline, initiative_with_measures
from summits.map import host_map
from summits.models import Attendance, City, Initiative, Member, Summit
from summits.presence import presence_of
from summits.querysets import MEASURES_REPORTED
from summits.sayings import sayings_of
from summits.showing import newest_about, newest_linked, shown_of
from summits.standing import first_day, periods_of
from summits.timeline import timeline

INITIATIVES_A_PAGE = 30
# A city comes once for each of its official names, or once without any.
CITY_NAME = {
    "official_name": F("official_names__name"),
    "valid_from": F("official_names__valid_from"),
    "valid_to": F("official_names__valid_to"),
}


@require_safe
def summits(request: HttpRequest) -> HttpResponse:
    found = understood(SummitPageFilter(request.GET, Summit.objects.published().for_list()))
    context = {"filter": found, "summits": found.qs, **_drawn(found)}
    context |= heads.of_summits(found, found.qs, timezone.localdate())
    return render(request, "summits/summits.html", context)


def _drawn(found: SummitPageFilter) -> dict:
    """What the view of the list that was asked for draws, by its name."""
    if found.view == "grid":
        return {"grid": city_grid(found.qs)}
    if found.view == "timeline":
        initiatives, members = Initiative.objects.published(), Member.objects.published()
        if found.asked:  # then the line tells of the summits found alone
            initiatives, members = initiatives.filter(summit__in=list(found.qs)), ()
        return {"timeline": timeline(found.qs, initiatives, members)}
    if found.view == "map":
        return {"map": host_map(found.qs, found.address_of_place)}
    return {}


@require_safe
def year(request: HttpRequest, year: str) -> HttpResponse:
    summits, years = found_or_404(shelf.in_year(int(year))), shelf.years()
    known = [group["year"] for group in years]
    context = {
        "year": int(year),
        "query": f"year={year}",
        "years": years,
        "earlier": max((y for y in known if y < int(year)), default=None),
        "later": min((y for y in known if y > int(year)), default=None),
    }
    context |= heads.of_year(_("قمم عام %(year)s") % context, int(year), summits)
    return render(request, "summits/year.html", context | _written_about(summits))


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    cities = City.objects.published().filter(slug=slug).order_by("official_names__valid_from")
    named = list(cities.annotate(**CITY_NAME))
    if not named:
        raise Http404
    context = {
        "city": named[0],
        "query": f"city={slug}",
        "names": [name for name in named if name.official_name],
        "cities": Summit.objects.published().cities(),
    }
    summits = shelf.in_city(slug)
    context |= heads.of_city(named[0], summits)
    return render(request, "summits/city.html", context | _written_about(summits))


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
    query = f"year={year}&city={city}"
    context = {"year": int(year), "city": summits[0].city, "query": query}
    heading = _("قمم %(city)s عام %(year)s") % context
    context |= heads.of_year_in_city(heading, int(year), summits[0].city, summits)
    return render(request, "summits/year_in_city.html", context | _written_about(summits))


def _written_about(summits: Iterable[Summit]) -> dict:
    """Summits and what was written about them."""
    numbers = tuple(summit.pk for summit in summits)
    overview, articles = overview_of(numbers), newest_about(numbers)
    return {"summits": summits, "overview": overview, "articles": articles}


@require_safe
def summit(request: HttpRequest, slug: str) -> HttpResponse:
    summits = Summit.objects.published().for_page().with_neighbours(slug)
    found = {summit.slug: summit for summit in summits}
    if slug not in found:
        raise Http404
    summit, today = found[slug], timezone.localdate()
    coverage, sayings = coverage_of(summit.pk, slug), sayings_of(summit.pk)
    attendances = summit.attendances.select_related("member", "representative__member")
    context = {
        "summit": summit,
        "today": today,
        **heads.of_summit(summit, today),
        "attendances": attendances,
        "presence": presence_of(attendances),
        "agenda": agenda_of(summit, dict(sayings.measures)),
        "coverage": coverage,
        "around": coverage.around(summit.start_date, summit.end_date, today),
        "sayings": sayings,
        "shown": shown_of(sayings),
        "previous": next((s for s in found.values() if s.start_date < summit.start_date), None),
        "next": next((s for s in found.values() if s.start_date > summit.start_date), None),
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


@remembered
def _attendance() -> Matrix:
    told = Attendance.objects.only("summit", "member", "status")
    return attendance_matrix(shelf.with_cities(), shelf.members(), told)


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    members = shelf.members()
    (of_members,) = asked(("member",))
    kind, tallies = Kind.among(of_members), {tally.record: tally for tally in of_members}
    context = {
        "members": [
            (member, periods_of(member), kind.count(tallies.get(member.pk))) for member in members
        ],
        "first_day": first_day(members),
        "today": timezone.localdate(),
        "kind": kind,
    }
    return render(request, "summits/members.html", context | heads.of_members(members))


@require_safe
def member(request: HttpRequest, slug: str) -> HttpResponse:
    member, careers = member_with_careers(slug)
    summits = summits_of(member)
    months, own = asked(("month",), ("month", "member", member.pk))
    today = timezone.localdate()
    context = {
        "member": member,
        "today": today,
        **heads.of_member(member, today),
        "periods": periods_of(member),
        "careers": careers,
        "chaired": [summit for summit in summits if summit.chair_id == member.pk],
        "hosted": [s for s in summits if s.city and s.city.country_code == member.iso2],
        "missed": missed(summits),
        "initiatives": Initiative.objects.published().sponsored_by(member).for_list(),
        "chart": member_by_year(member, months, own),
        "articles": newest_linked("members", member.pk),
    }
    return render(request, "summits/member.html", context)


@require_safe
def initiatives(request: HttpRequest) -> HttpResponse:
    public = Initiative.objects.published().for_list()
    found = understood(InitiativePageFilter(request.GET, public))
    page = numbered_page(request.GET, found.qs, INITIATIVES_A_PAGE)
    context = {"filter": found, "page": page}
    context |= heads.of_initiatives(found, page, page.paginator.count, timezone.localdate())
    return render(request, "summits/initiatives.html", context)


@require_safe
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    initiative, measures = initiative_with_measures(slug)
    context = {
        "initiative": initiative,
        **heads.of_initiative(initiative, timezone.localdate()),
        "lifeline": Lifeline(
            initiative, shelf.with_cities(), *asked(*Lifeline.questions(initiative))
        ),
        "measures": measures,
        "told": initiative.mentions.telling_measures()[:MEASURES_REPORTED],
        "articles": newest_linked("initiatives", initiative.pk),
    }
    return render(request, "summits/initiative.html", context)
