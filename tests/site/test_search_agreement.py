"""What a facet promises, what its link finds and what the list of articles finds: the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Coverage, InitiativeMention, MemberMention, Source
from summits.models import Initiative, Member, Summit

# On PostgreSQL a transaction and its settings stand around every question.
USUAL, RELAXED, MISSPELT = 28, 40, 60


@pytest.fixture
def summits(db) -> list[Summit]:
    """The first summits of three years, each in a city."""
    by_year = {}
    for summit in Summit.objects.filter(city__isnull=False).order_by("start_date"):
        by_year.setdefault(summit.start_date.year, summit)
    return list(by_year.values())[:3]


@pytest.fixture
def crowd(summits) -> list[Article]:
    """Each article about one summit; no summit has an article with all the words."""
    about = {
        "زرافستان": (summits[0], 1), "حشو": (summits[1], 12), "كلام": (summits[2], 12),
        "بنغازي سمرقند": (summits[0], 3), "بنغازي": (summits[1], 5), "سمرقند": (summits[2], 4),
    }  # fmt: skip
    articles = []
    for headline, (summit, times) in about.items():
        for _ in range(times):
            article = Article(headline=headline, published_on="2023-01-01")
            article.publish()
            Coverage.objects.create(article=article, summit=summit)
            articles.append(article)
    return articles


@pytest.fixture
def ask(client):
    def get(address: str, **parameters) -> dict:
        answer = client.get(f"/api/v1/{address}/", parameters)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    return get


def total(answer: dict) -> int:
    return next(group["total"] for group in answer["groups"] if group["name"] == "articles")


QUESTIONS = ["زرافستان حشو", "بنغازي سمرقند", "حشو كلام", "من كتب عن زرافستان وحشو كثير هناك؟"]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_facet_promises_what_its_link_finds(ask, crowd, summits, text):
    for chosen in ({}, {"year": summits[1].start_date.year}, {"city": summits[0].city.slug}):
        if {*chosen} == {"city"} and summits[0].city in {summits[1].city, summits[2].city}:
            continue
        for facet in ask("search", q=text, **chosen)["facets"]:
            for choice in facet["choices"]:
                clicked = {**chosen, facet["name"]: choice["value"]}
                if {"year", "city"} <= clicked.keys():
                    continue
                assert total(ask("search", q=text, **clicked)) == choice["count"], clicked


@pytest.mark.parametrize("text", [*QUESTIONS, "زرافستن حشو كلام بنغازي سمرقند الكتابة والقراءة"])
def test_the_list_finds_what_the_search_finds(ask, crowd, summits, text):
    source = Source.objects.create(name="وكالة الضفة")
    member, initiative = Member.objects.first(), Initiative.objects.first()
    for article in crowd[::2]:
        Article.objects.filter(pk=article.pk).update(source=source)
        MemberMention.objects.create(article=article, member=member)
        InitiativeMention.objects.create(article=article, initiative=initiative)
    for chosen in (
        {},
        {"year": summits[0].start_date.year},
        {"year": summits[1].start_date.year},
        {"city": summits[2].city.slug},
        {"source": source.slug},
        {"member": member.slug},
        {"initiative": initiative.slug, "year": summits[2].start_date.year},
    ):
        listed = ask("articles", q=text, limit=100, **chosen)["results"]
        assert total(ask("search", q=text, **chosen)) == len(listed), chosen
        page = ask("search", q=text, group="articles", limit=100, **chosen)["groups"][0]
        assert {hit["id"] for hit in page["hits"]} == {row["id"] for row in listed}


def test_a_year_and_a_city_are_of_one_summit_in_the_list_alone(client, ask, crowd, summits):
    first, second = summits[0], summits[1]
    Coverage.objects.create(article=crowd[0], summit=second)
    chosen = {"q": "زرافستان", "city": first.city.slug, "year": second.start_date.year}
    assert "/articles/?" in client.get("/search/", {"q": "زرافستان"}).content.decode()
    assert "/articles/?" not in client.get("/search/", chosen).content.decode()
    own = {**chosen, "year": first.start_date.year}
    assert len(ask("articles", **own)["results"]) == 1


def test_a_page_asks_little(client, crowd):
    Article.objects.update(published_at=timezone.now())
    client.get("/search/", {"q": "حشو"})

    def statements(**parameters) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/search/", parameters).status_code == 200
        states = [query for query in asked if "search_state" in query["sql"]]
        assert len(states) <= 1
        return len(asked)

    assert statements(q="حشو") <= USUAL
    assert statements(q="زرافستان حشو كلام", year=2023) <= RELAXED
    assert statements(q="زرافستن حشوو") <= MISSPELT
