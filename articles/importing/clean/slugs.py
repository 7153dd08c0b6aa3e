"""The word of the desk before an agency's headline: «سياسي / …», «عام / …»."""

from __future__ import annotations

import re
from dataclasses import replace

from articles.importing.clean.furniture import is_section
from articles.importing.page import Line
from csto_archive.arabic.normalise import fold

SLUG = re.compile(r"^(?P<desk>\w{3,12})\s?/\s+(?=\S+(?:\s+\S+){4})")
BREADCRUMB = re.compile(r"\s/\s")
DESKS = frozenset(
    map(fold, ("عام", "سياسي", "اقتصادي", "ثقافي", "رياضي", "اجتماعي", "عسكري", "محلي"))
)


def without_slug(line: Line) -> Line:
    found = SLUG.match(line.text)
    if not found or BREADCRUMB.search(line.text, found.end()):
        return line
    if fold(found["desk"]) not in DESKS and not is_section(found["desk"]):
        return line
    return replace(line, text=line.text[found.end() :], places=line.places[found.end() :])
