"""What becomes of an initiative that an import proposed: a record, a known one, or nothing."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.deciding.kinds import record
from articles.deciding.standing import put_initiative, remove_initiative
from articles.models import Article, Evidence, InitiativeProposal
from csto_archive.arabic.normalise import fold
from summits.models import Initiative, Summit

ACCEPTED, CORRECTED, REJECTED = Evidence.Decision
ADDED, FOUND, TURNED_DOWN = InitiativeProposal.Decision
MAY_ADD = "summits.add_initiative"


def settle(
    article: Article, wording: str, decision: str, chosen: str, user, living: Collection[str]
) -> str:
    """Make the record or link the `chosen` one; return its slug, empty where it is turned down.

    `living`: slugs of initiatives that other claims of the article speak for. Raises
    ValidationError where the user may not add initiatives or the record cannot be made.
    """
    proposal = proposal_of(article, wording)
    if proposal is None:
        raise Evidence.DoesNotExist
    former = proposal.initiative
    outcome, initiative = decided(article, proposal, decision, chosen, user)
    if former and former != initiative:
        unlink(article, former.slug, living)
    proposal.decision, proposal.initiative = outcome, initiative
    proposal.decided_by, proposal.decided_at = user, timezone.now()
    proposal.save()
    if initiative is None:
        return ""
    link(article, initiative.slug, proposal)
    return initiative.slug


def proposal_of(article: Article, wording: str) -> InitiativeProposal | None:
    return next((p for p in article.initiative_proposals.all() if p.wording == wording), None)


def decided(
    article: Article, proposal: InitiativeProposal, decision: str, chosen: str, user
) -> tuple[str, Initiative | None]:
    if decision == REJECTED:
        return TURNED_DOWN, None
    if decision == CORRECTED:
        return FOUND, record(Initiative, "slug", chosen)
    if proposal.decision == ADDED:
        return ADDED, proposal.initiative
    there = namesake(proposal)
    return (FOUND, there) if there else (ADDED, made(article, proposal, user))


def namesake(proposal: InitiativeProposal) -> Initiative | None:
    """The record of that title at that summit: another article has proposed it before."""
    if proposal.summit_id is None:
        return None
    same = Initiative.objects.filter(summit=proposal.summit_id).order_by("number")
    return next((i for i in same if fold(i.title) == fold(proposal.wording)), None)


def made(article: Article, proposal: InitiativeProposal, user) -> Initiative:
    """The new record; its measures stay with the article, whose rights decide who sees them."""
    if article.is_sample:
        raise ValidationError(_("لا تُضاف مبادرة من عيّنة تعليمية."), code="sample")
    if not user.has_perm(MAY_ADD):
        raise ValidationError(
            _("ليس لك أن تضيف مبادرات: اختر واحدة موجودة، أو اترك الاقتراح لمن له ذلك."),
            code="may_not_add",
        )
    if proposal.summit_id:
        Summit.objects.select_for_update().get(pk=proposal.summit_id)
    day = proposal.date or (proposal.summit and proposal.summit.start_date) or article.published_on
    if day is None:
        raise ValidationError(_("لا يُعرف تاريخ المبادرة: أضفها من صفحة المبادرات."), code="no_day")
    taken = Initiative.objects.filter(date=day).aggregate(last=Max("number"))["last"] or 0
    initiative = Initiative(
        summit=proposal.summit, date=day, number=taken + 1, title=proposal.wording,
        kind=proposal.kind or Initiative.Kind.DECISION,
        status=proposal.status or Initiative.Status.ANNOUNCED,
        sponsor=proposal.sponsor, target_period=proposal.target_period,
    )  # fmt: skip
    initiative.full_clean(exclude=["slug"])
    initiative.save()
    return initiative


def link(article: Article, slug: str, proposal: InitiativeProposal) -> None:
    """As if the import had named it, so that the next one finds nothing changed by hand."""
    drawn = dict(article.imported or {})
    rows = [row for row in drawn.get("initiatives", []) if row[0] != slug]
    row = [slug, proposal.wording, proposal.measures]
    article.imported = {**drawn, "initiatives": [*rows, row]}
    put_initiative(article, "initiative", slug)


def unlink(article: Article, slug: str, living: Collection[str]) -> None:
    if slug in living:
        return
    drawn = dict(article.imported or {})
    rows = [row for row in drawn.get("initiatives", []) if row[0] != slug]
    article.imported = {**drawn, "initiatives": rows}
    remove_initiative(article, "initiative", slug)
