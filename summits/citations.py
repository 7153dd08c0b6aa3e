"""Summits, members and initiatives as they are cited: the pages that the archive wrote."""

from datetime import date

from django.utils.translation import gettext as _

from csto_archive.arabic.dates import format_date
from csto_archive.citations import ARCHIVE, PAGE, Citation
from summits.models import Initiative, Member, Summit


def citation_of(summit: Summit, at: date) -> Citation:
    """Of the page as it was read on the day `at`, as are all citations here."""
    title = f"{summit.occasion}، {summit.place}، {summit.dates}"
    return _page(f"csto-s-{summit.slug}", title, summit, at)


def citation_of_member(member: Member, at: date) -> Citation:
    title = _("%(member)s ومنظمة معاهدة الأمن الجماعي") % {"member": member}
    return _page(f"csto-m-{member.slug}", title, member, at)


def citation_of_initiative(initiative: Initiative, at: date) -> Citation:
    title = f"{initiative.title}، {format_date(initiative.date)}"
    return _page(f"csto-i-{initiative.slug}", title, initiative, at)


def _page(key: str, title: str, record: Summit | Member | Initiative, at: date) -> Citation:
    return Citation(PAGE, key, title, record.get_absolute_url(), at, author=str(ARCHIVE))
