"""What the mark-up of a page states about its article: JSON-LD, OpenGraph, meta, time, links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

from articles.importing.page import Fact
from csto_archive.arabic.hygiene import mend

ARTICLE_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report")
MAX_NODES = 2000

# name, property or itemprop of a <meta> → field; the first row that a page has wins.
META = {
    "og:title": "headline",
    "og:site_name": "outlet",
    "application-name": "outlet",
    "og:url": "url",
    "article:published_time": "published_on",
    "og:article:published_time": "published_on",
    "datepublished": "published_on",
    "date": "published_on",
    "publish-date": "published_on",
    "publish_date": "published_on",
    "pubdate": "published_on",
    "publication_date": "published_on",
    "parsely-pub-date": "published_on",
    "sailthru.date": "published_on",
    "dc.date": "published_on",
    "dc.date.issued": "published_on",
    "dcterms.created": "published_on",
    "author": "byline",
    "article:author": "byline",
    "dc.creator": "byline",
}
LINKED = {
    "headline": ("headline",),
    "published_on": ("datePublished", "dateCreated"),
    "url": ("url", "mainEntityOfPage"),
    "byline": ("author", "creator"),
    "outlet": ("publisher", "sourceOrganization"),
}


def facts_of(root) -> Iterator[Fact]:
    """All facts, the most reliable first: the article's own node, meta elements, <time>, links."""
    yield from (f for node in article_nodes(root) for f in node_facts(*node))
    yield from meta_facts(root)
    yield from time_facts(root)
    for link in root.iterfind(".//link[@rel='canonical']"):
        yield from fact("url", link.get("href"), "canonical-link")
    for title in root.iterfind(".//head/title"):
        yield from fact("title", title.text, "title-element")


def fact(field: str, value, rule: str) -> Iterator[Fact]:
    """JSON can spell half of a character, which no database stores."""
    whole = value.encode(errors="ignore").decode() if isinstance(value, str) else ""
    text = " ".join(mend(whole).text.split())
    if text:
        yield Fact(field, text, rule)


def meta_facts(root) -> Iterator[Fact]:
    found = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        found.setdefault(name.strip().lower(), meta.get("content"))
    for name, field in META.items():
        yield from fact(field, found.get(name), f"meta:{name}")


def time_facts(root) -> Iterator[Fact]:
    """<time> of the article: one marked as publication first, none inside lists of other news."""
    times = [t for t in root.iter("time") if t.get("datetime") and not is_aside(t)]
    times.sort(key=lambda time: "publish" not in (time.get("itemprop") or "").lower())
    for time in times[:1]:
        yield from fact("published_on", time.get("datetime"), "time-element")


def is_aside(element) -> bool:
    modified = "modif" in (element.get("itemprop") or "").lower()
    return modified or any(
        e.tag in {"aside", "nav", "footer", "li"} for e in element.iterancestors()
    )


def article_nodes(root) -> Iterator[tuple[dict, dict[str, dict]]]:
    """(node, nodes by @id) for each JSON-LD node that is an article."""
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        with suppress(ValueError, RecursionError):
            nodes = list(nodes_of(json.loads(script.text or "", strict=False)))
            by_id = {
                node["@id"]: node
                for node in nodes
                if isinstance(node.get("@id"), str) and len(node) > 1
            }
            yield from ((node, by_id) for node in nodes if is_article(node))


def nodes_of(data) -> Iterator[dict]:
    """Every object in the data, outer ones first, at most MAX_NODES."""
    waiting, seen = [data], 0
    while waiting and seen < MAX_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item


def is_article(node: dict) -> bool:
    kinds = node.get("@type")
    return any(kind in ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def node_facts(node: dict, by_id: dict[str, dict]) -> Iterator[Fact]:
    for field, keys in LINKED.items():
        for key in keys:
            yield from fact(field, named(node.get(key), by_id), f"json-ld:{key}")


def named(value, by_id: dict[str, dict]):
    """The text of a value: itself, the name (or @id) of an object, of the object it refers to."""
    value = value[0] if isinstance(value, list) and value else value
    if not isinstance(value, dict):
        return value
    whole = value if "name" in value else by_id.get(value.get("@id", ""), value)
    return whole.get("name") or value.get("@id")
