"""The fields of an article: what the import writes, and what it leaves to the editor.

`Article.imported` holds what the last import said. A field that differs from it now was changed by
an editor, and stays; so does one that an editor has decided about in the evidence. Links follow
both: what the import says, but for what was decided.
"""

from __future__ import annotations

from datetime import date

from articles.bodies import from_blocks, sanitise
from articles.importing.page import Draft
from articles.importing.save.decided import Decisions, decisions_on
from articles.importing.save.links import LINKS, write_evidence
from articles.importing.save.proposals import handed_on, write_proposals
from articles.importing.save.sources import source_of
from articles.models import Article, Capture

# Fields that say one thing together: whoever changes one has changed both.
JOINED = (("published_on", "published_precision"),)


def body_of(draft: Draft) -> str:
    """The body as the article keeps it. Raises ValueError where it is too long for an article."""
    return sanitise(sanitise(from_blocks(draft.clean.body)))


def values_of(draft: Draft) -> dict[str, str]:
    """The fields of a draft as the article keeps them, no longer than its columns; all but its
    address, which is another question. Raises ValueError for a body too long for an article."""
    clean = draft.clean
    values = {
        "kicker": clean.kicker,
        "headline": clean.headline,
        "standfirst": clean.standfirst,
        "body": body_of(draft),
        "byline": clean.byline,
        "dateline": clean.dateline,
        "published_on": clean.published_on.isoformat() if clean.published_on else "",
        "published_precision": clean.precision if clean.published_on else "",
    }
    return {name: value[: limit(name)] for name, value in values.items()}


def limit(name: str) -> int | None:
    return getattr(Article._meta.get_field(name), "max_length", None)


def create_article(
    draft: Draft, values: dict[str, str], part: int, capture: Capture, source: str, is_sample: bool
) -> Article:
    links = {name: link.wanted(draft) for name, link in LINKS.items()}
    article = Article(
        source=source_of(source, draft.clean),
        capture=capture,
        part=part,
        is_sample=is_sample,
        off_topic=not draft.on_topic,
        imported={**values, **links},
        batch_id=capture.batch_id,
        imported_version=1,
    )
    put(article, values)
    article.save()
    for name, link in LINKS.items():
        link.write(article, links[name])
    article.keep_sort_date()
    write_proposals(article, draft.proposals)
    write_evidence(article, capture, draft.evidence, ())
    return article


def update_article(
    article: Article, draft: Draft, values: dict[str, str], part: int, capture: Capture
) -> list[str]:
    """Bring an article up to date with a new capture; return the fields left to the editor."""
    before, decisions = article.imported or {}, decisions_on(article)
    values, links = wanted(draft, values)
    edited = edited_fields(article, before, values, links, decisions)
    put(article, {name: value for name, value in values.items() if name not in edited})
    article.imported = {**before, **values, **links}
    article.capture, article.part = capture, part
    if article.imported_version == article.version:
        article.imported_version += 1
    article.save()
    for name, link in links.items():
        if name not in edited:
            LINKS[name].write(article, decisions.over(name, link, before.get(name, link)))
    article.keep_sort_date()
    proposed = handed_on(article)
    write_proposals(article, draft.proposals, proposed)
    write_evidence(article, capture, draft.evidence, edited, proposed)
    article.touch()
    return [name for name in edited if name not in dict(JOINED).values()]


def says_more(article: Article, draft: Draft, values: dict[str, str]) -> bool:
    """True where the draft says anything that the last import did not."""
    before, (values, links) = article.imported or {}, wanted(draft, values)
    return {**before, **values, **links} != before


def wanted(draft: Draft, values: dict[str, str]) -> tuple[dict[str, str], dict]:
    """(fields, links) that the draft has something to say about."""
    values = {name: value for name, value in values.items() if value}
    return values, {name: said for name, link in LINKS.items() if (said := link.wanted(draft))}


def edited_fields(
    article: Article, before: dict, values: dict, links: dict, decisions: Decisions
) -> list[str]:
    edited = {
        name
        for name, value in values.items()
        if (now := current(article, name)) != before.get(name, "")
        or (name in decisions.fields and now != value)
    }
    for name in links:
        drawn = before.get(name, LINKS[name].empty)
        if LINKS[name].stored(article) != decisions.over(name, drawn, drawn):
            edited.add(name)
    for pair in JOINED:
        edited |= set(pair) if edited & set(pair) else set()
    return [name for name in (*values, *links) if name in edited]


def put(article: Article, values: dict[str, str]) -> None:
    for name, value in values.items():
        is_date = name == "published_on"
        setattr(article, name, (date.fromisoformat(value) if value else None) if is_date else value)


def current(article: Article, name: str) -> str:
    value = getattr(article, name)
    return value.isoformat() if isinstance(value, date) else value or ""
