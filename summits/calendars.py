"""Summits as iCalendar (RFC 5545): all days of each, for the calendars of readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csto_archive.arabic.hygiene import mend
from csto_archive.citations import ARCHIVE
from csto_archive.machines import narrowed
from summits.filters import SummitFilter
from summits.models import Summit

MEDIA_TYPE = "text/calendar; charset=utf-8"
STATUSES = {"announced": "TENTATIVE", "held": "CONFIRMED", "cancelled": "CANCELLED"}
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
OCTETS = 75  # of a line, without its end


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All summits, or those that the filters of their list leave."""
    summits = Summit.objects.published().select_related("city").order_by("start_date", "pk")
    found = SummitFilter(request.GET, summits)
    if not found.is_valid():
        raise BadRequest("a calendar of something else than was asked for would mislead")
    name = narrowed(_("قمم منظمة معاهدة الأمن الجماعي"), found)
    return HttpResponse(calendar_of(found.qs, name), MEDIA_TYPE)


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    summit = get_object_or_404(Summit.objects.published().select_related("city"), slug=slug)
    download = HttpResponse(calendar_of([summit], summit.title), MEDIA_TYPE)
    download["Content-Disposition"] = content_disposition_header(True, f"{slug}.ics")
    return download


def calendar_of(summits: Iterable[Summit], name: str) -> bytes:
    head = {
        "BEGIN": "VCALENDAR",
        "VERSION": "2.0",
        "PRODID": "-//CSTO archive//summits//AR",
        "CALSCALE": "GREGORIAN",
        "X-WR-CALNAME": text(name),
        "X-WR-CALDESC": text(str(ARCHIVE)),
    }
    lines = [f"{key}:{value}" for key, value in head.items()]
    for summit in summits:
        lines += _event(summit)
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"]).encode()


def _event(summit: Summit) -> Iterator[str]:
    """The number of an event never changes, and its end is the first day that is not its own."""
    changed = summit.updated_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    city = summit.city
    fields = {
        "BEGIN": "VEVENT",
        "UID": f"{summit.slug}@{urlsplit(settings.SITE_URL).hostname}",
        "DTSTAMP": changed,
        "LAST-MODIFIED": changed,
        "DTSTART;VALUE=DATE": _day(summit.start_date),
        "DTEND;VALUE=DATE": _day(summit.end_date + timedelta(days=1)),
        "STATUS": STATUSES[summit.status],
        "TRANSP": "TRANSPARENT",
        "SUMMARY;LANGUAGE=ar": text(f"{summit.occasion}، {summit.place}"),
        "DESCRIPTION;LANGUAGE=ar": text(f"{summit.summary}\n{summit.permalink}".strip()),
        "LOCATION;LANGUAGE=ar": text(_location(summit)),
        "GEO": f"{city.latitude};{city.longitude}" if city and city.latitude is not None else "",
        "CATEGORIES;LANGUAGE=ar": text(summit.get_kind_display()),
        "URL": summit.permalink,
        "END": "VEVENT",
    }
    return (f"{key}:{value}" for key, value in fields.items() if value)


def _location(summit: Summit) -> str:
    if summit.city is None:
        return str(summit.get_format_display())
    return "، ".join(filter(None, [summit.venue, summit.city.name, summit.city.country_name]))


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def text(value: str) -> str:
    """A value of the type TEXT; invisible characters would turn or end the line."""
    return mend(value).text.translate(ESCAPED)


def folded(line: str) -> str:
    """The line in parts of at most 75 octets, none of which ends inside a character."""
    parts, room = [""], OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(" ")
            room = OCTETS - 1
        parts[-1] += character
        room -= size
    return "\r\n".join(parts) + "\r\n"
