"""The search of the whole archive as JSON."""

import json
from pathlib import Path

import pytest

from articles.models import Article, Coverage
from csto_archive.searches import api as search_api
from tests.api.test_problems import problem  # noqa: F401 (a fixture)
from tests.conftest import SECRET_WORD

GROUPS = ["summits", "members", "leaders", "cities", "initiatives", "articles"]


@pytest.fixture
def search(api):
    def ask(q: str | None = None, status: int = 200, /, **parameters) -> dict:
        asked = parameters if q is None else {"q": q, **parameters}
        return api("search/", status, **asked)

    return ask


@pytest.fixture
def press(told, minsk) -> list[Article]:
    """`told`, on Bishkek 2025, and three articles of no source on Minsk 2023."""
    articles = [told]
    for number in range(3):
        article = Article(headline=f"والقمة تنعقد {number}", published_on=f"2023-11-2{number}")
        article.publish()
        Coverage.objects.create(article=article, summit=minsk)
        articles.append(article)
    return articles


def group(answer: dict, name: str = "articles") -> dict:
    return next(group for group in answer["groups"] if group["name"] == name)


def titles(answer: dict, name: str = "articles") -> list[str]:
    return [hit["title"] for hit in group(answer, name)["hits"]]


def counts(answer: dict, facet: str) -> dict[str, int]:
    found = next(f["choices"] for f in answer["facets"] if f["name"] == facet)
    return {choice["value"]: choice["count"] for choice in found}


def test_every_group_answers(search, press):
    answer = search("قمة بيشكيك")
    assert [g["name"] for g in answer["groups"]] == GROUPS
    assert titles(answer) == [press[0].headline]
    summit = group(answer, "summits")["hits"][0]
    assert summit["id"] == "2025-11-27-bishkek"
    assert summit["permalink"] == "https://archive.example/summits/2025-11-27-bishkek/"
    assert summit["url"] == "https://archive.example/api/v1/summits/2025-11-27-bishkek/"
    assert summit["date"] == "2025-11-27"
    assert titles(answer, "cities") == ["بيشكيك"]
    assert answer["relaxed"] is False
    assert answer["next"] is None


def test_a_hit_shows_what_was_found_and_why(search, press):
    hit = group(search("القمة", group="articles", sort="oldest"))["hits"][0]
    assert hit["id"] == press[1].pk
    assert hit["headline"] == [
        {"text": "والقمة", "marked": True}, {"text": " تنعقد 0", "marked": False},
    ]  # fmt: skip
    assert {"form": "والقمة", "word": "القمة"} in hit["matched"]


def test_the_fragments_of_a_snippet_are_the_text_of_the_article(search, told):
    hit = group(search("الرئاسة"))["hits"][0]
    text = "".join(fragment["text"] for fragment in hit["snippet"])
    assert "الرئاسة" in text
    assert "<" not in text
    assert [f["text"] for f in hit["snippet"] if f["marked"]] == ["الرئاسة", "الرئاسة"]


def test_facets_count_what_they_narrow(search, press):
    answer = search("قمة")
    assert counts(answer, "city") == {"minsk": 3, "bishkek": 1}
    for facet in answer["facets"]:
        for choice in facet["choices"]:
            narrowed = search("قمة", group="articles", **{facet["name"]: choice["value"]})
            assert group(narrowed)["total"] == choice["count"], choice
    chosen = search("قمة", city="minsk")
    assert counts(chosen, "city") == {"minsk": 3, "bishkek": 1}
    assert [c["value"] for f in chosen["facets"] for c in f["choices"] if c["chosen"]] == ["minsk"]


def test_pages_follow_each_other(client, search, press, site):
    seen, answer = [], search("قمة", group="articles", limit=3)
    while True:
        seen += titles(answer)
        if answer["next"] is None:
            break
        assert answer["next"].startswith(f"{site}/api/v1/search/?q=")
        answer = client.get(answer["next"].removeprefix(site)).json()
    assert sorted(seen) == sorted(article.headline for article in press)
    assert titles(search("قمة", group="articles", page=400)) == []


def test_results_are_sorted_as_asked(search, press):
    newest = titles(search("قمة", group="articles", sort="newest"))
    assert newest == [article.headline for article in (press[0], *press[:0:-1])]
    assert titles(search("قمة", group="articles", sort="oldest")) == newest[::-1]


def test_what_has_most_of_the_words_is_said_to_have_no_more(search, press):
    answer = search("تنعقد زمردة")
    assert answer["relaxed"] is True
    assert group(answer)["has_all"] is False
    assert answer["explanation"] == [{"word": "زمردة", "known": False, "total_without": 3}]


