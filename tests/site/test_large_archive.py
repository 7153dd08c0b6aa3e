"""What the pages of summits and sources ask of an archive with 10,000 articles on one summit."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import (
    Article,
    Coverage,
    InitiativeMention,
    Photo,
    Quotation,
    Source,
    StoryFamily,
)
from summits.models import Initiative
from tests.asking import let_it_count, questions_to_make

MOST = 8
MANY = 10_000
SOURCES = 60
PAGES = (
    "/summits/2023-11-23-minsk/", "/summits/2023/", "/summits/city/minsk/", "/sources/",
    "/sources/coverage/", "/sources/coverage.csv", "/sources/source-0/",
)  # fmt: skip


def fill(minsk, bishkek, number: int) -> None:
    """So many articles, one in ten a draft, with stories, photos, quotes and measures."""
    sources = Source.objects.bulk_create(
        [Source(name=f"صحيفة {n:02}", slug=f"source-{n}") for n in range(SOURCES)]
    )
    stories = StoryFamily.objects.bulk_create([StoryFamily() for _n in range(number // 20 + 1)])
    articles = Article.objects.bulk_create(
        [_article(n, sources[n % SOURCES], stories) for n in range(number)], 1000
    )
    initiative = Initiative.objects.filter(summit=minsk).first()
    both = [(article, minsk, "main") for article in articles]
    both += [(article, bishkek, "background") for article in articles[::3]]
    Coverage.objects.bulk_create(
        [Coverage(article=a, summit=summit, role=role) for a, summit, role in both], 1000
    )
    InitiativeMention.objects.bulk_create(
        [InitiativeMention(article=a, initiative=initiative, measures=["إجراء"])
         for a in articles[::5]], 1000,
    )  # fmt: skip
    Photo.objects.bulk_create([Photo(article=a, caption=f"صورة {a.pk}") for a in articles], 1000)
    Quotation.objects.bulk_create(
        [Quotation(article=a, text=f"قول {a.pk}") for a in articles], 1000
    )
    let_it_count()


def _article(n: int, source: Source, stories: list[StoryFamily]) -> Article:
    day = date(2023, 11, 15) + timedelta(n % 30)
    return Article(
        headline=f"خبر {n}", slug=f"خبر-{n}", source=source, published_on=day, sort_date=day,
        published_precision="day", status="draft" if n % 10 == 9 else "published",
        published_at=timezone.now(), story_family=stories[n % len(stories)] if n % 2 else None,
    )  # fmt: skip


@pytest.fixture
def asked(client):
    def ask() -> dict[str, int]:
        numbers = {}
        for url in PAGES:
            assert client.get(url).status_code == 200, url
            numbers[url] = questions_to_make(client, url)
        return numbers

    return ask


@pytest.mark.parametrize("number", [200, MANY])
def test_pages_ask_at_most_eight_questions_however_much_there_is(asked, minsk, bishkek, number):
    fill(minsk, bishkek, number)
    assert {url: n for url, n in asked().items() if n > MOST} == {}
