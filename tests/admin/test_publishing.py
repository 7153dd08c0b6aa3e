"""Publishing and withdrawing: by whoever may, by the record's own methods, and no other way."""

import pytest

from articles.models import Article, StoryFamily
from tests.admin.pages import address, edit, form_of, tree

LIST = "articles.article"


def state(article: Article) -> str:
    return Article.objects.get(pk=article.pk).status


def act(client, name: str, *articles):
    chosen = {"action": name, "_selected_action": [article.pk for article in articles]}
    return client.post(address(LIST, "changelist"), chosen, follow=True)


def test_a_chief_publishes_many(as_chief, draft, article):
    response = act(as_chief, "publish", draft)
    assert "نُشر" in response.content.decode()
    assert state(draft) == "published"
    assert draft in Article.objects.published()


def test_a_chief_withdraws_what_is_public_and_leaves_drafts(as_chief, draft, article):
    act(as_chief, "withdraw", draft, article)
    assert (state(draft), state(article)) == ("draft", "withdrawn")


def test_the_buttons_publish_and_withdraw(as_chief, draft):
    edit(as_chief, draft, _publish="1")
    assert state(draft) == "published"
    edit(as_chief, draft, _withdraw="1")
    assert state(draft) == "withdrawn"


def test_the_button_saves_what_was_typed(as_chief, draft):
    edit(as_chief, draft, headline="عنوان جديد", _publish="1")
    assert Article.objects.published().get(pk=draft.pk).headline == "عنوان جديد"


@pytest.mark.parametrize("name", ["publish", "withdraw"])
def test_an_editor_has_no_such_action(as_editor, name, draft, article):
    listed = as_editor.get(address(LIST, "changelist")).content.decode()
    assert f'value="{name}"' not in listed
    act(as_editor, name, draft, article)
    assert (state(draft), state(article)) == ("draft", "published")


@pytest.mark.parametrize("button", ["_publish", "_withdraw"])
def test_an_editor_has_no_such_button(as_editor, button, draft, article):
    for record in (draft, article):
        page = as_editor.get(address(LIST, "change", record.pk)).content.decode()
        assert f'name="{button}"' not in page
        before = Article.objects.values().get(pk=record.pk)
        assert edit(as_editor, record, headline="x", **{button: "1"}).status_code == 403
        assert Article.objects.values().get(pk=record.pk) == before


@pytest.mark.parametrize("who", ["as_editor", "as_chief"])
def test_no_form_key_sets_what_the_archive_keeps(who, request, draft, capture):
    client = request.getfixturevalue(who)
    keys = {
        "status": "published", "published_at": "2020-01-01", "published_at_0": "2020-01-01",
        "published_at_1": "10:00", "imported": "{}", "capture": capture.pk, "is_sample": "on",
        "version": "77", "slug": "x", "part": "3", "sort_date": "2000-01-01", "folded": "x",
        "canonical_url": "https://x.example/",
    }  # fmt: skip
    before = Article.objects.get(pk=draft.pk)
    assert edit(client, draft, **keys).status_code == 302
    after = Article.objects.get(pk=draft.pk)
    kept = ("status", "published_at", "imported", "capture", "is_sample", "slug", "part",
            "sort_date", "canonical_url", "folded")  # fmt: skip
    for name in kept:
        assert getattr(after, name) == getattr(before, name), name
    assert after.version == before.version + 1


def test_a_new_article_is_a_draft_whatever_the_form_says(as_editor):
    page = address(LIST, "add")
    values = {**form_of(as_editor.get(page)), "headline": "جديد", "status": "published"}
    assert as_editor.post(page, {**values, "_publish": "1"}).status_code == 302
    assert Article.objects.get(headline="جديد").status == "draft"


def test_publishing_stands_in_the_history(as_chief, draft):
    act(as_chief, "publish", draft)
    page = as_chief.get(address(LIST, "history", draft.pk)).content.decode()
    assert "نُشر المقال." in page


