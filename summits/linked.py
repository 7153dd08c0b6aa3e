"""Summits, members, initiatives and cities as schema.org has them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from csto_archive.machines import archive, breadcrumbs, collection, full, organisation
from summits.models import City, Initiative, Member, Summit

# Schema.org has no word for what took place as it was planned.
STATUSES = {"announced": "EventScheduled", "held": "EventScheduled", "cancelled": "EventCancelled"}
MODES = {"in_person": "Offline", "videoconference": "Online", "hybrid": "Mixed"}
# What binds states is legislation, what they found a project; the others are writings.
TYPES = {"agreement": "Legislation", "decision": "Legislation", "forum": "Project"}


def linked_of(summit: Summit) -> list[dict]:
    """The summit and the way to it."""
    year = summit.start_date.year
    way = breadcrumbs(
        (_("القمم"), full("summits:summits")),
        (str(year), full("summits:year", year)),
        (summit.place, summit.permalink),
    )
    return [_event(summit), way]


def linked_member(member: Member) -> list[dict]:
    """The state, the organisation it belonged to where it did, and the way to it."""
    way = breadcrumbs((_("الدول"), full("summits:members")), (member.name, member.permalink))
    return [_state(member), *_membership(member), way]


def linked_initiative(initiative: Initiative) -> list[dict]:
    way = breadcrumbs(
        (_("المبادرات والوثائق"), full("summits:initiatives")),
        (initiative.heading, initiative.permalink),
    )
    return [_document(initiative), way]


def linked_city(city: City, summits: Iterable[Summit]) -> list[dict]:
    way = breadcrumbs((_("القمم"), full("summits:summits")), (city.name, city.permalink))
    heading = _("قمم %(city)s") % {"city": city}
    listed = named(summits)
    page = collection(heading, city.permalink, listed, len(listed))
    return [page | {"about": _place(city)}, way]


def linked_years(heading: str, url: str, year: int, summits: Iterable[Summit]) -> list[dict]:
    """A page of one year or of one city in one year."""
    steps = [(_("القمم"), full("summits:summits"))]
    year_url = full("summits:year", year)
    if url != year_url:
        steps.append((str(year), year_url))
    listed = named(summits)
    return [collection(heading, url, listed, len(listed)), breadcrumbs(*steps, (heading, url))]


def named(records: Iterable[Summit | Initiative | Member]) -> list[tuple[str, str]]:
    """Their names and full addresses."""
    return [
        (record.title if isinstance(record, Summit) else _name(record), record.permalink)
        for record in records
    ]


def _name(record: Initiative | Member) -> str:
    return record.heading if isinstance(record, Initiative) else record.name


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


def state_in_brief(member: Member) -> dict:
    return {
        "@type": "Country",
        "@id": member.permalink,
        "name": member.name,
        "url": member.permalink,
    }


def _event(summit: Summit) -> dict:
    return summit_in_brief(summit) | {
        "endDate": summit.end_date.isoformat(),
        "description": summit.summary,
        "inLanguage": "ar",
        "eventStatus": f"https://schema.org/{STATUSES[summit.status]}",
        "eventAttendanceMode": f"https://schema.org/{MODES[summit.format]}EventAttendanceMode",
        "organizer": organisation(),
        "image": full("summit_card", summit.slug),
        "sameAs": summit.official_url,
        "subjectOf": archive(),
    }


def _state(member: Member) -> dict:
    return state_in_brief(member) | {
        "alternateName": [name for name in (member.name_en, member.name_ru) if name],
        "description": member.note,
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "ISO 3166-1 alpha-2",
            "value": member.iso2,
        },
        "image": full("member_card", member.slug),
        "subjectOf": archive(),
    }


def _membership(member: Member) -> list[dict]:
    if member.joined_on is None:
        return []
    role = {
        "@type": "OrganizationRole",
        "member": {"@id": member.permalink},
        "roleName": member.get_status_display(),
        "startDate": member.joined_on.isoformat(),
    }
    until = {"endDate": member.left_on.isoformat()} if member.left_on else {}
    return [organisation() | {"member": role | until}]


def _document(initiative: Initiative) -> dict:
    """Projects and legislation have other words for what writings have."""
    day, kind = initiative.date.isoformat(), TYPES.get(initiative.kind, "CreativeWork")
    sponsor = initiative.sponsor and state_in_brief(initiative.sponsor)
    summit = initiative.summit and summit_in_brief(initiative.summit)
    own = {
        "@type": kind,
        "@id": initiative.permalink,
        "url": initiative.permalink,
        "name": initiative.title,
        "description": initiative.note,
        "image": full("initiative_card", initiative.slug),
    }
    if kind == "Project":
        return own | {"foundingDate": day, "parentOrganization": organisation()}
    law = {"legislationDate": day, "legislationType": initiative.get_kind_display()}
    return own | (law if kind == "Legislation" else {}) | {
        "dateCreated": day,
        "genre": initiative.get_kind_display(),
        "creativeWorkStatus": initiative.status_label,
        "author": organisation(),
        "mentions": list(filter(None, [summit, sponsor])),
        "subjectOf": archive(),
    }  # fmt: skip


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
