"""The last room: an understood page into the database, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from articles.deciding.giving import keeps_back
from articles.importing.outcomes import Outcome
from articles.importing.page import Draft, PageResult, RawPage
from articles.importing.save.addresses import storable
from articles.importing.save.batches import hold
from articles.importing.save.fields import create_article, says_more, update_article, values_of
from articles.importing.save.identity import Identity, Seen, identify
from articles.importing.save.readings import write_reading
from articles.models import Article, Capture, ImportBatch

CREATED, UPDATED, SKIPPED, NEEDS_EDITOR = (
    Outcome.CREATED, Outcome.UPDATED, Outcome.SKIPPED, Outcome.NEEDS_EDITOR
)  # fmt: skip
# A published article never changes unasked: its new version waits in the capture.
NEWER = Outcome.NEWER
# The outcome of a page with several articles is the first of these that befell one of them.
RANKS = (CREATED, UPDATED, NEWER, NEEDS_EDITOR, SKIPPED)

NO_ARTICLE = "لم يُعثر في الصفحة على مقال"
WAITS = "نسخة جديدة لمقال منشور (رقم %d) تنتظر المحرر؛ تُطبَّق بإعادة استيراد الصفحة مع النشر"
NARROWER = "حقوق مصدر المقال المدموج في المقال رقم %d أضيق من حقوقه، فلم يُؤخذ من الصفحة شيء"
TOO_LONG_BODY = "نص المقال أطول مما يُحفظ في مقال واحد، فبقيت الصفحة في لقطتها: %s"


@dataclass(frozen=True, slots=True)
class Options:
    """How to save: `source` names the outlet, `publish` makes articles on the subject public."""

    source: str = ""
    publish: bool = False
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page. `left_out`: headlines of articles on the page that were not taken;
    `kept`: fields that an editor had changed and that stayed."""

    outcome: str
    articles: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """What became of one article. `waits`: an editor has to decide about it."""

    outcome: str
    article: Article | None = None
    kept: tuple[str, ...] = ()
    note: str = ""
    waits: bool = False


@transaction.atomic
def save_page(page: RawPage, result: PageResult, batch: ImportBatch, options: Options) -> Saved:
    """Capture, articles, links and evidence of one page in one transaction.

    The same bytes again change nothing, but that `publish` applies what waited for an editor; the
    same address with other bytes updates what no editor has touched. Raises BatchUndoneError.
    """
    hold(batch)
    known = Capture.objects.filter(sha256=page.sha256).first()
    if known and not is_open(known.status, options):
        return Saved(SKIPPED)
    capture = taken_over(known, batch) if known else captured(page, result, batch)
    taken, left_out = chosen(result.drafts)
    saved = save_drafts(page, result.drafts, taken, capture, options)
    notes = [*result.problems, *(one.note for one in saved if one.note)]
    problem = "؛ ".join(dict.fromkeys(notes)) or ("" if taken else NO_ARTICLE)
    settle(capture, problem, waits=not taken or any(one.waits for one in saved))
    return Saved(
        min((one.outcome for one in saved), key=RANKS.index, default=NEEDS_EDITOR),
        tuple(one.article.pk for one in saved if one.article),
        left_out,
        tuple(name for one in saved for name in one.kept),
        problem,
    )


def is_known(page: RawPage, options: Options) -> bool:
    """Whether `save_page` would skip this page: it need not be understood."""
    status = Capture.objects.filter(sha256=page.sha256).values_list("status", flat=True).first()
    return status is not None and not is_open(status, options)


def is_open(status: str, options: Options) -> bool:
    """Whether a page that the archive has may be taken in once more."""
    waits = options.publish and status == Capture.Status.NEEDS_EDITOR
    return waits or status == Capture.Status.UNDONE


def taken_over(capture: Capture, batch: ImportBatch) -> Capture:
    capture.batch = batch
    capture.save(update_fields=["batch"])
    return capture


def chosen(drafts: Sequence[Draft]) -> tuple[list[int], tuple[str, ...]]:
    """The drafts to save (those on the subject, else the first) and the headlines of the others."""
    taken = [part for part, draft in enumerate(drafts) if draft.on_topic] or [0][: len(drafts)]
    rest = (draft for part, draft in enumerate(drafts) if part not in taken)
    return taken, tuple(draft.clean.headline for draft in rest)


def captured(page: RawPage, result: PageResult, batch: ImportBatch) -> Capture:
    return Capture.objects.create(
        content=page.content,
        sha256=page.sha256,
        size=len(page.content),
        encoding=result.encoding[:30],
        media_type=page.media_type,
        file_name=page.name[:255],
        url=storable(page.url),
        batch=batch,
    )


def settle(capture: Capture, problem: str, waits: bool) -> None:
    capture.status = Capture.Status.NEEDS_EDITOR if waits else Capture.Status.IMPORTED
    capture.problem = problem[:500]
    capture.save(update_fields=["status", "problem"])


def save_drafts(
    page: RawPage, drafts: Sequence[Draft], taken: Sequence[int], capture: Capture, options: Options
) -> list[SavedDraft]:
    """Draft after draft, in the order of the page: the first keeps an address that they share."""
    saved: list[SavedDraft] = []
    seen: Seen = {}
    for part in taken:
        is_told = bool(page.url) and part == 0
        saved.append(save_draft(drafts[part], part, capture, seen, is_told, options))
    return saved


def save_draft(
    draft: Draft, part: int, capture: Capture, seen: Seen, is_told: bool, options: Options
) -> SavedDraft:
    try:
        values = values_of(draft)
    except ValueError:
        note = TOO_LONG_BODY % draft.clean.headline[:80]
        return SavedDraft(NEEDS_EDITOR, note=note, waits=True)
    identity = identify(draft, part, capture, seen, is_told)
    values["original_url"] = identity.url
    former = {row.pk: row.capture_id for row in identity.rows}
    saved = save_as(identity, draft, values, part, capture, options)
    write_reading(identity.merged or saved.article, capture, part, values)
    seen |= {saved.article.pk: None} | former
    return saved


def save_as(
    identity: Identity,
    draft: Draft,
    values: dict[str, str],
    part: int,
    capture: Capture,
    options: Options,
) -> SavedDraft:
    article = identity.article
    if article is None:
        article = create_article(draft, values, part, capture, options.source, options.sample)
        if options.publish and draft.on_topic and not identity.is_disputed:
            article.publish()
        return SavedDraft(CREATED, article, note=identity.note)
    if identity.is_settled:
        return SavedDraft(SKIPPED, article)
    if identity.merged and keeps_back(identity.merged, article):
        return SavedDraft(SKIPPED, article, note=NARROWER % article.pk)
    if article.status == Article.Status.PUBLISHED and not options.publish:
        waits = says_more(article, draft, values)
        return SavedDraft(NEWER, article, note=WAITS % article.pk if waits else "", waits=waits)
    kept = update_article(article, draft, values, part, capture)
    return SavedDraft(UPDATED, article, tuple(kept), identity.note)
