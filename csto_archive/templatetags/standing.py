"""What stands on every page, made once by each process: it says nothing of the archive."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

register = template.Library()

SECTIONS = {
    "summits:summits": _("القمم"),
    "articles:articles": _("المقالات"),
    "summits:members": _("الدول"),
    "summits:initiatives": _("المبادرات"),
    "articles:sources": _("المصادر"),
}


@register.simple_tag
@lru_cache
def standing(name: str) -> SafeString:
    """The template of this name, which reads nothing of the page."""
    return SafeString(render_to_string(name).strip())


@register.simple_tag
def sections(path: str) -> SafeString:
    """The ways to the parts of the archive, the one in which this path lies marked."""
    here = next((address for address in _addresses() if address in path), "")
    return _sections(here, here != path)


@lru_cache
def _addresses() -> tuple[str, ...]:
    return tuple(map(reverse, SECTIONS))


@lru_cache
def _sections(here: str, inside: bool) -> SafeString:
    named = list(zip(_addresses(), SECTIONS.values(), strict=True))
    context = {"sections": named, "here": here, "inside": inside}
    return SafeString(render_to_string("_sections.html", context).strip())
