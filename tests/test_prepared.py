"""A question whose SQL was worked out once is answered as if it were asked for the first time."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Coverage
from csto_archive.prepared import NOW, NUMBER, Among, Prepared, hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def public() -> Prepared:
    return Prepared(lambda: Article.objects.published(at=NOW).filter(Among("pk")).order_by("pk"))


def test_it_brings_the_same_records_whatever_is_given(public, article, draft, carry):
    others = [carry(article).pk for _ in range(3)]
    for numbers in (
        [article.pk],
        [article.pk, draft.pk],
        others,
        [0],
        [],
        range(article.pk - 250, article.pk + 250),
    ):
        found = public.ask(numbers=numbers)
        assert found == list(Article.objects.published().filter(pk__in=numbers).order_by("pk"))
    assert found[0].published_on == article.published_on


def test_its_moment_is_that_of_the_question(public):
    now = timezone.now()
    article = Article(headline="قمة الغد")
    article.publish(at=now + timedelta(hours=1))
    assert public.ask(numbers=[article.pk]) == []
    assert public.ask(numbers=[article.pk], now=now + timedelta(hours=2)) == [article]
    with time_machine.travel(now + timedelta(hours=2)):
        assert public.ask(numbers=[article.pk]) == [article]


def test_what_looked_at_the_clock_is_refused():
    with pytest.raises(TypeError):
        Prepared(lambda: Article.objects.published()).ask()


def test_what_is_held_is_not_asked_for_again(article):
    links = Prepared(lambda: Coverage.objects.filter(article=NUMBER).select_related("summit"))
    hold(article, "coverage", links.ask(number=article.pk))
    with CaptureQueriesContext(connection) as queries:
        assert [link.summit.slug for link in article.coverage.all()] == ["2023-11-23-minsk"]
        assert article.coverage.all()[0].article is article
    assert not queries.captured_queries
    assert article.coverage.count() == 1
