"""Programs import with a token; nobody else writes, and nothing that came in is read here."""

import json
import re
import zipfile
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.authtoken.models import Token

from articles.importing import intake
from articles.imports import MOST_BYTES, ImportThrottle
from articles.models import Article, Capture, ImportBatch
from csto_archive.roles import EDITOR, ensure_roles
from tests.conftest import SECRET_WORD

ADDRESS = "/api/v1/imports/"
PAGE = f"""جريدة الرواق
قمة مينسك تنعقد بمقعد شاغر {SECRET_WORD}
مينسك – 23 نوفمبر 2023
اجتمع قادة منظمة معاهدة الأمن الجماعي في مينسك يوم 23 نوفمبر 2023 وأقروا حزمة من الوثائق.
وغابت أرمينيا عن الاجتمــاع، وقال الرئيس البيلاروسي إن المنظمة ماضية في عملها كما كانت.
"""


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user(db) -> User:
    ensure_roles()
    user = User.objects.create_user("importer", password="kalimat-sirr")
    user.groups.add(Group.objects.get(name=EDITOR))
    return user


@pytest.fixture
def send(client, user):
    """POST with the token of the user; the answer must have this status."""
    token = Token.objects.create(user=user)

    def post(data, status: int = 201, kind: str = "application/json", **extra):
        body = (
            json.dumps(data)
            if kind == "application/json" and not isinstance(data, str | bytes)
            else data
        )
        options = {} if kind == "multipart" else {"content_type": kind}
        headers = {"Authorization": f"Token {token.key}"} | extra
        response = client.post(ADDRESS, body, headers=headers, **options)
        assert response.status_code == status, response.content.decode()
        assert response.headers["Cache-Control"] == "no-store"
        assert not response.cookies
        if status >= 400:
            assert response.headers["Content-Type"] == "application/problem+json"
            document = response.json()
            assert re.search("[ء-ي]", document["title"] + document["detail"])
            assert document["status"] == status
        return response.json()

    return post


