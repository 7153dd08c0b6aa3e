"""What one article gives another that it turns out to be, and how it is given back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import models

from articles.models import Article, Merger, Source, StoryFamily

# What articles are linked by, and what two links of that kind are the same by.
LINKS = {
    "coverage": "summit_id",
    "mentions": "member_id",
    "initiative_mentions": "initiative_id",
    "photos": "caption",
    "quotations": "text",
}
# What is undecided goes along, for editors only: it is decided where the merged article leads.
PROPOSALS = {"initiative_proposals": "wording", "evidence": "value"}
SAME_BY = LINKS | PROPOSALS
# Words of a source, which its rights are about; so are the measures of an initiative.
TEXTS = frozenset({"standfirst", "body", "photos", "quotations"})
# What may be taken over from the merged article, and the columns that say it together.
FIELDS = {
    "kicker": ("kicker",),
    "headline": ("headline",),
    "standfirst": ("standfirst",),
    "byline": ("byline",),
    "dateline": ("dateline",),
    "published_on": ("published_on", "published_precision"),
    "source": ("source_id",),
    "body": ("body",),
}


@dataclass(frozen=True, slots=True)
class Gift:
    """A link of one article that the other lacks: `kind` is a name of LINKS, or story_family."""

    kind: str
    link: models.Model

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.link.pk}"


def keeps_back(article: Article, into: Article, fields: Collection[str] = ()) -> bool:
    """Whether the rights of the article's source are narrower than those of what it would become
    part of: its words stay with it, unless the source is taken over with them."""
    widths = list(Source.Rights)
    return "source" not in fields and widths.index(article.rights) > widths.index(into.rights)


def gifts_of(article: Article, into: Article, fields: Collection[str] = ()) -> list[Gift]:
    """What `into` would gain where it takes over `fields`. Asks nothing that is prefetched."""
    is_free = not keeps_back(article, into, fields)
    found = []
    for kind, key in LINKS.items():
        there = {getattr(link, key) for link in getattr(into, kind).all()}
        links = getattr(article, kind).all()
        new = (link for link in links if getattr(link, key) not in there)
        found += [Gift(kind, link) for link in new if is_free or not is_text(kind, link)]
    if article.story_family and not into.story_family_id:
        found.append(Gift("story_family", article.story_family))
    return found


def is_text(kind: str, link: models.Model) -> bool:
    return kind in TEXTS or bool(getattr(link, "measures", None))


def is_chosen(gift: Gift, named: Collection[str] | None, into: Article) -> bool:
    return gift.key in named if named is not None else into.status != Article.Status.PUBLISHED


# What the other gains


def give(gifts: list[Gift], into: Article) -> dict:
    gave: dict = {"links": {}}
    for gift in gifts:
        if isinstance(gift.link, StoryFamily):
            into.story_family, gave["story_family"] = gift.link, gift.link.pk
        else:
            gave["links"].setdefault(gift.kind, []).append(copied(gift.link, into))
    return gave


def hand_on(article: Article, into: Article) -> dict[str, list[dict]]:
    """The initiatives proposed in the article that nobody has decided about, with their proofs."""
    known = into.initiative_proposals.values("wording")
    proposals = list(article.initiative_proposals.filter(decision="").exclude(wording__in=known))
    wordings = [proposal.wording for proposal in proposals]
    proofs = article.evidence.undecided().filter(field="proposal", value__in=wordings)
    found = {"initiative_proposals": proposals, "evidence": list(proofs)}
    return {kind: [copied(row, into) for row in rows] for kind, rows in found.items() if rows}


def copied(link: models.Model, into: Article) -> dict:
    copy = type(link).objects.create(article=into, **columns(link))
    return {"id": copy.pk, **columns(copy)}


def columns(link: models.Model) -> dict:
    """What a link says, as JSON: all its columns but its own number and that of the article."""
    names = {field.attname for field in link._meta.concrete_fields} - {"id", "article_id"}
    return {name: as_json(getattr(link, name)) for name in sorted(names)}


def as_json(value):
    return value.isoformat() if isinstance(value, date) else value


def take_over(article: Article, into: Article, names: Collection[str]) -> dict[str, dict]:
    """Write these fields over those of `into`, as an import would: the next one may follow."""
    taken = {}
    for name in FIELDS:
        if name in names and (after := said(article, name)) != (before := said(into, name)):
            drawn = [(into.imported or {}).get(column) for column in FIELDS[name]]
            taken[name] = {"before": before, "after": after, "drawn": drawn}
            write(into, name, after)
            draw(into, name, [(article.imported or {}).get(column) for column in FIELDS[name]])
    return taken


def said(article: Article, name: str) -> list:
    return [as_json(getattr(article, column)) for column in FIELDS[name]]


def write(article: Article, name: str, values: list) -> None:
    for column, value in zip(FIELDS[name], values, strict=True):
        is_day = column == "published_on" and value
        setattr(article, column, date.fromisoformat(value) if is_day else value)


def draw(article: Article, name: str, values: list) -> None:
    """Remember these values as what the import said; None is nothing."""
    if article.imported is None:
        return
    for column, value in zip(FIELDS[name], values, strict=True):
        if value is None:
            article.imported.pop(column, None)
        else:
            article.imported[column] = value


# What it gives back


def take_links_back(merger: Merger, into: Article, others: list[Merger]) -> None:
    """Links that an editor has changed since are the editor's; those that another merged article
    has too are from now on that one's gift."""
    for part in ("links", "proposals"):
        for kind, given in merger.gave.get(part, {}).items():
            links = getattr(into, kind).in_bulk([row["id"] for row in given])
            for row in given:
                link = links.get(row["id"])
                is_ours = link is not None and {"id": link.pk, **columns(link)} == row
                if is_ours and not inherited(part, kind, row, others):
                    link.delete()
    family = merger.gave.get("story_family")
    if family and into.story_family_id == family:
        if heir := next((o for o in others if o.article.story_family_id == family), None):
            heir.gave["story_family"] = family
        else:
            into.story_family = None


def inherited(part: str, kind: str, row: dict, others: list[Merger]) -> bool:
    same = {SAME_BY[kind]: row[SAME_BY[kind]]}
    heirs = (other for other in others if getattr(other.article, kind).filter(**same).exists())
    if heir := next(heirs, None):
        heir.gave.setdefault(part, {}).setdefault(kind, []).append(row)
    return heir is not None


def put_fields_back(merger: Merger, article: Article, into: Article, others: list[Merger]) -> None:
    for name, taken in merger.gave["fields"].items():
        following = (o for o in others if o.pk > merger.pk and name in o.gave["fields"])
        later = next((o.gave["fields"][name] for o in following), None)
        if later and later["before"] == taken["after"]:
            later |= {"before": taken["before"], "drawn": taken["drawn"]}
        elif said(into, name) == taken["after"]:
            write(into, name, taken["before"])
            draw(into, name, taken["drawn"])
