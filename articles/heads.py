"""What the pages of the coverage add for machines: see `summits.heads`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from articles.cards import Card
from articles.citations import citation_of_source, citation_of_story
from articles.linked import linked_source, linked_story, named
from articles.models import Article, Source, StoryFamily
from csto_archive.citations import citation_of_list
from csto_archive.machines import (
    Alternate,
    asked_of,
    breadcrumbs,
    collection,
    feeds,
    full,
    in_api,
    narrowed,
    path,
)


def of_articles(found, today: date) -> dict:
    """Of the list, whatever its page; `found` are its filters."""
    asked = asked_of(found)
    title = narrowed(_("المقالات"), found)
    address = path("articles:articles", **asked)
    return {
        "heading": title,
        "alternates": [*coverage(**asked), in_api("article-list", **asked)],
        **({"cite": citation_of_list(title, address, today)} if asked else {}),
    }


def linked_page(title: str, articles: Iterable[Card], total: int) -> list[dict]:
    """One page of the list."""
    url = full("articles:articles")
    page = collection(title, url, named(articles), total)
    return [page, breadcrumbs((_("المقالات"), url))]


def of_article(article: Article) -> dict:
    """The newest articles, and of a story the other articles that carry it."""
    story = {"story": article.story.pk} if article.story else {}
    return {"alternates": [*coverage(**story), in_api("article-detail", article.pk)]}


def of_story(story: StoryFamily, carriers: Iterable[Article], today: date) -> dict:
    """Of one page of the carriers."""
    return {
        "linked": linked_story(story, carriers),
        "cite": citation_of_story(story, today),
        "alternates": [*coverage(story=story.pk), in_api("storyfamily-detail", story.pk)],
        "card": path("story_card", story.pk),
    }


def of_sources(sources: Iterable[Source]) -> dict:
    heading, url = _("المصادر"), full("articles:sources")
    listed = [(source.name, source.permalink) for source in sources]
    page = collection(heading, url, listed, len(listed))
    alternates = [*coverage(), in_api("source-list")]
    return {"linked": [page, breadcrumbs((heading, url))], "alternates": alternates}


def of_source(source: Source, articles: Iterable[Card], today: date) -> dict:
    """Of one page of its articles."""
    return {
        "linked": linked_source(source, articles),
        "cite": citation_of_source(source, today),
        "alternates": [*coverage(source=source.slug), in_api("source-detail", source.slug)],
        "card": path("source_card", source.slug),
    }


def coverage(**asked) -> list[Alternate]:
    """What was written, as it comes in, narrowed by the filters of the list."""
    return feeds("articles:feed", _("تلقيم المقالات"), **asked)
