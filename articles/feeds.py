"""The newest articles as a feed, narrowed by the same filters as the list."""

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.filters import ArticleFilter
from articles.models import Article
from csto_archive.arabic.hygiene import mend
from csto_archive.feeds import ArchiveFeed, FilteredFeed, in_three_forms


class ArticleEntries(ArchiveFeed):
    """Articles as entries, with no more of their texts than their list shows."""

    def item_title(self, article: Article) -> str:
        mark = f" [{_('عيّنة تعليمية')}]" if article.is_sample else ""
        return mend(article.headline).text + mark

    def item_description(self, article: Article) -> str:
        return escape(mend(article.public_standfirst).text)

    def item_guid(self, article: Article) -> str:
        """The address without the headline: an entry stays the same when its headline changes."""
        return settings.SITE_URL + reverse("articles:article_by_number", args=[article.pk])

    def item_author_name(self, article: Article) -> str | None:
        return mend(article.byline or str(article.source or "")).text or None

    def item_categories(self, article: Article) -> list[str]:
        """Its main summits."""
        return [mend(f"{summit.place}، {summit.dates}").text for summit in article.main_summits]

    def item_pubdate(self, article: Article):
        return article.published_at


class ArticleFeed(ArticleEntries, FilteredFeed):
    filterset = ArticleFilter
    name, page = "articles:feed", "articles:articles"
    heading = gettext_lazy("أحدث المقالات")
    subtitle = gettext_lazy("ما نُشر في الصحافة العربية عن قمم المنظمة، بحسب ترتيب نشره")

    def records(self):
        return Article.objects.published().newest_first().for_list()


article_feed = in_three_forms(ArticleFeed)
