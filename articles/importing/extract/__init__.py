"""From mended text to typed lines: HTML and plain text come out as the same stream."""

from __future__ import annotations

from articles.importing.extract.markup import html_page
from articles.importing.extract.plain import text_page
from articles.importing.page import DecodedPage, Extracted


def extract(page: DecodedPage, media_type: str) -> Extracted:
    """The lines of a page and the facts of its metadata. Never raises, never fetches."""
    if media_type == "text/html":
        return html_page(page.text)
    return text_page(page.text)
