"""Pages come in at the desk: pasted, uploaded or fetched; nothing an editor typed is lost."""

import re
import zipfile
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.admin import importing
from articles.importing import intake
from articles.importing.fetch import FetchError
from articles.importing.page import RawPage
from articles.models import Article, Capture, Evidence, ImportBatch, Source
from tests.admin.conftest import signed_in
from tests.admin.pages import address, tree
from tests.admin.test_arabic import clean, latin_words

PAGE = """جريدة الرواق
قمة مينسك تنعقد بمقعد شاغر
مينسك – 23 نوفمبر 2023
اجتمع قادة منظمة معاهدة الأمن الجماعي في مينسك يوم 23 نوفمبر 2023 وأقروا حزمة من الوثائق.
وغابت أرمينيا عن الاجتمــاع، وقال الرئيس البيلاروسي إن المنظمة ماضية في عملها كما كانت.
"""
FORM = address("articles.article", "import")


def send(client, follow: bool = True, **values):
    return client.post(FORM, {"text": "", "source": "", "address": ""} | values, follow=follow)


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def lines(response) -> list[str]:
    """What is said of each page, a text each."""
    found = tree(response).xpath("//ol[@class='imported']/li")
    return [" ".join(line.text_content().split()) for line in found]


def errors(response) -> str:
    return " ".join(tree(response).xpath("//ul[contains(@class,'errorlist')]//text()"))


def nothing_came_in() -> bool:
    return not (Article.objects.exists() or Capture.objects.exists())


# The ways in


def test_a_pasted_text_becomes_a_draft_and_the_result_leads_to_it(as_editor, editor):
    response = send(as_editor, text=PAGE, source="جريدة الرواق", address="https://rewaq.example/1")
    article, capture = Article.objects.get(), Capture.objects.get()
    assert response.redirect_chain[0][1] == 302
    assert (article.status, article.source.name) == ("draft", "جريدة الرواق")
    assert article.original_url == "https://rewaq.example/1"
    assert bytes(capture.content).decode().replace("\r\n", "\n") == PAGE
    assert ImportBatch.objects.get().started_by == editor
    links = tree(response).xpath("//main//a/@href|//*[@id='content']//a/@href")
    assert address("articles.article", "evidence", article.pk) in links
    assert address("articles.capture", "change", capture.pk) in links
    assert address("articles.importbatch", "change", capture.batch_id) in links
    (line,) = lines(response)
    assert "أُنشئت منها مسودة" in line
    assert "قمة مينسك تنعقد بمقعد شاغر" in line


def test_what_was_mended_is_told_with_its_plurals(as_editor):
    for count, said in {1: "تطويل حُذف", 2: "تطويلان حُذفا", 3: "3 تطويلات حُذفت",
                        11: "11 تطويلاً حُذف", 100: "100 تطويل حُذف"}.items():  # fmt: skip
        text = PAGE.replace("الاجتمــاع", f"الاجتم{'ـ' * count}اع{count}").replace("\n", "\r\n")
        (line,) = lines(send(as_editor, text=text))
        assert f"، {said}" in line or f"أُصلح في النص: {said}" in line, (count, line)
        assert "الترميز: utf-8" in line


def test_pasted_mark_up_is_read_as_html(as_editor):
    send(as_editor, text="".join(f"<p>{line}</p>" for line in PAGE.splitlines()))
    assert Capture.objects.get().media_type == "text/html"


def test_several_files_one_of_which_is_broken(as_editor):
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("inner.txt", PAGE.replace("شاغر", "خال"))
    files = [
        upload(PAGE.encode("cp1256", "replace"), "one.txt"),
        upload(b"\x89PNG\r\n\x1a\n\0", "two.txt"),
        upload(archive.getvalue(), "three.zip"),
        upload(b"", "four.html"),
    ]
    response = send(as_editor, files=files)
    told = lines(response)
    assert len(told) == 4
    assert ["لم تُستورد" in line for line in told] == [False, True, False, True]
    assert "one.txt" in told[0]
    assert "inner.txt" in told[2]
    assert Capture.objects.count() == 2
    tally = tree(response).xpath("//ul[@class='tally']/li/text()")
    assert tally[-1] == "صفحتان لم تُستوردا"


def test_the_same_page_again_leads_to_where_it_is_kept(as_editor):
    send(as_editor, text=PAGE)
    response = send(as_editor, text=PAGE)
    assert "في الأرشيف من قبل" in lines(response)[0]
    kept = address("articles.capture", "change", Capture.objects.get().pk)
    assert kept in tree(response).xpath("//ol//a/@href")
    assert ImportBatch.objects.count() == 1