def test_only_what_is_public_links_to_the_site(as_chief, draft, article):
    def links(record):
        page = tree(as_chief.get(address(LIST, "change", record.pk)))
        return page.xpath("//a[contains(@class,'viewsitelink')]/@href")

    assert links(draft) == []
    assert links(article) == [article.get_absolute_url()]


def test_a_draft_has_a_preview_for_editors(as_editor, draft):
    response = as_editor.get(address(LIST, "preview", draft.pk))
    assert draft.headline in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert as_editor.get(address(LIST, "preview", draft.pk + 999)).status_code == 404


# What the record cannot hold comes back in the form


def errors(response) -> str:
    return " ".join(tree(response).xpath("//ul[contains(@class,'errorlist')]//text()"))


def test_an_address_that_is_there_already_is_refused(as_editor, draft, article):
    response = edit(as_editor, draft, original_url="https://rewaq.example/a/1?utm_campaign=z")
    assert article.headline in errors(response)


@pytest.mark.parametrize("url", ["https://a.example:99999/x", "ftp://a.example/x"])
def test_an_impossible_address_is_refused(as_editor, draft, url):
    assert "صالح" in errors(edit(as_editor, draft, original_url=url))


def test_an_address_without_its_scheme_becomes_a_safe_one(as_editor, draft):
    edit(as_editor, draft, original_url="a.example/x")
    assert Article.objects.get(pk=draft.pk).original_url == "https://a.example/x"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x"])
def test_an_address_that_acts_is_refused(as_editor, draft, url):
    assert errors(edit(as_editor, draft, original_url=url))


def test_a_body_beyond_the_limits_is_refused(as_editor, draft):
    assert "أطول" in errors(edit(as_editor, draft, body="<p>" * 20_001))


def test_a_date_without_precision_is_a_day(as_editor, draft):
    edit(as_editor, draft, published_on="2023-11-25", published_precision="")
    assert Article.objects.get(pk=draft.pk).published_precision == "day"


def test_an_editor_hands_a_draft_over_for_review(as_editor, draft, article):
    assert 'name="_submit"' in as_editor.get(address(LIST, "change", draft.pk)).content.decode()
    edit(as_editor, draft, _submit="1")
    act(as_editor, "submit", article)
    assert (state(draft), state(article)) == ("in_review", "published")


def test_what_is_public_is_changed_only_by_who_may_publish(as_editor, article):
    page = as_editor.get(address(LIST, "change", article.pk)).content.decode()
    assert 'name="headline"' not in page
    assert as_editor.post(address(LIST, "change", article.pk), {"headline": "x"}).status_code == 403
    article.refresh_from_db()
    assert article.headline != "x"


def test_the_rights_of_a_source_are_set_only_by_who_may_publish(as_editor, as_chief, article):
    url = address("articles.source", "change", article.source.pk)
    assert 'name="rights"' not in as_editor.get(url).content.decode()
    assert 'name="rights"' in as_chief.get(url).content.decode()


def test_an_address_that_grows_too_long_is_refused_in_arabic(as_chief, draft):
    long_url = "https://rewaq.example/?q=" + "ق" * 900
    response = edit(as_chief, draft, original_url=long_url)
    assert "الرابط أطول مما يُحفظ" in response.content.decode()


def test_the_title_that_readers_see_is_not_an_editors_to_change(as_editor, article, carry, chief):
    story = carry(article).story_family
    page = address("articles.storyfamily", "change", story.pk)
    assert as_editor.post(page, {"title": "عنوان"}).status_code == 403
    as_editor.force_login(chief)
    assert as_editor.post(page, {"title": "عنوان"}).status_code == 302
    story.refresh_from_db()
    assert story.title == "عنوان"


def test_a_story_of_drafts_is_titled_by_an_editor(as_editor, draft):
    story = StoryFamily.objects.create()
    Article.objects.filter(pk=draft.pk).update(story_family=story)
    as_editor.post(address("articles.storyfamily", "change", story.pk), {"title": "عنوان"})
    story.refresh_from_db()
    assert story.title == "عنوان"
