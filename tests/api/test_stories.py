"""Stories in the API: their carriers, what these say otherwise, and nothing that is not public."""

import pytest

from articles.models import Article, Source, StoryFamily


def joined(pieces: list[dict], change: str) -> str:
    return "".join(piece["text"] for piece in pieces if piece["change"] in ("same", change))


def test_a_story_tells_its_carriers_in_the_order_in_which_they_came_out(api, story):
    told = api("stories/501/")
    assert told["title"] == "خمس مبادرات في بيشكيك"
    assert [carrier["id"] for carrier in told["carriers"]] == [1001, 1002]
    assert [carrier["source_name"] for carrier in told["carriers"]] == [
        "جريدة الرواق",
        "صحيفة المرفأ",
    ]


def test_a_story_without_a_title_has_the_headline_that_it_came_out_with(api, story, told):
    StoryFamily.objects.update(title="")
    assert api("stories/501/")["title"] == told.headline
    assert api("stories/")["results"][0]["title"] == told.headline


def test_the_differences_put_together_are_both_texts(api, story, told):
    answer = api("stories/501/")
    assert answer["compared_with"] == 1001
    (version,) = answer["differences"]
    assert version["article"] == 1002
    for article, change in ((told, "removed"), (Article.objects.get(pk=1002), "added")):
        text = [block["text"] for block in api(f"articles/{article.pk}/")["body"]]
        rows = [joined(row, change) for row in version["paragraphs"]]
        assert rows == [article.standfirst, *text]


def test_changed_words_are_told_apart_from_spellings(api, story):
    (version,) = api("stories/501/")["differences"]
    changed = {
        piece["text"].strip(): (piece["change"], piece["slight"])
        for row in version["paragraphs"]
        for piece in row
        if piece["change"] != "same"
    }
    assert changed == {
        "أنهى": ("removed", False), "اختتم": ("added", False),
        "القادة": ("removed", True), "القادةُ": ("added", True),
    }  # fmt: skip


def test_the_percentages_count_the_words_that_stayed(api, story):
    answer = api("stories/501/")
    assert answer["shared_percent"] == answer["differences"][0]["percent"] == 95


@pytest.mark.parametrize(
    ("rights", "paragraphs"), [("full_text", 4), ("excerpt", 2), ("link_only", None)]
)
def test_no_more_is_compared_than_the_rights_allow(api, story, rights, paragraphs):
    Source.objects.filter(articles=1002).update(rights=rights)
    answer = api("stories/501/")
    versions = answer["differences"]
    assert [len(version["paragraphs"]) for version in versions] == (
        [paragraphs] if paragraphs else []
    )
    assert (answer["shared_percent"] is not None) is (rights == "full_text")


def test_where_nothing_may_be_shown_nothing_is_compared(api, story):
    Source.objects.update(rights="link_only")
    answer = api("stories/501/")
    assert (answer["compared_with"], answer["shared_percent"], answer["differences"]) == (
        None,
        None,
        [],
    )


def test_articles_name_their_story_and_are_filtered_by_it(api, ids, story, article):
    assert api("articles/1001/")["story"] == 501
    assert api(f"articles/{article.pk}/")["story"] is None
    assert ids("articles", story=501) == [1002, 1001]


def test_the_list_of_articles_tells_every_carrier(ids, story, article):
    """Unlike the pages: a record is a record."""
    assert ids("articles") == [1002, 1001, article.pk]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [({"member": "armenia"}, [501]), ({"summit": "2025-11-27-bishkek"}, [501]),
     ({"source": "صحيفة-المرفأ"}, [501]), ({"member": "kazakhstan"}, [])],
)  # fmt: skip
def test_stories_are_filtered_by_what_a_carrier_is_about(ids, story, parameters, found):
    assert ids("stories", **parameters) == found


def test_a_story_of_one_public_article_is_no_story(api, ids, story):
    Article.objects.filter(pk=1002).update(status="merged")
    assert ids("stories") == []
    assert api("articles/1001/")["story"] is None
    api("stories/501/", 404)
    api("articles/", 400, story=501)


def test_a_hidden_carrier_does_not_make_a_filter_find_a_story(ids, story, carry, told, armenia):
    hidden = carry(told, "draft", source_name="مجلة مخفية")
    hidden.members.add(Article.objects.get(pk=1001).members.model.objects.get(slug="kazakhstan"))
    assert ids("stories", member="kazakhstan") == []


def test_a_long_list_of_stories_is_paged_without_gap_or_repetition(api, carry, db):
    for number in range(7):
        article = Article.objects.create(headline=f"خبر {number}", status="published")
        carry(article)
    seen, page = [], api("stories/", limit=3)
    while page["next"]:
        seen += [story["id"] for story in page["results"]]
        page = api(page["next"].partition("/api/v1/")[2])
    seen += [story["id"] for story in page["results"]]
    assert seen == sorted(StoryFamily.objects.values_list("pk", flat=True), reverse=True)


@pytest.fixture
def long_story(story, carry, told) -> list[int]:
    """The numbers of the 45 carriers of a story, as they came out; not all days are known."""
    for number in range(43):
        day = None if number % 2 else f"2025-12-{number % 28 + 1:02}"
        carry(told, headline=f"خبر {number}", published_on=day)
    return list(story.told_by.values_list("pk", flat=True))


def pages_of(api, path: str) -> list[dict]:
    pages = [api(path)]
    while address := pages[-1]["next"]:
        pages.append(api(address.partition("/api/v1/")[2]))
    return pages


def test_a_long_story_is_walked_page_by_page(api, long_story):
    pages = pages_of(api, "stories/501/")
    found = [[carrier["id"] for carrier in page["carriers"]] for page in pages]
    assert list(map(len, found)) == [20, 20, 5]
    assert sum(found, []) == long_story
    assert {page["carrier_count"] for page in pages} == {45}
    assert {page["title"] for page in pages} == {"خمس مبادرات في بيشكيك"}


def test_every_carrier_of_a_long_story_is_compared_with_the_first(api, long_story):
    pages = pages_of(api, "stories/501/")
    assert {page["compared_with"] for page in pages} == {1001}
    versions = [version for page in pages for version in page["differences"]]
    assert [version["article"] for version in versions] == long_story[1:]
    assert [page["shared_percent"] for page in pages] == [95, 100, 100]


def test_the_list_names_the_first_carriers_and_how_many_there_are(api, long_story):
    (listed,) = api("stories/")["results"]
    assert [carrier["id"] for carrier in listed["carriers"]] == long_story[:20]
    assert listed["carrier_count"] == 45


def test_every_page_of_a_story_asks_as_much(client, api, long_story, django_assert_num_queries):
    for page in [{"next": "/api/v1/stories/501/"}, *pages_of(api, "stories/501/")[:2]]:
        with django_assert_num_queries(3):
            assert client.get(page["next"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"cursor": "x"}, "invalid_cursor"), ({"limit": 3}, "unknown_parameter"),
     ({"page": 2}, "unknown_parameter"), ({"cursor": ""}, "invalid_cursor")],
)  # fmt: skip
def test_a_story_is_asked_for_a_page_by_its_cursor_alone(api, story, asked, code):
    assert [error["code"] for error in api("stories/501/", 400, **asked)["errors"]] == [code]
