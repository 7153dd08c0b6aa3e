"""The index of what search engines read, and its documents."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

import summits.sitemaps
from articles.models import Article
from csto_archive import versions
from tests.conftest import SECRET_WORD

ARCHIVE = "https://archive.example"
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = ARCHIVE


@pytest.fixture
def changes(client):
    """Addresses and when each last changed, "" where that is not said."""

    def read(path: str) -> dict[str, str]:
        answer = client.get(path)
        assert answer["Content-Type"] == "application/xml; charset=utf-8"
        tree = etree.fromstring(answer.content)
        entries = tree.xpath("/m:*/m:*", namespaces=MAP)
        return {
            entry.findtext("m:loc", namespaces=MAP): entry.findtext("m:lastmod", "", MAP)
            for entry in entries
        }

    return read


@pytest.fixture
def everything(changes):
    def read() -> dict[str, str]:
        documents = [changes(urlsplit(place).path) for place in changes("/sitemap.xml")]
        assert all(documents)
        told = [place for document in documents for place in document]
        assert len(told) == len(set(told))
        return {place: changed for document in documents for place, changed in document.items()}

    return read


def test_every_public_page_is_in_a_document(client, everything, article, carry):
    carry(article)
    found = everything()
    assert {
        f"{ARCHIVE}/", f"{ARCHIVE}/summits/", f"{ARCHIVE}/articles/", f"{ARCHIVE}/members/armenia/",
        f"{ARCHIVE}/summits/2023/", f"{ARCHIVE}/summits/city/minsk/", article.permalink,
        article.source.permalink, article.story_family.permalink,
        f"{ARCHIVE}/initiatives/2025-11-27-01/", f"{ARCHIVE}/summits/2023-11-23-minsk/",
        f"{ARCHIVE}/summits/attendance/",
    } <= set(found)  # fmt: skip
    for place in list(found)[::7] + [article.permalink, article.story_family.permalink]:
        assert place.startswith(f"{ARCHIVE}/")
        assert client.get(urlsplit(place).path).status_code == 200, place


def test_nothing_in_a_document_is_closed_to_robots(client, everything, article):
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())
    assert all(robots.can_fetch("*", place) for place in everything())
    assert not robots.can_fetch("*", f"{ARCHIVE}/admin/")
    assert robots.site_maps() == [f"{ARCHIVE}/sitemap.xml"]


def test_what_is_not_public_is_in_no_document(everything, article, draft, carry):
    before = everything()
    carry(article, "draft")
    Article.objects.filter(pk=draft.pk).update(
        status="published", published_at=timezone.now() + timedelta(days=1)
    )
    assert everything() == before
    assert SECRET_WORD not in "".join(before)


def test_a_document_without_any_address_is_not_there(client, article):
    far = 5_000_000
    Article.objects.create(pk=far, headline=SECRET_WORD, published_on="2023-11-24")
    for path in (
        f"/sitemaps/articles-{far // summits.sitemaps.SIZE}.xml", "/sitemaps/articles-7.xml",
        "/sitemaps/nothing-0.xml", "/sitemaps/pages-1.xml", "/sitemaps/stories-0.xml",
        f"/sitemaps/articles-{'9' * 30}.xml",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_documents_are_cut_by_numbers(changes, everything, article, monkeypatch):
    for number in range(12):
        Article.objects.create(headline=f"خبر {number}", status="published")
    whole = everything()
    monkeypatch.setattr(summits.sitemaps, "SIZE", 5)
    versions.forget()
    assert everything() == whole
    parts = [place for place in changes("/sitemap.xml") if "/articles-" in place]
    assert len(parts) >= 3
    assert all(len(changes(urlsplit(place).path)) <= 5 for place in parts)


def test_the_index_says_when_each_document_changed(changes, article):
    place = f"{ARCHIVE}/sitemaps/articles-{article.pk // summits.sitemaps.SIZE}.xml"
    before = changes("/sitemap.xml")
    assert before[place] == changes(urlsplit(place).path)[article.permalink]
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC), tick=False):
        article.headline = "قمة مينسك تنعقد بمقعد شاغر"
        article.save()
        after = changes("/sitemap.xml")
    assert after[place] == "2031-01-01T00:00:00+00:00"
    pages = f"{ARCHIVE}/sitemaps/pages-0.xml"
    assert {p for p in after if after[p] != before[p]} == {place, pages}


def test_an_article_that_waited_for_its_hour_changed_then(changes, article):
    hour = datetime(2030, 5, 1, 9, tzinfo=UTC)
    Article.objects.filter(pk=article.pk).update(published_at=hour)
    with time_machine.travel(hour + timedelta(minutes=1), tick=False):
        path = f"/sitemaps/articles-{article.pk // summits.sitemaps.SIZE}.xml"
        assert changes(path)[article.permalink] == "2030-05-01T09:00:00+00:00"


def test_a_story_changes_with_its_carriers(changes, article, carry):
    other = carry(article)
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC), tick=False):
        other.headline = "قمة مينسك في رواية أخرى"
        other.save()
        path = f"/sitemaps/stories-{article.story_family_id // summits.sitemaps.SIZE}.xml"
        assert changes(path)[article.story_family.permalink] == "2031-01-01T00:00:00+00:00"


def test_no_document_asks_more_when_there_is_more(client, article, carry):
    paths = [
        "/sitemap.xml", "/sitemaps/pages-0.xml", "/sitemaps/cities-0.xml",
        f"/sitemaps/articles-{article.pk // summits.sitemaps.SIZE}.xml",
    ]  # fmt: skip

    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    few = [asked(path) for path in paths]
    for _ in range(9):
        carry(article)
    assert [asked(path) for path in paths] == few
    assert max(few) <= 3
