"""The newest articles as an Atom feed, narrowed by the same filters as the list."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from articles.filters import ArticleFilter
from articles.models import Article
from csto_archive.arabic.hygiene import mend
from csto_archive.filtering import understood

ENTRIES = 50


class ArticleFeed(Feed):
    feed_type = Atom1Feed
    title = _("أرشيف قمم منظمة معاهدة الأمن الجماعي: أحدث المقالات")
    subtitle = _("ما نُشر في الصحافة العربية عن قمم المنظمة، بحسب ترتيب نشره")

    def get_object(self, request: HttpRequest) -> ArticleFilter:
        public = Article.objects.published().newest_first().for_list()
        found = understood(ArticleFilter(request.GET, public, request=request))
        if not found.form_is_sound:
            raise BadRequest("a feed of something else than was asked for would mislead")
        return found

    def link(self, found: ArticleFilter) -> str:
        return settings.SITE_URL + reverse("articles:articles")

    def feed_url(self, found: ArticleFilter) -> str:
        return settings.SITE_URL + found.request.get_full_path()

    def items(self, found: ArticleFilter):
        return found.qs[:ENTRIES]

    def item_title(self, article: Article) -> str:
        return mend(article.headline).text

    def item_description(self, article: Article) -> str:
        return escape(mend(article.public_standfirst).text)

    def item_link(self, article: Article) -> str:
        return article.permalink

    def item_guid(self, article: Article) -> str:
        """The address without the headline: an entry stays the same when its headline changes."""
        return settings.SITE_URL + reverse("articles:article_by_number", args=[article.pk])

    def item_author_name(self, article: Article) -> str:
        return mend(article.byline or str(article.source or "")).text

    def item_pubdate(self, article: Article):
        return article.published_at

    def item_updateddate(self, article: Article):
        return article.updated_at
