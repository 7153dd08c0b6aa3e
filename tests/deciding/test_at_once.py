"""An import brings a new page of an article while editors merge it or take the merger back.

With real transactions, on PostgreSQL: SQLite has one writer at a time anyway.
"""

import threading
import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles.deciding import merging
from articles.deciding.merging import merge, unmerge
from articles.deciding.stories import join_story
from articles.models import Article, Capture, Merger, Reading, StoryFamily
from tests.importing.test_identity import ABSENCE, ADDRESS, BUDGET, html, save, stored

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = "https://amp.site.example/news/1"
NEWS = ABSENCE[1][2]
often = pytest.mark.parametrize("round_number", range(4))


@pytest.fixture(autouse=True)
def several_writers():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer")


@pytest.fixture
def user(several_writers) -> User:
    return User.objects.create_superuser("at-once")


def at_once(*acts: Callable) -> list:
    """What each returns or raises, all begun at the same time."""
    start, ended = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable) -> None:
        try:
            start.wait(timeout=10)
            ended[number] = act()
        except Exception as error:
            ended[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)
    return ended


@pytest.fixture(params=["older into newer", "newer into older"])
def two(request) -> tuple[Article, Article]:
    """The article at ADDRESS, and the one that it is merged into."""
    addresses = [ADDRESS, ELSEWHERE]
    if request.param == "newer into older":
        addresses.reverse()
    found = {address: stored(save(html(BUDGET, address))) for address in addresses}
    return found[ADDRESS], found[ELSEWHERE]


def news():
    return save(html(BUDGET, ADDRESS, NEWS))


def assert_nothing_is_lost(saved, article: Article, into: Article) -> None:
    """What the page says stands in the article that the import says it wrote, and is kept as what
    the page of that address said."""
    assert saved.outcome == "updated"
    (number,) = saved.articles
    assert number in {article.pk, into.pk}
    now = Article.objects.in_bulk()
    assert {pk for pk, row in now.items() if NEWS in row.body} == {number}
    reading = Reading.objects.latest("pk")
    assert (reading.article_id, NEWS in reading.values["body"]) == (article.pk, True)
    assert Reading.objects.count() == Capture.objects.count() == 3
    for row in (article, into):
        assert now[row.pk].version > row.version


@often
def test_a_new_page_while_its_article_is_merged(user, two, round_number):
    article, into = two
    saved, merger = at_once(news, lambda: merge(article, into, user))
    assert Merger.objects.get() == merger
    assert_nothing_is_lost(saved, article, into)
    assert Article.objects.get(pk=article.pk).status == Article.Status.MERGED


@often
def test_a_new_page_while_the_merger_is_taken_back(user, two, round_number):
    article, into = two
    merger = merge(article, into, user)
    saved, back = at_once(news, lambda: unmerge(merger, user))
    assert back == article
    assert not Merger.objects.exists()
    assert Article.objects.get(pk=article.pk).status == Article.Status.DRAFT
    assert_nothing_is_lost(saved, article, into)


def test_an_import_that_comes_too_late_for_a_row_holds_nothing_while_it_waits(
    user, two, monkeypatch
):
    """The article that it found is merged before it holds it, and the merger is taken back while
    it goes after the other one: whoever does so may hold that one and wait for the first."""
    article, into = two
    held, merged, is_behind = merging.held, [], threading.Event()

    def late(numbers):
        if threading.current_thread().name != "import":
            return held(numbers)
        if not merged:
            merged.extend(at_once(lambda: merge(article, into, user)))
        elif not is_behind.is_set():
            is_behind.set()
            time.sleep(0.5)  # until the other waits, if for anything
        return held(numbers)

    def imported():
        threading.current_thread().name = "import"
        return news()

    def undone() -> Article:
        is_behind.wait(timeout=10)
        return unmerge(merged[0], user)

    monkeypatch.setattr(merging, "held", late)
    saved, back = at_once(imported, undone)
    assert back == article
    assert_nothing_is_lost(saved, article, into)


def test_who_joins_a_story_while_it_joins_another_goes_with_it(user, monkeypatch):
    """One joins the newer story after its articles were counted and before they were held."""
    families = [StoryFamily.objects.create() for _each in range(2)]
    one, other = (Article.objects.create(headline="خبر", story_family=f) for f in families)
    late = Article.objects.create(headline="خبر متأخر")
    held, joined = merging.held, []

    def waited(numbers):
        if threading.current_thread().name == "joins" and not joined:
            joined.extend(at_once(lambda: join_story([other, late], user)))
        return held(numbers)

    def joins() -> StoryFamily:
        threading.current_thread().name = "joins"
        return join_story([one, other], user)

    monkeypatch.setattr(merging, "held", waited)
    assert at_once(joins) == families[:1]
    assert joined == families[1:]
    assert set(families[0].articles.all()) == {one, other, late}
    assert set(StoryFamily.objects.all()) == {families[0]}
