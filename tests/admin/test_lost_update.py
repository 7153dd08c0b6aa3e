"""Two editors, one article: nobody's words are lost."""

from articles.models import Article
from tests.admin.pages import address, form_of, tree


def test_the_second_form_comes_back_with_both_texts(as_editor, as_chief, draft):
    page = address("articles.article", "change", draft.pk)
    first, second = form_of(as_chief.get(page)), form_of(as_editor.get(page))
    assert as_chief.post(page, {**first, "headline": "عنوان رئيس التحرير"}).status_code == 302
    before = Article.objects.values().get(pk=draft.pk)

    response = as_editor.post(page, {**second, "headline": "عنوان المحرر", "byline": "كاتب"})

    assert response.status_code == 200
    assert Article.objects.values().get(pk=draft.pk) == before
    form = form_of(response)
    assert (form["headline"], form["byline"]) == ("عنوان المحرر", "كاتب")
    told = " ".join(tree(response).xpath("//ul[contains(@class,'errorlist')]//text()"))
    assert "عدّل شخص آخر هذا المقال" in told
    assert "المحفوظ الآن: عنوان رئيس التحرير" in told


def test_pressing_save_again_does_not_force_it(as_editor, as_chief, draft):
    page = address("articles.article", "change", draft.pk)
    first, second = form_of(as_chief.get(page)), form_of(as_editor.get(page))
    as_chief.post(page, {**first, "headline": "عنوان رئيس التحرير"})
    again = form_of(as_editor.post(page, {**second, "headline": "عنوان المحرر"}))
    assert as_editor.post(page, again).status_code == 200
    assert Article.objects.get(pk=draft.pk).headline == "عنوان رئيس التحرير"


def test_links_are_not_changed_by_a_form_out_of_date(as_editor, as_chief, draft, bishkek):
    page = address("articles.article", "change", draft.pk)
    first, second = form_of(as_chief.get(page)), form_of(as_editor.get(page))
    as_chief.post(page, {**first, "byline": "كاتب"})
    as_editor.post(page, {**second, "coverage-0-summit": bishkek.pk})
    assert not draft.coverage.filter(summit=bishkek).exists()


def test_publishing_in_between_counts_too(as_chief, draft):
    page = address("articles.article", "change", draft.pk)
    opened = form_of(as_chief.get(page))
    Article.objects.get(pk=draft.pk).publish()
    assert as_chief.post(page, {**opened, "headline": "متأخر"}).status_code == 200
    assert Article.objects.get(pk=draft.pk).status == "published"


def test_a_form_without_the_version_is_refused(as_editor, draft):
    page = address("articles.article", "change", draft.pk)
    values = form_of(as_editor.get(page))
    del values["seen_version"]
    assert as_editor.post(page, {**values, "headline": "بلا نسخة"}).status_code == 200
    assert Article.objects.get(pk=draft.pk).headline == draft.headline


def test_one_editor_saves_twice(as_editor, draft):
    page = address("articles.article", "change", draft.pk)
    for headline in ("أول", "ثان"):
        values = form_of(as_editor.get(page))
        assert as_editor.post(page, {**values, "headline": headline}).status_code == 302
    assert Article.objects.get(pk=draft.pk).headline == "ثان"
