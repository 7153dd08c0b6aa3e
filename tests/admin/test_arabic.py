"""Arabic and right-to-left to the last string; nothing inline that a strict policy would stop."""

import json
import re

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Article, Capture, Evidence, ImportBatch, StoryFamily
from csto_archive.roles import CHIEF_EDITOR
from tests.admin.pages import READ_ONLY, RECORDS, address, edit, form_of, tree

# What is Latin by its nature: typed text, code, names set apart, and columns of foreign names.
FOREIGN = (
    "//script|//style|//textarea|//code|//pre|//bdi|//svg|//*[@dir='ltr']"
    "|//*[contains(@class,'field-slug')]//*[@class='readonly']"
    "|//td[contains(@class,'field-name_en') or contains(@class,'field-iso2')"
    " or contains(@class,'field-country_code')]"
)
ALLOWED = re.compile(r"https?://\S+|\bISO\b|chief-editor|\beditor\b|layan|09-moscow\.html")
LATIN = re.compile(r"[A-Za-z]{2,}")
SPOKEN = "//@title|//@alt|//@placeholder|//@aria-label|//input[@type='submit']/@value"


def latin_words(response) -> list[str]:
    """The Latin words that a reader or a screen reader would meet."""
    page = tree(response)
    spoken = [str(text) for text in page.xpath(SPOKEN)]
    for element in page.xpath(FOREIGN):
        element.drop_tree()
    texts = [*page.xpath("//body//text()"), *page.xpath("//title/text()"), *spoken]
    return [text.strip() for text in texts if LATIN.search(ALLOWED.sub("", text))]


