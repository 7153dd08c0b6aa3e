"""The Atom feed of articles, which has been at its address from the start."""

import pytest
from lxml import etree

from articles.models import Article

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def feed(client, settings):
    settings.SITE_URL = "https://archive.example"

    def parse(query: str = ""):
        response = client.get(f"/feeds/articles.atom{query}")
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return etree.fromstring(response.content)

    return parse


def test_the_feed_tells_of_the_newest_articles(feed, article):
    tree = feed()
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert tree.xpath("a:entry/a:title/text()", namespaces=ATOM) == [article.headline]
    assert tree.xpath("a:entry/a:link/@href", namespaces=ATOM) == [article.permalink]
    assert tree.xpath("a:entry/a:summary/text()", namespaces=ATOM) == [article.standfirst]
    assert tree.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [
        "https://archive.example/feeds/articles.atom"
    ]


def test_an_entry_keeps_its_name_when_the_headline_changes(feed, article):
    before = feed().xpath("a:entry/a:id/text()", namespaces=ATOM)
    article.headline = "عنوان جديد"
    article.save()
    assert feed().xpath("a:entry/a:id/text()", namespaces=ATOM) == before
    assert before == [f"https://archive.example/articles/{article.pk}/"]


def test_the_feed_is_narrowed_like_the_list(feed, article):
    assert len(feed("?city=minsk&year=2023").xpath("//a:entry", namespaces=ATOM)) == 1
    assert feed("?year=2022").xpath("//a:entry", namespaces=ATOM) == []


def test_the_feed_refuses_what_it_cannot_read(client, db):
    response = client.get("/feeds/articles.atom?year=abc")
    assert response.status_code == 400
    assert "طلب غير مفهوم" in response.content.decode()


def test_a_stray_control_character_does_not_break_the_feed(feed, article):
    Article.objects.filter(pk=article.pk).update(headline="قمة\x0bمينسك\x01", standfirst="\x02<b>")
    tree = feed()
    assert "مينسك" in tree.xpath("a:entry/a:title/text()", namespaces=ATOM)[0]
    assert tree.xpath("a:entry/a:summary/text()", namespaces=ATOM) == ["&lt;b&gt;"]
