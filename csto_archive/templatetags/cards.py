"""Cards of lists in templates."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

MOST = 2_048  # some 2 KB each


@register.simple_tag
def card(article: Hashable) -> SafeString:
    """An article of a list. It is kept by all that it is made of: whatever of that changes, and for
    whatever reason, it is another card."""
    return made(article) if settings.DEBUG else kept(article)


def made(article: Hashable) -> SafeString:
    return render_to_string("articles/_card.html", {"article": article})


kept = lru_cache(MOST)(made)
