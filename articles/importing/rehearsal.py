"""What pages would become, by saving them and taking all of it back before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from articles.bodies import Block, blocks
from articles.importing.batch import APART, PageReport, Understood, found, saved, understood
from articles.importing.intake import Bounded, Page
from articles.importing.save import Options, is_known
from articles.importing.save.batches import open_batch
from articles.models import Article
from csto_archive.arabic.hygiene import Mending

# All are held at once, so that nobody waits for the database while pages are understood.
MOST_PAGES = 20
CUT = "تُعاين في المرة الواحدة 20 صفحة على الأكثر، والاستيراد يقرأ ما بعدها أيضاً"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """An article as it would be. `known`: its number, where the archive has it already."""

    headline: str
    kicker: str
    standfirst: str
    byline: str
    dateline: str
    published: str
    source: str
    address: str
    summits: tuple[str, ...]
    background: tuple[str, ...]
    members: tuple[tuple[str, bool], ...]
    initiatives: tuple[str, ...]
    captions: tuple[str, ...]
    body: tuple[Block, ...]
    known: int | None


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would become of a page."""

    report: PageReport
    articles: tuple[Foreseen, ...] = ()
    encoding: str = ""
    mendings: tuple[Mending, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    pages: tuple[Rehearsed, ...]
    problem: str = ""


def rehearse(pages: Iterable[Page], source: str, user) -> Rehearsal:
    """Nothing of it stays: no article, no capture, no source, no batch."""
    coming, options = Bounded(pages, MOST_PAGES, CUT), Options(source)
    entries = (found(page, page.name) for page in coming)
    today = timezone.localdate()
    answers = list(understood(entries, today, APART, lambda page: is_known(page, options)))
    return Rehearsal(rehearsed(answers, options, user), coming.problem)


@transaction.atomic
def rehearsed(answers: Sequence[Understood], options: Options, user) -> tuple[Rehearsed, ...]:
    known = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    batch = open_batch(user)
    pages = tuple(page_after(answer, saved(answer, batch, options), known) for answer in answers)
    transaction.set_rollback(True)
    return pages


def page_after(answer: Understood, report: PageReport, known: int) -> Rehearsed:
    """`known`: the last number of an article before. Pages that are like each other are no news:
    none of them is there to be compared with."""
    report = replace(report, similar=tuple(s for s in report.similar if s.other <= known))
    rows = Article.objects.select_related("source").with_links().in_bulk(report.articles)
    articles = tuple(foreseen(rows[pk], known) for pk in report.articles)
    if answer.result is None:
        return Rehearsed(report, articles)
    return Rehearsed(report, articles, answer.result.encoding, answer.result.mendings)


def foreseen(article: Article, known: int) -> Foreseen:
    return Foreseen(
        headline=article.headline,
        kicker=article.kicker,
        standfirst=article.standfirst,
        byline=article.byline,
        dateline=article.dateline,
        published=article.published_date,
        source=str(article.source or ""),
        address=article.original_url,
        summits=tuple(map(str, article.main_summits)),
        background=tuple(map(str, article.background_summits)),
        members=tuple((str(link.member), link.absent) for link in article.mentions.all()),
        initiatives=tuple(str(link.initiative) for link in article.initiative_mentions.all()),
        captions=tuple(map(str, article.photos.all())),
        body=tuple(blocks(article.body)),
        known=article.pk if article.pk <= known else None,
    )
