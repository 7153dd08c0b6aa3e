"""What an editor sees of the evidence of an article: the page, and a card for each claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.evidence import RECORDS, RULES, field_name, names_of, said, surety
from articles.admin.marking import Marked, marked
from articles.admin.telling import Told, told_of
from articles.deciding import Claim, claims_of
from articles.importing.page import RawPage
from articles.importing.pipeline import laid_out
from articles.importing.read import UnreadablePageError
from articles.models import Article, Capture, Evidence

STATES = {
    "proposed": _("مقترح"),
    "changed": _("غُيّر في الاستمارة"),
    **{decision.value: decision.label for decision in Evidence.Decision},
}
# Fields that an editor looks for even where the page says nothing of them.
EXPECTED = (
    "kicker", "standfirst", "published_on", "byline", "dateline", "main_summit", "source",
    "original_url",
)  # fmt: skip
IN_THE_FORM = {"main_summit": "coverage-group"}
MOST_CLAIMS = 300


@dataclass(frozen=True)
class Card:
    """A claim as it is shown. `typed` and `errors`: a correction that could not be taken."""

    claim: Claim
    names: dict[str, str]
    places: Sequence[tuple[str, int]]
    elsewhere: Evidence | None
    measures: Sequence[str]
    told: Told
    may_accept: bool
    typed: str = ""
    errors: Sequence[str] = ()

    @property
    def name(self):
        return field_name(self.claim.field)

    @property
    def value(self) -> str:
        return self._told(self.claim.now)

    @property
    def drawn(self) -> str:
        """What the page gave, where the article says something else."""
        return self._told(self.claim.value)

    @property
    def differs(self) -> bool:
        return self.claim.now != self.claim.value

    @property
    def state(self):
        return STATES[self.claim.state]

    @property
    def rules(self) -> list:
        return [RULES.get(rule, rule) for rule in dict.fromkeys(p.rule for p in self.claim.proofs)]

    @property
    def surety(self) -> str:
        """The surest of its proofs speaks for it."""
        known = [p.confidence for p in self.claim.proofs if p.confidence is not None]
        return surety(max(known)) if known else ""

    @property
    def is_open(self) -> bool:
        return self.claim.state in {"proposed", "changed"}

    @property
    def way(self) -> str:
        """How it is corrected: by choosing a record, in a line, in a box, or in the form."""
        if self.claim.field in RECORDS:
            return "choice"
        if self.claim.field in {"standfirst", "caption", "quotation"}:
            return "box"
        return "line" if self.claim.field in LINES else "form"

    @property
    def can_be_rejected(self) -> bool:
        return self.claim.field not in {"headline", "body"}

    @property
    def suggested(self) -> str:
        """What stands in the field of a correction before anything is typed."""
        return self.typed or (self.value if self.claim.stands else self.drawn)

    def _told(self, value: str) -> str:
        return self.names.get(value) or said(self.claim.field, value)


LINES = frozenset({"headline", "kicker", "published_on", "byline", "dateline"})


class EvidencePage:
    """All that the page shows, in a fixed number of queries and one reading of the capture."""

    def __init__(
        self, article: Article, capture: Capture, told: dict | None = None, may_add: bool = True
    ) -> None:
        """`told`: key, text and errors of a correction that could not be taken; `may_add`: whether
        a new initiative may be made of what is proposed."""
        self.article, self.capture, self._told = article, capture, told or {}
        self.may_add = may_add

    @cached_property
    def claims(self) -> list[Claim]:
        evidence = self.article.evidence.with_captures().select_related("capture", "decided_by")
        return claims_of(self.article, evidence)

    @cached_property
    def page(self) -> Marked:
        try:
            sheet = laid_out(raw(self.capture))
        except UnreadablePageError:
            return Marked()
        return marked(sheet, self.claims, self.capture.pk, self.article)

    @cached_property
    def cards(self) -> list[Card]:
        proofs = [proof for claim in self.claims for proof in claim.proofs]
        names = {field: self._names(proofs, field) for field in {p.field for p in proofs}}
        links = self.article.initiative_mentions.all()
        measures = {link.initiative.slug: link.measures for link in links}
        return [
            self._card(claim, names[claim.field], measures) for claim in self.claims[:MOST_CLAIMS]
        ]

    def _names(self, proofs: Sequence[Evidence], field: str) -> dict[str, str]:
        return names_of(proofs, field) if field in RECORDS else {}

    def _card(self, claim: Claim, names: dict[str, str], measures: dict) -> Card:
        other = (proof for proof in claim.proofs if proof.capture_id != self.capture.pk)
        found = self.page.places.get(claim.key, ())
        places = [
            (mark, line) for line, mark in {line: mark for mark, line in reversed(found)}.items()
        ]
        places.sort(key=lambda place: place[1])
        told = self._told if self._told.get("key") == claim.key else {}
        return Card(
            claim, names, places, None if places else next(other, None),
            measures.get(claim.now, ()) if claim.field == "initiative" else (),
            told_of(claim, self.article), self.may_add or claim.field != "proposal",
            told.get("typed", ""), told.get("errors", ()),
        )  # fmt: skip

    @cached_property
    def bare(self) -> list[tuple]:
        """(name, value, where it is in the form) of fields that the page gave no words for."""
        proven = {claim.field for claim in self.claims}
        return [
            (field_name(field), self._present(field), IN_THE_FORM.get(field, f"id_{field}"))
            for field in EXPECTED
            if field not in proven
        ]

    def _present(self, field: str) -> str:
        if field == "main_summit":
            return "، ".join(map(str, self.article.main_summits))
        if field == "published_on":
            return self.article.published_date
        return str(getattr(self.article, field) or "")

    @property
    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """The records to choose from, for the fields that are claimed."""
        claimed = {claim.field for claim in self.claims} & RECORDS.keys()
        lists = {RECORDS[field][0]: choices_of(*RECORDS[field]) for field in claimed}
        return {field: lists[RECORDS[field][0]] for field in claimed}

    @property
    def left(self) -> int:
        return sum(card.is_open for card in self.cards)

    @property
    def tally(self) -> str:
        if not self.left:
            return str(_("قُرّر في كل ما استُخرج."))
        said = ngettext(
            "بقي %(left)d مقترح من %(all)d", "بقي %(left)d مقترحاً من %(all)d", self.left
        )
        return said % {"left": self.left, "all": len(self.cards)}


def choices_of(model, key: str, needed: Sequence[str]) -> list[tuple[str, str]]:
    records = model.objects.prefetch_related(*needed)
    return [(getattr(record, key), str(record)) for record in records]


def raw(capture: Capture) -> RawPage:
    """The page as the import had it: read with the same encoding, so that the places hold."""
    content, name = bytes(capture.content), capture.file_name
    return RawPage(content, name, capture.media_type, capture.url, charset=capture.encoding)
