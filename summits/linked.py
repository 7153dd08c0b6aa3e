"""Summits as schema.org has them."""

from django.utils.translation import gettext as _

from csto_archive.machines import archive, breadcrumbs, full
from summits.models import City, Summit

# Schema.org has no word for what took place as it was planned.
STATUSES = {"announced": "EventScheduled", "held": "EventScheduled", "cancelled": "EventCancelled"}
MODES = {"in_person": "Offline", "videoconference": "Online", "hybrid": "Mixed"}


def linked_of(summit: Summit) -> list[dict]:
    """The summit and the way to it."""
    year = summit.start_date.year
    way = breadcrumbs(
        (_("القمم"), full("summits:summits")),
        (str(year), full("summits:year", year)),
        (summit.place, summit.permalink),
    )
    return [_event(summit), way]


def summit_in_brief(summit: Summit) -> dict:
    """As a page names it that is about something else."""
    return {
        "@type": "Event",
        "@id": summit.permalink,
        "url": summit.permalink,
        "name": summit.title,
        "startDate": summit.start_date.isoformat(),
        "location": _places(summit),
    }


def _event(summit: Summit) -> dict:
    return summit_in_brief(summit) | {
        "endDate": summit.end_date.isoformat(),
        "description": summit.summary,
        "inLanguage": "ar",
        "eventStatus": f"https://schema.org/{STATUSES[summit.status]}",
        "eventAttendanceMode": f"https://schema.org/{MODES[summit.format]}EventAttendanceMode",
        "organizer": {"@type": "Organization", "name": _("منظمة معاهدة الأمن الجماعي")},
        "image": full("summit_card", summit.slug),
        "sameAs": summit.official_url,
        "subjectOf": archive(),
    }


def _places(summit: Summit) -> list[dict]:
    online = {"@type": "VirtualLocation", "url": summit.permalink}
    places = [_place(summit.city)] if summit.city else []
    return places if summit.format == Summit.Format.IN_PERSON else [*places, online]


def _place(city: City) -> dict:
    address = {"addressLocality": city.name, "addressCountry": city.country_code}
    place = {"@type": "Place", "name": city.name, "address": {"@type": "PostalAddress"} | address}
    if city.latitude is None:
        return place
    where = {"latitude": city.latitude, "longitude": city.longitude}
    return place | {"geo": {"@type": "GeoCoordinates"} | where}
