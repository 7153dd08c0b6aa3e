"""Taking one import back as a whole: what it alone made goes, what anybody worked on stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, RestrictedError
from django.utils import timezone

from articles.importing.save.decided import Decisions
from articles.importing.save.fields import edited_fields
from articles.importing.save.links import LINKS
from articles.importing.save.undecided import forget_undecided
from articles.models import Article, Capture, ImportBatch, Merger, Reading

AT_ONCE = 500

REASONS = {
    "earlier": "ليس من هذا الاستيراد، بل حُدّث به",
    "merged": "دمجه محرر في مقال آخر",
    "target": "دمج فيه محرر مقالاً آخر",
    "published": "منشور أو سبق نشره",
    "other_capture": "حدّثه بعد ذلك استيراد آخر",
    "edited": "عمل عليه محرر",
    "needed": "يعتمد عليه سجل آخر",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """An article of an import; `code` is a key of REASONS where it stays, else empty."""

    pk: int
    headline: str
    code: str = ""

    @property
    def reason(self) -> str:
        return REASONS.get(self.code, "")


@dataclass(frozen=True, slots=True)
class Undone:
    deleted: tuple[Taken, ...] = ()
    kept: tuple[Taken, ...] = ()


def plan_undo(batch: ImportBatch) -> Undone:
    """What `undo_batch` would delete and what it would keep, and why; changes nothing."""
    if batch.undone_at:
        return Undone()
    own = Article.objects.filter(batch=batch).order_by("pk")
    others = Article.objects.filter(capture__batch=batch).exclude(batch=batch).order_by("pk")
    found = [Taken(a.pk, a.headline, reason_to_keep(a, batch)) for a in with_links(own)]
    found += [Taken(pk, text, "earlier") for pk, text in others.values_list("pk", "headline")]
    return divided(found)


def with_links(articles) -> Iterator[Article]:
    needed = articles.select_related("capture").defer("capture__content", "folded", "stemmed")
    needed = needed.annotate(is_target=Exists(Merger.objects.filter(into=OuterRef("pk"))))
    return needed.iterator(chunk_size=AT_ONCE)


def divided(found: Sequence[Taken]) -> Undone:
    gone = tuple(one for one in found if not one.code)
    return Undone(gone, tuple(one for one in found if one.code))


def reason_to_keep(article: Article, batch: ImportBatch) -> str:
    """A key of REASONS, empty where the article (`with_links`) may go."""
    if article.status == Article.Status.MERGED or article.is_target:
        return "merged" if article.status == Article.Status.MERGED else "target"
    if article.published_at or article.status == Article.Status.PUBLISHED:
        return "published"
    if article.capture is None or article.capture.batch_id != batch.pk:
        return "other_capture"
    return "edited" if is_edited(article) else ""


def is_edited(article: Article) -> bool:
    """Saved, handed on, decided about or changed since imports alone had to do with it."""
    known = article.imported_version
    if article.status != Article.Status.DRAFT or (known and known != article.version):
        return True
    if article.editor_notes or article.corrections.exists():
        return True
    if article.evidence.exclude(decision="", confirmed_at=None).exists():
        return True
    before = article.imported or {}
    links = {name: before.get(name, link.empty) for name, link in LINKS.items()}
    values = {name: value for name, value in before.items() if name not in LINKS}
    return bool(edited_fields(article, before, values, links, Decisions()))


@transaction.atomic
def undo_batch(batch: ImportBatch, user=None) -> Undone:
    """Delete what the import made and nobody has touched; name what stays. Once: a second time
    changes nothing. The captures stay and say so; their pages can be imported again."""
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.undone_at:
        return Undone()
    list(Article.objects.select_for_update().filter(batch=batch).values_list("pk", flat=True))
    plan = plan_undo(batch)
    empty_captures(batch, [one.pk for one in plan.deleted])
    needed = delete_articles([one.pk for one in plan.deleted])
    forget_undecided(batch)
    batch.undone_at, batch.undone_by = timezone.now(), user
    batch.save(update_fields=["undone_at", "undone_by"])
    told = [replace(one, code="needed") if one.pk in needed else one for one in plan.deleted]
    return divided([*told, *plan.kept])


def empty_captures(batch: ImportBatch, going: Collection[int]) -> None:
    """A page is free to be imported again where one of its articles goes, or where none came of it
    yet. Older versions of a page that stays are not: they would overwrite it."""
    waiting = batch.captures.filter(articles=None, status=Capture.Status.NEEDS_EDITOR)
    freed = set(waiting.values_list("pk", flat=True))
    for some in pieces(going):
        freed |= set(Capture.objects.filter(articles__in=some).values_list("pk", flat=True))
    for some in pieces(freed):
        Capture.objects.filter(pk__in=some).update(status=Capture.Status.UNDONE, problem="")
        forget_readings(some)


def forget_readings(captures: Sequence[int]) -> None:
    """What these pages said and no article took."""
    taken = Article.objects.filter(capture=OuterRef("capture"), part=OuterRef("part"))
    Reading.objects.filter(~Exists(taken), capture__in=captures).delete()


def delete_articles(numbers: Collection[int]) -> set[int]:
    """Delete these articles with all that is theirs; return those that other records need."""
    needed: set[int] = set()
    for some in pieces(numbers):
        if not is_deleted(some):
            needed |= {number for number in some if not is_deleted([number])}
    return needed


def is_deleted(numbers: Sequence[int]) -> bool:
    try:
        with transaction.atomic():
            Article.objects.filter(pk__in=numbers).delete()
    except (ProtectedError, RestrictedError):
        return False
    return True


def pieces(numbers: Collection[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, AT_ONCE)):
        yield some
