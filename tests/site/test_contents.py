"""The table of contents: every address answers, is a whole Arabic page and sets no cookie."""

import re

import pytest

from tests.site.conftest import MACHINES
from tests.site.reading import INLINE_SCRIPTS, visible_text


def test_every_page_is_arabic_right_to_left_and_described(read, public_urls):
    for url in public_urls:
        page = read(url)
        assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
        assert len(page.xpath("//h1")) == 1, url
        assert page.xpath("//title/text()")[0].strip()
        assert page.xpath("//meta[@name='description']/@content")[0].strip(), url
        assert page.xpath("//main[@id='content'][@tabindex='-1']")
        assert page.xpath("//body/a[1]/@href") == ["#content"]
        assert page.xpath("//meta[@property='og:locale']/@content") == ["ar_AR"]
        [feed, *_others] = page.xpath("//link[@type='application/atom+xml']/@href")
        assert feed.startswith("/feeds/")
        assert page.xpath("//link[@rel='search']/@href") == ["/opensearch.xml"]


def test_every_page_names_its_address_at_the_archive_itself(read, public_urls, settings):
    settings.SITE_URL = "https://archive.example"
    for url in public_urls:
        path = url.partition("?")[0]
        canonical = read(url).xpath("//link[@rel='canonical']/@href")
        assert canonical == [f"https://archive.example{path}"]


def test_every_page_is_shared_with_a_card(client, read, public_urls, article, settings):
    settings.SITE_URL = "https://archive.example"
    cards = {}
    for url in public_urls:
        page = read(url)
        [image] = page.xpath("//meta[@property='og:image']/@content")
        assert page.xpath("//meta[@property='og:image:alt']/@content")[0].strip()
        cards[url] = image.removeprefix("https://archive.example")
        assert client.get(cards[url])["Content-Type"] == "image/png"
    own = {
        article.get_absolute_url(): f"/articles/{article.pk}/card.png",
        article.source.get_absolute_url(): f"{article.source.get_absolute_url()}card.png",
        "/summits/2023-11-23-minsk/": "/summits/2023-11-23-minsk/card.png",
        "/summits/2023/": "/summits/2023/card.png",
        "/summits/city/astana/": "/summits/city/astana/card.png",
        "/members/armenia/": "/members/armenia/card.png",
        "/initiatives/2025-11-27-01/": "/initiatives/2025-11-27-01/card.png",
        "/": "/card.png",
        "/articles/": "/card.png",
    }
    assert cards.items() >= own.items()


def test_an_article_says_when_it_came_out(read, article):
    page = read(article.get_absolute_url())
    times = {
        name: page.xpath(f"//meta[@property='article:{name}']/@content")
        for name in ("published_time", "modified_time", "author")
    }
    assert times["published_time"] == ["2023-11-23"]
    assert times["modified_time"][0][:10] == str(article.updated_at.date())
    assert times["author"] == [article.byline]


def test_all_pages_but_the_front_page_lead_back(read, public_urls):
    assert not read("/").xpath("//nav[@class='breadcrumbs']")
    for url in public_urls[1:]:
        trail = read(url).xpath("//nav[@class='breadcrumbs']//li")
        assert trail[0].xpath("a/@href") == ["/"]
        assert trail[-1].get("aria-current") == "page", url


def test_links_inside_the_site_lead_somewhere(client, read, public_urls):
    links = {href for url in public_urls for href in read(url).xpath("//body//a/@href")}
    inside = {link.partition("#")[0] for link in links if link.startswith("/")}
    inside = {link for link in inside if not link.startswith("/static/")}
    assert len(inside) > 100
    for link in inside:
        assert client.get(link).status_code == 200, link


def test_headings_do_not_skip_a_level_and_ids_are_single(read, public_urls):
    for url in public_urls:
        page = read(url)
        levels = [int(h.tag[1]) for h in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False)), (url, levels)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), url


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(read, public_urls):
    for url in public_urls:
        page = read(url)
        assert not page.xpath(f"{INLINE_SCRIPTS} | //style | //@style | //@onclick | //@onload")
        loaded = page.xpath("//link[@rel!='canonical']/@href | //img/@src | //script/@src")
        assert all(link.startswith("/") for link in loaded), loaded


def test_no_iso_date_no_other_digits_and_no_bidi_controls_are_shown(read, public_urls):
    for url in public_urls:
        text = visible_text(read(url))
        own = visible_text(read(url), foreign=False)
        assert not re.search(r"\d{4}-\d\d-\d\d", own), url
        assert not re.search(r"[٠-٩۰-۹\u202a-\u202e\u2066-\u2069]", text), url


def test_no_latin_word_stands_outside_a_marked_run(read, public_urls):
    for url in public_urls:
        latin = re.findall(r"[A-Za-z]{2,}", visible_text(read(url), foreign=False))
        assert not latin, (url, latin)


def test_pages_set_no_cookie_and_are_the_same_for_everybody(client, public_urls):
    for url in [*public_urls, *MACHINES]:
        response = client.get(url)
        assert not response.cookies, url
        assert "Cookie" not in response.get("Vary", ""), url


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_can_only_be_read(client, public_urls, method):
    for url in [*public_urls, *MACHINES, "/healthz/live", "/healthz/ready"]:
        assert getattr(client, method)(url).status_code == 405, url


def test_robots_are_told_where_the_sitemap_is(client, settings):
    settings.SITE_URL = "https://archive.example"
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: https://archive.example/sitemap.xml" in response.content.decode()


@pytest.mark.django_db
def test_the_service_says_that_it_lives_and_is_ready(client):
    assert client.get("/healthz/live").json() == {"status": "alive"}
    assert client.get("/healthz/ready").json() == {"status": "ready"}