def upload(content: bytes, name: str = "minsk.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def nothing_came_in() -> bool:
    return not (
        Article.objects.exists() or Capture.objects.exists() or ImportBatch.objects.exists()
    )


# What comes in


def test_a_text_becomes_a_draft_of_its_importer(send, user):
    report = send({"text": PAGE, "source": "جريدة الرواق", "url": "https://rewaq.example/a/1"})
    article = Article.objects.get()
    (page,) = report["pages"]
    assert (page["outcome"], page["articles"]) == ("created", [article.pk])
    assert page["mendings"] == [{"kind": "tatweel", "count": 2, "label": "تطويل محذوف"}]
    assert article.status == Article.Status.DRAFT
    assert (article.source.name, article.original_url) == (
        "جريدة الرواق",
        "https://rewaq.example/a/1",
    )
    assert ImportBatch.objects.get().started_by == user
    assert report["batch"] == ImportBatch.objects.get().pk
    assert bytes(Capture.objects.get().content) == PAGE.encode()


def test_html_is_read_as_html(send):
    html = f"<div><h1>قمة مينسك {SECRET_WORD}</h1>" + "".join(
        f"<p>{line}</p>" for line in PAGE.splitlines()[3:]
    )
    send({"html": html})
    assert Capture.objects.get().media_type == "text/html"
    assert "<p>" not in Article.objects.get().headline


def test_a_file_and_the_name_it_is_given(send):
    report = send(
        {"file": upload(PAGE.encode("cp1256", "replace")), "source": "ا"}, kind="multipart"
    )
    assert report["pages"][0]["page"] == "minsk.txt"
    assert report["pages"][0]["encoding"] in {"windows-1256", "cp1256"}
    assert Capture.objects.get().file_name == "minsk.txt"


def test_a_container_brings_its_pages_and_one_bad_page_stops_nothing(send):
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("a.txt", PAGE)
        zipped.writestr("b.txt", b"\n\n")
        zipped.writestr("c.txt", PAGE.replace("شاغر", "خال"))
    report = send({"file": upload(archive.getvalue(), "pages.zip")}, kind="multipart")
    assert [page["outcome"] for page in report["pages"]].count("error") == 1
    assert Capture.objects.count() == 2
    assert all(page["problem"] for page in report["pages"] if page["outcome"] == "error")


def test_more_pages_than_one_request_may_bring(send, monkeypatch):
    monkeypatch.setattr(intake, "MOST_PAGES", 2)
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for number in range(4):
            zipped.writestr(f"{number}.txt", PAGE + str(number))
    report = send({"file": upload(archive.getvalue(), "pages.zip")}, kind="multipart")
    assert len(report["pages"]) == Capture.objects.count() == 2
    assert "لم يُقرأ ما بعدها" in report["problem"]


def test_the_same_page_again_changes_nothing(send):
    send({"text": PAGE})
    before = list(Article.objects.values()), list(Capture.objects.values())
    report = send({"text": PAGE})
    assert (report["batch"], report["pages"][0]["outcome"]) == (None, "skipped")
    assert (list(Article.objects.values()), list(Capture.objects.values())) == before
    assert ImportBatch.objects.count() == 1


def test_a_page_without_an_article_waits_for_an_editor(send):
    report = send({"text": "كلمة"})
    assert report["pages"][0]["outcome"] == "needs_editor"
    assert Capture.objects.get().status == Capture.Status.NEEDS_EDITOR


def test_the_number_of_queries_does_not_grow_with_the_articles_of_the_answer(send):
    def cost(pages: int) -> int:
        """Of the second sending, which writes no article."""
        archive = BytesIO()
        with zipfile.ZipFile(archive, "w") as zipped:
            for number in range(pages):
                zipped.writestr(f"{number}.txt", f"{PAGE}{pages} {number}")
        content = archive.getvalue()
        send({"file": upload(content, "pages.zip")}, kind="multipart")
        with CaptureQueriesContext(connection) as queries:
            send({"file": upload(content, "pages.zip")}, kind="multipart")
        return len(queries)

    assert cost(12) - cost(2) <= 10 * 2  # whether a page is there is one question a page


# What stays closed


def test_no_draft_is_readable_afterwards(send, client, user):
    send({"text": PAGE})
    number = Article.objects.get().pk
    key = Token.objects.get(user=user).key
    for headers in ({}, {"Authorization": f"Token {key}"}):
        for path in (
            "articles/",
            "sources/",
            f"articles/{number}/",
            "search/?q=شاغر",
            "imports/",
        ):
            assert (
                SECRET_WORD not in client.get(f"/api/v1/{path}", headers=headers).content.decode()
            )
        assert client.get(f"/api/v1/articles/{number}/", headers=headers).status_code == 404


def test_the_answer_says_nothing_of_what_others_wrote(send, draft):
    """A page of the same address updates a draft: its number is told and not its words."""
    Article.objects.filter(pk=draft.pk).update(original_url="", canonical_url=None)
    report = json.dumps(send({"text": PAGE.replace(SECRET_WORD, "")}), ensure_ascii=False)
    assert SECRET_WORD not in report


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options", "trace"])
def test_it_takes_pages_and_nothing_else(method, client, db):
    response = getattr(client, method)(ADDRESS)
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"


@pytest.mark.parametrize(
    "header",
    [None, "", "Token", "Token x", "Token " + "a" * 40, "Token a b", "Bearer " + "a" * 40,
     "Basic eDp5", "Token \u00e9"],
)  # fmt: skip
def test_without_a_token_nothing_comes_in(header, client, user):
    headers = {} if header is None else {"Authorization": header}
    response = client.post(
        ADDRESS, {"text": PAGE}, content_type="application/json", headers=headers
    )
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Token"
    assert response.json()["code"] in {"not_authenticated", "authentication_failed"}
    assert nothing_came_in()


def test_a_session_is_no_token(client, user):
    client.force_login(user)
    response = client.post(ADDRESS, {"text": PAGE}, content_type="application/json")
    assert response.status_code == 401
    assert nothing_came_in()


def test_a_token_opens_only_while_its_owner_may_add_articles(send, user):
    user.groups.clear()
    assert send({"text": PAGE}, 403)["code"] == "permission_denied"
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert send({"text": PAGE}, 401)["code"] == "authentication_failed"
    assert nothing_came_in()


def test_too_many_requests_have_to_wait(send, monkeypatch, client, user):
    monkeypatch.setattr(ImportThrottle, "get_rate", lambda self: "2/minute")
    send({"text": PAGE})
    send({"text": PAGE})
    assert send({"text": PAGE + "x"}, 429)["code"] == "throttled"
    key = Token.objects.get(user=user).key
    response = client.post(ADDRESS, {}, headers={"Authorization": f"Token {key}"})
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert Capture.objects.count() == 1


# What cannot be read


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, "invalid_text"),
        ({"text": "", "source": "x"}, "invalid_text"),
        ({"text": " \n"}, "invalid_text"),
        ({"text": "\u200b\u200c"}, "invalid_text"),
        ({"html": " "}, "invalid_html"),
        ({"text": "أ", "html": "ب"}, "invalid_text"),
        ({"text": ["أ"]}, "invalid_text"),
        ({"text": {"أ": 1}}, "invalid_text"),
        ({"text": None}, "invalid_text"),
        ({"text": "نص", "url": "javascript:alert(1)"}, "invalid_url"),
        ({"text": "نص", "url": "file:///etc/passwd"}, "invalid_url"),
        ({"text": "نص", "url": "x"}, "invalid_url"),
        ({"text": "نص", "url": "https://a.example/" + "a" * 1000}, "invalid_url"),
        ({"text": "نص", "source": "ا" * 151}, "invalid_source"),
        ({"text": "نص", "name": "ا" * 201}, "invalid_name"),
        ({"text": "نص\0"}, "invalid_text"),
        ({"text": "نص", "name": "\ud800"}, "invalid_name"),
        ({"text": "نص", "publish": True}, "unknown_parameter"),
        ({"text": "نص", "status": "published"}, "unknown_parameter"),
        ({"text": "نص", "user": 1, "batch": 1}, "unknown_parameter"),
        ({"file": "x"}, "unknown_parameter"),
        ([], "parse_error"),
        (["text"], "parse_error"),
        ("text", "parse_error"),
        ("{", "parse_error"),
        ("[" * 200_000, "parse_error"),
        ('{"text": "\\ud800"}', "invalid_text"),
        (b"\xff\xfe", "parse_error"),
        ("", "invalid_text"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_comes_in(data, code, send):
    assert send(data, 400)["code"] == code
    assert nothing_came_in() or not Article.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.txt"), (b"\x89PNG\r\n\x1a\n\0\0", "a.txt"), (b"PK\x03\x04broken", "a.zip"),
     (b"%PDF-1.4 broken", "a.pdf"), (b"WARC/1.0\r\nbroken", "a.warc")],
)  # fmt: skip
def test_a_file_that_is_no_page(content, name, send):
    problem = send({"file": upload(content, name)}, 400, "multipart")
    assert problem["code"] == "invalid_file"
    assert re.search("[ء-ي]", problem["errors"][0]["detail"])
    assert not Article.objects.exists()


