"""Who reaches what."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User

from articles.models import Article, StoryFamily
from csto_archive.roles import CHIEF_EDITOR, EDITOR, ROLES, ensure_roles
from summits.models import Summit
from tests.admin.conftest import person
from tests.admin.pages import READ_ONLY, RECORDS, address, form_of, tree


@pytest.fixture
def everything(article, draft, capture, evidence):
    StoryFamily.objects.create(title="قصة")


def one_of(model: str):
    return apps.get_model(model).objects.first()


@pytest.mark.parametrize("model", RECORDS)
@pytest.mark.parametrize("who", ["as_editor", "as_chief"])
def test_editors_open_every_list_and_form(model, who, request, everything):
    client = request.getfixturevalue(who)
    assert client.get(address(model, "changelist")).status_code == 200
    assert client.get(address(model, "add")).status_code == 200
    assert client.get(address(model, "change", one_of(model).pk)).status_code == 200
    assert client.get(address(model, "history", one_of(model).pk)).status_code == 200


@pytest.mark.parametrize("model", RECORDS)
def test_every_form_saves_as_it_was_opened(model, as_chief, everything):
    record = one_of(model)
    page = address(model, "change", record.pk)
    response = as_chief.post(page, form_of(as_chief.get(page), model.split(".")[1]))
    assert response.status_code == 302, tree(response).xpath("//ul[@class='errorlist']//text()")


@pytest.mark.parametrize("model", READ_ONLY)
@pytest.mark.parametrize("who", ["as_editor", "as_chief", "as_superuser"])
def test_what_came_in_is_only_read(model, who, request, everything):
    client = request.getfixturevalue(who)
    page = address(model, "change", one_of(model).pk)
    assert client.get(address(model, "changelist")).status_code == 200
    assert client.get(page).status_code == 200
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(page, {"status": "imported", "_save": "1"}).status_code == 403
    assert (
        client.post(address(model, "delete", one_of(model).pk), {"post": "yes"}).status_code == 403
    )


@pytest.mark.parametrize("model", [*RECORDS, *READ_ONLY, "auth.user", "auth.group"])
def test_a_stranger_is_sent_to_the_login(model, stranger, everything):
    pages = [address(model, "changelist"), address(model, "add"), address(model, "change", 1)]
    for page in [*pages, address(model, "delete", 1), address(model, "history", 1)]:
        response = stranger.get(page)
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/?next=")


def test_a_stranger_gets_neither_a_capture_nor_a_preview_nor_a_suggestion(stranger, draft, capture):
    pages = [
        address("articles.capture", "download", capture.pk),
        address("articles.article", "preview", draft.pk),
        "/admin/autocomplete/?app_label=articles&model_name=article&field_name=source&term=x",
    ]
    for page in pages:
        assert stranger.get(page).status_code == 302


def test_an_account_without_a_role_sees_nothing(
    client, django_user_model, everything, draft, capture
):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    for model in (*RECORDS, *READ_ONLY, "auth.user"):
        assert client.get(address(model, "changelist")).status_code == 403
    assert client.get(address("articles.capture", "download", capture.pk)).status_code == 403
    assert client.get(address("articles.article", "preview", draft.pk)).status_code == 403
    assert "ينتظر" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.parametrize("model", ["auth.user", "auth.group"])
def test_an_editor_does_not_reach_the_users(model, page, as_editor):
    assert as_editor.get(address(model, page)).status_code == 403


def test_an_editor_deletes_no_record(as_editor, draft):
    page = address("articles.article", "delete", draft.pk)
    assert as_editor.post(page, {"post": "yes"}).status_code == 403
    assert Article.objects.filter(pk=draft.pk).exists()


def test_a_chief_deletes_a_draft_but_nothing_that_was_public(as_chief, article, draft):
    for record in (draft, article):
        as_chief.post(address("articles.article", "delete", record.pk), {"post": "yes"})
    assert list(Article.objects.all()) == [article]


def test_deleting_many_spares_what_was_public(as_chief, article, draft):
    chosen = {
        "action": "delete_selected",
        "_selected_action": [article.pk, draft.pk],
        "post": "yes",
    }
    as_chief.post(address("articles.article", "changelist"), chosen)
    assert Article.objects.filter(pk=article.pk).exists()


def test_the_slug_of_a_summit_stays(as_chief, minsk):
    page = address("summits.summit", "change", minsk.pk)
    values = form_of(as_chief.get(page), "summit")
    assert "slug" not in values
    assert as_chief.post(page, {**values, "slug": "other"}).status_code == 302
    assert Summit.objects.get(pk=minsk.pk).slug == "2023-11-23-minsk"


def test_a_second_summit_on_a_day_in_a_city_asks_for_a_slug(as_chief, minsk):
    page = address("summits.summit", "add")
    values = form_of(as_chief.get(page), "summit") | {
        "title": "قمة ثانية", "start_date": "2023-11-23", "end_date": "2023-11-23",
        "city": minsk.city_id, "format": "in_person", "kind": "regular", "status": "held",
    }  # fmt: skip
    response = as_chief.post(page, values)
    assert "اكتب معرّفاً لها" in response.content.decode()
    assert as_chief.post(page, {**values, "slug": "2023-11-23-minsk-2"}).status_code == 302


def test_a_repeated_row_is_named_in_arabic(as_chief, draft, minsk):
    page = address("articles.article", "change", draft.pk)
    row = {"coverage-TOTAL_FORMS": 2, "coverage-1-summit": minsk.pk, "coverage-1-role": "main"}
    response = as_chief.post(page, {**form_of(as_chief.get(page)), **row})
    assert "سطران لهما القيمة نفسها: القمة" in response.content.decode()


# People


def change_person(client, user: User, **values):
    page = address("auth.user", "change", user.pk)
    return client.post(page, {**form_of(client.get(page), "user"), **values})


def test_a_chief_makes_an_editor(as_chief):
    new = {"username": "layan", "password1": "kalimat-sirr", "password2": "kalimat-sirr"}
    assert as_chief.post(address("auth.user", "add"), new).status_code == 302
    user = User.objects.get(username="layan")
    group = Group.objects.get(name=EDITOR)
    assert change_person(as_chief, user, is_staff="on", groups=group.pk).status_code == 302
    user = User.objects.get(username="layan")
    assert user.has_perm("articles.change_article")
    assert not user.has_perm("articles.publish_article")


def test_a_password_is_asked_of_a_new_user(as_chief):
    as_chief.post(address("auth.user", "add"), {"username": "layan"})
    assert not User.objects.filter(username="layan").exists()


def test_a_chief_makes_nobody_more_than_a_role(as_chief, chief_editor, editor):
    over = Group.objects.create(name="فوق الأدوار")
    change_person(as_chief, chief_editor, is_superuser="on", user_permissions="1")
    change_person(as_chief, editor, groups=over.pk, is_superuser="on")
    for user in User.objects.all():
        assert not user.is_superuser
        assert not user.user_permissions.exists()
        assert over not in user.groups.all()


def test_a_chief_does_not_touch_a_superuser(as_chief, chief):
    before = chief.password
    assert as_chief.post(address("auth.user", "change", chief.pk), {}).status_code == 403
    new = {"password1": "kalima-ukhra-1", "password2": "kalima-ukhra-1", "usable_password": "true"}
    page = address("auth.user", "password_change", chief.pk)
    assert as_chief.post(page, new).status_code == 403
    assert User.objects.get(pk=chief.pk).password == before


def test_a_chief_deletes_nobody(as_chief, editor):
    assert (
        as_chief.post(address("auth.user", "delete", editor.pk), {"post": "yes"}).status_code == 403
    )


def test_roles_are_the_tables_however_often_they_are_made(db):
    ensure_roles()
    Group.objects.get(name=EDITOR).permissions.set(Permission.objects.filter(codename="add_group"))
    ensure_roles()
    for role in (EDITOR, CHIEF_EDITOR):
        assert person(f"of-{role}", role).get_all_permissions() == ROLES[role]
    assert Group.objects.count() == 2
