"""Articles, the stories they share, their sources and their feed."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe

from articles import views
from articles.feeds import ArticleFeed

app_name = "articles"

urlpatterns = [
    path("articles/", views.articles, name="articles"),
    path("articles/<int:pk>/", views.article, name="article_by_number"),
    path("articles/<int:pk>/cite.<str:form>", views.cite, name="cite"),
    path("articles/<int:pk>/<str:slug>/", views.article, name="article"),
    path("stories/<int:pk>/", views.story, name="story"),
    path("sources/", views.sources, name="sources"),
    path("sources/coverage/", views.coverage, name="coverage"),
    path("sources/coverage.csv", views.coverage_csv, name="coverage_csv"),
    re_path(r"^sources/(?P<slug>[-\w]+)/$", views.source, name="source"),
    path("feeds/articles.atom", require_safe(ArticleFeed()), name="feed"),
]
