"""The box that says how a page is cited, the files behind it, and what machines read of a page."""

import json
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
import time_machine
from lxml import html

from articles.deciding.merging import merge
from articles.models import Article, Capture, Source
from summits.models import Summit
from tests.articles.formats import HOSTILE, parse_bibtex, parse_ris
from tests.conftest import SECRET_WORD
from tests.site.reading import squeezed

ARCHIVE = "https://archive.example"
FORMS = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain; charset=utf-8",
}


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = ARCHIVE


@pytest.fixture
def captured(article) -> Article:
    """The article, drawn from a page that was captured when it was the 20th in Riyadh already."""
    with time_machine.travel(datetime(2024, 1, 19, 22, tzinfo=UTC), tick=False):
        capture = Capture.objects.create(
            content=SECRET_WORD.encode(), sha256="2" * 64, size=4, media_type="text/html"
        )
    Article.objects.filter(pk=article.pk).update(capture=capture)
    return article


def files_of(record: Article | Summit) -> list[str]:
    path = f"/articles/{record.pk}/" if isinstance(record, Article) else record.get_absolute_url()
    return [f"{path}cite.{form}" for form in FORMS]


def fitting(model: type[Article | Source], field: str, text: str) -> str:
    """The part of ``text`` that every database takes in the field."""
    return text.replace("\x00", "")[: model._meta.get_field(field).max_length]


def linked(page) -> list[dict]:
    [script] = page.xpath("//head/script[@type='application/ld+json']/text()")
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def tags(page) -> dict[str, str]:
    return {tag.get("name"): tag.get("content") for tag in page.xpath("//meta[@name]")}


@time_machine.travel("2030-01-02 12:00", tick=False)
def test_an_article_is_cited_in_four_formats(client, captured):
    answers = {form: client.get(f"/articles/{captured.pk}/cite.{form}") for form in FORMS}
    for form, answer in answers.items():
        assert answer.status_code == 200
        assert answer["Content-Type"] == FORMS[form]
        name = f'attachment; filename="csto-a{captured.pk}.{form}"'
        assert answer["Content-Disposition"] == name
        assert SECRET_WORD not in answer.content.decode()
    bibtex = parse_bibtex(answers["bib"].content.decode())
    assert bibtex["key"] == f"csto-a{captured.pk}"
    assert bibtex["url"] == f"{ARCHIVE}/articles/{captured.pk}/"
    assert (bibtex["date"], bibtex["urldate"]) == ("2023-11-23", "2030-01-02")
    assert bibtex["journal"] == "جريدة الرواق"
    ris = parse_ris(answers["ris"].content.decode())
    assert (ris["TY"], ris["AU"], ris["TI"]) == ("NEWS", captured.byline, captured.headline)
    assert captured.original_url in ris["N1"]
    assert "تاريخ الحفظ: 20 يناير/كانون الثاني 2024" in ris["N1"]
    [csl] = answers["json"].json()
    assert (csl["type"], csl["language"]) == ("article-newspaper", "ar")
    assert csl["accessed"] == {"date-parts": [[2030, 1, 2]]}
    assert answers["txt"].content.decode().startswith(f"{captured.byline}. «{captured.headline}». ")


def test_a_summit_is_cited_as_a_page_of_the_archive(client, minsk):
    answers = {form: client.get(f"{minsk.get_absolute_url()}cite.{form}") for form in FORMS}
    assert {form: answer["Content-Type"] for form, answer in answers.items()} == FORMS
    bibtex = parse_bibtex(answers["bib"].content.decode())
    assert (bibtex["kind"], bibtex["key"]) == ("misc", "csto-s-2023-11-23-minsk")
    assert bibtex["url"] == minsk.permalink
    assert 'filename="csto-s-2023-11-23-minsk.ris"' in answers["ris"]["Content-Disposition"]
    assert "مينسك، 23 نوفمبر/تشرين الثاني 2023»" in answers["txt"].content.decode()


@pytest.mark.parametrize("form", ["exe", "BIB", "bib.", "bib.txt"])
def test_another_format_is_not_there(client, article, minsk, form):
    for path in (
        f"/articles/{article.pk}/",
        minsk.get_absolute_url(),
        "/summits/1999-01-01-paris/",
    ):
        assert client.get(f"{path}cite.{form}").status_code == 404
    assert client.get("/summits/1999-01-01-paris/cite.bib").status_code == 404


