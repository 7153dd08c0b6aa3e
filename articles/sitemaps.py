"""The addresses of articles, stories and sources for search engines."""

from articles.models import Article, Source, StoryFamily
from summits.sitemaps import RecordSitemap


class StorySitemap(RecordSitemap):
    def items(self):
        return self.model.objects.published().dated()


sitemaps = {model.__name__: RecordSitemap(model) for model in (Article, Source)}
sitemaps["StoryFamily"] = StorySitemap(StoryFamily)
