"""What pages tell machines of themselves: schema.org as JSON-LD."""

from __future__ import annotations

import json

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from csto_archive.citations import ARCHIVE

# Nothing in the data may end the script that holds it.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


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


def archive() -> dict:
    return {"@type": "WebSite", "name": str(ARCHIVE), "url": full("home"), "inLanguage": "ar"}


def breadcrumbs(*steps: tuple[str, str]) -> dict:
    """The way from the front page: names and full addresses."""
    way = [(_("الرئيسية"), full("home")), *steps]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": item}
        for position, (name, item) in enumerate(way, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
