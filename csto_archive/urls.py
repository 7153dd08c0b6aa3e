"""The table of contents of the site."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

import articles.sitemaps
import summits.sitemaps
from csto_archive import health, views

sitemaps = summits.sitemaps.sitemaps | articles.sitemaps.sitemaps

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("csto_archive.cards.urls")),
    path("", include("summits.urls")),
    path("", include("articles.urls")),
    path("", include("csto_archive.searches.urls")),
    path("api/v1/", include("csto_archive.api")),
    path("admin/", admin.site.urls),
    path("about/", views.about, name="about"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": sitemaps}, name="sitemap"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
]

if settings.DEBUG:
    urlpatterns.append(path("styleguide/", views.styleguide, name="styleguide"))
