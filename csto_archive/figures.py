"""Every chart of the archive by its name, as a file to take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from csto_archive.charts.png import as_png, digest_of
from csto_archive.charts.series import Chart
from csto_archive.charts.svg import as_file
from csto_archive.charts.tables import chart_csv
from summits.charting import asked, coverage_by_year, member_by_year
from summits.lifelines import Lifeline
from summits.models import Initiative, Member
from summits.shelf import with_cities

MINUTE = 60  # what is withdrawn must leave the charts too


def _coverage_years(of: str) -> Chart:
    return coverage_by_year(*asked(("month",)))


def _member_years(of: str) -> Chart:
    member = get_object_or_404(Member.objects.published(), slug=of)
    return member_by_year(member, *asked(("month",), ("month", "member", member.pk)))


def _lifeline(of: str) -> Lifeline:
    initiative = get_object_or_404(Initiative.objects.published().for_list(), slug=of)
    return Lifeline(initiative, with_cities(), *asked(*Lifeline.questions(initiative)))


# The name of a chart -> how it is made of the record that the query names.
CHARTS: dict[str, Callable[[str], Chart]] = {
    "coverage-years": _coverage_years,
    "member-years": _member_years,
    "initiative-times": lambda of: _lifeline(of).by_time,
    "initiative-summits": lambda of: _lifeline(of).by_summit,
}


class Form(NamedTuple):
    media_type: str
    made: Callable[[Chart], str | bytes]


FORMS = {
    "svg": Form("image/svg+xml", as_file),
    "png": Form("image/png", as_png),
    "csv": Form("text/csv; charset=utf-8", chart_csv),
}


@require_safe
def chart(request: HttpRequest, name: str, form: str) -> HttpResponse:
    of = request.GET.get("of", "")
    if name not in CHARTS or form not in FORMS or (of and not slug_re.match(of)):
        raise Http404
    return _answer(request, CHARTS[name](of), form)


def _answer(request: HttpRequest, chart: Chart, form: str) -> HttpResponse:
    """A picture is drawn only for who does not have it already; a text is kept and told apart by
    its bytes, as all texts are (`csto_archive.unchanged`)."""
    if form != "png":
        return _file(chart, form)
    etag = quote_etag(digest_of(chart))
    response = get_conditional_response(request, etag) or _file(chart, form)
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MINUTE)
    return response


def _file(chart: Chart, form: str) -> HttpResponse:
    media_type, made = FORMS[form]
    name = content_disposition_header(form == "csv", f"csto-{chart.key}.{form}")
    return HttpResponse(made(chart), media_type, headers={"Content-Disposition": name})
