"""What was found and what was asked, as markup that is safe whatever the text holds."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from csto_archive.arabic.quoting import inside_quotes, is_quoted
from csto_archive.search import highlighting
from csto_archive.search.query import Query

register = template.Library()


@register.filter
def highlighted(text: str, query: Query) -> SafeString:
    """The whole text, what answers the query in `<mark>`."""
    return marked(highlighting.fragments(text, query))


@register.filter
def snippet(text: str, query: Query) -> SafeString:
    """The part of the text where most of the query stands."""
    return marked(highlighting.snippet(text, query))


@register.filter
def marked(fragments: Iterable[highlighting.Fragment]) -> SafeString:
    """Fragments as one isolated run of text; each mark is isolated within it.

    The direction is given: `auto` passes over what stands in the marks.
    """
    pieces = ((_marked(text) if is_mark else text,) for text, is_mark in fragments)
    return format_html('<bdi dir="rtl">{}</bdi>', format_html_join("", "{}", pieces))


@register.filter
def quoted(text: str) -> SafeString:
    """What was typed, in one pair of quotes, its direction isolated."""
    if is_quoted(text):
        return format_html("<bdi>{}</bdi>", text)
    return format_html("«<bdi>{}</bdi>»", inside_quotes(text))


def _marked(text: str) -> SafeString:
    return format_html("<mark><bdi>{}</bdi></mark>", text)
