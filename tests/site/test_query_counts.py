"""Pages ask the database a fixed number of questions, however much there is to show."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Article,
    Coverage,
    InitiativeMention,
    MemberMention,
    Photo,
    Source,
    StoryFamily,
)
from summits.models import City, Initiative, Measure, Member, Summit

MOST = 12


@pytest.fixture
def asked(client):
    def count(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return count


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
        *public_urls, "/members/armenia/", "/initiatives/?year=2024", "/summits/city/tashkent/",
        "/articles/?summit=2023-11-23-minsk&initiative=2025-11-27-01", "/feeds/articles.atom",
    ]  # fmt: skip
    add(3, minsk, bishkek, armenia, initiative)
    few = {url: asked(url) for url in urls}
    add(30, minsk, bishkek, armenia, initiative)
    many = {url: asked(url) for url in urls}
    assert {u: (few[u], many[u]) for u in urls if many[u] > few[u]} == {}
    assert {u: n for u, n in many.items() if n > MOST} == {}


def test_the_tables_of_summits_ask_little(asked, minsk):
    assert asked("/summits/attendance/") <= 6
    assert asked("/summits/attendance.csv") <= 6
    assert asked("/summits/?view=grid") <= asked("/summits/")


def test_an_article_with_many_links_asks_no_more(asked, article):
    few = asked(article.get_absolute_url())
    mentioned = article.mentions.values("member")
    for member in Member.objects.exclude(pk__in=mentioned):
        MemberMention.objects.create(article=article, member=member)
    for summit in Summit.objects.exclude(pk__in=article.coverage.values("summit"))[:20]:
        Coverage.objects.create(article=article, summit=summit, role="background")
    for initiative in Initiative.objects.exclude(mentions__article=article)[:20]:
        InitiativeMention.objects.create(article=article, initiative=initiative)
    assert asked(article.get_absolute_url()) == few <= MOST
