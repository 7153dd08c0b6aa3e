"""The source of an article: the one named, the one of its address, the outlet of the page."""

from __future__ import annotations

from articles.addresses import host_of
from articles.importing.page import Clean
from articles.models import Source
from csto_archive.arabic.normalise import fold

NAME_LENGTH = 150


def source_of(name: str, article: Clean) -> Source | None:
    """The known source of that name, spelling or domain; a new one where only the name is known."""
    domain = host_of(article.url)
    named = " ".join((name or article.outlet).split())[:NAME_LENGTH]
    known = by_name(named) or ("" if name else by_host(domain)) or None
    if known or not named:
        return known or None
    return Source.objects.create(name=named, domains=[domain] if domain else [])


def by_name(name: str) -> Source | None:
    """Spellings are compared folded: there are few sources, and their variants are lists."""
    key = fold(name)
    sources = Source.objects.order_by("pk") if key else Source.objects.none()
    return next(
        (
            s
            for s in sources
            if key in {fold(spelling) for spelling in (s.name, s.slug, *s.variants)}
        ),
        None,
    )


def by_host(host: str) -> Source | None:
    sources = Source.objects.order_by("pk") if host else Source.objects.none()
    return next((s for s in sources if host in s.domains), None)
