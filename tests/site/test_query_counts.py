"""Pages ask the database a fixed number of questions, however much there is to show."""

from datetime import date
from functools import partial

import pytest
from django.db import connection

from articles.models import (
    Article,
    Coverage,
    InitiativeMention,
    MemberMention,
    Photo,
    Source,
    StoryFamily,
)
from csto_archive.search.index import ARTICLES
from summits.models import City, Initiative, Measure, Member, Summit
from tests.asking import let_it_count, questions, questions_to_make
from tests.site.conftest import FIXED

MOST = 8  # the version of the archive is one of them
MOST_AT_FIRST = 20  # where nothing is remembered yet: once in each version and process
MORE = [
    "/initiatives/?year=2024", "/summits/city/tashkent/", "/feeds/articles.atom", "/sitemap.xml",
    "/articles/?summit=2023-11-23-minsk&initiative=2025-11-27-01", "/articles/?page=2",
    "/search/?q=مينسك", "/search/suggest?q=مين", "/search/feed.atom?q=مينسك",
    "/search/?q=زلابيه قمه مينيسك", "/search/?q=ماذا قيل عن زلابيه قمة مينيسك؟", "/articles/?q=قمة",
    "/summits/attendance.csv",
]  # fmt: skip


@pytest.fixture
def asked(client):
    """How many questions an address asks of the database."""

    def count(url: str) -> int:
        def get() -> None:
            assert client.get(url).status_code == 200

        return questions(get)

    return count


@pytest.fixture
def asked_to_make(client):
    return partial(questions_to_make, client)


def add(number: int, minsk, bishkek, armenia, initiative) -> None:
    """`number` more of everything that pages list."""
    tashkent = City.objects.get(slug="tashkent")
    for n in range(number):
        source = Source.objects.create(name=f"صحيفة {number} {n}")
        article = Article(headline=f"خبر {number} {n}", source=source, published_on="2023-11-24")
        article.story_family = StoryFamily.objects.create(title=f"قصة {number} {n}")
        article.publish()
        twin = Article(headline="كذلك", source=source, story_family=article.story_family)
        twin.publish()
        Coverage.objects.create(article=article, summit=minsk)
        Coverage.objects.create(article=article, summit=bishkek, role="background")
        MemberMention.objects.create(article=article, member=armenia)
        InitiativeMention.objects.create(article=article, initiative=initiative, measures=["أ"])
        Photo.objects.create(article=article, caption="صورة")
        Measure.objects.create(initiative=initiative, position=number * 100 + n, text="إجراء")
        summit = Summit.objects.create(
            slug=f"{number}-{n}", city=tashkent, chair=armenia,
            start_date=date(2023, 5, 1), end_date=date(2023, 5, 1),
            title="قمة", kind="informal", format="in_person", status="held",
        )  # fmt: skip
        summit.attendances.create(member=armenia, status="absent")
        Initiative.objects.create(
            summit=bishkek, date=date(2024, 1, 1), number=number * 100 + n, title="مبادرة",
            kind="decision", status="adopted", sponsor=armenia,
        )  # fmt: skip


def test_no_page_asks_more_when_there_is_more(
    asked, public_urls, minsk, bishkek, armenia, initiative
):
    urls = [
        *public_urls, "/initiatives/?year=2024", "/summits/city/tashkent/",
        "/articles/?summit=2023-11-23-minsk&initiative=2025-11-27-01", "/feeds/articles.atom",
    ]  # fmt: skip
    add(3, minsk, bishkek, armenia, initiative)
    few = {url: asked(url) for url in urls}
    add(30, minsk, bishkek, armenia, initiative)
    many = {url: asked(url) for url in urls}
    assert {u: (few[u], many[u]) for u in urls if many[u] > few[u]} == {}


@pytest.mark.parametrize("url", [*FIXED, *MORE])
def test_no_page_asks_much(asked, asked_to_make, article, carry, url):
    carry(article)
    assert asked(url) <= MOST_AT_FIRST
    assert asked_to_make(url) <= MOST


@pytest.mark.parametrize("of", ["article", "source", "story"])
def test_no_page_of_the_coverage_asks_much(asked, asked_to_make, article, source, carry, of):
    carry(article)
    record = {"article": article, "source": source, "story": article.story_family}[of]
    assert asked(record.get_absolute_url()) <= MOST_AT_FIRST
    assert asked_to_make(record.get_absolute_url()) <= MOST


def test_an_unchanged_page_asks_one_question(asked, public_urls):
    for url in public_urls:
        asked(url)
    assert {url: n for url in public_urls if (n := asked(url)) != 1} == {}


def test_the_tables_of_summits_ask_little(asked, minsk):
    assert asked("/summits/attendance/") <= 6
    assert asked("/summits/attendance.csv") <= 6
    assert asked("/summits/?view=grid") <= 4


def test_an_article_with_many_links_asks_no_more(asked_to_make, article):
    few = asked_to_make(article.get_absolute_url())
    mentioned = article.mentions.values("member")
    for member in Member.objects.exclude(pk__in=mentioned):
        MemberMention.objects.create(article=article, member=member)
    for summit in Summit.objects.exclude(pk__in=article.coverage.values("summit"))[:20]:
        Coverage.objects.create(article=article, summit=summit, role="background")
    for initiative in Initiative.objects.exclude(mentions__article=article)[:20]:
        InitiativeMention.objects.create(article=article, initiative=initiative)
    assert asked_to_make(article.get_absolute_url()) == few <= MOST


@pytest.fixture
def large(article, minsk, armenia, initiative) -> None:
    """10,000 articles more, in one test: it takes seconds to write them."""
    sources = Source.objects.bulk_create(
        Source(name=f"صحيفة {n}", slug=f"paper-{n}") for n in range(60)
    )
    stories = StoryFamily.objects.bulk_create(StoryFamily() for _ in range(500))
    fields = {"status": "published", "published_at": article.published_at, "slug": "خبر"}
    fields |= {"body": "<p>قمة في مينسك</p>", "published_precision": "day"}
    articles = Article.objects.bulk_create(
        (
            Article(
                headline=f"خبر {n}", source=sources[n % 60], published_on=day, sort_date=day,
                story_family=stories[n // 2] if n < 1000 else None, **fields,
            )
            for n in range(10_000)
            for day in [date(2012 + n % 14, 1 + n % 12, 1 + n % 28)]
        ),
        batch_size=500,
    )  # fmt: skip
    Coverage.objects.bulk_create(Coverage(article=a, summit=minsk) for a in articles)
    MemberMention.objects.bulk_create(MemberMention(article=a, member=armenia) for a in articles)
    InitiativeMention.objects.bulk_create(
        InitiativeMention(article=a, initiative=initiative, measures=["أ"]) for a in articles
    )
    _have_the_index_know(articles[:100])
    let_it_count()


def _have_the_index_know(articles: list[Article]) -> None:
    """Of these alone: to analyse all takes longer than a test may."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_stale WHERE record > %s", [articles[-1].pk])
    while ARTICLES.settle():
        pass


def test_no_page_asks_more_of_ten_thousand_articles(
    asked, article, public_urls, minsk, bishkek, armenia, initiative, request
):
    add(3, minsk, bishkek, armenia, initiative)
    story = StoryFamily.objects.published().first()
    urls = [*public_urls, *MORE, story.get_absolute_url()]
    few = {url: asked(url) for url in urls}
    request.getfixturevalue("large")
    many = {url: asked(url) for url in urls}
    assert {u: (few[u], many[u]) for u in urls if many[u] > max(few[u], MOST)} == {}
