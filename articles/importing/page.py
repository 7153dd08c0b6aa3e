"""What flows from room to room, from the bytes of a page to its drafts. Everything is frozen.

Offsets are offsets into `DecodedPage.text`, in characters, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from articles.bodies import Block
from csto_archive.arabic.hygiene import Mending


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came in: text, HTML, a Word or PDF document, or a page saved as one file.

    `charset` and `captured_at` are what the server and the crawler said, where they are known.
    """

    content: bytes
    name: str
    media_type: str
    url: str = ""
    captured_at: datetime | None = None
    charset: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """The text of a page. `media_type` is text/html or text/plain, whatever the page came as."""

    text: str
    encoding: str
    mendings: tuple[Mending, ...] = ()
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, whatever it was in: a text line, a paragraph, a cell, a heading.

    kind: text, heading, list_item, quote or caption; `level` 1-6 for marked-up headings, else 0.
    places: the offset of each character of `text`, empty where it could not be located.
    gap: blank lines before it. roles: what its mark-up says it is (kicker, byline, date …).
    credit: the part of a caption that the mark-up sets apart.
    """

    kind: str
    text: str
    places: Sequence[int] = ()
    gap: int = 0
    level: int = 0
    roles: frozenset[str] = frozenset()
    credit: str = ""

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """The place of `text[start:end]` in the decoded page, None where it is not known."""
        last = len(self.text) if end is None else end
        if not self.places or start >= last:
            return None
        return self.places[start], self.places[last - 1] + 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that the page's mark-up states outright, and by which rule it was read."""

    field: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The lines of a page in reading order and the facts of its metadata, best first."""

    lines: tuple[Line, ...]
    facts: tuple[Fact, ...] = ()
    problems: tuple[str, ...] = ()

    def stated(self, field_name: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.field == field_name]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of the page that a field or link was drawn from, and the rule that drew it.
    `quote`: those words as a reader sees them, without mark-up."""

    field: str
    value: str
    rule: str
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the body with the line that it came from (`start` is where it begins there)."""

    block: Block
    line: Line
    start: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the article to be understood: where is headline, kicker, standfirst, caption or
    body; `text` is the line from `start` on, so that offsets lead back to the page."""

    where: str
    line: Line
    start: int = 0

    @property
    def text(self) -> str:
        return self.line.text[self.start :]

    def proof(
        self, field: str, value: str, rule: str, start: int, end: int
    ) -> tuple[Evidence, ...]:
        """The evidence that `text[start:end]` gives, none where its place is not known."""
        span = self.line.span(self.start + start, self.start + end)
        return (Evidence(field, value, rule, *span),) if span else ()


@dataclass(frozen=True, slots=True)
class Clean:
    """One article of a page, freed of everything that is not the article."""

    headline: str
    kicker: str = ""
    standfirst: str = ""
    passages: tuple[Passage, ...] = ()
    captions: tuple[Caption, ...] = ()
    byline: str = ""
    dateline: str = ""
    outlet: str = ""
    url: str = ""
    published_on: date | None = None
    precision: str = ""
    evidence: tuple[Evidence, ...] = ()
    heads: tuple[Unit, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """Titles, then the body, then captions (which stand among `heads`)."""
        body = tuple(Unit("body", passage.line, passage.start) for passage in self.passages)
        titles = tuple(unit for unit in self.heads if unit.where != "caption")
        return (*titles, *body, *(unit for unit in self.heads if unit.where == "caption"))

    @property
    def body(self) -> tuple[Block, ...]:
        return tuple(passage.block for passage in self.passages)


@dataclass(frozen=True, slots=True)
class NamedInitiative:
    """An initiative as the article words it; `slug` is its record, None where there is none."""

    slug: str | None
    wording: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that the article quotes; `speaker` as it names them, `leader` the slug if known."""

    text: str
    speaker: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An initiative that no record matches, as far as the article tells of it. `sponsor` is the
    ISO code of the member whose leader proposed it, `target_period` «2026-2030» or «2030»."""

    wording: str
    kind: str
    status: str
    date: date | None = None
    target_period: str = ""
    sponsor: str = ""
    summit: str = ""
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextSummit:
    """The summit that an article announces: its record, city (slug), country (ISO code) and date
    (2026-11-11, 2026-11 or 2026), each empty where it is not said."""

    words: str
    summit: str = ""
    city: str = ""
    country: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as understood: its text and what it is about. Ids are slugs and ISO codes."""

    clean: Clean
    main_summits: tuple[str, ...] = ()
    background_summits: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    absent_members: tuple[str, ...] = ()
    initiatives: tuple[NamedInitiative, ...] = ()
    on_topic: bool = False
    evidence: tuple[Evidence, ...] = field(default=())
    quotes: tuple[Quote, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    chair_themes: tuple[str, ...] = ()
    next_summit: NextSummit | None = None


@dataclass(frozen=True, slots=True)
class PageResult:
    """All that was understood of a page: one draft an article, in the order of the page."""

    encoding: str = ""
    mendings: tuple[Mending, ...] = ()
    drafts: tuple[Draft, ...] = ()
    problems: tuple[str, ...] = ()
