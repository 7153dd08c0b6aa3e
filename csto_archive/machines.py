"""What pages tell machines of themselves: schema.org as JSON-LD, and where the same is read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from csto_archive.arabic.dates import format_date
from csto_archive.citations import ARCHIVE

# Nothing in the data may end the script that holds it.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
LISTED = 30  # so many records of a list are named to machines, as search engines read no more
FEEDS = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}


def linked_script(things: list[dict]) -> SafeString:
    """A block of data: nothing runs, so the policy against inline scripts allows it."""
    graph = {"@context": "https://schema.org", "@graph": [known(thing) for thing in things]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"), default=str)
    data = SafeString(text.translate(ESCAPES))
    return format_html('<script type="application/ld+json">{}</script>', data)


def known(thing: dict) -> dict:
    """Without the properties that are not known; False is known."""
    return {name: value for name, value in thing.items() if value not in ("", None, [])}


def full(name: str, *arguments) -> str:
    """The full address of a page by its name."""
    return settings.SITE_URL + reverse(name, args=arguments)


# Things


def archive() -> dict:
    return {"@type": "WebSite", "name": str(ARCHIVE), "url": full("home"), "inLanguage": "ar"}


def organisation() -> dict:
    return {
        "@type": "Organization",
        "@id": f"{full('home')}#csto",
        "name": _("منظمة معاهدة الأمن الجماعي"),
        "alternateName": "CSTO",
        "url": "https://odkb-csto.org/",
    }


def breadcrumbs(*steps: tuple[str, str]) -> dict:
    """The way from the front page: names and full addresses."""
    way = [(_("الرئيسية"), full("home")), *steps]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": item}
        for position, (name, item) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def collection(name: str, url: str, records: Iterable[tuple[str, str]], total: int) -> dict:
    """A page that lists `records`, names and full addresses, out of `total`."""
    items = [
        {"@type": "ListItem", "position": position, "name": title, "url": address}
        for position, (title, address) in enumerate(list(records)[:LISTED], 1)
    ]
    listed = {"@type": "ItemList", "numberOfItems": total, "itemListElement": items}
    return {
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": "ar",
        "isPartOf": archive(),
        "mainEntity": listed,
    }


def dataset(name: str, description: str, url: str, files: Iterable[tuple[str, str]]) -> dict:
    """Data to be fetched: `files` are media types and full addresses."""
    return {
        "@type": "Dataset",
        "@id": f"{url}#data",
        "name": name,
        "description": description,
        "url": url,
        "inLanguage": "ar",
        "isAccessibleForFree": True,
        "temporalCoverage": "2002/..",
        "about": organisation(),
        "creator": {"@type": "Organization", "name": str(ARCHIVE), "url": full("home")},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": address}
            for media_type, address in files
        ],
    }


# The same in other forms


class Alternate(NamedTuple):
    """Where the records of a page are found for machines: media type, path, what it is and the
    name of its form."""

    type: str
    href: str
    title: str
    form: str


FORM_NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


def feeds(name: str, title: str, **asked) -> list[Alternate]:
    """The three feeds of a list, narrowed as `asked`."""
    return [
        Alternate(media_type, path(name, form, **asked), title, FORM_NAMES[form])
        for form, media_type in FEEDS.items()
    ]


def in_api(name: str, *arguments, **asked) -> Alternate:
    address = path(f"api:{name}", *arguments, **asked)
    return Alternate("application/json", address, _("البيانات"), "JSON")


def path(name: str, *arguments, **asked) -> str:
    query = urlencode({key: value for key, value in asked.items() if value not in ("", None)})
    return reverse(name, args=arguments) + (f"?{query}" if query else "")


def asked_of(filterset) -> dict[str, str]:
    """The parameters of a filterset that were given and understood, as they were typed."""
    wrong = filterset.form.errors
    return {
        name: value
        for name, value in filterset.data.items()
        if name in filterset.filters and value.strip() and name not in wrong
    }


def narrowing(filterset) -> str:
    """What was asked, in words: «السنة: 2023، المدينة: مينسك», "" where nothing was."""
    form = filterset.form
    parts = [
        f"{form.fields[name].label}: {_shown(form.fields[name], form.cleaned_data[name])}"
        for name in asked_of(filterset)
        if form.cleaned_data.get(name) not in ("", None)
    ]
    return "، ".join(parts)


def _shown(field, value) -> str:
    if isinstance(value, date):
        return format_date(value)
    choices = () if isinstance(value, Model) else getattr(field, "choices", ())
    return str(dict(choices).get(value, value) if choices else value)


def narrowed(heading: str, filterset) -> str:
    """«المقالات (السنة: 2023)»."""
    asked = narrowing(filterset)
    return f"{heading} ({asked})" if asked else str(heading)
