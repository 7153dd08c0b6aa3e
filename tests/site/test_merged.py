"""The address of a merged article leads to the article that it became, and never to a draft."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.deciding.merging import merge, unmerge
from articles.models import Article, Merger
from tests.conftest import SECRET_WORD
from tests.site.conftest import MACHINES

API = "/api/v1/articles/{}/"


@pytest.fixture
def successor(source) -> Article:
    """A second published article that the first turns out to be."""
    successor = Article(headline="قمة مينسك بلا أرمينيا", body="<p>نص آخر</p>", source=source)
    successor.publish()
    return successor


def addresses(article: Article) -> list[str]:
    return [article.get_absolute_url(), f"/articles/{article.pk}/", f"/articles/{article.pk}/x/"]


def answer_of_nothing(client, url: str):
    return client.get(url.format(987654321))


def is_nothing(client, article: Article) -> bool:
    """Whether all its addresses answer as those of an article that never was."""
    pages = [(url, "/articles/{}/") for url in addresses(article)]
    for url, missing in [*pages, (API.format(article.pk), API)]:
        found, nothing = client.get(url), answer_of_nothing(client, missing)
        same = (found.status_code, found.content, dict(found.headers)) == (
            404, nothing.content, dict(nothing.headers),
        )  # fmt: skip
        if not same:
            return False
    return True


def test_old_permalinks_lead_to_the_article(client, article, successor, chief):
    merge(article, successor, chief)
    for url in addresses(article):
        answer = client.get(url)
        assert (answer.status_code, answer.url) == (301, successor.get_absolute_url())
        assert answer["Cache-Control"] == "no-cache"  # a merger may be undone
        assert client.head(url).status_code == 301
    assert "#" not in answer.url  # so browsers keep the paragraph that was asked for


def test_the_api_leads_there_too_with_what_was_asked(client, article, successor, chief):
    merge(article, successor, chief)
    answer = client.get(API.format(article.pk))
    assert (answer.status_code, answer["Location"]) == (301, API.format(successor.pk))
    assert answer["Access-Control-Allow-Origin"] == "*"
    asked = client.get(API.format(article.pk) + "?expand=provenance", follow=True)
    assert asked.json()["id"] == successor.pk
    assert "provenance" in asked.json()
    assert client.get(API.format(article.pk) + "?town=x").status_code == 400


def test_a_chain_leads_to_its_end_in_one_step(client, article, successor, draft, chief):
    merge(article, draft, chief)
    merge(Article.objects.get(pk=draft.pk), successor, chief)
    assert client.get(addresses(article)[0]).url == successor.get_absolute_url()
    assert client.get(API.format(article.pk))["Location"] == API.format(successor.pk)


def test_what_was_public_and_leads_to_a_draft_is_gone(client, article, draft, chief):
    merge(article, draft, chief)
    for url in addresses(article):
        answer = client.get(url)
        assert answer.status_code == 410
        assert SECRET_WORD not in answer.content.decode()
    hidden = client.get(API.format(article.pk))
    assert (hidden.status_code, hidden.content) == (404, answer_of_nothing(client, API).content)


def test_a_merged_draft_is_answered_like_an_article_that_never_was(client, article, draft, chief):
    merge(draft, article, chief)
    assert is_nothing(client, draft)


def test_what_was_to_be_public_later_never_was(client, draft, article, chief):
    draft.publish(at=timezone.now() + timedelta(days=1))
    merge(draft, article, chief)
    assert is_nothing(client, draft)


def test_what_leads_to_an_article_of_tomorrow_tells_nothing_of_it(client, article, draft, chief):
    draft.publish(at=timezone.now() + timedelta(days=1))
    merge(article, draft, chief)
    assert client.get(addresses(article)[0]).status_code == 410


def test_a_merger_taken_back_brings_the_page_back(client, article, successor, chief):
    merge(article, successor, chief)
    unmerge(Merger.objects.get(), chief)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_merged_article_stands_in_no_list(client, article, successor, chief, public_urls):
    merge(article, successor, chief)
    lists = [
        *MACHINES, "/", "/articles/", "/search/?q=شاغر", "/summits/2023-11-23-minsk/",
        "/api/v1/articles/", "/feeds/articles.atom", "/sources/", "/members/armenia/",
    ]  # fmt: skip
    for url in lists:
        text = client.get(url).content.decode(errors="ignore")  # some are pictures
        assert f"/articles/{article.pk}/" not in text, url
        assert article.headline not in text, url


def test_a_merged_draft_changes_no_byte_of_what_is_public(client, article, draft, chief):
    urls = [
        *MACHINES, "/", "/articles/", article.get_absolute_url(), API.format(article.pk),
        "/api/v1/articles/", "/summits/2023-11-23-minsk/", f"/search/?q={SECRET_WORD}",
    ]  # fmt: skip

    def read() -> dict:
        return {url: client.get(url).content for url in urls}

    before = read()
    merge(draft, article, chief)
    assert [url for url, content in read().items() if content != before[url]] == []


@pytest.mark.parametrize("api", [False, True])
def test_following_costs_a_few_queries(
    client, article, successor, chief, api, django_assert_max_num_queries
):
    merge(article, successor, chief)
    with django_assert_max_num_queries(6):
        client.get(API.format(article.pk) if api else addresses(article)[0])
