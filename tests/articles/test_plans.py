"""By which indexes SQLite finds what pages show, where it was never told how large the archive is.

It never is: nothing but ANALYZE tells it, and nobody runs that. With 100,000 articles a wrong guess
makes a page take minutes.
"""

import pytest
from django.db import connection

from articles.models import Article, StoryFamily
from summits.models import Summit

SORTED = "USE TEMP B-TREE FOR ORDER BY"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the planner of SQLite"),
]


def test_the_newest_articles_are_read_in_their_order():
    plan = Article.objects.published().newest_first().once_a_story()[:6].values("pk").explain()
    assert SORTED not in plan
    assert "COVERING INDEX article_of_story" in plan


@pytest.mark.parametrize("path", ["source", "coverage__summit", "members", "initiatives"])
def test_the_carriers_of_a_story_are_looked_up_by_the_story(path):
    entries = Article.objects.published().filter(**{path: 1}).once_a_story().values("pk")
    assert "article_of_story (story_family_id=?" in entries.explain()


def test_the_articles_of_a_story_are_counted_without_reading_them():
    plan = StoryFamily.objects.published().values("pk").explain()
    assert "COVERING INDEX article_of_story (story_family_id=?" in plan


def test_summits_are_listed_without_looking_through_the_articles():
    assert "article" not in Summit.objects.published().for_list().explain()
