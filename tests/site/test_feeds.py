"""Feeds of every list and search, in three forms, as feed readers read them."""

import json

import feedparser
import pytest
from lxml import html

from articles.models import Article, Source
from tests.asking import questions
from tests.site.reading import squeezed

ARCHIVE = "https://archive.example"
TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json",
}
VERSIONS = {"atom": "atom10", "rss": "rss20"}
LISTS = {
    "/feeds/articles": "/articles/",
    "/feeds/summits": "/summits/",
    "/feeds/initiatives": "/initiatives/",
    "/search/feed": "/search/?sort=newest",
}


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = ARCHIVE


@pytest.fixture
def entries(client):
    """The entries of a feed in one way, whatever its form: id, title, link, text, categories."""

    def read(address: str) -> list[dict]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        form = address.partition("?")[0].rpartition(".")[2]
        return (of_json if form == "json" else of_xml)(answer.content)

    return read


def of_xml(content: bytes) -> list[dict]:
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "link": entry.link,
            "text": entry.get("summary", ""),
            "tags": [tag.term for tag in entry.get("tags", [])],
        }
        for entry in feedparser.parse(content).entries
    ]


def of_json(content: bytes) -> list[dict]:
    return [
        {
            "id": item["id"],
            "title": item["title"],
            "link": item["url"],
            "text": squeezed(html.fragment_fromstring(item["content_html"])),
            "tags": item.get("tags", []),
        }
        for item in json.loads(content)["items"]
    ]


@pytest.mark.parametrize("form", ["atom", "rss"])
@pytest.mark.parametrize("name", LISTS)
def test_a_feed_is_well_formed_and_says_what_it_is(client, article, name, form):
    answer = client.get(f"{name}.{form}")
    assert answer["Content-Type"] == TYPES[form]
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo
    assert parsed.version == VERSIONS[form]
    assert parsed.feed.language == "ar"
    assert parsed.feed.title
    assert parsed.feed.link == f"{ARCHIVE}{LISTS[name]}"
    assert [link.href for link in parsed.feed.links if link.rel == "self"] == [
        f"{ARCHIVE}{name}.{form}"
    ]
    assert parsed.entries
    for entry in parsed.entries:
        assert entry.id.startswith(f"{ARCHIVE}/")
        assert entry.title
        assert entry.published_parsed
        if form == "atom":
            assert entry.updated_parsed
    assert form == "rss" or (parsed.feed.id and parsed.feed.updated_parsed and parsed.feed.author)
    assert form == "atom" or parsed.feed.description


@pytest.mark.parametrize("name", LISTS)
def test_a_json_feed_has_what_its_format_asks_for(client, article, name):
    answer = client.get(f"{name}.json")
    assert answer["Content-Type"] == TYPES["json"]
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["home_page_url"] == f"{ARCHIVE}{LISTS[name]}"
    assert feed["feed_url"] == f"{ARCHIVE}{name}.json"
    assert feed["items"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"].startswith("<p>")
        assert item["date_published"].endswith("+00:00")


@pytest.mark.parametrize("name", LISTS)
def test_the_three_forms_say_the_same(entries, article, name):
    atom, rss, json_feed = (entries(f"{name}.{form}") for form in TYPES)
    assert [e["id"] for e in atom] == [e["id"] for e in rss] == [e["id"] for e in json_feed]
    assert [e["title"] for e in atom] == [e["title"] for e in json_feed]
    assert [e["tags"] for e in atom] == [e["tags"] for e in rss] == [e["tags"] for e in json_feed]


@pytest.mark.parametrize("form", TYPES)
def test_an_empty_feed_is_a_feed(client, db, form):
    answer = client.get(f"/feeds/articles.{form}?year=1999")
    assert answer.status_code == 200
    content = answer.content
    assert (
        json.loads(content)["items"] == []
        if form == "json"
        else not feedparser.parse(content).entries
    )


@pytest.mark.parametrize("form", TYPES)
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("member=armenia", 1), ("member=russia", 0), ("year=2023&city=minsk", 1), ("year=2022", 0),
        ("summit=2023-11-23-minsk", 1), ("summit=2024-11-28-astana", 0), ("q=مينسك", 1),
        ("initiative=2025-11-27-01", 1), ("source=جريدة-الرواق", 1),
    ],
)  # fmt: skip
def test_a_feed_is_narrowed_like_its_list(entries, article, form, asked, found):
    assert len(entries(f"/feeds/articles.{form}?{asked}")) == found


def test_summits_and_initiatives_are_narrowed_like_their_lists(entries, db):
    assert len(entries("/feeds/summits.rss?city=minsk&year=2023")) == 1
    assert len(entries("/feeds/summits.atom?status=announced")) == 1
    assert {"إعلان"} >= {
        entry["text"].partition("،")[0]
        for entry in entries("/feeds/initiatives.json?kind=declaration")
    }


def test_the_title_of_a_feed_says_what_was_asked(client, db):
    title = client.get("/feeds/articles.json?year=2023&kind=regular&member=armenia").json()["title"]
    for word in ("السنة: 2023", "نوع القمة: دورة عادية", "الدولة: أرمينيا"):
        assert word in title


@pytest.mark.parametrize("name", LISTS)
def test_what_is_not_understood_is_refused_in_every_form(client, db, name):
    for form in TYPES:
        assert client.get(f"{name}.{form}?year=abc").status_code == 400
    assert client.get(f"{name}.exe").status_code == 404
    assert client.get(f"{name}.").status_code == 404