@pytest.mark.parametrize("status", ["draft", "in_review", "merged"])
def test_what_was_never_public_is_cited_like_what_never_was(client, draft, status):
    Article.objects.filter(pk=draft.pk).update(status=status)
    for form in FORMS:
        hidden = client.get(f"/articles/{draft.pk}/cite.{form}")
        missing = client.get(f"/articles/987654321/cite.{form}")
        assert (hidden.status_code, hidden.content) == (404, missing.content)
        assert hidden.headers == missing.headers


def test_a_withdrawn_article_is_gone_in_every_format(client, article):
    article.withdraw()
    page = client.get(article.get_absolute_url())
    for url in files_of(article):
        answer = client.get(url)
        assert (answer.status_code, answer.content) == (410, page.content)
        assert "Content-Disposition" not in answer
    assert b"cite." not in page.content


def test_a_merged_article_leads_to_the_citation_of_the_other(client, article, source, chief):
    other = Article(headline="قمة مينسك بلا أرمينيا", source=source)
    other.publish()
    merge(article, other, chief)
    for url, target in zip(files_of(article), files_of(other), strict=True):
        answer = client.get(url)
        assert (answer.status_code, answer["Location"]) == (301, target)
        assert answer["Cache-Control"] == "no-cache"


def test_what_is_merged_into_a_draft_tells_nothing_of_it(client, article, draft, chief):
    merge(article, draft, chief)
    for url in files_of(article):
        assert client.get(url).status_code == 410
        assert SECRET_WORD not in client.get(url).content.decode()


@time_machine.travel("2030-01-02 12:00", tick=False)
def test_the_box_says_what_the_files_say(client, read, captured, minsk):
    for record in (captured, minsk):
        box = read(record.get_absolute_url()).xpath("//details[@class='cite'][not(@open)]")[0]
        assert squeezed(box.xpath("summary")[0]) == "اقتبس هذه الصفحة"
        links = box.xpath(".//p[@class='downloads']/a/@href")
        assert links == files_of(record)
        bibtex, _ris, _csl, arabic = [client.get(link).content.decode() for link in links]
        assert box.xpath("pre[@dir='ltr'][@lang='en']")[0].text == bibtex
        assert squeezed(box.xpath("p[@class='citation']")[0]) == arabic


def test_the_box_tells_the_day_of_capture_and_the_original(read, captured):
    box = read(captured.get_absolute_url()).xpath("//details[@class='cite']")[0]
    assert box.xpath(".//dd/a/@href") == [captured.original_url]
    assert [squeezed(time) for time in box.xpath(".//time")] == ["20 يناير/كانون الثاني 2024"]


def test_an_address_that_is_no_web_address_is_not_cited(client, article):
    Article.objects.filter(pk=article.pk).update(original_url="javascript:1", canonical_url=None)
    for url in [*files_of(article), article.get_absolute_url()]:
        assert "javascript" not in client.get(url).content.decode()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_article_stays_data(client, read, article, source, text):
    clean = {
        name: fitting(Article, name, text)
        for name in ("headline", "byline", "kicker", "standfirst")
    }
    Article.objects.filter(pk=article.pk).update(**clean)
    Source.objects.filter(pk=source.pk).update(name=fitting(Source, "name", text))
    page = read(Article.objects.get().get_absolute_url())
    news, way = linked(page)
    assert (news["headline"], news["author"]["name"]) == (clean["headline"], clean["byline"])
    assert way["itemListElement"][-1]["name"] == clean["headline"]
    assert page.xpath("count(//script[not(@src)])") == 1
    [source_text] = page.xpath("//script[not(@src)]/text()")
    assert not set(source_text) & set("<>&\u2028\u2029")
    bibtex = client.get(files_of(article)[0]).content.decode()
    parse_bibtex(bibtex)
    parse_ris(client.get(files_of(article)[1]).content.decode())
    assert page.xpath("//details[@class='cite']/pre")[0].text_content() == bibtex


def test_a_reference_manager_knows_an_article(read, article):
    found = tags(read(article.get_absolute_url()))
    permanent = f"{ARCHIVE}/articles/{article.pk}/"
    assert found.items() >= {
        "citation_title": article.headline, "citation_author": article.byline,
        "citation_journal_title": "جريدة الرواق", "citation_publication_date": "2023/11/23",
        "citation_language": "ar", "citation_public_url": permanent,
        "DC.type": "newspaperArticle", "DC.date": "2023-11-23", "DC.language": "ar",
        "DC.identifier": permanent,
    }.items()  # fmt: skip


