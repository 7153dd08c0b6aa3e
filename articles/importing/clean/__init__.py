"""From typed lines to articles: what is the article, what is its furniture, which line is what."""

from __future__ import annotations

from articles.importing.clean.assembly import assemble
from articles.importing.clean.joined import joined
from articles.importing.clean.neighbours import told_apart
from articles.importing.clean.segments import articles_of
from articles.importing.clean.shapes import shaped
from articles.importing.clean.slugs import without_slug
from articles.importing.page import Clean, Extracted
from csto_archive.arabic.names import NameIndex


def clean(page: Extracted, cities: NameIndex[str]) -> tuple[Clean, ...]:
    """The complete articles of a page in its order. Never raises."""
    kept = (without_slug(line) for line in page.lines if "printed" not in line.roles)
    lines = told_apart(joined(shaped(kept, cities), cities), cities)
    found = [
        assemble(segment, lines, page, cities, is_first=number == 0)
        for number, segment in enumerate(articles_of(lines))
    ]
    return tuple(article for article in found if article)
