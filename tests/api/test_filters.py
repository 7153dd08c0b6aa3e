"""Every filter narrows its list, and refuses what it cannot read."""

import pytest

from articles.models import (
    Article,
    Coverage,
    InitiativeMention,
    MemberMention,
    Source,
    StoryFamily,
)
from csto_archive.api import router
from summits.models import City, Initiative, Leader, Member, Summit
from tests.api.conftest import LISTS

# list, parameters, and what the records that answer have in common
CASES = [
    ("summits", {"q": "بيشكيك"}, lambda s: "بيشكيك" in s["summary"] + s["title"]),
    ("summits", {"year": "2010"}, lambda s: s["start_date"].startswith("2010")),
    ("summits", {"held_after": "2020-12-02"}, lambda s: s["start_date"] >= "2020-12-02"),
    ("summits", {"held_before": "2020-12-02"}, lambda s: s["start_date"] <= "2020-12-02"),
    ("summits", {"city": "minsk"}, lambda s: s["city"] == "minsk"),
    ("summits", {"kind": "informal"}, lambda s: s["kind"] == "informal"),
    ("summits", {"format": "videoconference"}, lambda s: s["city"] is None),
    ("summits", {"status": "announced"}, lambda s: s["status"] == "announced"),
    ("summits", {"chair": "armenia"}, lambda s: s["chair"] == "armenia"),
    ("summits", {"member": "uzbekistan"}, lambda s: came(s, member="uzbekistan")),
    ("summits", {"attendance": "absent"}, lambda s: came(s, status="absent")),
    (
        "summits",
        {"member": "armenia", "attendance": "absent"},
        lambda s: came(s, member="armenia", status="absent"),
    ),
    (
        "summits",
        {"initiative": "2025-11-27-11"},
        lambda s: "2025-11-27-11" in s["initiatives"],
    ),
    ("initiatives", {"q": "مخدرات"}, lambda i: "مخدرات" in i["title"]),
    ("initiatives", {"year": "2025"}, lambda i: i["date"].startswith("2025")),
    ("initiatives", {"dated_after": "2025-01-01"}, lambda i: i["date"] >= "2025-01-01"),
    ("initiatives", {"dated_before": "2005-12-31"}, lambda i: i["date"] <= "2005-12-31"),
    ("initiatives", {"city": "minsk"}, lambda i: i["city"] == "minsk"),
    ("initiatives", {"summit": "2023-11-23-minsk"}, lambda i: i["summit"] == "2023-11-23-minsk"),
    ("initiatives", {"kind": "strategy"}, lambda i: i["kind"] == "strategy"),
    ("initiatives", {"status": "announced"}, lambda i: i["status"] == "announced"),
    ("initiatives", {"member": "russia"}, lambda i: i["sponsor"] == "russia"),
    ("members", {"q": "أرمينيا"}, lambda m: m["id"] == "armenia"),
    ("members", {"status": "former"}, lambda m: m["status"] == "former"),
    ("members", {"member_on": "2010-06-01"}, lambda m: (m["joined_on"] or "9999") <= "2010-06-01"),
    ("leaders", {"q": "بوتين"}, lambda p: "putin" in p["id"]),
    ("leaders", {"member": "armenia"}, lambda p: p["member"] == "armenia"),
    (
        "leaders",
        {"role": "secretary_general"},
        lambda p: "secretary_general" in {term["role"] for term in p["terms"]},
    ),
    ("cities", {"q": "نور سلطان"}, lambda c: c["id"] == "astana"),
    ("cities", {"country": "am"}, lambda c: c["country_code"] == "AM"),
    ("cities", {"year": "2025"}, lambda c: "2025-11-27-bishkek" in c["summits"]),
    ("sources", {"q": "الرواق"}, lambda s: s["name"] == "جريدة الرواق"),
    ("sources", {"kind": "newspaper"}, lambda s: s["kind"] == "newspaper"),
    ("sources", {"country": "LB"}, lambda s: s["country_code"] == "LB"),
    ("articles", {"q": "بيشكيك"}, lambda a: a["id"] == 1001),
    ("articles", {"year": "2025"}, lambda a: a["id"] == 1001),
    ("articles", {"city": "bishkek"}, lambda a: a["id"] == 1001),
    ("articles", {"kind": "jubilee"}, lambda a: a["id"] == 3),
    ("articles", {"summit_status": "announced"}, lambda a: a["id"] == 2),
    ("articles", {"summit": "2025-11-27-bishkek"}, lambda a: a["id"] == 1001),
    ("articles", {"mentioned_summit": "2023-11-23-minsk"}, lambda a: a["id"] == 1001),
    ("articles", {"member": "armenia"}, lambda a: a["id"] == 1001),
    ("articles", {"initiative": "2025-11-27-11"}, lambda a: a["id"] == 1001),
    ("articles", {"source": "جريدة-الرواق"}, lambda a: a["id"] == 1001),
    ("articles", {"story": "501"}, lambda a: a["story"] == 501),
    ("stories", {"summit": "2025-11-27-bishkek"}, lambda s: s["id"] == 501),
    ("stories", {"member": "armenia"}, lambda s: s["id"] == 501),
    ("stories", {"source": "جريدة-الرواق"}, lambda s: s["id"] == 501),
    ("articles", {"published_after": "2025-11-28"}, lambda a: a["published_on"] >= "2025-11-28"),
    ("articles", {"published_before": "2025-11-28"}, lambda a: a["published_on"] <= "2025-11-28"),
    ("articles", {"published_on": "2025-11-28"}, lambda a: a["published_on"] == "2025-11-28"),
    ("articles", {"is_sample": "true"}, lambda a: a["is_sample"]),
    ("articles", {"is_sample": "false"}, lambda a: not a["is_sample"]),
]


