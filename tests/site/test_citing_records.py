"""How members, initiatives, stories, sources and lists are cited."""

import pytest

from articles.models import Article
from tests.articles.formats import parse_bibtex, parse_ris
from tests.conftest import SECRET_WORD
from tests.site.reading import squeezed

ARCHIVE = "https://archive.example"
FORMS = ("bib", "ris", "json", "txt")


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = ARCHIVE


@pytest.fixture
def pages(article, carry) -> dict[str, str]:
    """Keys of citations and the pages they are of."""
    carry(article)
    story, source = article.story_family, article.source
    return {
        "csto-m-armenia": "/members/armenia/",
        "csto-i-2025-11-27-01": "/initiatives/2025-11-27-01/",
        f"csto-t{story.pk}": story.get_absolute_url(),
        f"csto-o{source.pk}": source.get_absolute_url(),
    }


def test_each_kind_is_cited_in_four_formats(client, pages):
    for key, page in pages.items():
        bib, ris, csl, arabic = [client.get(f"{page}cite.{form}") for form in FORMS]
        assert {bib.status_code, ris.status_code, csl.status_code, arabic.status_code} == {200}
        assert f'filename="{key}.bib"' in bib["Content-Disposition"]
        entry = parse_bibtex(bib.content.decode())
        assert (entry["kind"], entry["key"], entry["url"]) == ("misc", key, ARCHIVE + page)
        assert parse_ris(ris.content.decode())["TY"] == "ELEC"
        [record] = csl.json()
        assert (record["id"], record["type"], record["URL"]) == (key, "webpage", ARCHIVE + page)
        assert (
            f"«{record['title'].translate(str.maketrans('«»', '“”'))}»" in arabic.content.decode()
        )


def test_the_box_says_what_the_files_say(client, read, pages):
    for page in pages.values():
        [box] = read(page).xpath("//details[@class='cite']")
        links = box.xpath(".//p[@class='downloads']/a/@href")
        assert links == [f"{page}cite.{form}" for form in FORMS]
        bibtex, *_others, arabic = [client.get(link).content.decode() for link in links]
        assert box.xpath("pre")[0].text == bibtex
        assert squeezed(box.xpath("p[@class='citation']")[0]) == arabic


def test_reference_managers_know_a_story_and_an_initiative(read, pages):
    for page in pages.values():
        tags = {tag.get("name"): tag.get("content") for tag in read(page).xpath("//meta[@name]")}
        assert tags["citation_title"] == tags["DC.title"]
        assert tags["citation_public_url"] == ARCHIVE + page
        assert tags["DC.type"] == "webpage"


@pytest.mark.parametrize(
    ("page", "title", "address"),
    [
        ("/articles/?year=2023&page=1&city=", "المقالات (السنة: 2023)", "/articles/?year=2023"),
        ("/summits/?chair=belarus&view=grid", "القمم (الدولة الرئيسة: بيلاروسيا)",
         "/summits/?chair=belarus"),
        ("/initiatives/?kind=strategy", "المبادرات والوثائق (النوع: استراتيجية)",
         "/initiatives/?kind=strategy"),
        ("/search/?q=مينسك&sort=newest", "نتائج «مينسك»",
         "/search/?q=%D9%85%D9%8A%D9%86%D8%B3%D9%83&sort=newest"),
    ],
)  # fmt: skip
def test_a_list_is_cited_as_it_was_asked_for(client, read, article, page, title, address):
    [box] = read(page).xpath("//details[@class='cite']")
    entry = parse_bibtex(box.xpath("pre")[0].text)
    assert entry["url"] == ARCHIVE + address
    assert entry["key"].startswith("csto-q-")
    assert entry["key"].isascii()
    assert title.translate(str.maketrans("«»", "“”")) in squeezed(box.xpath("p")[0])
    assert not box.xpath(".//p[@class='downloads']")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("page", ["/articles/", "/summits/?view=grid", "/initiatives/?page=2", "/"])
def test_a_list_of_everything_is_not_cited(read, article, page):
    assert not read(page).xpath("//details[@class='cite']")


def test_the_key_of_a_question_is_that_of_its_address(read, article):
    def key(page: str) -> str:
        return parse_bibtex(read(page).xpath("//details[@class='cite']/pre")[0].text)["key"]

    assert key("/articles/?year=2023") == key("/articles/?year=2023&page=1&q=")
    assert key("/articles/?year=2023") != key("/articles/?city=minsk")


def test_a_citation_of_samples_says_so(client, pages):
    Article.objects.update(is_sample=True)
    for page in list(pages.values())[2:]:
        for form in ("bib", "txt"):
            assert "[عيّنة تعليمية]" in client.get(f"{page}cite.{form}").content.decode()


def test_what_is_not_public_is_cited_like_what_never_was(client, article, carry, draft):
    carry(article, "draft")
    for hidden, missing in (
        (f"/stories/{article.story_family_id}", "/stories/987654321"),
        (f"/sources/مجلة-{SECRET_WORD}", "/sources/مجلة"),
    ):
        for form in (*FORMS, "exe"):
            answers = [client.get(f"{page}/cite.{form}") for page in (hidden, missing)]
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].content == answers[1].content


def test_the_citation_of_a_story_that_joined_another_is_the_others(client, article, carry):
    carry(article)
    article.story_family.former.create(number=987_654)
    answer = client.get("/stories/987654/cite.ris")
    place = f"/stories/{article.story_family_id}/cite.ris"
    assert (answer.status_code, answer["Location"]) == (301, place)


@pytest.mark.parametrize("form", ["exe", "BIB", "bib.txt"])
def test_another_format_is_not_there(client, pages, form):
    for page in pages.values():
        assert client.get(f"{page}cite.{form}").status_code == 404
