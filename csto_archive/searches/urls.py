"""The search, its suggestions and its feeds."""

from django.urls import path

from csto_archive.searches import opensearch, views
from csto_archive.searches.feeds import search_feed

app_name = "search"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest", views.suggest, name="suggest"),
    path("search/suggest.json", opensearch.suggestions, name="suggestions"),
    path("search/feed.atom", search_feed, name="feed"),
    path("search/feed.<str:form>", search_feed, name="feed"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
]
