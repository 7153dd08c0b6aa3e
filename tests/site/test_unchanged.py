"""Public answers are made once and sent again only when they changed; nobody's own gets in."""

from datetime import timedelta
from os import urandom

import pytest
import time_machine
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Source
from csto_archive import unchanged
from csto_archive.compressing import unpack
from csto_archive.unchanged import ANSWERS, UnchangedMiddleware
from tests.conftest import SECRET_WORD

pytestmark = pytest.mark.django_db
NOON = "2031-11-21 12:00+03:00"  # after whatever is published here


@pytest.fixture
def page(article) -> str:
    return article.get_absolute_url()


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_what_is_kept_is_the_same_text_in_every_coding(client, page, coding):
    made, kept = (client.get(page, headers={"accept-encoding": coding}) for _ in range(2))
    assert kept.get("Content-Encoding", "") == made.get("Content-Encoding", "") == coding
    text = unpack(kept.content, coding)
    assert text == unpack(made.content, coding)
    assert text.startswith(b"<!doctype html>")
    assert int(kept["Content-Length"]) == len(kept.content)


@pytest.fixture
def asked(client):
    """`asked(url, …)`: the answer, and how many questions the database was asked."""

    def get(url: str, **headers):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url, headers=headers)
        return answer, len(queries)

    return get


# The same again


def test_what_the_reader_has_is_not_sent_again(asked, page):
    etag = asked(page)[0].headers["ETag"]
    for has in (etag, f'"other", {etag}', "*", etag.removeprefix("W/")):
        answer, questions = asked(page, if_none_match=has)
        assert (answer.status_code, answer.content, questions) == (304, b"", 1), has
        assert answer.headers["ETag"] == etag
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "max-age=60" in answer.headers["Cache-Control"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert asked(page, if_none_match='"other"')[0].status_code == 200


def test_a_page_is_made_once(asked, page):
    first, many = asked(page)
    again, one = asked(page)
    assert (one, again.content, again.headers) == (1, first.content, first.headers)
    assert many > 1


def test_a_reader_who_comes_to_another_server_is_told_the_same(asked, page):
    etag = asked(page)[0].headers["ETag"]
    ANSWERS.clear()
    assert asked(page, if_none_match=etag)[0].status_code == 304


def test_head_says_what_get_says(client, page):
    heads = [client.head(page)]
    got = client.get(page)
    heads.append(client.head(page))
    for head in heads:
        assert head.content == b""
        assert head.headers == got.headers
    assert client.head(page, headers={"if-none-match": got["ETag"]}).status_code == 304


def test_a_filter_is_an_answer_of_its_own(asked):
    urls = ("/summits/", "/summits/?city=minsk", "/summits/?city=moscow")
    assert len({asked(url)[0].headers["ETag"] for url in urls}) == 3


def test_another_host_is_answered_for_itself_and_a_strange_one_not_at_all(asked):
    asked("/summits/")
    assert asked("/summits/", host="127.0.0.1")[1] > 1
    assert asked("/summits/", host="evil.example")[0].status_code == 400


# And what changed


def test_what_is_withdrawn_is_gone_at_once(client, article, page):
    assert client.get(page).status_code == 200
    article.withdraw()
    gone = client.get(page)
    assert gone.status_code == 410
    assert not gone.headers.keys() & {"ETag", "Cache-Control"}


def test_every_page_that_names_a_summit_knows_its_new_name(client, minsk):
    client.get("/summits/2023-11-23-minsk/")
    type(minsk).objects.update(theme="محور جديد")
    assert "محور جديد" in client.get("/summits/2023-11-23-minsk/").content.decode()


def test_a_page_that_says_the_same_is_not_sent_again_after_a_change_elsewhere(asked, page):
    etag = asked("/members/armenia/")[0].headers["ETag"]
    Article.objects.create(headline="خبر آخر", status="published")
    answer, questions = asked("/members/armenia/", if_none_match=etag)
    assert answer.status_code == 304
    assert questions > 1


def test_a_scheduled_article_appears_in_its_hour(client):
    now = timezone.now()
    Article(headline="قمة الغد").publish(at=now + timedelta(minutes=30))
    assert "قمة الغد" not in client.get("/articles/").content.decode()
    with time_machine.travel(now + timedelta(minutes=31)):
        assert "قمة الغد" in client.get("/articles/").content.decode()


def test_a_page_that_tells_the_day_is_another_one_at_midnight(client, page):
    with time_machine.travel("2031-11-21 23:59:30+03:00", tick=False) as clock:
        before = client.get(page)
        assert before.headers["Cache-Control"] == "public, max-age=30"
        clock.shift(40)
        after = client.get(page)
    assert before.content != after.content
    assert before["ETag"] != after["ETag"]


def test_what_the_index_has_not_settled_is_not_kept(asked):
    fields = {"status": "published", "published_at": timezone.now() - timedelta(1)}
    Article.objects.bulk_create(Article(headline="قمة", slug="قمة", **fields) for _ in range(60))
    first = asked("/search/?q=قمة&group=articles")[0]
    second = asked("/search/?q=قمة&group=articles")[0]
    assert first.content != second.content


# Nothing that is not public


@time_machine.travel(NOON, tick=False)
def test_drafting_changes_no_byte_no_header_and_no_time(asked, page, article, draft):
    urls = (page, "/", "/articles/", "/sources/", "/feeds/articles.atom")
    before = [asked(url)[0] for url in urls]
    draft.headline = f"{SECRET_WORD} مرة أخرى"
    draft.save()
    Source.objects.filter(pk=draft.source_id).update(note=SECRET_WORD)
    Article.objects.create(headline=SECRET_WORD, source=article.source)
    Article.objects.filter(pk=article.pk).update(editor_notes=SECRET_WORD)
    for url, then in zip(urls, before, strict=True):
        now, questions = asked(url)
        assert (now.content, now.headers, questions) == (then.content, then.headers, 1), url


def test_an_editor_reads_what_strangers_read(client, page, chief):
    client.force_login(chief)
    told = client.get(page)
    ANSWERS.clear()
    assert Client().get(page).content == told.content
    assert not told.cookies
    assert "Cookie" not in told.headers["Vary"]


def test_the_admin_is_passed_by(client, draft, chief, page):
    client.force_login(chief)
    for url in ("/admin/", f"/admin/articles/article/{draft.pk}/change/"):
        answer = client.get(url, headers={"accept-encoding": "br, gzip"})
        assert answer.status_code == 200
        assert not answer.headers.keys() & {"ETag", "Content-Encoding"}
        assert "no-store" in answer.headers["Cache-Control"]
    assert len(ANSWERS) == 0
    assert SECRET_WORD not in client.get(f"/articles/{draft.pk}/").content.decode()


def test_a_message_waits_for_the_admin(client, chief):
    client.force_login(chief)
    source = Source.objects.create(name="صحيفة بلا مقالات")
    client.post(f"/admin/articles/source/{source.pk}/delete/", {"post": "yes"})
    pages = [client.get(url).content.decode() for url in ("/", "/articles/")]
    assert not any(source.name in text for text in pages)
    assert source.name in client.get("/admin/").content.decode()


def answered(response: HttpResponse, **headers):
    """What the middleware makes of it, and whether it kept it."""
    before = len(ANSWERS)
    request = RequestFactory().get("/somewhere/", headers=headers)
    return UnchangedMiddleware(lambda _request: response)(request), len(ANSWERS) > before


def test_a_view_sees_nobody():
    def view(request) -> HttpResponse:
        seen = request.COOKIES, request.headers.get("Cookie"), request.headers.get("Authorization")
        return HttpResponse(repr(seen))

    headers = {"cookie": "sessionid=1", "authorization": "Token 1"}
    request = RequestFactory().get("/somewhere/", headers=headers)
    assert UnchangedMiddleware(view)(request).content == b"({}, None, None)"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cache-Control": "private, max-age=9"}, 200),
        ({"Cache-Control": "no-store"}, 200),
        ({"Cache-Control": "no-cache"}, 200),
        ({"Vary": "Accept-Encoding, Cookie"}, 200),
        ({"Vary": "*"}, 200),
        ({"Content-Type": "image/png"}, 200),
        ({}, 404),
        ({}, 410),
        ({}, 500),
        ({}, 301),
    ],
)
def test_what_is_not_for_all_is_left_as_it_is(headers, status):
    response = HttpResponse("نص" * 1000, status=status, headers=headers)
    before = dict(response.headers)
    assert answered(response, accept_encoding="br") == (response, False)
    assert dict(response.headers) == before


