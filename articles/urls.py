"""Articles, the stories they share, their sources and their feed."""

from django.urls import path, re_path

from articles import citing, views
from articles.feeds import article_feed

app_name = "articles"

urlpatterns = [
    path("articles/", views.articles, name="articles"),
    path("articles/<int:pk>/", views.article, name="article_by_number"),
    path("articles/<int:pk>/cite.<str:form>", views.cite, name="cite"),
    path("articles/<int:pk>/<str:slug>/", views.article, name="article"),
    path("stories/<int:pk>/", views.story, name="story"),
    path("stories/<int:pk>/cite.<str:form>", citing.story, name="story_cite"),
    path("sources/", views.sources, name="sources"),
    path("sources/coverage/", views.coverage, name="coverage"),
    path("sources/coverage.csv", views.coverage_csv, name="coverage_csv"),
    re_path(r"^sources/(?P<slug>[-\w]+)/$", views.source, name="source"),
    re_path(r"^sources/(?P<slug>[-\w]+)/cite\.(?P<form>[^/]+)$", citing.source, name="source_cite"),
    path("feeds/articles.atom", article_feed, name="feed"),
    path("feeds/articles.<str:form>", article_feed, name="feed"),
]
