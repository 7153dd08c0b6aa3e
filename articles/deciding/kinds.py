"""What a kind of claim knows: whether it stands, how an article is made to say it or not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.models import Article

# Evidence keeps so much of a value.
KEPT = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """`stands(article, field, value)`: whether the article says it.
    `put` makes it say so. `take_out` makes it say no more than the fields in `living`, which claim
    the same value. `read` is what an editor typed as such a value; raises ValidationError.
    `swap(article, value, other)`: what else stands in the row stays there.
    `say(article, value)`: what an editor wrote, where the evidence writes other things like it."""

    stands: Callable[[Article, str, str], bool]
    put: Callable[[Article, str, str, Collection[str]], None]
    take_out: Callable[[Article, str, str, Collection[str]], None]
    read: Callable[[Article, str, str], str]
    swap: Callable[[Article, str, str], None] | None = None
    say: Callable[[Article, str], None] | None = None
    is_link: bool = True
    is_record: bool = False


def leave(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    """Accepted as it is."""


def in_the_form(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    raise ValidationError(_("يُعدَّل النص في استمارة المقال."), code="in_the_form")


def record(model, key: str, value: str):
    found = model.objects.filter(**{key: value}).first()
    if found is None:
        raise ValidationError(_("اختر من القائمة."), code="unknown_record")
    return found


def reads(model, key: str) -> Callable[[Article, str, str], str]:
    return lambda article, field, typed: getattr(record(model, key, typed.strip()), key)
