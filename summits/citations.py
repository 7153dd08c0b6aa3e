"""Summits as they are cited: the page that the archive wrote about them."""

from datetime import date

from csto_archive.citations import ARCHIVE, PAGE, Citation
from summits.models import Summit


def citation_of(summit: Summit, at: date) -> Citation:
    """Of the page as it was read on the day `at`."""
    return Citation(
        kind=PAGE,
        key=f"csto-s-{summit.slug}",
        title=f"{summit.occasion}، {summit.place}، {summit.dates}",
        path=summit.get_absolute_url(),
        accessed=at,
        author=str(ARCHIVE),
    )
