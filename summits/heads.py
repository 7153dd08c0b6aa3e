"""What the pages of the reference data add for machines.

Each function makes the part of the context that the heads and feet of templates read: `linked`,
`alternates`, `card`, and `cite` where there is a citation.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from csto_archive.citations import citation_of_list
from csto_archive.machines import (
    Alternate,
    asked_of,
    breadcrumbs,
    collection,
    dataset,
    feeds,
    full,
    in_api,
    narrowed,
    organisation,
    path,
)
from summits.citations import citation_of, citation_of_initiative, citation_of_member
from summits.linked import (
    linked_city,
    linked_initiative,
    linked_member,
    linked_of,
    linked_years,
    named,
    state_in_brief,
)
from summits.models import City, Initiative, Member, Summit

CALENDAR = "text/calendar"


def of_summits(found, summits: Iterable[Summit], today: date) -> dict:
    """Of the list; `found` are its filters, `summits` all that they leave."""
    listed, asked = named(summits), asked_of(found)
    alternates = [
        *feeds("summits:feed", _("تلقيم القمم"), **asked),
        _calendar(**asked),
        in_api("summit-list", **asked),
    ]
    return _list(_("القمم"), "summits:summits", found, listed, len(listed), alternates, today)


def of_initiatives(found, initiatives: Iterable[Initiative], total: int, today: date) -> dict:
    """Of one page of the list."""
    asked = asked_of(found)
    alternates = [
        *feeds("summits:initiative_feed", _("تلقيم المبادرات"), **asked),
        in_api("initiative-list", **asked),
    ]
    heading, listed = _("المبادرات والوثائق"), named(initiatives)
    return _list(heading, "summits:initiatives", found, listed, total, alternates, today)


def _list(heading, name, found, listed, total, alternates, today) -> dict:
    asked = asked_of(found)
    title, url = narrowed(heading, found), full(name)
    cite = {"cite": citation_of_list(title, path(name, **asked), today)} if asked else {}
    page = collection(title, url, listed, total)
    return {"linked": [page, breadcrumbs((heading, url))], "alternates": alternates, **cite}


def of_summit(summit: Summit, today: date) -> dict:
    event = path("summits:event", summit.slug)
    return {
        "linked": linked_of(summit),
        "cite": citation_of(summit, today),
        "alternates": [
            *_coverage(summit=summit.slug),
            Alternate(CALENDAR, event, _("أضف القمة إلى تقويمك"), "iCalendar"),
            in_api("summit-detail", summit.slug),
        ],
        "card": path("summit_card", summit.slug),
    }


def of_year(heading: str, year: int, summits: Iterable[Summit]) -> dict:
    return {
        "linked": linked_years(heading, full("summits:year", year), year, summits),
        "alternates": [
            *_coverage(year=year),
            _calendar(year=year),
            in_api("summit-list", year=year),
        ],
        "card": path("year_card", year),
    }


def of_city(city: City, summits: Iterable[Summit]) -> dict:
    return {
        "linked": linked_city(city, summits),
        "alternates": [
            *_coverage(city=city.slug),
            _calendar(city=city.slug),
            in_api("city-detail", city.slug),
        ],
        "card": path("city_card", city.slug),
    }


def of_year_in_city(heading: str, year: int, city: City, summits: Iterable[Summit]) -> dict:
    asked = {"year": year, "city": city.slug}
    url = full("summits:year_in_city", year, city.slug)
    alternates = [*_coverage(**asked), _calendar(**asked), in_api("summit-list", **asked)]
    linked = linked_years(heading, url, year, summits)
    return {"linked": linked, "alternates": alternates, "card": path("city_card", city.slug)}


def of_attendance() -> dict:
    heading, url = _("الحضور والغياب"), full("summits:attendance")
    name = _("الحضور والغياب في قمم منظمة معاهدة الأمن الجماعي")
    told = _(
        "من حضر كل قمة لمنظمة معاهدة الأمن الجماعي ومن غاب عنها ومن أوفد ممثلاً، دولةً دولة وقمةً قمة."
    )
    table = path("summits:attendance_csv")
    data = dataset(name, told, url, [("text/csv", full("summits:attendance_csv"))])
    way = breadcrumbs((_("القمم"), full("summits:summits")), (heading, url))
    alternates = [Alternate("text/csv", table, heading, "CSV"), *_coverage()]
    return {"linked": [data, way], "alternates": alternates}


def of_members(members: Iterable[Member]) -> dict:
    heading, url = _("الدول"), full("summits:members")
    listed = named(members)
    states = {"areaServed": [state_in_brief(m) for m in members if m.status == "current"]}
    page = collection(heading, url, listed, len(listed))
    linked = [page, organisation() | states, breadcrumbs((heading, url))]
    return {"linked": linked, "alternates": [*_coverage(), in_api("member-list")]}


def of_member(member: Member, today: date) -> dict:
    return {
        "linked": linked_member(member),
        "cite": citation_of_member(member, today),
        "alternates": [*_coverage(member=member.slug), in_api("member-detail", member.slug)],
        "card": path("member_card", member.slug),
    }


def of_initiative(initiative: Initiative, today: date) -> dict:
    slug = initiative.slug
    return {
        "linked": linked_initiative(initiative),
        "cite": citation_of_initiative(initiative, today),
        "alternates": [*_coverage(initiative=slug), in_api("initiative-detail", slug)],
        "card": path("initiative_card", slug),
    }


def _coverage(**asked) -> list[Alternate]:
    """What was written about a record, as its articles come in."""
    return feeds("articles:feed", _("تلقيم المقالات"), **asked)


def _calendar(**asked) -> Alternate:
    address = path("summits:calendar", **asked)
    return Alternate(CALENDAR, address, _("تقويم القمم"), "iCalendar")