@pytest.mark.parametrize("form", TYPES)
def test_an_entry_names_its_summit(entries, article, form):
    [entry] = entries(f"/feeds/articles.{form}")
    assert entry["tags"] == ["مينسك، 23 نوفمبر/تشرين الثاني 2023"]
    assert entry["text"] == article.standfirst


@pytest.mark.parametrize("form", TYPES)
def test_a_source_of_links_alone_gives_no_text(client, article, form):
    Source.objects.filter(pk=article.source_id).update(rights="link_only")
    for address in ("/feeds/articles", "/search/feed"):
        told = client.get(f"{address}.{form}").content.decode()
        assert article.headline in told
        assert article.standfirst not in told


@pytest.mark.parametrize("form", TYPES)
def test_a_sample_is_named_as_one(entries, article, form):
    Article.objects.filter(pk=article.pk).update(is_sample=True)
    for address in ("/feeds/articles", "/search/feed"):
        [entry] = entries(f"{address}.{form}")
        assert entry["title"] == f"{article.headline} [عيّنة تعليمية]"


@pytest.mark.parametrize("form", TYPES)
def test_what_is_withdrawn_leaves_the_feed(client, entries, article, form):
    assert entries(f"/feeds/articles.{form}")
    first = client.get(f"/feeds/articles.{form}")
    assert "Last-Modified" not in first  # that of the entries left would be older
    article.withdraw()
    assert entries(f"/feeds/articles.{form}") == []


@pytest.mark.parametrize("form", TYPES)
def test_hostile_texts_stay_texts(entries, client, article, form):
    headline = "]]></title><script>\x0b\x01«قمة» & \u202eمينسك\ud7ff"
    Article.objects.filter(pk=article.pk).update(headline=headline, standfirst="<b>\x02&amp;")
    [entry] = entries(f"/feeds/articles.{form}")
    assert "مينسك" in entry["title"]
    assert "\x0b" not in entry["title"]
    content = client.get(f"/feeds/articles.{form}").content.decode()
    assert form == "json" or "<script>" not in content


@pytest.mark.parametrize("name", LISTS)
def test_a_feed_asks_a_fixed_number_of_questions(client, article, name):
    def asked() -> int:
        return questions(lambda: client.get(f"{name}.json"))

    counts = []
    for size in (3, 12):
        for number in range(size):
            source = Source.objects.create(name=f"صحيفة {size} {number}")
            other = Article(headline=f"خبر {number}", source=source, published_on="2023-11-24")
            other.publish()
            other.coverage.create(summit=article.main_summits[0])
        client.get(f"{name}.json")  # the index takes in what is new
        counts.append(asked())
    assert counts[0] == counts[1] <= 8


def alternates(page) -> dict[str, str]:
    links = page.xpath("//link[@rel='alternate']")
    return {link.get("type"): link.get("href") for link in links}


@pytest.mark.parametrize(
    ("page", "atom", "api"),
    [
        ("/articles/?year=2023&city=minsk&page=1", "articles.atom?year=2023&city=minsk",
         "articles/?year=2023&city=minsk"),
        ("/articles/", "articles.atom", "articles/"),
        ("/articles/?year=abc&member=armenia&q=", "articles.atom?member=armenia",
         "articles/?member=armenia"),
        ("/summits/?city=minsk&view=grid", "summits.atom?city=minsk", "summits/?city=minsk"),
        ("/initiatives/?year=2023&page=2", "initiatives.atom?year=2023", "initiatives/?year=2023"),
        ("/summits/2023-11-23-minsk/", "articles.atom?summit=2023-11-23-minsk",
         "summits/2023-11-23-minsk/"),
        ("/members/armenia/", "articles.atom?member=armenia", "members/armenia/"),
        ("/initiatives/2025-11-27-01/", "articles.atom?initiative=2025-11-27-01",
         "initiatives/2025-11-27-01/"),
        ("/summits/2023/", "articles.atom?year=2023", "summits/?year=2023"),
        ("/summits/city/minsk/", "articles.atom?city=minsk", "cities/minsk/"),
    ],
)  # fmt: skip
def test_a_page_names_the_feed_and_the_data_of_its_own_filter(
    client, read, article, page, atom, api
):
    found = alternates(read(page))
    assert found["application/atom+xml"] == f"/feeds/{atom}"
    assert found["application/rss+xml"] == f"/feeds/{atom.replace('.atom', '.rss')}"
    assert found["application/feed+json"] == f"/feeds/{atom.replace('.atom', '.json')}"
    assert found["application/json"] == f"/api/v1/{api}"
    for address in found.values():
        assert client.get(address).status_code == 200, address


def test_a_search_names_its_own_feeds(client, read, article):
    found = alternates(read("/search/?q=مينسك&member=armenia&sort=oldest&group=articles"))
    asked = "?q=%D9%85%D9%8A%D9%86%D8%B3%D9%83&member=armenia"
    for form, media_type in (("atom", "atom+xml"), ("rss", "rss+xml"), ("json", "feed+json")):
        assert found[f"application/{media_type}"] == f"/search/feed.{form}{asked}"
        assert client.get(found[f"application/{media_type}"]).status_code == 200
    assert client.get(found["application/json"]).status_code == 200
