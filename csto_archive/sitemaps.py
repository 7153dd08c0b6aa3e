"""What search engines are told to read: an index, and documents of at most 10,000 addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from django.views.decorators.http import require_safe

import articles.sitemaps
import summits.sitemaps
from csto_archive.machines import full
from csto_archive.versions import remembered

SECTIONS = {
    section.name: section for section in (*summits.sitemaps.SECTIONS, *articles.sitemaps.SECTIONS)
}
PAGES = "pages"
# The pages that are there once, and of what they are made; no word on when the others changed.
ONCE = {
    "home": tuple(SECTIONS),
    "summits:summits": ("summits",),
    "summits:attendance": (),
    "summits:members": ("members",),
    "summits:initiatives": ("initiatives",),
    "articles:articles": ("articles",),
    "articles:sources": ("sources",),
    "search:search": (),
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'  # noqa: E501
ENTRY = "<{0}><loc>{1}</loc>{2}</{0}>\n"


class Part(NamedTuple):
    """A document of a section, the number of its first record's ten thousand, its latest change."""

    section: str
    number: int
    changed_at: datetime


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    found = parts()
    latest = max((part.changed_at for part in found), default=None)
    documents = [(full("sitemap_section", PAGES, 0), latest)]
    documents += [
        (full("sitemap_section", part.section, part.number), part.changed_at) for part in found
    ]
    return _answer("sitemapindex", "sitemap", documents)


@require_safe
def section(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """A document without any address is not there, whatever else has those numbers."""
    if name == PAGES and number == 0:
        return _answer("urlset", "url", _pages())
    if name not in SECTIONS or number > 10**9:
        raise Http404
    addresses = list(SECTIONS[name].addresses(number))
    if not addresses:
        raise Http404
    return _answer("urlset", "url", addresses)


@remembered
def parts() -> tuple[Part, ...]:
    """All documents that have an address, asked for at once."""
    first, *others = [section.parts() for section in SECTIONS.values()]
    return tuple(sorted(Part(*row) for row in first.union(*others, all=True)))


def _pages() -> Iterator[tuple[str, datetime | None]]:
    changes = parts()
    for name, sections in ONCE.items():
        made_of = (part.changed_at for part in changes if part.section in sections)
        yield full(name), max(made_of, default=None)
    for year, changed_at in summits.sitemaps.years():
        yield full("summits:year", year), changed_at


def _answer(
    root: str, child: str, addresses: Iterable[tuple[str, datetime | None]]
) -> HttpResponse:
    entries = (
        ENTRY.format(child, escape(address), changed_at and _lastmod(changed_at) or "")
        for address, changed_at in addresses
    )
    xml = f"{HEAD.format(root)}{''.join(entries)}</{root}>\n"
    return HttpResponse(xml, "application/xml; charset=utf-8", headers={"X-Robots-Tag": "noindex"})


def _lastmod(changed_at: datetime) -> str:
    return f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>"
