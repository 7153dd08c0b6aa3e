"""What the page of one article shows, in as few questions as it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Aggregate, BigIntegerField, Exists, JSONField, OuterRef
from django.db.models.functions import JSONObject

from articles.bodies import Link, numbered, plain_text, whole_words
from articles.deciding.provenance import Proof, provenance
from articles.models import (
    Article,
    Correction,
    Coverage,
    Evidence,
    InitiativeMention,
    MemberMention,
    Photo,
)
from articles.querysets import ArticleQuerySet
from csto_archive.prepared import NOW, NUMBER, Given, Prepared, hold
from csto_archive.versions import remembered
from summits.models import Initiative

# The field of the evidence -> the kind of record that it links to.
LINKS = {
    "main_summit": "summit",
    "background_summit": "summit",
    "member": "member",
    "absent": "member",
    "initiative": "initiative",
}


STORY = Given("story", BigIntegerField())
# Of a whole clause its beginning is a link.
MOST_WORDS = 6


class Said(NamedTuple):
    """Words of an article that prove a link of it; `mark` is the id of their place in the body,
    empty where they stand above or beside it."""

    words: str
    mark: str


class Neighbour(NamedTuple):
    number: int
    slug: str
    headline: str


class Rows(Aggregate):
    """All rows as a list, in no order."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def for_page(articles: ArticleQuerySet) -> ArticleQuerySet:
    """With what the page of an article shows of the article itself; see `with_links`."""
    shown = articles.annotate(noted=_corrections()).select_related("source")
    return shown.defer("folded", "stemmed", "imported", "editor_notes")


def with_links(article: Article, at: datetime) -> Article:
    """With all that its page shows beside it, in a fixed number of queries.

    The carriers of its story are asked for whether or not it has one: see `CarriersOfMany`.
    """
    for name, links in LINKED.items():
        hold(article, name, links.ask(number=article.pk))
    story = article.story_family_id or 0  # no story has this number
    article.carriers = CARRIERS.ask(number=article.pk, story=story, now=at)
    return article


def _corrections():
    """They come with the article: most have none."""
    own = Correction.objects.filter(article=OuterRef("pk")).order_by().values("article")
    row = JSONObject(pk="pk", kind="kind", text="text", made_on="made_on")
    return own.annotate(rows=Rows(row)).values("rows")


def _named_initiatives():
    namesakes = Initiative.objects.filter(title=OuterRef("initiative__title"))
    other = namesakes.exclude(pk=OuterRef("initiative"))
    named = InitiativeMention.objects.annotate(has_namesake=Exists(other))
    return named.select_related("initiative__summit__city")


def _evidence():
    return Evidence.objects.filter(article=NUMBER, field__in=LINKS).with_captures()


LINKED = {
    "photos": Prepared(lambda: Photo.objects.filter(article=NUMBER)),
    "coverage": Prepared(
        lambda: Coverage.objects.filter(article=NUMBER).select_related("summit__city")
    ),
    "mentions": Prepared(
        lambda: MemberMention.objects.filter(article=NUMBER).select_related("member")
    ),
    "initiative_mentions": Prepared(lambda: _named_initiatives().filter(article=NUMBER)),
    "evidence": Prepared(_evidence),
}
CARRIERS = Prepared(lambda: Article.objects.published(at=NOW).carrying(STORY, NUMBER))


def corrections_of(article: Article) -> list[Correction]:
    """Of an article out of `for_page`, the newest first."""
    noted = (Correction(**{**row, "made_on": day(row["made_on"])}) for row in article.noted or ())
    return sorted(noted, key=lambda correction: (correction.made_on, correction.pk), reverse=True)


def day(written: str) -> date:
    return date.fromisoformat(written[:10])


def proven_body(article: Article, names: Mapping[str, str]) -> str:
    """The body of an article out of `for_page`, whose words lead to what they prove; every link of
    the article gets what was `said`, None where nothing may be shown."""
    body = numbered(article.public_body, names, _said_links(article))
    marked = set(re.findall(r'id="(said-\d+)"', body))
    for _kind, link, *_record in _links(article):
        if link.said and link.said.mark not in marked:  # words across other markup
            link.said = link.said._replace(mark="")
    return body


def _said_links(article: Article) -> list[Link]:
    said = said_of(article)
    links: dict[str, Link] = {}
    for kind, link, record, name in _links(article):
        link.said = said.get((kind, record.slug))
        if link.said and link.said.mark:
            words, mark = link.said
            opening = " ".join(words.split()[:MOST_WORDS])
            links.setdefault(mark, Link(opening, mark, record.get_absolute_url(), name))
    return list(links.values())


def _links(article: Article) -> Iterable[tuple]:
    for link in article.coverage.all():
        yield "summit", link, link.summit, link.summit.title
    for mention in article.mentions.all():
        yield "member", mention, mention.member, mention.member.name
    for mention in article.initiative_mentions.all():
        mention.initiative.has_namesake = mention.has_namesake
        yield "initiative", mention, mention.initiative, mention.initiative.title


def said_of(article: Article) -> dict[tuple[str, str], Said]:
    """For each record, by its kind and its slug, the first of its words that stand in the body,
    else in what is above and beside it."""
    body = plain_text(article.public_body)
    captions = (photo.caption for photo in article.public_photos)
    beside = [article.kicker, article.headline, article.public_standfirst, *captions]
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for proof in _proofs(article):
        words = " ".join(proof.quote.split())
        place = whole_words(words).search(body)
        if place or any(whole_words(words).search(text) for text in beside):
            rank = (place.start() if place else len(body), words)
            key = (LINKS[proof.field], proof.id)
            found[key] = min(rank, found.get(key, rank))
    return _marked(found, len(body))


def _proofs(article: Article) -> list[Proof]:
    return [p for p in provenance(article) if p.field in LINKS and p.id and p.quote]


def _marked(found: dict, end: int) -> dict[tuple[str, str], Said]:
    """Marks are numbered in the order of the body; the same words have the same one."""
    in_body = sorted(rank for rank in found.values() if rank[0] < end)
    order = dict.fromkeys(words for _at, words in in_body)
    marks = {words: f"said-{number}" for number, words in enumerate(order, 1)}
    return {key: Said(words, marks.get(words, "")) for key, (_at, words) in found.items()}


@remembered
def coverage_of(summit: int) -> tuple[Neighbour, ...]:
    """The public articles about the summit of this key, in the order in which they came out."""
    about = Article.objects.published().about(summit).order_by("sort_date", "pk")
    return tuple(Neighbour(*row) for row in about.values_list("pk", "slug", "headline"))


def neighbours_of(article: Article) -> dict[str, Neighbour | None]:
    """The public articles before and after this one about its summit."""
    if not article.main_summits:
        return {}
    row = (None, *coverage_of(article.main_summits[0].pk), None)
    numbers = [one.number if one else None for one in row]
    if article.pk not in numbers:
        return {}
    at = numbers.index(article.pk)
    return {"before": row[at - 1], "after": row[at + 1]}
