"""Before anything is saved an editor can see what would be; strangers see nothing at all."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from articles.models import Article, Source
from tests.admin.pages import tree
from tests.admin.test_arabic import latin_words
from tests.admin.test_import_page import FORM, HOSTILE, PAGE, errors, nothing_came_in, send, upload
from tests.conftest import SECRET_WORD


def foreseen(response) -> list[str]:
    found = tree(response).xpath("//ol[contains(@class,'foreseen')]/li")
    return [" ".join(line.text_content().split()) for line in found]


def test_a_preview_shows_the_draft_and_saves_nothing(as_editor):
    response = send(as_editor, text=PAGE, source="جريدة الرواق", preview="1")
    (told,) = foreseen(response)
    for words in ("ستصير مسودة", "قمة مينسك تنعقد بمقعد شاغر", "جريدة الرواق", "أرمينيا (غائبة)",
                  "23 نوفمبر", "اجتمع قادة منظمة", "تطويلان حُذفا"):  # fmt: skip
        assert words in told
    assert nothing_came_in()
    assert not Source.objects.exists()
    typed = dict(tree(response).get_element_by_id("import_form").form_values())
    assert typed["text"].strip().splitlines() == PAGE.strip().splitlines()
    assert send(as_editor, text=PAGE, source="جريدة الرواق").status_code == 200
    assert Article.objects.get().headline == "قمة مينسك تنعقد بمقعد شاغر"


def test_each_file_is_foreseen(as_editor):
    files = [upload(PAGE.encode(), "one.txt"), upload(b"\x89PNG\r\n\x1a\n\0", "two.png")]
    told = foreseen(send(as_editor, files=files, preview="1"))
    assert ["لن تُستورد" in line for line in told] == [False, True]
    assert nothing_came_in()


def test_what_is_known_leads_to_the_article(as_editor):
    send(as_editor, text=PAGE, address="https://rewaq.example/1")
    changed = PAGE.replace("حزمة من الوثائق", "سبع عشرة وثيقة")
    response = send(as_editor, text=changed, address="https://rewaq.example/1", preview="1")
    assert "ستُحدّث مقالاً في الأرشيف" in foreseen(response)[0]
    links = tree(response).xpath("//ol[contains(@class,'foreseen')]//a/@href")
    assert f"/admin/articles/article/{Article.objects.get().pk}/change/" in links
    assert "سبع عشرة" not in Article.objects.get().body


def test_nothing_of_a_page_is_rendered(as_editor):
    body = PAGE.replace("شاغر", f"شاغر {HOSTILE}") + HOSTILE
    name = "\u202e<b onmouseover=alert(1)>.html"
    for values in ({"text": body, "source": HOSTILE}, {"files": [upload(body.encode(), name)]}):
        page = tree(send(as_editor, preview="1", **values))
        hostile = "//script[not(@src)]|//img[@src='x']|//@onerror|//@onmouseover|//li//b"
        assert page.xpath(hostile) == []


def test_the_preview_is_arabic(as_editor):
    response = send(as_editor, text=PAGE, preview="1")
    words = latin_words(response)
    assert [word for word in words if not re.search("HTML|IMPORT_FETCH", word)] == []
    assert not re.search(r"None|\[\]", " ".join(foreseen(response)))


# A form that is too big is answered before its token is known: to whom?


@pytest.fixture
def hidden_source(draft):
    """A source that has nothing but a draft."""
    return draft.source.name


def too_big(client):
    """With the cookie of a token, which anybody can make up: the form is opened to compare."""
    client.cookies["csrftoken"] = "x" * 32
    return client.post(FORM, {"text": "ا" * 600_000})


def test_a_stranger_learns_of_no_source_by_sending_too_much(hidden_source, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    answer = too_big(Client(enforce_csrf_checks=True))
    assert SECRET_WORD not in answer.content.decode()
    assert answer.status_code == 302


def test_a_guest_of_the_admin_learns_of_no_source_by_sending_too_much(hidden_source, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_article"))
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(guest)
    answer = too_big(client)
    assert SECRET_WORD not in answer.content.decode()
    assert answer.status_code >= 400


def test_the_editor_is_told_why(as_editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    assert "1 ميغابايت" in errors(too_big(as_editor))
