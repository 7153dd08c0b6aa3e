"""The archive's own line drawings, beside words that say the same."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# They point along the line, and that runs from the right.
DIRECTIONAL = {"next", "previous", "list", "differ", "external"}


@register.simple_tag
@lru_cache
def icon(name: str) -> SafeString:
    """The drawing `templates/icons/<name>.svg`, unseen by those who hear the page."""
    drawing = SafeString(get_template(f"icons/{name}.svg").template.source.strip())
    kind = "icon icon-dir" if name in DIRECTIONAL else "icon"
    frame = '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>'
    return format_html(frame, kind, drawing)
