"""Who is quoted with which words: quotes that somebody speaks, not names and not scare quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from articles.importing.page import Clean, Evidence, Quote
from articles.importing.recognise.facts import Authority
from articles.importing.recognise.quotes.attributing import Attribution, attributed
from articles.importing.recognise.quotes.marks import MARK
from articles.importing.recognise.quotes.speakers import leader_named
from articles.importing.recognise.quotes.text import Place, QuotedText

LONGEST = 5000


def quotes_said(
    article: Clean, authority: Authority, day: date | None
) -> list[tuple[Quote, tuple[Evidence, ...]]]:
    """The quotes of an article in its order, each wording once."""
    units = [unit for unit in article.units if unit.where in {"standfirst", "body"}]
    if not any(MARK.search(unit.text) for unit in units):
        return []
    text = QuotedText(units, authority)
    found: dict[str, tuple[Quote, tuple[Evidence, ...]]] = {}
    former: Attribution | None = None
    for parts in text.quotes:
        wording = "\n".join(text.texts[p.unit][p.start : p.end].strip() for p in parts)
        if not 0 < len(wording) <= LONGEST:
            continue
        said = attributed(text, parts, wording, former)
        if said and wording not in found:
            found[wording] = spoken(text, parts, wording, said, day)
        last = parts[-1]
        end = last.unit if text.ends_with(last) else None
        former = replace(said, ends_paragraph=end) if said else None
    return list(found.values())


def spoken(
    text: QuotedText, parts: Sequence[Place], wording: str, said: Attribution, day: date | None
) -> tuple[Quote, tuple[Evidence, ...]]:
    name = said.speaker.name if said.speaker else ""
    leader = leader_named(name, text.authority, day) if name else ""
    places = list(parts)
    if said.speaker and said.speaker.at:
        places.append(said.speaker.at)
    proofs = tuple(
        proof
        for at in places
        for proof in text.units[at.unit].proof("quotation", wording, said.rule, at.start, at.end)
    )
    return Quote(wording, name, leader), proofs or (
        Evidence("quotation", wording, said.rule, 0, 0),
    )