def test_a_misspelt_word_is_corrected(search, press):
    assert search("بيشكبك")["corrected"] == "بيشكيك"
    assert search("بيشكيك")["corrected"] == ""


def test_words_that_are_not_searched_for_are_named(search, press):
    assert search("القمة في بيشكيك")["ignored"] == ["في"]


@pytest.mark.parametrize("q", [None, "", "  "])
def test_no_words_ask_for_everything(search, press, q):
    answer = search(q)
    assert group(answer)["total"] == 4
    assert group(answer, "summits")["total"] == 45


def test_the_answer_knows_its_page(search, press, site):
    assert search("قمة", city="minsk")["permalink"].startswith(f"{site}/search/?q=")


@pytest.mark.parametrize(
    ("parameters", "code"),
    [({"q": "ق" * 501}, "invalid_q"), ({"year": "abc"}, "invalid_year"),
     ({"year": "1991"}, "invalid_year"), ({"city": "nowhere"}, "invalid_city"),
     ({"source": "\0"}, "invalid_source"), ({"sort": "best"}, "invalid_sort"),
     ({"group": "people"}, "invalid_group"), ({"limit": "0"}, "invalid_limit"),
     ({"limit": "101"}, "invalid_limit"), ({"page": "0"}, "invalid_page"),
     ({"page": "٢"}, "invalid_page"), ({"city": ""}, "invalid_city"),
     ({"town": "minsk"}, "unknown_parameter"),
     ({"sort": ["newest", "oldest"]}, "repeated_parameter"),
     ({"year": "abc", "city": "nowhere"}, "invalid_request")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(api, db, parameters, code):
    assert api("search/", 400, **parameters)["code"] == code


@pytest.mark.parametrize("q", ["ق" * 501, "ا" * 10_000])
def test_too_many_letters_are_refused_in_suggestions_too(api, db, q):
    assert api("search/suggest/", 400, q=q)["code"] == "invalid_q"


@pytest.mark.parametrize(
    "q", ["ق", "\0", "أو", '"', "«", "-", "*", "NEAR(", "' OR 1=1 --", "\u202e\u2066", "😀", "في",
          "ق\0مة", "قمة AND", "headline:x", "\\"]
)  # fmt: skip
def test_any_words_are_answered(search, api, press, q):
    assert len(search(q)["groups"]) == 6
    assert "suggestions" in api("search/suggest/", q=q)


def test_suggestions_lead_somewhere(api, client, press, site):
    offered = api("search/suggest/", q="بيش")["suggestions"]
    assert {"cities", "summits"} <= {suggestion["kind"] for suggestion in offered}
    for suggestion in offered:
        address = suggestion["permalink"].partition("#")[0]
        assert client.get(address.removeprefix(site)).status_code == 200
    assert api("search/suggest/")["suggestions"] == []


def test_a_draft_is_in_no_answer(client, press, draft):
    for path in ("search/", "search/suggest/"):
        for q in (SECRET_WORD, SECRET_WORD[:3], SECRET_WORD + "ي"):
            answer = client.get(f"/api/v1/{path}", {"q": q}).json()
            answer.pop("q")
            answer.pop("permalink", None)
            answer.pop("explanation", None)
            assert SECRET_WORD not in json.dumps(answer, ensure_ascii=False)
            assert not answer.get("suggestions")
            assert not any(group["hits"] for group in answer.get("groups", ()))


@pytest.mark.parametrize("path", ["search/", "search/suggest/"])
def test_the_search_is_read_like_all_of_the_api(client, press, path, problem):  # noqa: F811
    answer = client.get(f"/api/v1/{path}?q=قمة")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert problem(path, 405, "post")["code"] == "method_not_allowed"
    assert problem(path, 406, Accept="application/xml")["code"] == "not_acceptable"


def test_the_examples_are_what_the_search_answers(api, press):
    """They are written by hand of this very answer; new fields are to be shown in them too."""
    for name, answer in (
        ("search", api("search/", q="قمة بيشكيك")), ("suggest", api("search/suggest/", q="بيش")),
    ):  # fmt: skip
        example = json.loads((Path(search_api.EXAMPLES) / f"{name}.json").read_text("utf-8"))
        assert shape(example) == shape(answer), name


def shape(value) -> object:
    """The names of the fields, whatever stands in them."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        shapes = [shape(inner) for inner in value]
        return max(shapes, key=lambda one: len(str(one)), default=None)
    return None
