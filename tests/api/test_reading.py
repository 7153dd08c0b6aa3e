"""The API is read by anybody, from anywhere: no cookie, shared caches, other sites' scripts."""

import pytest

from tests.api.conftest import LISTS

ADDRESSES = ["", *(f"{path}/" for path in LISTS), "summits/2023-11-23-minsk/", "articles/1001/",
             "search/?q=قمة", "search/suggest/?q=قم", "schema/", "docs/", "nothing/",
             "summits/?x=1", "articles/999/"]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_depends_on_a_cookie_or_sets_one(address, client, chief, told):
    anonymous = client.get(f"/api/v1/{address}")
    assert not anonymous.cookies
    assert "cookie" not in anonymous.headers.get("Vary", "").lower()
    client.force_login(chief)
    assert client.get(f"/api/v1/{address}").content == anonymous.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_shared_caches_may_keep_an_answer_for_a_minute(address, client, told):
    kept = client.get(f"/api/v1/{address}").headers["Cache-Control"]
    assert set(kept.split(", ")) == {"public", "max-age=60"}


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a != "docs/"])
def test_scripts_of_other_sites_may_read(address, client, told):
    answer = client.get(f"/api/v1/{address}", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_answers_as_get_without_the_body(address, client, told):
    get, head = client.get(f"/api/v1/{address}"), client.head(f"/api/v1/{address}")
    assert (head.status_code, head.headers) == (get.status_code, get.headers)
    assert head.content == b""


def test_options_says_what_is_allowed_and_nothing_of_the_record(client, draft):
    hidden = client.options(f"/api/v1/articles/{draft.pk}/")
    unknown = client.options("/api/v1/articles/987654321/")
    assert (hidden.status_code, hidden.content) == (204, b"")
    assert hidden.headers == unknown.headers
    assert hidden.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert hidden.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_the_index_names_every_list(api, client, site, db):
    index = api()
    assert set(index) == {*LISTS, "search", "suggest", "schema", "docs"}
    assert index["summits"] == f"{site}/api/v1/summits/"
    for address in index.values():
        assert client.get(address.removeprefix(site)).status_code == 200


def test_addresses_come_from_the_setting_whatever_the_host_says(client, site, db):
    page = client.get("/api/v1/summits/?limit=1", headers={"Host": "localhost:9"}).json()
    assert page["next"].startswith(f"{site}/api/v1/summits/?")
    assert page["results"][0]["url"].startswith(f"{site}/api/v1/summits/")