def came(summit: dict, **wanted: str) -> bool:
    return any(wanted.items() <= line.items() for line in summit["attendance"])


def filters() -> set[tuple[str, str]]:
    """Every list with each of its filters, as the router has them."""
    return {
        (path, name)
        for path, viewset, _basename in router.registry
        for name in viewset.filterset_class.base_filters
    }


@pytest.fixture
def press(told, carry) -> None:
    """Two articles of another source beside `told`: on Moscow 2026 and on Moscow 2002, which share
    a story; that of `told` is carried elsewhere too."""
    told.story_family = StoryFamily.objects.create(pk=501)
    carry(told, headline="خبر", standfirst="", body="")
    shared = StoryFamily.objects.create()
    other = Source.objects.create(name="وكالة الضفة", kind="agency", country_code="JO")
    russia = Member.objects.get(slug="russia")
    for pk, (slug, day) in enumerate(
        [("2026-11-11-moscow", "2026-11-01"), ("2002-05-14-moscow", "2002-05-15")], start=2
    ):
        article = Article(pk=pk, headline="اجتماع في موسكو", source=other, published_on=day)
        article.story_family = shared
        article.publish()
        summit = Summit.objects.get(slug=slug)
        Coverage.objects.create(article=article, summit=summit)
        MemberMention.objects.create(article=article, member=russia)
        InitiativeMention.objects.create(article=article, initiative=Initiative.objects.first())


def test_every_filter_has_a_case_here():
    assert filters() == {(path, name) for path, given, _common in CASES for name in given}


@pytest.mark.parametrize(("path", "given", "common"), CASES)
def test_a_filter_gives_all_records_that_fit_and_no_other(path, given, common, api, press):
    everything = api(f"{path}/", limit=200)["results"]
    found = api(f"{path}/", limit=200, **given)["results"]
    assert 0 < len(found) < len(everything)
    assert all(common(record) for record in found)
    assert [record for record in everything if common(record)] == found or "q" in given


@pytest.mark.parametrize(("path", "name"), sorted(filters()))
def test_a_value_that_cannot_be_read_is_refused(path, name, api, db):
    problem = api(f"{path}/", 400, **{name: "\0?"})
    assert problem["code"] == f"invalid_{name}"
    assert {error["parameter"] for error in problem["errors"]} == {name}


@pytest.mark.parametrize(("path", "name"), sorted(filters()))
def test_an_empty_value_is_refused(path, name, api, db):
    assert api(f"{path}/", 400, **{name: " "})["code"] == f"invalid_{name}"


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_parameter_is_refused_and_named(path, api, db):
    problem = api(f"{path}/", 400, town="minsk", year=2023)
    assert problem["code"] == "unknown_parameter"
    assert "town" in [error["parameter"] for error in problem["errors"]]


def test_a_single_record_takes_no_parameters(api, minsk):
    problem = api(f"summits/{minsk.slug}/", 400, city="minsk")
    assert problem["errors"][0]["parameter"] == "city"


def test_a_parameter_given_twice_is_refused(client, db):
    problem = client.get("/api/v1/summits/?city=minsk&city=astana")
    assert problem.status_code == 400
    assert problem.json()["code"] == "repeated_parameter"


def test_all_that_is_wrong_is_named_at_once(api, db):
    problem = api("summits/", 400, city="nowhere", year="1066")
    assert problem["code"] == "invalid_request"
    assert {error["code"] for error in problem["errors"]} == {"invalid_city", "invalid_year"}


def test_the_conditions_on_a_summit_meet_in_one_summit(ids, press):
    """An article on Moscow 2026 and another on a jubilee are not one on a jubilee of 2026."""
    assert ids("articles", year=2026, kind="jubilee") == []
    assert ids("articles", year=2002, kind="jubilee") == [3]


@pytest.mark.parametrize(("model", "path"), [(City, "cities"), (Leader, "leaders")])
def test_a_filter_over_several_rows_gives_each_record_once(model, path, ids, db):
    given = {"cities": {"year": 2010}, "leaders": {"role": "head_of_state"}}[path]
    found = ids(path, **given)
    assert len(found) == len(set(found)) > 1
