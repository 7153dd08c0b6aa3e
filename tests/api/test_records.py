"""What each record shows. The examples of the API's description are its own answers.

`BLESS=1 pytest tests/api/test_records.py` writes the examples anew.
"""

import json
import os
from pathlib import Path

import pytest

from articles.models import InitiativeMention, Source
from summits.models import Summit
from tests.api.conftest import MEASURES, WORDING

ROOT = Path(__file__).resolve().parents[2]
RECORDS = {
    "summits/2025-11-27-bishkek/": "summits/examples/summit.json",
    "members/armenia/": "summits/examples/member.json",
    "leaders/pashinyan/": "summits/examples/leader.json",
    "cities/astana/": "summits/examples/city.json",
    "initiatives/{initiative}/": "summits/examples/initiative.json",
    "articles/1001/": "articles/examples/article.json",
    "stories/501/": "articles/examples/story.json",
    "sources/{source}/": "articles/examples/source.json",
}
HIDDEN = {
    "editor_notes", "folded", "imported", "capture", "version", "part", "created_at",
    "updated_at", "published_at", "sort_date", "canonical_url", "loaded", "evidence",
    "story_family", "off_topic", "slug",
}  # fmt: skip


@pytest.fixture(autouse=True)
def told(told, story):
    """The article is one of a story, as its example is."""
    return type(told).objects.get(pk=told.pk)


@pytest.mark.parametrize(("path", "example"), RECORDS.items())
def test_each_record_answers_as_its_example_says(path, example, api, told, measure):
    path = path.format(initiative=measure.initiative.slug, source=told.source.slug)
    record = api(path)
    if os.environ.get("BLESS"):
        text = json.dumps(record, ensure_ascii=False, indent=2)
        (ROOT / example).write_text(text + "\n", encoding="utf-8")
    assert record == json.loads((ROOT / example).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", RECORDS)
def test_a_list_gives_the_same_record_but_for_what_is_long(path, api, told, measure):
    path = path.format(initiative=measure.initiative.slug, source=told.source.slug)
    record = api(path)
    for long in (
        "body",
        "reported_measures",
        "next",
        "compared_with",
        "shared_percent",
        "differences",
    ):
        record.pop(long, None)
    assert record in api(path.split("/")[0] + "/", limit=200)["results"]


@pytest.mark.parametrize("path", RECORDS)
def test_a_record_says_its_id_and_both_addresses(path, api, site, client, told, measure):
    path = path.format(initiative=measure.initiative.slug, source=told.source.slug)
    record = api(path)
    assert str(record["id"]) == path.split("/")[1]
    assert client.get(record["url"].removeprefix(site)).json() == record
    assert client.get(record["permalink"].removeprefix(site)).status_code == 200


@pytest.mark.parametrize("path", RECORDS)
def test_nothing_of_the_editing_is_shown(path, api, told, measure):
    record = api(path.format(initiative=measure.initiative.slug, source=told.source.slug))
    assert not HIDDEN & set(record)


def test_an_article_names_its_summits_members_and_initiatives(api, told, initiative):
    article = api("articles/1001/")
    assert article["main_summits"] == [
        {"id": "2025-11-27-bishkek", "city": "bishkek", "city_name": "بيشكيك", "year": 2025,
         "date": "2025-11-27", "role": "main"}
    ]  # fmt: skip
    assert [summit["id"] for summit in article["background_summits"]] == ["2023-11-23-minsk"]
    assert {m["id"]: m["absent"] for m in article["members"]} == {"armenia": True, "russia": False}
    assert article["initiatives"][0]["id"] == initiative.slug
    assert article["initiatives"][0]["measures"] == MEASURES
    assert article["captions"] == [{"text": "القادة قبل الجلسة", "credit": "وكالة الرواق"}]


@pytest.mark.parametrize(
    ("rights", "types"),
    [
        ("full_text", ["paragraph", "heading", "paragraph"]),
        ("excerpt", ["paragraph"]),
        ("link_only", []),
    ],
)
def test_the_body_obeys_the_rights_of_its_source(rights, types, api, told):
    Source.objects.update(rights=rights)
    article = api("articles/1001/")
    assert article["rights"] == rights
    assert [block["type"] for block in article["body"]] == types
    assert bool(article["standfirst"]) == bool(article["captions"]) == (rights != "link_only")


def test_an_article_without_a_source_is_shown_in_full(api, told):
    told.source = None
    told.save()
    article = api("articles/1001/")
    assert (article["source"], article["source_name"], article["rights"]) == (
        None, None, "full_text",
    )  # fmt: skip
    assert len(article["body"]) == 3


def test_a_videoconference_has_no_city(api, db):
    slug = Summit.objects.filter(format="videoconference").latest("start_date").slug
    summit = api(f"summits/{slug}/")
    assert (summit["city"], summit["city_name"], summit["country_code"]) == (None, None, None)


def test_a_summit_lists_who_came_and_who_did_not(api, minsk):
    attendance = {line["member"]: line for line in api(f"summits/{minsk.slug}/")["attendance"]}
    assert attendance["armenia"]["status"] == "absent"
    assert attendance["armenia"]["representative"] is None
    assert attendance["belarus"]["representative"] == "lukashenko"


def test_a_summit_counts_the_articles_about_it_alone(api, told, minsk, bishkek):
    assert api(f"summits/{bishkek.slug}/")["article_count"] == 1
    assert api(f"summits/{minsk.slug}/")["article_count"] == 0


def test_measures_are_reported_by_published_articles_alone(api, told, draft, initiative):
    InitiativeMention.objects.create(article=draft, initiative=initiative, measures=["سرّ"])
    assert api(f"initiatives/{initiative.slug}/")["reported_measures"] == [
        {"article": 1001, "wording": WORDING, "measures": MEASURES}
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://name:word@rewaq.example/a/7"])
def test_an_address_that_the_site_does_not_link_to_is_not_told(api, told, address):
    told.original_url = address
    told.save()
    for record in (api("articles/1001/"), api("stories/501/")["carriers"][0]):
        assert (record["id"], record["original_url"]) == (1001, "")
