"""The addresses of articles and sources for search engines."""

from articles.models import Article, Source
from summits.sitemaps import RecordSitemap

sitemaps = {model.__name__: RecordSitemap(model) for model in (Article, Source)}
