"""What every kind of page tells machines of itself, against what schema.org and its readers ask."""

import json
from urllib.parse import urlsplit

import pytest

from articles.models import Article, Source
from summits.models import Initiative
from tests.conftest import SECRET_WORD

ARCHIVE = "https://archive.example"
# Google's words on structured data: without these a thing is not taken up at all.
REQUIRED = {
    "BreadcrumbList": {"itemListElement"},
    "Dataset": {"name", "description"},
    "Event": {"name", "startDate", "location"},
    "NewsArticle": {"headline"},
    "WebSite": {"name", "url"},
    "CollectionPage": {"name", "url", "mainEntity"},
    "ItemList": {"itemListElement", "numberOfItems"},
    "ListItem": {"position", "name"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "Organization": {"name"},
    "NewsMediaOrganization": {"name", "url"},
    "Country": {"name", "url"},
    "Collection": {"name", "url", "hasPart", "collectionSize"},
    "CreativeWork": {"name", "url", "dateCreated", "author"},
    "Legislation": {"name", "url", "legislationDate", "legislationType"},
    "Project": {"name", "url", "foundingDate"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressLocality", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    "VirtualLocation": {"url"},
    "OrganizationRole": {"roleName", "startDate", "member"},
    "PropertyValue": {"propertyID", "value"},
    "Person": {"name"},
}
PAGES = {
    "/": ["WebSite", "Organization", "Dataset"],
    "/summits/": ["CollectionPage", "BreadcrumbList"],
    "/summits/?city=minsk": ["CollectionPage", "BreadcrumbList"],
    "/summits/2023/": ["CollectionPage", "BreadcrumbList"],
    "/summits/2010/moscow/": ["CollectionPage", "BreadcrumbList"],
    "/summits/city/minsk/": ["CollectionPage", "BreadcrumbList"],
    "/summits/attendance/": ["Dataset", "BreadcrumbList"],
    "/summits/2023-11-23-minsk/": ["Event", "BreadcrumbList"],
    "/members/": ["CollectionPage", "Organization", "BreadcrumbList"],
    "/members/armenia/": ["Country", "Organization", "BreadcrumbList"],
    "/members/georgia/": ["Country", "BreadcrumbList"],
    "/initiatives/": ["CollectionPage", "BreadcrumbList"],
    "/initiatives/2025-11-27-01/": ["CreativeWork", "BreadcrumbList"],
    "/articles/": ["CollectionPage", "BreadcrumbList"],
    "/articles/?q=مينسك&year=2023": ["CollectionPage", "BreadcrumbList"],
    "/sources/": ["CollectionPage", "BreadcrumbList"],
    "/search/": ["BreadcrumbList"],
    "/search/?q=مينسك": ["BreadcrumbList"],
    "{article}": ["NewsArticle", "BreadcrumbList"],
    "{source}": ["CollectionPage", "NewsMediaOrganization", "BreadcrumbList"],
    "{story}": ["Collection", "BreadcrumbList"],
}


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = ARCHIVE


@pytest.fixture
def linked(read):
    def things(address: str) -> list[dict]:
        [script] = read(address).xpath("//head/script[@type='application/ld+json']/text()")
        data = json.loads(script)
        assert set(data) == {"@context", "@graph"}
        return data["@graph"]

    return things


@pytest.fixture
def address(article, carry):
    """The address of a page of the table."""
    carry(article)
    places = {
        "article": article.get_absolute_url(),
        "source": article.source.get_absolute_url(),
        "story": article.story_family.get_absolute_url(),
    }
    return lambda page: page.format(**places)


def parts(thing) -> list[dict]:
    """A thing and all that it is made of, but for bare references."""
    if isinstance(thing, list):
        return [part for item in thing for part in parts(item)]
    if not isinstance(thing, dict):
        return []
    inner = [part for value in thing.values() for part in parts(value)]
    return inner if set(thing) == {"@id"} else [thing, *inner]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_a_thing_with_all_that_its_kind_asks_for(client, linked, address, page):
    things = linked(address(page))
    assert [thing["@type"] for thing in things] == PAGES[page]
    for part in parts(things):
        missing = REQUIRED[part["@type"]] - {name for name, value in part.items() if value != ""}
        assert not missing, (part["@type"], missing)
        assert None not in part.values()


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_to_machines_is_there(client, linked, address, page):
    for part in parts(linked(address(page))):
        for name in ("url", "item", "image", "contentUrl"):
            place = part.get(name, "")
            if place.startswith(ARCHIVE):
                assert client.get(place.removeprefix(ARCHIVE)).status_code == 200, place
            else:
                assert urlsplit(place).scheme in {"", "https"}, place


@pytest.mark.parametrize("page", [page for page in PAGES if page != "/"])
def test_the_way_begins_at_the_front_page_and_is_counted(linked, address, page):
    steps = linked(address(page))[-1]["itemListElement"]
    assert steps[0]["item"] == f"{ARCHIVE}/"
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert len(steps) >= 2


@pytest.mark.parametrize("page", PAGES)
def test_machines_learn_nothing_of_a_draft(client, linked, address, page, draft, article, carry):
    told = json.dumps(linked(address(page)), ensure_ascii=False)
    assert SECRET_WORD not in told
    carry(article, "draft", headline=SECRET_WORD, source_name=f"صحيفة {SECRET_WORD}")
    assert json.dumps(linked(address(page)), ensure_ascii=False) == told


def test_a_list_counts_all_and_names_the_first(linked, db):
    page, _way = linked("/initiatives/")
    assert page["mainEntity"]["numberOfItems"] == Initiative.objects.count() == 107
    assert len(page["mainEntity"]["itemListElement"]) == 30
    page, _way = linked("/summits/?city=minsk&year=2023")
    assert page["name"] == "القمم (المدينة: مينسك، السنة: 2023)"
    assert page["mainEntity"]["numberOfItems"] == 1


def test_a_dataset_is_described_at_the_length_that_is_asked_for(linked, db):
    for page, number in (("/", 2), ("/summits/attendance/", 0)):
        data = linked(page)[number]
        assert 50 <= len(data["description"]) <= 5000
        assert data["creator"]["name"]
        assert data["distribution"]


def test_the_search_is_where_the_site_says(client, linked, article):
    target = linked("/")[0]["potentialAction"]["target"]["urlTemplate"]
    path = target.removeprefix(ARCHIVE).replace("{search_term_string}", "مينسك")
    assert article.get_absolute_url() in client.get(path).content.decode()


def test_a_state_belonged_to_the_organisation_when_it_did(linked, db):
    _state, organisation, _way = linked("/members/uzbekistan/")
    assert organisation["member"]["member"] == {"@id": f"{ARCHIVE}/members/uzbekistan/"}
    assert organisation["member"]["startDate"] < organisation["member"]["endDate"]
    assert "endDate" not in linked("/members/armenia/")[1]["member"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [("declaration", "CreativeWork"), ("agreement", "Legislation"), ("decision", "Legislation"),
     ("forum", "Project"), ("strategy", "CreativeWork")],
)  # fmt: skip
def test_a_document_is_what_it_is(linked, initiative, kind, said):
    Initiative.objects.filter(pk=initiative.pk).update(kind=kind)
    document, _way = linked("/initiatives/2025-11-27-01/")
    assert document["@type"] == said
    assert not REQUIRED[said] - set(document)


def test_an_invented_outlet_is_named_as_one(linked, article):
    page = article.source.get_absolute_url()
    assert linked(page)[1]["sameAs"] == ["https://rewaq.example/"]
    Article.objects.update(is_sample=True)
    outlet = linked(page)[1]
    assert outlet["disambiguatingDescription"] == "عيّنة تعليمية"
    assert "sameAs" not in outlet


def test_a_story_is_the_collection_of_its_carriers(linked, article, carry):
    carry(article, rights="link_only", source_name="صحيفة «روابط» </script>")
    story = linked(article.story_family.get_absolute_url())[0]
    assert story["collectionSize"] == 2
    assert [part["publisher"]["name"] for part in story["hasPart"]] == [
        "جريدة الرواق", "صحيفة «روابط» </script>",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["</script><b>", "\u2028 «قمة» & \\", '"}]}'])
def test_hostile_names_stay_data(linked, address, article, text):
    Article.objects.update(headline=text)
    Source.objects.filter(pk=article.source_id).update(name=text)
    for page in ("/articles/", "/sources/", "{source}", "{story}"):
        assert text in json.dumps(linked(address(page)), ensure_ascii=False).replace(
            '\\"', '"'
        ).replace("\\\\", "\\")
