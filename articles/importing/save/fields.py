"""The fields of an article: what the import writes, and what it leaves to the editor.

`Article.imported` holds what the last import wrote. A field that differs from it now was changed by
an editor, and stays.
"""

from __future__ import annotations

from datetime import date

from articles.addresses import canonical_url
from articles.bodies import from_blocks, sanitise
from articles.importing.page import Draft
from articles.importing.save.links import LINKS, write_evidence
from articles.importing.save.sources import source_of
from articles.models import Article, Capture

FIELDS = ("kicker", "headline", "standfirst", "body", "byline", "dateline", "original_url")
DATE_FIELDS = ("published_on", "published_precision")


def article_at(url: str) -> Article | None:
    """The article known under this address."""
    address = canonical_url(url)
    if not address:
        return None
    return Article.objects.select_for_update().filter(canonical_url=address).first()


def values_of(draft: Draft) -> dict[str, str]:
    """The text fields of a draft as the article keeps them, no longer than its columns."""
    clean = draft.clean
    values = {
        "kicker": clean.kicker,
        "headline": clean.headline,
        "standfirst": clean.standfirst,
        "body": sanitise(from_blocks(clean.body)),
        "byline": clean.byline,
        "dateline": clean.dateline,
        "original_url": clean.url if canonical_url(clean.url) else "",
        "published_on": clean.published_on.isoformat() if clean.published_on else "",
        "published_precision": clean.precision if clean.published_on else "",
    }
    return {name: value[: limit(name)] for name, value in values.items()}


def limit(name: str) -> int | None:
    return getattr(Article._meta.get_field(name), "max_length", None)


def create_article(
    draft: Draft, part: int, capture: Capture, source: str, is_sample: bool
) -> Article:
    values = values_of(draft)
    links = {name: link.wanted(draft) for name, link in LINKS.items()}
    article = Article(
        source=source_of(source, draft.clean),
        capture=capture,
        part=part,
        is_sample=is_sample,
        off_topic=not draft.on_topic,
        imported={**values, **links},
    )
    put(article, values)
    article.save()
    for name, link in LINKS.items():
        link.write(article, links[name])
    write_evidence(article, capture, draft.evidence, ())
    return article


def update_article(article: Article, draft: Draft, capture: Capture) -> list[str]:
    """Bring an article up to date with a new capture; return the fields left to the editor."""
    before = article.imported or {}
    values = {name: value for name, value in values_of(draft).items() if value}
    links = {name: wanted for name, link in LINKS.items() if (wanted := link.wanted(draft))}
    edited = [name for name in values if current(article, name) != before.get(name, "")]
    edited += [
        name for name in links if LINKS[name].stored(article) != before.get(name, LINKS[name].empty)
    ]
    put(article, {name: value for name, value in values.items() if name not in edited})
    article.imported = {**before, **values, **links}
    article.capture, article.part = capture, 0
    article.save()
    for name, wanted in links.items():
        if name not in edited:
            LINKS[name].write(article, wanted)
    write_evidence(article, capture, draft.evidence, edited)
    return edited


def put(article: Article, values: dict[str, str]) -> None:
    for name, value in values.items():
        is_date = name == "published_on"
        setattr(article, name, (date.fromisoformat(value) if value else None) if is_date else value)


def current(article: Article, name: str) -> str:
    value = getattr(article, name)
    return value.isoformat() if isinstance(value, date) else value or ""
