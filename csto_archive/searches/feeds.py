"""Any search as an Atom feed: its articles, the newest first."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.feeds import ENTRIES, ArticleFeed
from articles.models import Article
from csto_archive.arabic.hygiene import mend
from csto_archive.searches.search import Search


class SearchFeed(ArticleFeed):
    subtitle = None

    def get_object(self, request: HttpRequest) -> Search:
        search = Search({**request.GET.dict(), "sort": "newest", "group": ""})
        if search.form.errors:
            raise BadRequest("a feed of something else than was asked for would mislead")
        return search

    def title(self, search: Search) -> str:
        return _("أرشيف القمم: %s") % mend(search.heading).text

    def link(self, search: Search) -> str:
        return settings.SITE_URL + search.address()

    def feed_url(self, search: Search) -> str:
        return settings.SITE_URL + search.feed_address

    def items(self, search: Search) -> list[Article]:
        return [hit.record for hit in search.articles[0:ENTRIES]]