def test_what_sets_a_cookie_or_flows_is_left_as_it_is():
    response = HttpResponse("نص")
    response.set_cookie("seen", "1")
    assert answered(response) == (response, False)
    flowing = StreamingHttpResponse([b"a"])
    assert answered(flowing) == (flowing, False)


def test_memory_is_bounded(monkeypatch):
    answers = unchanged.Answers(200_000)
    for n in range(100):
        answers.keep(("key", n), unchanged.Answer.of(HttpResponse(urandom(8_000))))
    assert 15 < len(answers) < 21
    assert answers.get(("key", 99))
    assert answers.get(("key", 0)) is None
    answers.keep(("key", 101), unchanged.Answer.of(HttpResponse(urandom(300_000))))
    assert answers.get(("key", 101)) is None


def test_long_addresses_are_counted_as_memory_too():
    answers = unchanged.Answers(200_000)
    for n in range(100):
        answers.keep(("key", f"/?q={n:09000}"), unchanged.Answer.of(HttpResponse("x")))
    assert len(answers) < 20
    for n in range(100):
        answers.keep(("key", n), unchanged.Answer.of(HttpResponse("x")))
    assert 90 < len(answers) <= 100


def test_no_header_has_the_same_kept_twice(client):
    ANSWERS.clear()
    for n in range(9):
        client.get("/summits/", headers={"hx-request": "true"[n:], "accept-encoding": f"x{n}"})
    assert len(ANSWERS) == 1


def test_without_its_table_a_page_is_made_as_ever(client, page):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE version_change RENAME TO version_put_away")
    if connection.vendor == "sqlite":  # PostgreSQL ends the transaction that a test is
        for url in ("/about/", "/", "/articles/", page):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_without_its_version_a_page_is_made_as_ever(client, page, error):
    def lose(execute, sql, *rest):
        if "version_change" in sql:
            raise error("lost")
        return execute(sql, *rest)

    before = client.get(page).content
    with connection.execute_wrapper(lose):
        assert client.get(page).content == before
