"""Any search as a feed: its articles, the newest first."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.feeds import ArticleEntries
from articles.models import Article
from csto_archive.arabic.hygiene import mend
from csto_archive.feeds import ENTRIES, in_three_forms
from csto_archive.search.index import ARTICLES
from csto_archive.searches.search import Search


class SearchFeed(ArticleEntries):
    name = "search:feed"

    def get_object(self, request: HttpRequest) -> Search:
        search = Search({**request.GET.dict(), "sort": "newest", "group": ""})
        if search.form.errors:
            raise BadRequest("a feed of something else than was asked for would mislead")
        return search

    def asked(self, search: Search) -> dict[str, str]:
        return search.parameters(sort="", group="")

    def title(self, search: Search) -> str:
        return _("أرشيف القمم: %s") % mend(search.heading).text

    def link(self, search: Search) -> str:
        return settings.SITE_URL + search.address()

    def items(self, search: Search) -> list[Article]:
        """Without what the page shows of each hit: no texts are needed to list them."""
        found = ARTICLES.find(search.query, search.where, "newest", 0, ENTRIES).records
        articles = Article.objects.published().for_list().in_bulk(found)
        return [articles[number] for number in found if number in articles]


search_feed = in_three_forms(SearchFeed)