def test_one_file_and_no_other_field(send):
    assert send({"source": "x"}, 400, "multipart")["code"] == "invalid_file"
    two = {"file": [upload(b"a"), upload(b"b")]}
    assert send(two, 400, "multipart")["code"] == "repeated_parameter"
    more = {"file": upload(PAGE.encode()), "publish": "1"}
    assert send(more, 400, "multipart")["code"] == "unknown_parameter"
    assert nothing_came_in()


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "application/x-www-form-urlencoded"])
def test_another_kind_of_body(kind, send):
    assert send("text=x", 415, kind)["code"] == "unsupported_media_type"


def test_a_body_that_is_too_large(send, monkeypatch):
    assert send(b"a" * (MOST_BYTES + 1), 413)["code"] == "too_large"
    assert nothing_came_in()


def test_a_parameter_in_the_address(send, client, user):
    key = Token.objects.get(user=user).key
    response = client.post(
        f"{ADDRESS}?publish=1", {"text": PAGE}, content_type="application/json",
        headers={"Authorization": f"Token {key}"},
    )  # fmt: skip
    assert response.status_code == 400
    assert nothing_came_in()


# Tokens


def give(*arguments: str) -> str:
    out = StringIO()
    call_command("give_token", *arguments, stdout=out)
    return out.getvalue()


def test_a_token_is_given_renewed_and_taken_back(user):
    first = give("importer")
    assert Token.objects.get().key in first
    second = give("importer")
    assert Token.objects.get().key in second
    assert Token.objects.get().key not in first
    assert "أُبطل" in give("importer", "--take-back")
    assert not Token.objects.exists()
    assert "لا رمز" in give("importer", "--take-back")


def test_no_token_for_whoever_adds_no_articles(user):
    User.objects.create_user("guest", is_staff=True)
    User.objects.filter(pk=user.pk).update(is_active=False)
    for name in ("guest", "importer", "nobody"):
        with pytest.raises(CommandError):
            give(name)
    assert not Token.objects.exists()


def test_tokens_are_not_shown_in_the_admin(client, chief):
    client.force_login(chief)
    page = client.get("/admin/").content.decode()
    assert "authtoken" not in page


@pytest.mark.parametrize("value", [3.5, 7, True])
def test_a_number_is_no_page(send, value):
    assert send({"html": value}, 400)
