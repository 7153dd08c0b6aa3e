"""What a run tells: lines for an editor, JSON with the field names of the golden pages."""

from __future__ import annotations

from dataclasses import asdict

from articles.importing.outcomes import Outcome
from articles.importing.page import Draft, NextSummit, PageResult, Proposal, Quote


def line_of(report) -> str:
    """«صفحة.txt: أُنشئت»، with what else is worth knowing."""
    notes = [report.problem] if report.problem else []
    if report.left_out:
        notes.append(f"مقالات أخرى في الصفحة لم تُحفظ: {'، '.join(report.left_out)}")
    if report.kept:
        notes.append(f"حقول عدّلها المحرر فتُركت: {'، '.join(report.kept)}")
    if report.similar:
        notes.append(f"في الأرشيف ما يشبهها: {'، '.join(map(named, report.similar))}")
    return " — ".join([f"{report.page}: {Outcome(report.outcome).label}", *notes])


def named(similar) -> str:
    """«العنوان» (المصدر، رقم 12) 97٪."""
    place = "، ".join(filter(None, (similar.source, f"رقم {similar.other}")))
    said = "باللفظ نفسه" if similar.exact else f"{similar.percent}٪"
    return f"«{similar.headline}» ({place}) {said}"


def preview_lines(page: str, result: PageResult) -> list[str]:
    """A page that would be imported, an article a line."""
    if not result.drafts:
        return [f"{page}: {Outcome.NEEDS_EDITOR.label} — {'، '.join(result.problems)}"]
    return [f"{page}: {draft.clean.headline} — {subject(draft)}" for draft in result.drafts]


def subject(draft: Draft) -> str:
    if not draft.on_topic:
        return "خارج الموضوع"
    return "، ".join(draft.main_summits) or "لا قمة بعينها"


def report_json(report) -> dict:
    return asdict(report)


def as_json(page: str, result: PageResult) -> list[dict]:
    """The articles of a page in the form of the golden pages' truth files."""
    count = len(result.drafts)
    return [
        {"page": page, "part": part, "articles_on_page": count, **draft_json(draft)}
        for part, draft in enumerate(result.drafts)
    ]


def draft_json(draft: Draft) -> dict:
    """What is not there is None."""
    clean = draft.clean
    texts = ("outlet", "url", "headline", "kicker", "standfirst", "byline")
    return {
        **{name: getattr(clean, name) or None for name in texts},
        "dateline_city": clean.dateline or None,
        "published_on": clean.published_on.isoformat() if clean.published_on else None,
        "headings": [block.text for block in clean.body if block.type == "heading"],
        "captions": [{"text": c.text, "credit": c.credit or None} for c in clean.captions],
        "summits": [f"csto-{slug}" for slug in draft.main_summits],
        "background_summits": [f"csto-{slug}" for slug in draft.background_summits],
        "members": list(draft.members),
        "absent_members": list(draft.absent_members),
        "initiatives": [initiative.wording for initiative in draft.initiatives],
        "initiative_ids": [i.slug and f"ini-{i.slug}" for i in draft.initiatives],
        "on_topic": draft.on_topic,
        "quotes": [quote_json(quote) for quote in draft.quotes],
        "proposed_initiatives": [proposal_json(proposal) for proposal in draft.proposals],
        "chair_themes": list(draft.chair_themes),
        "next_summit": next_summit_json(draft.next_summit) if draft.next_summit else None,
        "body": [{"type": block.type, "text": block.text} for block in clean.body],
    }


def quote_json(quote: Quote) -> dict:
    return {"text": quote.text, "speaker": quote.speaker or None, "leader": quote.leader or None}


def proposal_json(proposal: Proposal) -> dict:
    return {
        "wording": proposal.wording,
        "kind": proposal.kind,
        "status": proposal.status,
        "date": proposal.date.isoformat() if proposal.date else None,
        "target_period": proposal.target_period or None,
        "sponsor": proposal.sponsor or None,
        "summit": f"csto-{proposal.summit}" if proposal.summit else None,
        "measures": list(proposal.measures),
    }


def next_summit_json(announced: NextSummit) -> dict:
    return {
        "summit": f"csto-{announced.summit}" if announced.summit else None,
        "city": announced.city or None,
        "country": announced.country or None,
        "date": announced.date or None,
        "words": announced.words,
    }