def test_the_result_can_be_opened_again_by_its_importer_alone(as_editor, as_chief):
    url = send(as_editor, follow=False, text=PAGE).url
    assert lines(as_editor.get(url)) == lines(as_editor.get(url)) != []
    assert as_chief.get(url).status_code == 404
    for number in range(importing.REMEMBERED):
        send(as_editor, text=f"{PAGE}{number}")
    assert as_editor.get(url).status_code == 404


def test_more_pages_than_one_request_may_bring(as_editor, monkeypatch):
    monkeypatch.setattr(intake, "MOST_PAGES", 2)
    files = [upload(f"{PAGE}{number}".encode(), f"{number}.txt") for number in range(3)]
    response = send(as_editor, files=files)
    assert len(lines(response)) == 2
    assert "لم يُقرأ ما بعدها" in response.content.decode()


# The address


def test_there_is_no_field_for_an_address_unless_it_is_switched_on(as_editor, settings):
    page = as_editor.get(FORM)
    assert "fetched" not in {field.get("name") for field in tree(page).xpath("//input|//textarea")}
    assert "IMPORT_FETCH" in tree(page).xpath("//p[contains(@class,'fetching-is-off')]")[0].text
    send(as_editor, fetched="http://page.example/", text=PAGE)
    assert Article.objects.count() == 1
    settings.IMPORT_FETCH = True
    page = as_editor.get(FORM)
    assert tree(page).xpath("//input[@name='fetched']/@dir") == ["ltr"]
    assert "IMPORT_FETCH" not in page.content.decode()


def test_a_page_is_fetched_and_imported(as_editor, settings, monkeypatch):
    settings.IMPORT_FETCH = True
    page = RawPage(PAGE.encode(), "page.example.txt", "text/plain", "https://page.example/a/1")
    monkeypatch.setattr(importing, "fetch", lambda url: page)
    send(as_editor, fetched="https://page.example/a/1")
    assert Article.objects.get().original_url == "https://page.example/a/1"
    assert bytes(Capture.objects.get().content) == PAGE.encode()


def test_what_cannot_be_fetched_leaves_all_in_the_form(as_editor, settings):
    settings.IMPORT_FETCH = True
    url = "http://169.254.169.254/latest/"
    response = send(as_editor, fetched=url, text=PAGE, source="جريدة الرواق")
    assert FetchError("address").message in errors(response)
    values = dict(tree(response).get_element_by_id("import_form").form_values())
    assert values["text"].strip().splitlines() == PAGE.strip().splitlines()
    assert (values["fetched"], values["source"]) == (url, "جريدة الرواق")
    assert nothing_came_in()


