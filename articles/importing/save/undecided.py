"""What an import read in articles that outlive it goes with it, unless an editor decided."""

from __future__ import annotations

from articles.importing.save.decided import ACCEPTED, CORRECTED, KEPT, decisions_on
from articles.importing.save.links import stored_quotations, write_quotations
from articles.models import Article, Evidence, ImportBatch, InitiativeProposal

QUOTATION, PROPOSAL = "quotation", "proposal"


def forget_undecided(batch: ImportBatch) -> None:
    """Proposals of articles whose latest page came with this import, and quotes of those that
    were never public: what readers see does not change unasked."""
    staying = Article.objects.filter(capture__batch=batch)
    proofs = Evidence.objects.undecided().filter(article__in=staying)
    InitiativeProposal.objects.filter(article__in=staying, decision="").delete()
    proofs.filter(field=PROPOSAL).delete()
    private = staying.filter(published_at=None)
    for article in private.filter(quotations__isnull=False).distinct().order_by("pk"):
        forget_quotations(article)


def forget_quotations(article: Article) -> None:
    """All but what was accepted or corrected; none where an editor has changed them otherwise."""
    drawn = (article.imported or {}).get("quotations", [])
    decisions = decisions_on(article)
    stored = stored_quotations(article)
    if stored != decisions.over("quotations", drawn, drawn):
        return
    decided = {one.value: one for one in decisions.about(QUOTATION)}
    kept = {value for value, one in decided.items() if one.decision == ACCEPTED}
    kept |= {one.instead for one in decided.values() if one.decision == CORRECTED}
    write_quotations(article, [row for row in stored if row[0] in kept or row[0][:KEPT] in kept])
    left = [row for row in drawn if row[0][:KEPT] in decided]
    changed = {**(article.imported or {}), "quotations": left}
    Article.objects.filter(pk=article.pk).update(imported=changed)
    article.evidence.undecided().filter(field=QUOTATION).delete()
