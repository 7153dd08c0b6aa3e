"""The search in the address bar of a browser."""

import pytest
from lxml import etree

from tests.conftest import SECRET_WORD

OPEN = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
ARCHIVE = "https://archive.example"


@pytest.fixture
def described(client, settings, db):
    settings.SITE_URL = ARCHIVE
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def test_the_description_has_what_browsers_ask_for(described):
    [name] = described.xpath("o:ShortName/text()", namespaces=OPEN)
    assert 0 < len(name) <= 16
    assert described.xpath("o:Description/text()", namespaces=OPEN)[0]
    assert described.xpath("o:InputEncoding/text()", namespaces=OPEN) == ["UTF-8"]
    templates = described.xpath("o:Url/@template", namespaces=OPEN)
    assert all(template.startswith(f"{ARCHIVE}/") for template in templates)


def test_the_addresses_of_the_description_answer(client, described, article):
    types = set()
    for url in described.xpath("o:Url", namespaces=OPEN):
        path = url.get("template").removeprefix(ARCHIVE).replace("{searchTerms}", "مينسك")
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(url.get("type"))
        types.add(url.get("type"))
    assert {"text/html", "application/x-suggestions+json"} <= types


def test_suggestions_are_four_lists_of_one_length(client, article, settings):
    settings.SITE_URL = ARCHIVE
    typed, texts, labels, addresses = client.get("/search/suggest.json?q=مين").json()
    assert typed == "مين"
    assert len(texts) == len(labels) == len(addresses) > 0
    assert texts[0] == "مينسك"
    assert addresses[0] == f"{ARCHIVE}/summits/city/minsk/"


@pytest.mark.parametrize("typed", ["", "%00", SECRET_WORD[:3], "ق" * 3000, "%ed%a0%80"])
def test_nothing_is_suggested_where_there_is_nothing(client, draft, typed):
    answer = client.get(f"/search/suggest.json?q={typed}")
    assert answer.status_code == 200
    assert answer.json()[1:] == [[], [], []]
