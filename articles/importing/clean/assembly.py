"""One article put together from its lines, each field with its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from articles.addresses import canonical_url
from articles.bodies import Block
from articles.importing.clean.captions import caption_evidence, captions_of, is_only_beside
from articles.importing.clean.credits import credits_of
from articles.importing.clean.outlets import outlet_of, titles_stated
from articles.importing.clean.passages import passages_of
from articles.importing.clean.published import Published, printed_above, published
from articles.importing.clean.segments import Segment
from articles.importing.clean.shapes import SIGNED, Shaped
from articles.importing.clean.titles import Titles, pinned, titles_of
from articles.importing.clean.trade import OPENERS, ORDINAL
from articles.importing.clean.vocabulary import bare
from articles.importing.page import Clean, Evidence, Extracted, Passage, Unit
from csto_archive.arabic.names import NameIndex

TRAILING = frozenset({"sentence", "item"})
HEAD_LENGTH, SUBHEADING_WORDS = 5, 8
FIELDS = ("headline", "kicker", "standfirst")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def assemble(
    segment: Segment,
    lines: Sequence[Shaped],
    page: Extracted,
    cities: NameIndex[str],
    is_first: bool,
) -> Clean | None:
    """The article in a segment. The facts of the metadata belong to the first of the page."""
    own = lines[segment.start : segment.end]
    facts = page if is_first else Extracted(())
    stated = [fact.value for fact in facts.stated("headline")] + titles_stated(facts)
    start, end = body_start(own, stated), body_end(own)
    titles = titles_of(own[:start], own[start:end], stated, is_first)
    if titles is None:
        return None
    article = titled(own, titles)
    article = with_body(article, own, range(start, end), titles)
    at = titles.headline
    head = (*own[at:start], *own[:at])
    outlet = outlet_of(lines, page)
    article = with_credits(article, head, own[start:end], own[end:], facts, cities, outlet)
    article = with_origin(
        article, own, lines if is_first else own, titles, range(start, end), facts
    )
    dated = bool(article.published_on) or not segment.is_item
    return article if dated else with_dating(article, printed_above(lines[: segment.start]))


def body_start(own: Sequence[Shaped], stated: Sequence[str]) -> int:
    """The first paragraph below the headline; a sentence that stands above the byline or the date
    is a standfirst and belongs to the head."""
    known = pinned(own, stated)
    below = known[0] + 1 if known else 0
    prose = [at for at in range(below, len(own)) if own[at].shape == "prose"]
    if not prose:
        return len(own)
    after_deck = len(prose) > 1 and is_standfirst(own, *prose[:2])
    start = prose[1] if after_deck else prose[0]
    return start - 1 if start - 1 > below and opens_text(own, start - 1) else start


def opens_text(own: Sequence[Shaped], at: int) -> bool:
    """True for a subheading right above the first paragraph: «مقدمة», «أولاً: …», or a heading of
    a rank that further ones have, with a byline or date between it and the headline."""
    line = own[at]
    if line.shape != "title" or line.line.level == 1:
        return False
    if bare(line.line.text) in OPENERS or ORDINAL.match(line.key):
        return True
    if not line.line.level or line.words > SUBHEADING_WORDS:
        return False
    more = any(other.line.level == line.line.level for other in own[at + 1 :])
    return more and own[at - 1].shape in {*SIGNED, "furniture"}


def is_standfirst(own: Sequence[Shaped], at: int, after: int) -> bool:
    between = own[at + 1 : min(after, at + HEAD_LENGTH)]
    named_above = any(line.shape == "byline" for line in own[:at])
    return not named_above and any(line.shape in SIGNED for line in between)


def body_end(own: Sequence[Shaped]) -> int:
    """Just below the last paragraph and the short sentences that follow it without a break."""
    last = max((at for at, line in enumerate(own) if line.shape == "prose"), default=-1)
    end = last + 1
    while (after := past_captions(own, end)) < len(own) and own[after].shape in TRAILING:
        end = after + 1
    return end


def past_captions(own: Sequence[Shaped], at: int) -> int:
    """A picture between the last paragraphs does not end the text."""
    while at < len(own) and own[at].shape == "caption":
        at += 1
    return at


def titled(own: Sequence[Shaped], titles: Titles) -> Clean:
    named = {field: at for field in FIELDS if (at := getattr(titles, field)) is not None}
    texts = {field: " ".join(own[at].line.text.split()) for field, at in named.items()}
    spans = ((field, own[at].line.span()) for field, at in named.items())
    evidence = (Evidence(f, texts[f], titles.rule, *span) for f, span in spans if span)
    heads = tuple(Unit(field, own[at].line) for field, at in named.items())
    return Clean(**texts, evidence=tuple(evidence), heads=heads)


def with_body(article: Clean, own: Sequence[Shaped], body: range, titles: Titles) -> Clean:
    named = {at for field in FIELDS if (at := getattr(titles, field)) is not None}
    shown = [line for at, line in enumerate(own) if at < body.stop or not is_only_beside(line)]
    captions = captions_of(shown, named, range(titles.headline + 1, body.start))
    skipped = {own[at].key for at in named} | {line.key for line, _caption in captions}
    return replace(
        article,
        passages=passages_of(own[body.start : body.stop], skipped),
        captions=tuple(caption for _line, caption in captions),
        heads=(*article.heads, *(Unit("caption", line.line) for line, _caption in captions)),
        evidence=(*article.evidence, *caption_evidence(captions)),
    )


def with_credits(article: Clean, head, body, tail, facts: Extracted, cities, outlet: str) -> Clean:
    found = credits_of(head, body, tail, facts, outlet, cities)
    return replace(
        article,
        byline=found.byline,
        dateline=found.city,
        outlet=outlet,
        passages=without_dateline(article.passages, found.dateline_length),
        evidence=(*article.evidence, *found.evidence),
    )


def without_dateline(passages: tuple[Passage, ...], length: int) -> tuple[Passage, ...]:
    if not passages or not length:
        return passages
    first = passages[0]
    block = Block(first.block.type, " ".join(first.line.text[length:].split()))
    return (Passage(block, first.line, length), *passages[1:])


def with_origin(
    article: Clean,
    own: Sequence[Shaped],
    lines: Sequence[Shaped],
    titles: Titles,
    body: range,
    facts: Extracted,
) -> Clean:
    """Address, publication date and the stretch of the body."""
    stated = (fact.value for fact in facts.stated("url"))
    url = next(filter(is_address, (*stated, printed_address(lines))), "")
    article = with_dating(article, published(own, titles.headline, body, facts, url))
    proofs = (*article.evidence, *body_evidence(article.passages))
    return replace(article, url=url, evidence=proofs)


def with_dating(article: Clean, dating: Published) -> Clean:
    return replace(
        article,
        published_on=dating.value,
        precision=dating.precision,
        evidence=(*article.evidence, *dating.evidence),
    )


def is_address(url: str) -> bool:
    """An article's: a site's home page is the address of none."""
    return urlsplit(canonical_url(url) or "").path not in {"", "/"}


def printed_address(lines: Sequence[Shaped]) -> str:
    """The address behind «رابط مختصر: …»."""
    for line in lines:
        found = ADDRESS.search(line.line.text)
        if found and bare(line.line.text).startswith(("رابط", "الرابط")):
            return found[0]
    return ""


def body_evidence(passages: Sequence[Passage]) -> Iterator[Evidence]:
    spans = [span for passage in passages if (span := passage.line.span(passage.start))]
    if spans:
        yield Evidence("body", passages[0].block.text[:60], "prose-run", spans[0][0], spans[-1][1])
