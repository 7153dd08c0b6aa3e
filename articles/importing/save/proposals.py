"""Initiatives that an import proposes: kept for an editor, each once, until one is decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from articles.importing.page import Proposal
from articles.models import Article, InitiativeProposal, Merger
from summits.models import Member, Summit

LONGEST = 300


def handed_on(article: Article) -> set[str]:
    """What merged articles propose and nobody has decided about: it is no page's of this one."""
    merged = Merger.sources(article.pk) - {article.pk}
    waiting = InitiativeProposal.objects.filter(article__in=merged, decision="")
    return set(waiting.values_list("wording", flat=True))


def write_proposals(
    article: Article, wanted: Sequence[Proposal], handed_on: Collection[str] = ()
) -> None:
    """Replace what no editor has decided about; what one has decided is not proposed again."""
    former = article.initiative_proposals
    former.filter(decision="").exclude(wording__in=handed_on).delete()
    decided = set(former.values_list("wording", flat=True))
    new = [proposal for proposal in wanted if proposal.wording[:LONGEST] not in decided]
    if new:
        InitiativeProposal.objects.bulk_create(rows(article, new), ignore_conflicts=True)


def rows(article: Article, new: Sequence[Proposal]) -> list[InitiativeProposal]:
    summits = Summit.objects.in_bulk({p.summit for p in new}, field_name="slug")
    sponsors = Member.objects.in_bulk({p.sponsor for p in new}, field_name="iso2")
    return [
        InitiativeProposal(
            article=article, position=at, wording=p.wording[:LONGEST], kind=p.kind,
            status=p.status, date=p.date, target_period=p.target_period,
            measures=list(p.measures), summit=summits.get(p.summit),
            sponsor=sponsors.get(p.sponsor),
        )
        for at, p in enumerate(new)
    ]  # fmt: skip
