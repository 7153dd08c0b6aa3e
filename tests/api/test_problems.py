"""What goes wrong is answered as a problem document, in Arabic, and never with 500."""

import re

import pytest

from tests.api.conftest import LISTS

RECORDS = [f"{path}/نكرة/" for path in LISTS if path != "articles"]
ARABIC = re.compile("[ء-ي]")


@pytest.fixture
def problem(client):
    """The problem document of an answer that must have this status."""

    def of(address: str, status: int, method: str = "get", **headers) -> dict:
        response = getattr(client, method)(f"/api/v1/{address}", headers=headers)
        assert response.status_code == status
        assert response.headers["Content-Type"] == "application/problem+json"
        document = response.json()
        assert document["status"] == status
        assert ARABIC.search(document["title"])
        assert ARABIC.search(document["detail"])
        return document

    return of


@pytest.mark.parametrize(
    "address",
    [*RECORDS, "articles/99999999/", f"articles/{10**17}/", f"articles/{10**22}/", "articles/-1/",
     "articles/0/", "articles/1e1/", "articles/%D9%A1/", "articles/01/", "summits/a%00b/",
     "sources/%00/", "sources/%ED%A0%80/", "summits/%0A/", "nothing/", "nothing/at/all/",
     "%00/", "%0A/", "summits/x/y/", "a" * 20_000 + "/"],
)  # fmt: skip
def test_an_unknown_record_or_list_is_not_found(address, problem, db):
    assert problem(address, 404)["code"] == "not_found"


def test_an_address_without_its_last_slash_is_sent_on(client):
    for path in ("summits", "summits/2023-11-23-minsk", "nothing"):
        response = client.get(f"/api/v1/{path}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/api/v1/{path}/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["", *(f"{p}/" for p in LISTS), "summits/x/", "schema/"])
def test_the_api_only_reads(address, method, problem, client):
    assert problem(address, 405, method)["code"] == "method_not_allowed"
    allowed = getattr(client, method)(f"/api/v1/{address}").headers["Allow"]
    assert set(allowed.split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("address", ["", *(f"{path}/" for path in LISTS), "schema/", "summits/x/"])
def test_only_json_is_served(address, problem, db):
    assert problem(address, 406, Accept="application/xml")["code"] == "not_acceptable"


@pytest.mark.parametrize("address", ["?x=1", "schema/?lang=../../etc", "summits/?format=json"])
def test_every_address_refuses_what_it_does_not_know(address, problem, db):
    assert problem(address, 400)["errors"]


def test_more_parameters_than_django_reads_are_refused(problem, db):
    many = "&".join(f"p{number}=1" for number in range(1500))
    assert problem(f"summits/?{many}", 400)["code"] == "parse_error"


def test_a_value_is_never_repeated_in_an_answer_of_its_own_size(client, db):
    response = client.get("/api/v1/summits/", {"city": "ص" * 60_000})
    assert response.status_code == 400
    assert len(response.content) < 2_000


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "words", ["ا" * 60_000, "ا " * 30_000, "\0", "%" * 200, "\ufffd", "\\", "'\"--", "ـ" * 200,
              "ا " * 100, "(" * 200, "*", "NEAR(", "\u202e\u2066", "😀"]
)  # fmt: skip
def test_no_words_break_the_search(path, words, client, db):
    assert client.get(f"/api/v1/{path}/", {"q": words}).status_code in {200, 400}


@pytest.mark.parametrize(
    "query",
    ["q=%ED%A0%80", "q=%FF%FE", "city=%ED%A0%80", "%00=1", "%ED%A0%80=1", "year=1e9999999",
     "year=NaN", "year=" + "9" * 5_000, "year=2023.5", "year=1991", "held_after=0000-00-00",
     "held_after=10000-01-01", "limit=1&limit=2", "city=minsk&city=minsk", "cursor=%00",
     "cursor=%ED%A0%80", "&&&", "=", "q", ";", "city[]=minsk", "city=%252e", "q=a%00b"],
)  # fmt: skip
def test_no_query_string_breaks_a_list(query, client, db):
    for path in ("summits", "articles"):
        assert client.get(f"/api/v1/{path}/?{query}").status_code in {200, 400}
