"""What readers may learn of the evidence: which words of which page a published value comes from.

Never who decided, never what was rejected or corrected, never words that the rights of the source
keep back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.deciding.claims import Claim, claims_of
from articles.deciding.quotations import quotation_of
from articles.models import Article, Evidence, Source

UNSEEN = frozenset({Evidence.Decision.CORRECTED, Evidence.Decision.REJECTED})
# What readers may not see where no more than a link is allowed.
TEXTS = frozenset({"standfirst", "body", "caption", "quotation"})
# What is between the import and the editors.
UNTOLD = frozenset({"proposal"})


@dataclass(frozen=True, slots=True)
class Proof:
    """`id` is the record that is linked, None for a field. `quote` is None without the right.
    `confidence` of the rule, in percent; None of what was read before it was kept."""

    field: str
    id: str | None
    quote: str | None
    start: int
    end: int
    rule: str
    confidence: int | None
    capture: dict


def provenance(article: Article) -> list[Proof]:
    """In the order of the fields, then of the page. Asks nothing that is prefetched."""
    told = (proof for proof in article.evidence.all() if proof.field not in UNTOLD)
    claims = claims_of(article, told)
    return [
        proof for claim in claims if is_public(article, claim) for proof in proofs(article, claim)
    ]


def is_public(article: Article, claim: Claim) -> bool:
    hidden = article.rights == Source.Rights.LINK_ONLY and claim.field in TEXTS
    if claim.field == "quotation":
        hidden = quotation_of(article, claim.now) not in article.public_quotations
    return claim.stands and claim.decision not in UNSEEN and claim.is_known and not hidden


def proofs(article: Article, claim: Claim) -> Iterator[Proof]:
    may_quote = article.rights == Source.Rights.FULL_TEXT
    record = record_of(article, claim)
    for proof in sorted(claim.proofs, key=lambda proof: (proof.capture_id, proof.start)):
        if proof.end > proof.start:
            capture = proof.capture
            yield Proof(
                claim.field, record, proof.quote[: Evidence.LONGEST_QUOTE] if may_quote else None,
                proof.start, proof.end, proof.rule, proof.confidence,
                {"sha256": capture.sha256, "captured_at": capture.captured_at, "url": capture.url},
            )  # fmt: skip


def record_of(article: Article, claim: Claim) -> str | None:
    """Members are known to readers by their slugs."""
    if claim.field in {"member", "absent"}:
        links = article.mentions.all()
        return next((link.member.slug for link in links if link.member.iso2 == claim.value), None)
    return claim.value if claim.is_record else None
