"""What an editor is told of a quote or of a proposed initiative before deciding about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.deciding import Claim
from articles.deciding.proposals import proposal_of
from articles.deciding.quotations import quotation_of
from articles.models import Article, InitiativeProposal, Quotation
from csto_archive.arabic.dates import format_date
from summits.models import Initiative


@dataclass(frozen=True, slots=True)
class Told:
    """Lines about a claim, the measures of a new initiative, and the record that came of it."""

    about: Sequence[str] = ()
    measures: Sequence[str] = ()
    made: Initiative | None = None


def told_of(claim: Claim, article: Article) -> Told:
    """Asks nothing that `with_links` has fetched."""
    if claim.field == "quotation":
        quote = quotation_of(article, claim.now)
        return Told(about_quotation(quote)) if quote else Told()
    proposal = proposal_of(article, claim.value) if claim.field == "proposal" else None
    if proposal is None:
        return Told()
    about = [text for text in parts(proposal) if text]
    return Told(about, proposal.measures, proposal.initiative)


def about_quotation(quotation: Quotation) -> list[str]:
    """Who speaks, as the article names them and as the archive knows them."""
    named = quotation.speaker or str(_("لم يُعرف قائله"))
    known = str(quotation.leader) if quotation.leader else str(_("ليس من القادة المعروفين"))
    return [str(_("القائل: %s")) % named, known]


def parts(proposal: InitiativeProposal) -> Iterator[str]:
    like = Initiative(
        kind=proposal.kind, status=proposal.status, target_period=proposal.target_period
    )
    yield like.get_kind_display() if proposal.kind else ""
    yield like.status_label if proposal.status else ""
    yield str(proposal.summit) if proposal.summit else ""
    yield format_date(proposal.date, "day") if proposal.date and not proposal.summit else ""
    yield like.target_period_text if proposal.target_period else ""
    yield str(_("بمبادرة من %s")) % proposal.sponsor if proposal.sponsor else ""