def clean(response, status: int = 200) -> None:
    """The page answers, in Arabic, from the right, with nothing inline, and is kept nowhere."""
    assert response.status_code == status
    assert latin_words(response) == []
    page = tree(response)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert (
        page.xpath("//@style|//style|//script[not(@src) and not(@type='application/json')]") == []
    )
    assert [name for name in page.xpath("//@*") if name.attrname.startswith("on")] == []
    assert "no-store" in response["Cache-Control"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.fixture
def everything(article, draft, evidence):
    StoryFamily.objects.create(title="قصة")
    Evidence.objects.update(value="قيمة")
    Capture.objects.update(problem="مشكلة")
    ImportBatch.objects.update(report=[{"page": "a.html", "outcome": "created", "problem": ""}])


@pytest.mark.parametrize("model", [*RECORDS, *READ_ONLY, "auth.user"])
def test_lists_and_forms(as_chief, everything, model):
    pk = apps.get_model(model).objects.first().pk
    clean(as_chief.get(address(model, "changelist")))
    clean(as_chief.get(address(model, "change", pk)))
    clean(as_chief.get(address(model, "history", pk)))
    if model not in READ_ONLY:
        clean(as_chief.get(address(model, "add")))


def test_index_password_preview_and_applications(as_chief, everything, draft):
    for page in ("/admin/", "/admin/articles/", "/admin/summits/", "/admin/password_change/"):
        clean(as_chief.get(page))
    clean(as_chief.get(address("articles.article", "preview", draft.pk)))


def test_login_and_logout(stranger, as_chief):
    clean(stranger.get("/admin/login/"))
    wrong = {"username": "layan", "password": "x"}
    clean(stranger.post("/admin/login/", wrong))
    clean(as_chief.post("/admin/logout/"))


def test_signed_in_without_being_staff(client, db):
    client.force_login(User.objects.create_user("layan"))
    clean(client.get("/admin/login/"))


def test_deleting_one_and_many(as_chief, draft, article, minsk):
    clean(as_chief.get(address("articles.article", "delete", draft.pk)))
    clean(as_chief.get(address("summits.summit", "delete", minsk.pk)))
    for pk in (draft.pk, article.pk):
        chosen = {"action": "delete_selected", "_selected_action": [pk]}
        clean(as_chief.post(address("articles.article", "changelist"), chosen))


def test_what_is_said_after_each_act(as_chief, draft):
    page = address("articles.article", "changelist")
    for name in ("publish", "withdraw"):
        chosen = {"action": name, "_selected_action": [draft.pk]}
        clean(as_chief.post(page, chosen, follow=True))
    edit(as_chief, draft, headline="عنوان")
    clean(as_chief.get(page))
    clean(as_chief.post(page, {"action": "publish"}, follow=True))
    clean(as_chief.get(address("articles.article", "history", draft.pk)))
    clean(as_chief.get(page, {"q": "لا شيء من هذا"}))
    clean(as_chief.get(address("articles.article", "change", 99_999), follow=True))


def test_errors_of_forms(as_chief, draft):
    clean(edit(as_chief, draft, headline="", published_on="x", original_url="x", seen_version="0"))
    clean(as_chief.post(address("auth.user", "add"), {"username": "é", "password1": "x"}))
    short = {"old_password": "x", "new_password1": "abc", "new_password2": "abd"}
    clean(as_chief.post("/admin/password_change/", short))


def test_a_superuser_and_the_roles(client, chief, chief_editor):
    client.force_login(chief)
    clean(client.get(address("auth.group", "changelist")))
    clean(client.get(address("auth.group", "change", chief_editor.groups.get().pk)))
    clean(client.get(address("auth.user", "change", chief_editor.pk)))
    clean(client.get(address("auth.user", "password_change", chief_editor.pk)))
    assert CHIEF_EDITOR in client.get(address("auth.user", "changelist")).content.decode()


def test_the_scripts_speak_arabic(as_chief):
    script = as_chief.get(reverse("admin:jsi18n")).content.decode()
    for english in ("Sunday", "Choose all %s", "(click to clear)", "Today", "January"):
        message = re.search(rf'"{re.escape(english)}": "(.*?)"', script)
        assert message, english
        assert not re.search("[A-Za-z]{3}", message[1].encode().decode("unicode_escape"))
    assert script.count("\\u") > 100


@pytest.mark.parametrize(
    "english",
    [
        "%s selected option not visible",
        "%(sel)s of %(cnt)s selected",
        "Note: You are %s hour ahead of server time.",
        "Note: You are %s hour behind server time.",
    ],
)
def test_plurals_have_six_forms(as_chief, english):
    script = as_chief.get(reverse("admin:jsi18n")).content.decode()
    forms = re.search(rf'"{re.escape(english)}": (\[.*?\])', script, re.S)[1]
    assert len(set(json.loads(forms))) >= 4
    assert len(json.loads(forms)) == 6


def test_what_waits_is_told_with_its_number(as_chief, draft, capture):
    page = tree(as_chief.get("/admin/"))
    lines = [line.text_content() for line in page.xpath("//*[@class='waiting']//li")]
    assert lines == ["مسودات: 1", "مقالات قيد المراجعة: 0", "لقطات تحتاج إلى محرر: 1"]


def test_the_foot_of_a_list_says_how_many_there_are(as_chief, article, draft):
    page = tree(as_chief.get(address("articles.article", "changelist")))
    assert page.xpath("normalize-space(//*[@class='paginator'])") == "العدد: 2"


def test_the_list_of_articles_has_its_state_second_and_short_dates(as_chief, article):
    Article.objects.update(published_on="2023-11-23", published_precision="month")
    page = tree(as_chief.get(address("articles.article", "changelist")))
    cells = [cell.text_content() for cell in page.xpath("//tbody/tr/*")]
    assert (cells[2], cells[4]) == ("منشور", "11/2023")
    assert re.fullmatch(r"\d\d/\d\d/20\d\d", cells[-1])


def test_addresses_run_from_the_left_and_text_as_it_is_written(as_chief, draft):
    page = tree(as_chief.get(address("articles.article", "change", draft.pk)))
    direction = {name: page.xpath(f"//*[@name='{name}']/@dir")[0] for name in (
        "original_url", "headline", "standfirst", "body", "editor_notes")}  # fmt: skip
    assert direction == {
        "original_url": "ltr", "headline": "auto", "standfirst": "auto", "body": "rtl",
        "editor_notes": "auto",
    }  # fmt: skip
    add = tree(as_chief.get(address("summits.summit", "add")))
    assert add.xpath("//*[@name='slug']/@dir") == ["ltr"]


def test_hostile_text_in_any_field_stays_text(as_chief, draft):
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    Article.objects.filter(pk=draft.pk).update(
        headline=hostile, kicker=hostile, standfirst=hostile, byline=hostile, editor_notes=hostile
    )
    draft.source.name = hostile
    draft.source.save()
    pages = [
        address("articles.article", "changelist"),
        address("articles.article", "change", draft.pk),
        address("articles.article", "history", draft.pk),
        address("articles.article", "delete", draft.pk),
        address("articles.article", "preview", draft.pk),
        address("articles.source", "changelist"),
    ]
    for address_of_page in pages:
        page = tree(as_chief.get(address_of_page))
        assert page.xpath("//script[not(@src)]|//img[@src='x']|//@onerror") == [], address_of_page
    page = address("articles.article", "change", draft.pk)
    as_chief.post(page, form_of(as_chief.get(page)) | {"body": hostile})
    assert "<script" not in Article.objects.get(pk=draft.pk).body
