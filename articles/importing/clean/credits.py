"""Byline and city of an article, from its head, its first paragraph, its tail or its metadata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.importing.clean.bylines import (
    PAIR,
    TWO,
    is_agency,
    is_city,
    is_known_agency,
)
from articles.importing.clean.datelines import dateline_of
from articles.importing.clean.outlets import is_own_code, is_same_outlet
from articles.importing.clean.shapes import SIGNED, Shaped
from articles.importing.clean.signatures import byline_in, marked_byline
from articles.importing.page import Evidence, Extracted
from csto_archive.arabic.names import NameIndex


@dataclass(frozen=True, slots=True)
class Credits:
    """Who and where; `dateline_length`: how much of the first paragraph is its dateline."""

    byline: str = ""
    city: str = ""
    dateline_length: int = 0
    evidence: tuple[Evidence, ...] = ()
    is_signed: bool = False


def credits_of(
    head: Sequence[Shaped],
    body: Sequence[Shaped],
    tail: Sequence[Shaped],
    facts: Extracted,
    outlet: str,
    cities: NameIndex[str],
) -> Credits:
    """The first name and the first city among the candidates; the outlet is nobody's byline,
    unless it signs a line with its name in quotes."""
    found = [*from_lines(head, cities), *from_dateline(body, cities)]
    signed = any(credit.byline for credit in found)
    found += [*([] if signed else from_lines(tail, cities)), *from_facts(facts)]
    found = [without_outlet(credit, outlet, cities) for credit in found]
    named = [c for c in found if c.byline and (c.is_signed or not is_own(c, outlet))]
    placed = [c for c in found if c.city]
    used = [*named[:1], *(c for c in placed[:1] if c not in named[:1])]
    return Credits(
        named[0].byline if named else "",
        placed[0].city if placed else "",
        max((c.dateline_length for c in found), default=0),
        tuple(proof for credit in used for proof in credit.evidence),
    )


def without_outlet(credit: Credits, outlet: str, cities: NameIndex[str]) -> Credits:
    """«صوت المدينة : ليلى حداد» without the outlet; agencies behind its name are kept with it."""
    if credit.city and is_same_outlet(credit.city, outlet) and not is_city(credit.city, cities):
        credit = replace(credit, city="")
    if two := TWO.match(credit.byline):
        names = (two["first"].strip(), two["second"].strip())
        kept = [name for name in names if not is_same_outlet(name, outlet)]
        return replace(credit, byline=kept[0]) if is_left(kept) else credit
    pair = PAIR.match(credit.byline)
    if not pair or is_agency(pair["right"]) or not is_same_outlet(pair["left"], outlet):
        return credit
    return replace(credit, byline=pair["right"].strip())


def is_own(credit: Credits, outlet: str) -> bool:
    """True where the outlet names itself, or its letters in a dateline."""
    in_dateline = credit.dateline_length > 0 and is_own_code(credit.byline, outlet)
    return in_dateline or is_same_outlet(credit.byline, outlet)


def is_left(kept: Sequence[str]) -> bool:
    """True where only an agency is left; a desk signs with its outlet."""
    return len(kept) == 1 and is_known_agency(kept[0])


def from_lines(lines: Sequence[Shaped], cities: NameIndex[str]) -> Iterator[Credits]:
    for line in lines:
        if line.shape not in SIGNED:
            continue
        is_marked = "byline" in line.line.roles
        found = (marked_byline if is_marked else byline_in)(line.line.text, cities)
        if found:
            evidence = proofs(line, found.who, found.city, "byline-line")
            set_apart = (f"«{found.who}»", f"({found.who})")
            is_signed = bool(found.who) and any(mark in line.line.text for mark in set_apart)
            yield Credits(found.who, found.city, 0, evidence, is_signed)


def from_dateline(body: Sequence[Shaped], cities: NameIndex[str]) -> Iterator[Credits]:
    """Only the first paragraph has a dateline."""
    for line in body[:1]:
        if found := dateline_of(line.line.text, cities):
            evidence = proofs(line, found.who, found.city, "dateline")
            yield Credits(found.who, found.city, found.end, evidence)


def from_facts(facts: Extracted) -> Iterator[Credits]:
    return (
        Credits(fact.value)
        for fact in facts.stated("byline")
        if "/" not in fact.value and "@" not in fact.value
    )


def proofs(line: Shaped, who: str, city: str, rule: str) -> tuple[Evidence, ...]:
    found = []
    for field, value in (("byline", who), ("dateline", city)):
        at = line.line.text.find(value) if value else -1
        span = line.line.span(at, at + len(value)) if at >= 0 else None
        found += [Evidence(field, value, rule, *span)] if span else []
    return tuple(found)
