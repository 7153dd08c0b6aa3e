"""Words of a page that an editor chose as the proof of a field: the article says them from then."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.deciding.claims import Claim, claims_of
from articles.deciding.decisions import ACCEPTED, CORRECTED, REJECTED, remember, require_seen
from articles.deciding.kinds import KEPT
from articles.deciding.standing import kind_of
from articles.models import Article, Evidence

RULE = "chosen"
# Those whose value is what the words say.
FIELDS = ("headline", "kicker", "standfirst", "published_on", "byline", "dateline", "caption")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words of a capture, by its number, and their place in its text."""

    capture: int
    words: str
    start: int
    end: int


@transaction.atomic
def keep(pk: int, field: str, chosen: Chosen, user, seen_version: int) -> Claim:
    """Keep the words as an accepted proof of `field`, one of FIELDS; the article says them.

    What was drawn for a field that has one value only is thereby corrected. Raises OutOfDateError,
    and ValidationError for words that such a field cannot hold.
    """
    article = Article.objects.select_for_update().with_links().get(pk=pk)
    require_seen([article], {pk: seen_version})
    kind, value = kind_of(field), read(article, field, chosen.words)
    if kind.say:
        kind.say(article, value)
    elif not kind.stands(article, field, value):
        kind.put(article, field, value, ())
    article.save()
    former = () if kind.is_link else [c for c in claims_on(article, field) if c.value != value]
    for claim in former:
        if claim.decision != REJECTED:
            remember(article, claim, CORRECTED, value, user)
    place = {"capture_id": chosen.capture, "start": chosen.start, "end": chosen.end}
    if not article.evidence.filter(field=field, value=value, **place).exists():
        quote = chosen.words[: Evidence.LONGEST_QUOTE]
        article.evidence.create(field=field, value=value, rule=RULE, quote=quote, **place)
    kept = next(claim for claim in claims_on(article, field) if claim.value == value)
    remember(article, kept, ACCEPTED, "", user)
    article.touch()
    return kept


def read(article: Article, field: str, words: str) -> str:
    value = kind_of(field).read(article, field, words)
    if len(value) >= KEPT:  # of that length it would count as the beginning of a longer one
        raise ValidationError(
            _("الألفاظ أطول من %d حرف: اختر أقل منها، أو صحّح الحقل في استمارة المقال.") % KEPT,
            code="too_long",
        )
    return value


def claims_on(article: Article, field: str) -> list[Claim]:
    return claims_of(article, article.evidence.filter(field=field))
