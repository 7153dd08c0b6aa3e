"""Feeds of any list, narrowed by its filters: one set of entries in Atom, RSS and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_filters import FilterSet

from csto_archive.arabic.hygiene import mend
from csto_archive.citations import ARCHIVE
from csto_archive.machines import FEEDS, asked_of, known, narrowed, path

ENTRIES = 50


class AtomFeed(Atom1Feed):
    form = "atom"


class RssFeed(Rss201rev2Feed):
    form = "rss"


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1: an item must have content, so one without a text has its title there."""

    form = "json"
    content_type = FEEDS["json"]

    def write(self, outfile, encoding: str) -> None:
        told = self.feed
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": told["title"],
            "home_page_url": told["link"],
            "feed_url": told["feed_url"],
            "description": told["description"],
            "language": told["language"],
            "authors": _named(told["author_name"]),
            "items": [known(self._item(item)) for item in self.items],
        }
        text = json.dumps(known(feed) | {"items": feed["items"]}, ensure_ascii=False)
        outfile.write(text.encode(encoding))

    def _item(self, item: dict) -> dict:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": f"<p>{item['description'] or escape(item['title'])}</p>",
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": _named(item["author_name"]),
            "tags": list(item["categories"]),
        }


def _named(name: str | None) -> list[dict[str, str]]:
    return [{"name": name}] if name else []


class ArchiveFeed(Feed):
    """What all feeds have. The address of an entry and its number never change."""

    feed_type: type[AtomFeed | RssFeed | JsonFeed] = AtomFeed
    author_name = ARCHIVE
    language = "ar"
    name = ""  # of the feed among the addresses
    subtitle = ""

    def title(self, asked) -> str:
        raise NotImplementedError

    def description(self, asked) -> str:
        """RSS asks for one, where Atom may have a subtitle."""
        return str(self.subtitle or self.title(asked))

    def feed_url(self, asked) -> str:
        return settings.SITE_URL + path(self.name, self.feed_type.form, **self.asked(asked))

    def asked(self, asked) -> dict[str, str]:
        """The parameters that ask for the same again."""
        raise NotImplementedError

    def item_link(self, record) -> str:
        return record.permalink

    def item_guid(self, record) -> str:
        return record.permalink

    def item_pubdate(self, record):
        return record.created_at

    def item_updateddate(self, record):
        return record.updated_at


class FilteredFeed(ArchiveFeed):
    """The first records of a list, narrowed by the filters of its page and of the API."""

    filterset: type[FilterSet]
    heading = page = ""  # what the list is called, and the name of its address

    def records(self):
        raise NotImplementedError

    def get_object(self, request: HttpRequest) -> FilterSet:
        found = self.filterset(request.GET, self.records(), request=request)
        if not found.is_valid():
            raise BadRequest("a feed of something else than was asked for would mislead")
        return found

    def asked(self, found: FilterSet) -> dict[str, str]:
        return asked_of(found)

    def title(self, found: FilterSet) -> str:
        heading = narrowed(self.heading, found)
        return mend(_("%(archive)s: %(heading)s") % {"archive": ARCHIVE, "heading": heading}).text

    def link(self, found: FilterSet) -> str:
        return settings.SITE_URL + path(self.page, **self.asked(found))

    def items(self, found: FilterSet):
        return found.qs[:ENTRIES]


def in_three_forms(feed: type[ArchiveFeed]) -> Callable[..., HttpResponse]:
    """The view of a feed; `form` is the end of its address."""
    forms = {
        kind.form: type(feed.__name__, (feed,), {"feed_type": kind})()
        for kind in (AtomFeed, RssFeed, JsonFeed)
    }

    @require_safe
    def view(request: HttpRequest, form: str = "atom") -> HttpResponse:
        if form not in forms:
            raise Http404
        response = forms[form](request)
        # The newest of what is left may be older than what a reader has: no word of time.
        del response["Last-Modified"]
        return response

    return view
