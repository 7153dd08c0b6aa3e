"""An editor accepts, corrects or rejects a claim: the article follows, the evidence remembers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.deciding.claims import Claim, claims_of
from articles.deciding.proposals import settle
from articles.deciding.standing import kind_of
from articles.models import Article, Evidence

ACCEPTED, CORRECTED, REJECTED = Evidence.Decision
PROPOSAL = "proposal"


class OutOfDateError(ValidationError):
    """The article has been saved since the editor saw it."""

    def __init__(self) -> None:
        super().__init__(
            _("لم يتغير شيء: عدّل شخص آخر هذا المقال بعد أن فتحته. هذه حاله الآن، فقرّر من جديد."),
            code="out_of_date",
        )


def require_seen(articles: Iterable[Article], seen: Mapping[int, int] | None) -> None:
    """Raises OutOfDateError where one of them is not in the version, by its number, that was seen;
    None sees whatever is there."""
    if seen is not None and any(seen.get(row.pk) != row.version for row in articles):
        raise OutOfDateError


@transaction.atomic
def decide(pk: int, key: int, decision: str, user, seen_version: int, typed: str = "") -> Claim:
    """Write one decision of an editor to the article and to the proofs of the claim.

    Raises OutOfDateError where the article is no longer at `seen_version`, ValidationError for a
    value that the article cannot hold, Evidence.DoesNotExist for a claim that is gone.
    """
    articles = Article.objects.select_for_update().with_links()
    article = articles.get(pk=pk)
    require_seen([article], {pk: seen_version})
    claims = claims_of(article, article.evidence.all())
    claim = next((claim for claim in claims if claim.key == key), None)
    if claim is None:
        raise Evidence.DoesNotExist
    value = read(article, claim, typed) if decision == CORRECTED else ""
    if claim.field == PROPOSAL:
        living = {c.now for c in claims if c.field == "initiative" and c.decision != REJECTED}
        value = settle(article, claim.value, decision, value, user, living)
    else:
        wanted = {ACCEPTED: claim.value, CORRECTED: value, REJECTED: None}[decision]
        follow(article, claim, wanted, others(claims, claim))
        if decision == CORRECTED and (say := kind_of(claim.field).say):
            say(article, value)
    article.save()
    remember(article, claim, decision, value, user)
    if claim.field != PROPOSAL or value or claim.decision not in {"", REJECTED}:
        article.touch()  # what was turned down and never accepted, no reader has seen
    return claim


def read(article: Article, claim: Claim, typed: str) -> str:
    value = kind_of(claim.field).read(article, claim.field, typed)
    if not value:
        raise ValidationError(_("اكتب القيمة الصحيحة، أو ارفض ما استُخرج."), code="required")
    return value


def others(claims: list[Claim], claim: Claim) -> list[Claim]:
    """Claims of the same kind that no editor has rejected."""
    kind = kind_of(claim.field)
    same = (other for other in claims if kind_of(other.field) is kind and other is not claim)
    return [other for other in same if other.decision != REJECTED]


def follow(article: Article, claim: Claim, wanted: str | None, others: list[Claim]) -> None:
    """Make the article say `wanted`, or no longer what is claimed; what other claims say of the
    same record stays."""
    kind, field = kind_of(claim.field), claim.field

    def living(value: str) -> set[str]:
        return {other.field for other in others if other.now == value}

    said = claim.now if claim.stands and claim.decision != REJECTED else None
    if said is not None and said != wanted and (kind.is_link or wanted is None):
        if kind.swap and wanted is not None and not living(said):
            return kind.swap(article, said, wanted)
        kind.take_out(article, field, said, living(said))
    if wanted is not None and not kind.stands(article, field, wanted):
        kind.put(article, field, wanted, living(wanted))
    return None


def remember(article: Article, claim: Claim, decision: str, value: str, user) -> None:
    now = timezone.now()
    is_confirmed = decision == ACCEPTED
    article.evidence.filter(field=claim.field, value=claim.value).update(
        decision=decision,
        decided_value=value,
        decided_by=user,
        decided_at=now,
        confirmed_by=user if is_confirmed else None,
        confirmed_at=now if is_confirmed else None,
    )
