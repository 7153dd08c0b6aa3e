"""The members named in an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from articles.importing.page import Evidence
from articles.importing.recognise.facts import Authority
from articles.importing.recognise.texts import Text
from csto_archive.arabic.names import FoldedWords


def members_named(
    texts: Sequence[Text], authority: Authority, day: date | None
) -> list[tuple[str, Evidence | None]]:
    """(iso2, evidence) of each member of that day, in the order of the first naming.

    By the name of the country, or of the one who sat in the Council for it.
    """
    found: dict[str, Evidence | None] = {}
    for text in texts:
        for iso2, rule, hit in named(text.words, authority, day):
            if iso2 not in found:
                proof = text.unit.proof("member", iso2, rule, hit.start, hit.end)
                found[iso2] = proof[0] if proof else None
    return list(found.items())


def named(words: FoldedWords, authority: Authority, day: date | None) -> Iterator[tuple]:
    """(iso2, rule, hit) of every member named in a text."""
    for hit in authority.country_index.find_in(words):
        if authority.belonged(hit.key, day):
            yield hit.key, "country", hit
    for hit in authority.person_index.find_in(words):
        term = authority.terms[hit.key]
        seated = term.in_council and (day is None or term.covers(day))
        if seated and authority.belonged(term.iso2, day):
            yield term.iso2, "council-member", hit
