"""What the page of a search adds for machines: see `summits.heads`."""

from datetime import date

from django.utils.translation import gettext as _

from csto_archive.citations import citation_of_list
from csto_archive.machines import breadcrumbs, feeds, full, in_api
from csto_archive.searches.search import Search


def of_entry() -> dict:
    """Of the page where nothing is asked yet."""
    return {"linked": [_way()]}


def _way() -> dict:
    return breadcrumbs((_("البحث"), full("search:search")))


def of_search(search: Search, today: date) -> dict:
    """The question as it was understood: its feeds, its data and how it is cited."""
    asked = search.parameters(sort="", group="")
    return {
        "linked": [_way()],
        "cite": citation_of_list(search.heading, search.address(), today),
        "alternates": [
            *feeds("search:feed", _("تلقيم هذا البحث"), **asked),
            in_api("search", **search.parameters()),
        ],
    }
