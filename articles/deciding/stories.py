"""One story told by several articles: which of them belong together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.deciding.decisions import require_seen
from articles.deciding.merging import held, held_together, may_merge
from articles.models import Article, FormerStory, StoryFamily


@transaction.atomic
def join_story(
    articles: Collection[Article], user, title: str = "", seen: Mapping[int, int] | None = None
) -> StoryFamily:
    """Make these articles carriers of one story, with all that share a story with one of them.

    The oldest of their stories remains; the address of another that readers knew leads to it, and
    its title stays unless they knew one of the oldest. A title is read by everybody: where no
    editor gave one it is empty, and readers see the headline that came out first. `seen`: what
    versions the editor saw.
    Raises PermissionDenied, OutOfDateError, ValidationError for what is no carrier of its own.
    """
    numbers = {article.pk for article in articles}
    _numbers, rows = held_together(lambda: circle(numbers))
    refuse_joining({pk: row for pk, row in rows.items() if pk in numbers}, seen)
    moving = those_moving(rows.values())
    if not may_merge(user, *moving):
        raise PermissionDenied
    stories = stories_of(rows.values())
    family = StoryFamily.objects.filter(pk__in=stories).order_by("pk").first()
    family = family or StoryFamily.objects.create(title=title)
    joining = StoryFamily.objects.filter(pk__in=stories - {family.pk})
    keep_known(joining, family)
    for article in moving:
        article.story_family = family
        article.save()
    joining.delete()
    return family


@transaction.atomic
def leave_story(article: Article, seen: Mapping[int, int] | None = None) -> None:
    """The article is by itself again; a story that nothing is left of goes.

    Raises OutOfDateError, and ValidationError for a merged article. `seen` as for `join_story`.
    """
    row = held([article.pk])[article.pk]
    require_seen([row], seen)
    refuse_merged([row])
    family, row.story_family = row.story_family, None
    row.save()
    if family and not family.articles.exists():
        family.delete()


def keep_known(joining: QuerySet[StoryFamily], family: StoryFamily) -> None:
    """What readers know of stories that are about to go: their addresses and a title."""
    known = list(joining.published().order_by("pk"))
    is_known = StoryFamily.objects.published().filter(pk=family.pk).exists()
    FormerStory.objects.filter(into__in=joining).update(into=family)
    FormerStory.objects.bulk_create(FormerStory(number=story.pk, into=family) for story in known)
    if not (is_known and family.title):
        family.title = next((story.title for story in known if story.title), family.title)
        family.save(update_fields=["title"])


def may_join(user, articles: Collection[Article]) -> bool:
    """Whoever may change all that would change."""
    rows = Article.objects.filter(pk__in=circle({article.pk for article in articles}))
    return may_merge(user, *those_moving(rows))


def circle(numbers: Collection[int]) -> set[int]:
    """These articles and all that share a story with one of them."""
    sharing = Article.objects.filter(story_family__articles__in=numbers)
    return {*numbers, *sharing.values_list("pk", flat=True)}


def stories_of(articles: Collection[Article]) -> set[int]:
    return {article.story_family_id for article in articles} - {None}


def those_moving(articles: Collection[Article]) -> list[Article]:
    """All but those of the oldest of their stories."""
    oldest = min(stories_of(articles), default=None)
    return [a for a in articles if a.story_family_id is None or a.story_family_id != oldest]


def refuse_joining(given: Mapping[int, Article], seen: Mapping[int, int] | None) -> None:
    require_seen(given.values(), seen)
    refuse_merged(given.values())
    if len(given) < 2:
        raise ValidationError(_("القصة المشتركة لمقالين على الأقل."), code="few")
    if len({article.is_sample for article in given.values()}) > 1:
        raise ValidationError(_("لا تجتمع عيّنة تعليمية ومقال من الصحافة في قصة."), code="sample")


def refuse_merged(articles: Iterable[Article]) -> None:
    """A merged row stays as it was."""
    if any(article.status == Article.Status.MERGED for article in articles):
        raise ValidationError(_("المقال المدموج لا يحمل قصة وحده."), code="merged")
