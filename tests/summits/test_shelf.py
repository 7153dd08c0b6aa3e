"""What is read out of memory is what the database has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Coverage
from summits import shelf
from summits.models import City, Initiative, Member, Summit

pytestmark = pytest.mark.django_db


def test_it_has_what_the_lists_have():
    assert list(shelf.summits()) == list(Summit.objects.published().for_list())
    assert list(shelf.initiatives()) == list(Initiative.objects.published().for_list())
    assert list(shelf.members()) == list(Member.objects.published())
    assert list(shelf.cities()) == list(City.objects.published())
    assert list(shelf.years()) == list(Summit.objects.published().years())
    for summit in Summit.objects.select_related("city"):
        assert summit in shelf.in_year(summit.start_date.year)
        assert not summit.city or summit in shelf.in_city(summit.city.slug)


def test_neighbours_are_those_that_were_asked_of_the_database():
    summits = Summit.objects.published()
    for day in summits.values_list("start_date", flat=True):
        assert shelf.neighbours(day) == (summits.before(day).first(), summits.after(day).first())


def test_a_second_reading_asks_for_the_version_alone():
    shelf.summits()
    with CaptureQueriesContext(connection) as context:
        assert [f"{summit.place} {summit.chair}" for summit in shelf.summits()]
    assert len(context) == 1


def test_counts_follow_the_articles(minsk, article, draft):
    def counted() -> int:
        return next(summit.article_count for summit in shelf.summits() if summit == minsk)

    assert counted() == 1
    Coverage.objects.filter(article=article).delete()
    assert counted() == 0
