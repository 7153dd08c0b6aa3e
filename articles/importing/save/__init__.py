"""The last room: an understood page into the database, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from articles.importing.page import Draft, PageResult, RawPage
from articles.importing.save.fields import article_at, create_article, update_article
from articles.models import Article, Capture, ImportBatch

CREATED, UPDATED, SKIPPED, NEEDS_EDITOR = "created", "updated", "skipped", "needs_editor"
NO_ARTICLE = "لم يُعثر في الصفحة على مقال"


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


def is_known(page: RawPage) -> bool:
    """True when these very bytes were imported before."""
    return Capture.objects.filter(sha256=page.sha256).exists()


@transaction.atomic
def save_page(page: RawPage, result: PageResult, batch: ImportBatch, options: Options) -> Saved:
    """Capture, articles, links and evidence of one page in one transaction.

    The same bytes again change nothing; the same address with other bytes updates what no editor
    has touched.
    """
    if is_known(page):
        return Saved(SKIPPED)
    taken, left_out = chosen(result.drafts)
    problem = "؛ ".join(result.problems) or ("" if taken else NO_ARTICLE)
    capture = captured(page, result, batch, problem)
    if not taken:
        return Saved(NEEDS_EDITOR, problem=problem)
    saved = [save_draft(draft, part, capture, options) for part, draft in enumerate(taken)]
    return Saved(
        CREATED if any(created for _article, created, _kept in saved) else UPDATED,
        tuple(article.pk for article, _created, _kept in saved),
        left_out,
        tuple(field for _article, _created, kept in saved for field in kept),
        problem,
    )


def chosen(drafts: Sequence[Draft]) -> tuple[list[Draft], tuple[str, ...]]:
    """The drafts to save (those on the subject, else the first) and the headlines of the others."""
    taken = [draft for draft in drafts if draft.on_topic] or list(drafts[:1])
    return taken, tuple(draft.clean.headline for draft in drafts if draft not in taken)


def captured(page: RawPage, result: PageResult, batch: ImportBatch, problem: str) -> Capture:
    status = Capture.Status.IMPORTED if result.drafts else Capture.Status.NEEDS_EDITOR
    return Capture.objects.create(
        content=page.content,
        sha256=page.sha256,
        size=len(page.content),
        encoding=result.encoding[:30],
        media_type=page.media_type,
        file_name=page.name[:255],
        url=page.url[:1000],
        batch=batch,
        status=status,
        problem=problem[:500],
    )


def save_draft(
    draft: Draft, part: int, capture: Capture, options: Options
) -> tuple[Article, bool, list[str]]:
    """(article, whether it is new, fields left as the editor changed them)."""
    known = article_at(draft.clean.url)
    if known:
        return known, False, update_article(known, draft, capture)
    article = create_article(draft, part, capture, options.source, options.sample)
    if options.publish and draft.on_topic:
        article.publish()
    return article, True, []
