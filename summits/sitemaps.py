"""The addresses of summits, members and initiatives for search engines."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from summits.models import Initiative, Member, Summit


class RecordSitemap(Sitemap):
    """The public records of one model, at the archive's own address whatever host was asked."""

    def __init__(self, model) -> None:
        self.model = model

    def items(self):
        return self.model.objects.published().only("slug", "updated_at")

    def lastmod(self, record):
        return record.updated_at

    def get_protocol(self, protocol=None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_URL).netloc


sitemaps = {model.__name__: RecordSitemap(model) for model in (Summit, Member, Initiative)}
