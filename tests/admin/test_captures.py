"""A page as it came in is read as text, downloaded as a file, and never becomes a page of ours."""

import pytest

from articles.admin.captures import SHOWN_BYTES, readable
from articles.models import Capture
from tests.admin.conftest import HOSTILE
from tests.admin.pages import address, tree


def download(client, capture):
    return client.get(address("articles.capture", "download", capture.pk))


def test_the_text_is_shown_and_nothing_of_it_runs(as_editor, capture):
    response = as_editor.get(address("articles.capture", "change", capture.pk))
    page = tree(response)
    assert page.xpath("//pre/text()") == [HOSTILE]
    assert page.xpath("//pre/@dir") == ["auto"]
    assert not [script for script in page.xpath("//script") if "سطو" in script.text_content()]


def test_a_long_page_is_cut(as_editor, capture):
    long = Capture.objects.create(
        content=b"x" * (SHOWN_BYTES + 5), sha256="0" * 64, size=SHOWN_BYTES + 5,
        media_type="text/plain",
    )  # fmt: skip
    response = as_editor.get(address("articles.capture", "change", long.pk))
    assert len(tree(response).xpath("string(//pre)")) == SHOWN_BYTES
    assert "والبقية في الملف" in response.content.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "", "no-such-encoding", "cp1256", "utf-16"])
def test_any_bytes_are_readable(encoding):
    assert isinstance(readable(bytes(range(256)), encoding), str)


def test_the_file_is_the_bytes_as_they_came(as_editor, capture):
    assert download(as_editor, capture).content == HOSTILE.encode("cp1256")


def test_no_browser_opens_the_file_as_a_page(as_editor, capture):
    response = download(as_editor, capture)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == f'attachment; filename="capture-{capture.pk}.txt"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_what_is_not_there_is_not_found(as_editor, capture):
    assert as_editor.get(address("articles.capture", "download", 99_999)).status_code == 404


def test_no_way_of_posting_changes_a_capture(as_chief, capture):
    before = Capture.objects.values().get()
    for page in ("change", "delete"):
        values = {"post": "yes", "status": "imported", "problem": "", "content": "x"}
        as_chief.post(address("articles.capture", page, capture.pk), values)
    chosen = {"action": "delete_selected", "_selected_action": [capture.pk], "post": "yes"}
    as_chief.post(address("articles.capture", "changelist"), chosen)
    assert Capture.objects.values().get() == before


def test_the_list_does_not_read_the_contents(as_editor, capture, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as queries:
        as_editor.get(address("articles.capture", "changelist"))
    assert not [query["sql"] for query in queries.captured_queries if '."content"' in query["sql"]]


def test_what_waits_for_an_editor_is_found(as_editor, capture):
    page = address("articles.capture", "changelist")
    shown = {
        status: len(tree(as_editor.get(f"{page}?status__exact={status}")).xpath("//tbody/tr"))
        for status in ("needs_editor", "imported")
    }
    assert shown == {"needs_editor": 1, "imported": 0}
    assert f"{page}?status__exact=needs_editor" in as_editor.get("/admin/").content.decode()


def test_the_list_shows_what_is_wrong_with_a_page(as_editor, capture):
    page = tree(as_editor.get(address("articles.capture", "changelist")))
    assert page.xpath("//td[@class='field-problem']/text()") == [HOSTILE]
    assert not page.xpath("//*[@class='field-batch' or @class='field-kind']")


def test_the_evidence_of_an_article_is_shown_escaped(as_editor, evidence, capture):
    page = tree(as_editor.get(address("articles.article", "change", evidence.article_id)))
    assert HOSTILE in page.xpath("//td/text()")
    assert address("articles.capture", "change", capture.pk) in page.xpath("//a/@href")
    assert not page.xpath("//*[contains(@name,'evidence')]")
