"""Two articles turn out to be one: the one leads to the other, nothing is lost, all can be undone.

The merged row stays as it was. What the other gains from it is written down in `Merger.gave`:
{"links": {relation: [columns of the row that was made, …]}, "story_family": pk,
"fields": {name: {"before": […], "after": […], "drawn": […]}}, "proposals": as "links"}.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.deciding.decisions import OutOfDateError, require_seen
from articles.deciding.giving import (
    TEXTS,
    gifts_of,
    give,
    hand_on,
    is_chosen,
    keeps_back,
    put_fields_back,
    take_links_back,
    take_over,
)
from articles.models import Article, Merger

Found = TypeVar("Found", bound=Collection[int])


def held(numbers: Collection[int]) -> dict[int, Article]:
    """These articles, locked in the order of their numbers, so that nobody waits in a circle."""
    rows = Article.objects.select_for_update().filter(pk__in=set(numbers)).order_by("pk")
    return {article.pk: article for article in rows}


def held_together(find: Callable[[], Found]) -> tuple[Found, dict[int, Article]]:
    """The articles whose numbers `find` gives, and their rows, locked.

    Where that has changed before they were held, nothing is held while the new ones are waited
    for: rows are locked in the order of their numbers, all at once.
    """
    while True:
        found = find()
        with transaction.atomic():
            rows = held(found)
            if find() == found:
                return found, rows
            transaction.set_rollback(True)


def followed(article: Article) -> tuple[Article, Article] | None:
    """An article and the one that it leads to, itself if it is not merged, both locked; None where
    somebody has deleted it."""
    way, rows = held_together(lambda: Merger.way(article.pk))
    return (rows[article.pk], rows[way[-1]]) if article.pk in rows else None


def may_merge(user, *articles: Article) -> bool:
    """What was public once concerns readers: that takes the right to publish."""
    was_public = any(article.published_at for article in articles)
    allowed = user.has_perm("articles.change_article")
    return allowed and (not was_public or user.has_perm("articles.publish_article"))


@transaction.atomic
def merge(
    article: Article,
    into: Article,
    user,
    fields: Collection[str] = (),
    gifts: Collection[str] | None = None,
    seen: Mapping[int, int] | None = None,
) -> Merger:
    """Make `article` lead to `into`, which takes over `fields` (names of FIELDS) and `gifts`.

    `gifts` are keys of `gifts_of`; where none are named, all of them for an article that is not
    public and nothing for one that is. `seen`: the versions (by number) that the editor saw.
    Raises PermissionDenied, OutOfDateError, ValidationError where they cannot be merged.
    """
    article, into = both(article.pk, into.pk, seen)
    refuse_merging(article, into)
    if TEXTS.intersection(fields) and keeps_back(article, into, fields):
        raise ValidationError(
            _("حقوق مصدر المقال أضيق من حقوق الآخر: لا يؤخذ منه نص."), code="rights"
        )
    if not may_merge(user, article, into):
        raise PermissionDenied
    found = gifts_of(article, into, fields)
    gave = give([gift for gift in found if is_chosen(gift, gifts, into)], into)
    gave |= {"fields": take_over(article, into, fields), "proposals": hand_on(article, into)}
    former, article.status = article.status, Article.Status.MERGED
    merger = Merger.objects.create(
        article=article, into=into, former_status=former, gave=gave, merged_by=user
    )
    article.save()
    note(into, merger)
    return merger


@transaction.atomic
def unmerge(merger: Merger, user, seen: Mapping[int, int] | None = None) -> Article:
    """Give both articles back what they were; what an editor has changed since stays.

    Raises PermissionDenied, OutOfDateError where that was done already, and ValidationError where
    what was given has been given on.
    """
    article, into = both(merger.article_id, merger.into_id, seen)
    merger = Merger.objects.filter(pk=merger.pk).first()
    if merger is None:
        raise OutOfDateError
    if not may_merge(user, article, into):
        raise PermissionDenied
    if into.status == Article.Status.MERGED:
        raise ValidationError(
            _("ما دُمج فيه هذا المقال مدموج هو نفسه في غيره: ألغِ ذلك الدمج أولاً."),
            code="merged_on",
        )
    others = list(into.mergers.exclude(pk=merger.pk).select_related("article").order_by("pk"))
    take_links_back(merger, into, others)
    put_fields_back(merger, article, into, others)
    for other in others:
        other.save(update_fields=["gave"])
    article.status = merger.former_status
    merger.delete()
    note(into, merger)
    article.save()
    return article


def note(into: Article, merger: Merger) -> None:
    """No form that is open overwrites it; readers are told of a change only where there is one."""
    if merger.gave["links"] or merger.gave["fields"] or "story_family" in merger.gave:
        into.save()
        into.touch()
    else:
        Article.objects.filter(pk=into.pk).update(version=F("version") + 1)


def both(first: int, second: int, seen: Mapping[int, int] | None) -> tuple[Article, Article]:
    """Both rows, locked. Raises Article.DoesNotExist and OutOfDateError."""
    rows = held([first, second])
    if not {first, second} <= rows.keys():
        raise Article.DoesNotExist
    require_seen(rows.values(), seen)
    return rows[first], rows[second]


def refuse_merging(article: Article, into: Article) -> None:
    """Raises ValidationError where the one cannot lead to the other."""
    if article.pk == into.pk:
        raise ValidationError(_("لا يُدمج المقال في نفسه."), code="same")
    if article.status == Article.Status.MERGED:
        raise ValidationError(_("هذا المقال مدموج في غيره من قبل."), code="merged")
    if into.status == Article.Status.MERGED:
        raise ValidationError(
            _("المقال الآخر مدموج في غيره؛ ادمج في المقال الذي يقود إليه."), code="target_merged"
        )
    if article.is_sample != into.is_sample:
        raise ValidationError(
            _("لا تُدمج عيّنة تعليمية في مقال من الصحافة، ولا العكس."), code="sample"
        )