# What goes wrong


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "الصق نصاً أو اختر ملفاً"),
        ({"text": " \n "}, "الصق نصاً أو اختر ملفاً"),
        ({"text": PAGE, "address": "javascript:alert(1)"}, "هذا الرابط غير صالح"),
        ({"text": PAGE, "address": "x"}, "هذا الرابط غير صالح"),
        ({"text": PAGE, "source": "ا" * 151}, "150"),
        ({"text": "\u200b\u200c"}, "نص"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(values, said, as_editor):
    response = send(as_editor, **values)
    assert response.status_code == 200
    assert said in errors(response)
    typed = dict(tree(response).get_element_by_id("import_form").form_values())
    for name, value in values.items():
        assert typed[name].strip().splitlines() == value.strip().splitlines()
    assert nothing_came_in()


def test_an_address_goes_with_one_page(as_editor):
    files = [upload(PAGE.encode(), "a.txt"), upload(PAGE.encode() + b"x", "b.txt")]
    response = send(as_editor, files=files, address="https://rewaq.example/1")
    assert "لصفحة واحدة" in errors(response)
    assert nothing_came_in()


def test_a_text_that_fails_stays_and_the_files_beside_it_come_in(as_editor, monkeypatch):
    real = intake.pages_in_bytes

    def fails(content, name, url=""):
        yield from (
            [intake.UnreadablePage(name, "binary")] if "ملصوق" in name else real(content, name)
        )

    monkeypatch.setattr(intake, "pages_in_bytes", fails)
    response = send(as_editor, text="نص لا يُقرأ", files=[upload(PAGE.encode(), "a.txt")])
    assert errors(response)
    assert "نص لا يُقرأ" in tree(response).xpath("string(//textarea)")
    assert len(lines(response)) == 1
    assert Article.objects.count() == 1


def test_a_page_that_crashes_the_importer_is_told(as_editor, monkeypatch):
    def crash(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("articles.importing.batch.save_page", crash)
    response = send(as_editor, files=[upload(PAGE.encode(), "a.txt")])
    assert "خطأ غير متوقع" in lines(response)[0]
    assert nothing_came_in()


def test_more_than_fifty_files_and_a_file_that_is_too_big(as_editor, monkeypatch):
    files = [upload(PAGE.encode(), f"{number}.txt") for number in range(51)]
    assert "50" in errors(send(as_editor, files=files))
    assert nothing_came_in()
    monkeypatch.setattr(intake, "MAX_BYTES", 100)
    assert "20 ميغابايت" in lines(send(as_editor, files=[upload(PAGE.encode(), "0.txt")]))[0]
    assert nothing_came_in()


@pytest.mark.parametrize("checks", [True, False])
def test_a_form_that_is_too_big_is_answered_with_the_reason(checks, editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    client = Client(enforce_csrf_checks=checks)
    client.force_login(editor)
    client.get(FORM)
    response = client.post(FORM, {"text": "ا" * 600_000})
    assert response.status_code == 413
    assert "1 ميغابايت" in errors(response)
    assert "no-store" in response["Cache-Control"]
    many = [upload(b"x", f"{n}.txt") for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)]
    assert client.post(FORM, {"files": many}).status_code == 413


# Who may


def test_a_token_of_the_form_is_asked_for(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(FORM, {"text": PAGE}).status_code == 403
    assert nothing_came_in()
    token = tree(client.get(FORM)).xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    sent = {"text": PAGE, "source": "", "address": "", "csrfmiddlewaretoken": token}
    assert client.post(FORM, sent).status_code == 302


def test_strangers_and_people_without_the_permission(client, db, editor):
    for page in (FORM, address("articles.article", "imported", "x")):
        for method in (client.get, client.post):
            assert method(page, {"text": PAGE}).status_code == 302
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(guest)
    assert client.get(FORM).status_code == 403
    assert client.post(FORM, {"text": PAGE}).status_code == 403
    assert FORM not in client.get("/admin/").content.decode()
    assert FORM not in client.get(address("articles.article", "changelist")).content.decode()
    assert nothing_came_in()


@pytest.mark.parametrize("page", ["/admin/", address("articles.article", "changelist"),
                                  address("articles.capture", "changelist"),
                                  address("articles.importbatch", "changelist")])  # fmt: skip
def test_the_way_in_is_where_editors_look(page, as_editor):
    assert FORM in tree(as_editor.get(page)).xpath("//a/@href")


# How it looks


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_nothing_of_a_page_is_ever_rendered(as_editor):
    body = PAGE.replace("شاغر", f"شاغر {HOSTILE}") + HOSTILE
    name = "\u202e<b onmouseover=alert(1)>.html"
    pages = [
        send(as_editor, text=body),
        send(as_editor, files=[upload(body.encode(), name), upload(b"", name)]),
        send(as_editor, text="\u200b", source=HOSTILE, address=HOSTILE),
    ]
    for response in pages:
        page = tree(response)
        assert (
            page.xpath("//script[not(@src)]|//img[@src='x']|//@onerror|//@onmouseover|//li//b")
            == []
        )


def test_the_pages_are_arabic_and_nothing_is_inline(as_editor, settings):
    Source.objects.create(name="جريدة الرواق")
    for settings.IMPORT_FETCH in (False, True):
        words = latin_words(as_editor.get(FORM))
        assert [w for w in words if not re.search("HTML|IMPORT_FETCH", w)] == []
    clean(send(as_editor, text=PAGE))
    clean(send(as_editor, files=[upload(b"", "09-moscow.html")]))


def test_the_result_costs_as_much_for_many_pages_as_for_few(as_editor):
    def cost(pages: int) -> int:
        files = [upload(f"{PAGE}{pages} {n}".encode(), f"{n}.txt") for n in range(pages)]
        url = send(as_editor, follow=False, files=files).url
        with CaptureQueriesContext(connection) as queries:
            assert len(lines(as_editor.get(url))) == pages
        return len(queries)

    assert cost(2) == cost(12)


def test_no_evidence_is_lost_on_the_way(as_editor):
    send(as_editor, text=PAGE)
    assert Evidence.objects.filter(article=Article.objects.get(), field="headline").exists()


def test_each_session_has_its_own_results(editor):
    first, second = (signed_in(Client, editor) for _ in range(2))
    url = send(first, follow=False, text=PAGE).url
    assert second.get(url).status_code == 404
