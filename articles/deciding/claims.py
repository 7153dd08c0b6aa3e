"""A claim: one value of one field, with all the words of the page that speak for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from articles.deciding.standing import FIELDS, kind_of
from articles.models import Article, Evidence

PROPOSED, CHANGED = "proposed", "changed"


@dataclass(frozen=True, slots=True)
class Claim:
    """`stands`: whether the article says it now. Its proofs share one decision."""

    field: str
    value: str
    proofs: tuple[Evidence, ...]
    stands: bool

    @property
    def last(self) -> Evidence:
        return newest(self.proofs)

    @property
    def key(self) -> int:
        """The first proof names the claim: values are long and may be anything."""
        return min(proof.pk for proof in self.proofs)

    @property
    def is_known(self) -> bool:
        """Whether it is about a field or a link of the article."""
        return self.field in FIELDS

    @property
    def is_record(self) -> bool:
        """Whether the value is the key of a record that the article is linked to."""
        return kind_of(self.field).is_record

    @property
    def decision(self) -> str:
        return self.last.decision

    @property
    def now(self) -> str:
        return now(self.value, self.proofs)

    @property
    def state(self) -> str:
        """accepted, corrected, rejected; proposed, or changed where the form has changed it."""
        return self.decision or (PROPOSED if self.stands else CHANGED)


def claims_of(article: Article, evidence: Iterable[Evidence]) -> list[Claim]:
    """The claims in the order of the fields, then of the page."""
    order = {field: at for at, field in enumerate(FIELDS)}
    found = sorted(evidence, key=lambda e: (order.get(e.field, len(order)), e.field, e.value))
    claims = [
        claim_of(article, field, value, tuple(proofs))
        for (field, value), proofs in groupby(found, key=lambda e: (e.field, e.value))
    ]
    return sorted(claims, key=lambda c: (order.get(c.field, len(order)), c.proofs[0].start))


def claim_of(article: Article, field: str, value: str, proofs: tuple[Evidence, ...]) -> Claim:
    stands = kind_of(field).stands(article, field, now(value, proofs))
    return Claim(field, value, proofs, stands)


def newest(proofs: Iterable[Evidence]) -> Evidence:
    """A decision is written to all proofs of a claim."""
    return max(proofs, key=lambda proof: proof.pk)


def now(value: str, proofs: Iterable[Evidence]) -> str:
    """What the editor made of the value, or the value."""
    last = newest(proofs)
    is_corrected = last.decision == Evidence.Decision.CORRECTED
    return last.decided_value if is_corrected else value
