"""The table of contents of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from csto_archive import figures, health, sitemaps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("csto_archive.cards.urls")),
    path("", include("summits.urls")),
    path("", include("articles.urls")),
    path("", include("csto_archive.searches.urls")),
    path("api/v1/", include("csto_archive.api")),
    path("admin/", admin.site.urls),
    path("about/", views.about, name="about"),
    path("charts/<slug:name>.<str:form>", figures.chart, name="chart"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<slug:name>-<int:number>.xml", sitemaps.section, name="sitemap_section"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
]

if settings.DEBUG:
    urlpatterns.append(path("styleguide/", views.styleguide, name="styleguide"))
