"""What the page of a search adds for machines: see `summits.heads`."""

from datetime import date

from django.utils.translation import gettext as _

from csto_archive.citations import citation_of_list
from csto_archive.machines import breadcrumbs, feeds, full, in_api
from csto_archive.searches.search import Search


def of_search(search: Search, today: date) -> dict:
    """The question as it was understood: its feeds, its data and how it is cited."""
    asked = search.parameters(sort="", group="")
    way = breadcrumbs((_("البحث"), full("search:search")))
    return {
        "linked": [way],
        "cite": citation_of_list(search.heading, search.address(), today),
        "alternates": [
            *feeds("search:feed", _("تلقيم هذا البحث"), **asked),
            in_api("search", **search.parameters()),
        ],
    }
