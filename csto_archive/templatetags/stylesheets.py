"""The styles of a page."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from csto_archive.sheets import BUNDLE, SHEETS

register = template.Library()


@register.simple_tag
def stylesheets() -> SafeString:
    """All sheets of the site in one; each by itself while somebody works on them."""
    names = SHEETS if settings.DEBUG else (BUNDLE,)
    links = ((static(f"site/{name}"),) for name in names)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', links)
