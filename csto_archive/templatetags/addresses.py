"""Addresses in templates."""

from urllib.parse import urlsplit

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def absolute(path: str) -> str:
    """The full address of a path, the same on every host that serves the archive."""
    return settings.SITE_URL + path


@register.filter
def host(url: str) -> str:
    """The host of a web address, as readers know a site by."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