def test_an_article_is_described_for_machines(read, article, minsk, bishkek):
    news, way = linked(read(article.get_absolute_url()))
    assert (news["@type"], news["@id"]) == ("NewsArticle", article.permalink)
    assert (news["datePublished"], news["inLanguage"]) == ("2023-11-23", "ar")
    assert news["publisher"]["name"] == "جريدة الرواق"
    assert news["isAccessibleForFree"] is True
    assert [event["@id"] for event in news["about"]] == [minsk.permalink]
    assert [thing["url"] for thing in news["mentions"]] == [
        bishkek.permalink, f"{ARCHIVE}/members/armenia/",
    ]  # fmt: skip
    assert [step["position"] for step in way["itemListElement"]] == [1, 2, 3]
    assert "creativeWorkStatus" not in news


@pytest.mark.parametrize("rights", ["excerpt", "link_only"])
def test_machines_are_told_no_more_than_readers(client, article, rights):
    Source.objects.filter(pk=article.source_id).update(rights=rights)
    answer = client.get(article.get_absolute_url()).content.decode()
    news, _way = linked(html.fromstring(answer))
    assert news["isAccessibleForFree"] is False
    assert "غابت أرمينيا عن الاجتماع" not in answer
    assert (article.standfirst in answer) == (rights == "excerpt")


def test_a_sample_is_no_press_for_machines_either(read, article):
    Article.objects.filter(pk=article.pk).update(is_sample=True)
    page = read(article.get_absolute_url())
    assert linked(page)[0]["creativeWorkStatus"] == "عيّنة تعليمية"
    assert tags(page)["citation_title"].endswith("[عيّنة تعليمية]")


@pytest.mark.parametrize(
    ("slug", "mode", "places"),
    [
        ("2023-11-23-minsk", "Offline", ["Place"]),
        ("2021-08-23-video", "Online", ["VirtualLocation"]),
    ],
)
def test_a_summit_is_an_event(read, db, slug, mode, places):
    event, way = linked(read(f"/summits/{slug}/"))
    assert event["@type"] == "Event"
    assert event["startDate"] <= event["endDate"]
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in event["location"]] == places
    assert way["itemListElement"][-1]["item"] == f"{ARCHIVE}/summits/{slug}/"


def test_a_cancelled_summit_is_cancelled(read, minsk):
    Summit.objects.filter(pk=minsk.pk).update(status="cancelled")
    event, _way = linked(read(minsk.get_absolute_url()))
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_what_machines_are_led_to_is_there(client, read, article, minsk):
    for record in (article, minsk):
        page = read(record.get_absolute_url())
        [alternate] = page.xpath("//link[@rel='alternate'][@type='application/json']/@href")
        assert client.get(alternate).json()["permalink"] == record.permalink
        thing, way = linked(page)
        steps = [step["item"] for step in way["itemListElement"]]
        for url in [thing["url"], thing["image"], *steps]:
            assert url.startswith(f"{ARCHIVE}/")
            assert client.get(urlsplit(url).path).status_code == 200, url


def test_every_paragraph_and_heading_has_a_link_of_its_own(read, article):
    body = read(article.get_absolute_url()).xpath("//div[@class='body']")[0]
    assert [(element.tag, element.get("id")) for element in body] == [
        ("p", "p1"), ("h2", "h1"), ("p", "p2"),
    ]  # fmt: skip
    links = [(a.get("href"), a.get("aria-label")) for a in body.xpath(".//a[@class='anchor']")]
    assert links == [
        ("#p1", "رابط الفقرة 1"), ("#h1", "رابط العنوان الفرعي 1"), ("#p2", "رابط الفقرة 2"),
    ]  # fmt: skip
    article.refresh_from_db()
    assert "id=" not in article.body


def test_the_day_of_reading_is_that_of_the_readers_zone(client, article):
    with time_machine.travel(datetime(2030, 1, 2, 22, tzinfo=UTC), tick=False):
        bibtex = client.get(files_of(article)[0]).content.decode()
    assert parse_bibtex(bibtex)["urldate"] == str(date(2030, 1, 3))
