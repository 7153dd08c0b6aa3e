"""What a run tells: lines for an editor, JSON with the field names of the golden pages."""

from __future__ import annotations

from dataclasses import asdict

from articles.importing.page import Draft, PageResult

OUTCOMES = {
    "created": "أُنشئت",
    "updated": "حُدّثت",
    "skipped": "تُركت كما هي",
    "newer": "نسخة جديدة لمقال منشور، لم يتغير شيء",
    "needs_editor": "تحتاج إلى محرر",
    "error": "خطأ",
}


def line_of(report) -> str:
    """«صفحة.txt: أُنشئت»، with what else is worth knowing."""
    notes = [report.problem] if report.problem else []
    if report.left_out:
        notes.append(f"مقالات أخرى في الصفحة لم تُحفظ: {'، '.join(report.left_out)}")
    if report.kept:
        notes.append(f"حقول عدّلها المحرر فتُركت: {'، '.join(report.kept)}")
    return " — ".join([f"{report.page}: {OUTCOMES[report.outcome]}", *notes])


def preview_lines(page: str, result: PageResult) -> list[str]:
    """A page that would be imported, an article a line."""
    if not result.drafts:
        return [f"{page}: {OUTCOMES['needs_editor']} — {'، '.join(result.problems)}"]
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
        "body": [{"type": block.type, "text": block.text} for block in clean.body],
    }
