"""What the front page adds for machines: the archive itself, and where all of it is found."""

from django.utils.translation import gettext as _

from csto_archive.citations import ARCHIVE
from csto_archive.machines import (
    Alternate,
    archive,
    dataset,
    feeds,
    full,
    in_api,
    organisation,
    path,
)

RESOURCES = ("summit", "member", "initiative", "article", "source", "city", "leader")


def of_home() -> dict:
    told = _(
        "أرشيف عربي لما كُتب عن قمم منظمة معاهدة الأمن الجماعي منذ عام 2002: القمم والدول"
        " والمبادرات والمقالات، مع المصدر ودرجة الثقة."
    )
    files = [("application/json", full(f"api:{name}-list")) for name in RESOURCES]
    files.append(("text/csv", full("summits:attendance_csv")))
    return {
        "linked": [_site(told), organisation(), dataset(str(ARCHIVE), told, full("home"), files)],
        "alternates": [
            *feeds("articles:feed", _("تلقيم المقالات")),
            *feeds("summits:feed", _("تلقيم القمم")),
            *feeds("summits:initiative_feed", _("تلقيم المبادرات")),
            Alternate("text/calendar", path("summits:calendar"), _("تقويم القمم"), "iCalendar"),
            in_api("index"),
        ],
    }


def _site(told: str) -> dict:
    """With the way to search it; what is to be typed has the name that schema.org asks for."""
    target = f"{full('search:search')}?q={{search_term_string}}"
    return archive() | {
        "@id": f"{full('home')}#site",
        "description": told,
        "image": full("site_card"),
        "about": {"@id": organisation()["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }
