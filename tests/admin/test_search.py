"""The admin finds what the site finds: folded words, in lists and in suggestions."""

import pytest

from articles.models import Article, Source, StoryFamily
from tests.admin.pages import address, tree


def found(client, model: str, query: str) -> list[str]:
    response = client.get(address(model, "changelist"), {"q": query})
    assert response.status_code == 200
    return tree(response).xpath("//table[@id='result_list']/tbody/tr/th//text()")


@pytest.mark.parametrize("query", ["قمه", "القمة", "قمة", "أرميني", "ارمينى", "قِمّة"])
def test_an_article_is_found_however_it_is_typed(as_editor, article, query):
    Article.objects.create(headline="والقمة الأرمينية")
    Article.objects.create(headline="خبر آخر")
    assert "خبر آخر" not in found(as_editor, "articles.article", query)
    assert found(as_editor, "articles.article", query)


def test_a_prefixed_word_is_found(as_editor, db):
    Article.objects.create(headline="موسكو والقمة")
    assert found(as_editor, "articles.article", "قمة") == ["موسكو والقمة"]


@pytest.mark.parametrize(
    ("model", "query", "name"),
    [
        ("summits.city", "استانا", "أستانا"),
        ("summits.member", "ارمينيا", "أرمينيا"),
        ("summits.leader", "بوتين", "فلاديمير بوتين"),
        ("articles.source", "الرواق", "جريدة الرواق"),
    ],
)
def test_every_list_folds(as_editor, source, model, query, name):
    assert name in found(as_editor, model, query)


def test_a_summit_is_found_by_city_and_year(as_editor, minsk):
    assert minsk.title in found(as_editor, "summits.summit", "مينسك 2023")


def test_a_story_is_found_by_its_articles(as_editor, draft):
    draft.story_family = StoryFamily.objects.create(title="حكاية")
    draft.save()
    assert found(as_editor, "articles.storyfamily", draft.headline) == ["حكاية"]
    assert found(as_editor, "articles.storyfamily", "لا شيء") == []


@pytest.mark.parametrize(
    ("app", "model", "field", "term", "text"),
    [
        ("articles", "coverage", "summit", "مينسك ٢٠٢٣", "مينسك، 23 نوفمبر"),
        ("articles", "membermention", "member", "ارمينيا", "أرمينيا"),
        ("summits", "summit", "city", "استانا", "أستانا"),
    ],
)
def test_suggestions_fold(as_editor, app, model, field, term, text):
    query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    results = as_editor.get("/admin/autocomplete/", query).json()["results"]
    assert any(result["text"].startswith(text) for result in results)


@pytest.mark.parametrize("query", ["م" * 60_000, "م " * 5_000, "%", "a\x00b", "\ud800", "((("])
def test_no_query_breaks_the_list(as_editor, article, query):
    encoded = query.encode("utf-8", "surrogatepass")
    for page in (
        address("articles.article", "changelist"),
        address("articles.storyfamily", "changelist"),
    ):
        assert as_editor.get(page, {"q": encoded}).status_code == 200


def test_filters_by_summit_and_member(as_editor, article, minsk, bishkek, armenia):
    page = address("articles.article", "changelist")

    def shown(**query):
        return len(tree(as_editor.get(page, query)).xpath("//tbody/tr[th]"))

    assert (
        shown(summit=minsk.pk) == shown(member=armenia.pk) == shown(status__exact="published") == 1
    )
    assert shown(summit=minsk.pk, status__exact="draft") == shown(status__exact="draft") == 0
    assert shown(summit="x") == shown(member="9" * 30) == shown(summit=bishkek.pk) == 1


def test_only_summits_with_articles_are_offered_and_each_once(as_editor, article, draft, minsk):
    page = tree(as_editor.get(address("articles.article", "changelist")))
    assert page.xpath("//a[contains(@href,'?summit=')]/@href") == [f"?summit={minsk.pk}"]


def test_a_source_of_drafts_alone_is_still_suggested_to_editors(as_editor, draft):
    query = {"app_label": "articles", "model_name": "article", "field_name": "source"}
    results = as_editor.get("/admin/autocomplete/", {**query, "term": draft.source.name}).json()
    assert [result["text"] for result in results["results"]] == [draft.source.name]
    assert Source.objects.published().count() == 0
