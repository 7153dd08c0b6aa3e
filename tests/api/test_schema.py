"""The API describes itself completely, and its documentation needs nothing from elsewhere."""

import re

import pytest
from django.core.management import call_command

from csto_archive import api
from tests.api.conftest import LISTS

ERRORS = {"400", "404", "405", "406", "503"}
IMPORT_ERRORS = {"400", "401", "403", "405", "406", "413", "415", "429"}
IMPORTS = "/api/v1/imports/"
# Where a record may have been merged into another.
MOVED = {path: {"301"} for path in ("/api/v1/articles/{id}/", "/api/v1/stories/{id}/")}


@pytest.fixture
def schema(client) -> dict:
    return client.get("/api/v1/schema/").json()


@pytest.fixture
def operations(schema) -> list[tuple[str, dict]]:
    """Those that read."""
    paths = schema["paths"].items()
    return [(path, methods["get"]) for path, methods in paths if path != IMPORTS]


def test_spectacular_finds_nothing_to_warn_of(tmp_path):
    target = tmp_path / "schema.yml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(target))
    assert "openapi: 3.1.0" in target.read_text(encoding="utf-8")


def test_it_describes_the_index_and_a_list_and_a_record_of_each_kind(schema):
    assert schema["openapi"] == "3.1.0"
    lists = {f"/api/v1/{path}/" for path in LISTS}
    search = {"/api/v1/search/", "/api/v1/search/suggest/"}
    records = {f"{path}{{id}}/" for path in lists}
    assert set(schema["paths"]) == {"/api/v1/", *search, *lists, *records, IMPORTS}
    methods = {path: set(methods) for path, methods in schema["paths"].items()}
    assert methods.pop(IMPORTS) == {"post"}
    assert all(found == {"get"} for found in methods.values())


def test_the_import_says_who_may_what_is_sent_and_how_it_fails(schema):
    operation = schema["paths"][IMPORTS]["post"]
    assert re.search("[ء-ي]", operation["summary"])
    assert re.search("[ء-ي]", operation["description"])
    assert operation["security"] == [{"tokenAuth": []}]
    assert set(operation["requestBody"]["content"]) == {"application/json", "multipart/form-data"}
    assert set(operation["responses"]) == {"201", *IMPORT_ERRORS}
    assert operation["responses"]["201"]["content"]["application/json"]["examples"]
    for status in IMPORT_ERRORS:
        assert operation["responses"][status]["content"]["application/problem+json"]["examples"]


def test_every_operation_says_in_arabic_what_it_does_and_how_it_fails(operations):
    for path, operation in operations:
        assert re.search("[ء-ي]", operation["summary"]), path
        assert re.search("[ء-ي]", operation["description"]), path
        assert set(operation["responses"]) - MOVED.get(path, set()) == {"200", *ERRORS}, path
        assert MOVED.get(path, set()) <= set(operation["responses"]), path
        for status in ERRORS:
            content = operation["responses"][status]["content"]
            assert content["application/problem+json"]["examples"], path


def test_every_operation_stands_under_a_described_arabic_heading(schema, operations):
    described = {tag["name"]: tag["description"] for tag in schema["tags"]}
    written = schema["paths"][IMPORTS]["post"]["tags"]
    read = {tag for _, operation in operations for tag in operation["tags"]}
    assert {*written, *read} == set(described)
    assert not re.search("[A-Za-z]", "".join([*described, *described.values()]))
    assert all(len(operation["tags"]) == 1 for _, operation in operations)


def test_every_parameter_is_explained(operations):
    for path, operation in operations:
        for parameter in operation.get("parameters", ()):
            assert re.search("[ء-ي]", parameter["description"]), (path, parameter["name"])


def test_every_field_has_an_arabic_name(schema):
    kinds = schema["components"]["schemas"]
    nameless = [
        f"{kind}.{name}"
        for kind, described in kinds.items()
        if not kind.startswith("Paginated") and kind != "Index"
        for name, field in described.get("properties", {}).items()
        if not re.search("[ء-ي]", field.get("title", "") + field.get("description", ""))
    ]
    assert not nameless


def test_every_list_and_record_shows_an_example(operations):
    for path, operation in operations:
        if path != "/api/v1/":
            assert operation["responses"]["200"]["content"]["application/json"]["examples"], path


def test_the_description_is_made_once(client, monkeypatch):
    first = client.get("/api/v1/schema/").content
    monkeypatch.setattr(api, "SchemaGenerator", None)
    assert client.get("/api/v1/schema/").content == first


def test_the_docs_page_is_arabic_and_loads_from_here_alone(client):
    page = client.get("/api/v1/docs/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>توثيق الواجهة البرمجية – أرشيف قمم" in page
    assert "أسماء الحقول ورسائل الأداة بالإنكليزية" in page
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert not re.search(r"<script>|<style|\son\w+=|style=", page)


def test_only_the_docs_page_relaxes_the_policy(client, db):
    relaxed = client.get("/api/v1/docs/").headers["Content-Security-Policy"]
    strict = client.get("/api/v1/").headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in relaxed
    assert "img-src 'self' data:" in relaxed
    assert "unsafe" not in strict
    assert "data:" not in strict
    assert "script-src 'self'" in relaxed.split("; ")


def test_the_docs_page_is_only_read(client):
    assert client.post("/api/v1/docs/").status_code == 405
