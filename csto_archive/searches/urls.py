"""The search, its suggestions and its feeds."""

from django.urls import path
from django.views.decorators.http import require_safe

from csto_archive.searches import views
from csto_archive.searches.feeds import SearchFeed

app_name = "search"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
    path("search/feed.atom", require_safe(SearchFeed()), name="feed"),
]
