"""A walk along the cursors sees every record once, in the order of the list."""

import pytest

from articles.models import Article
from summits.models import City, Initiative, Leader, Member, Summit
from tests.api.conftest import LISTS

WHOLE = {
    "summits": lambda: Summit.objects.order_by("-start_date", "-pk").values_list("slug", flat=True),
    "members": lambda: sorted_by_name(Member),
    "cities": lambda: sorted_by_name(City),
    "leaders": lambda: sorted_by_name(Leader),
    "initiatives": lambda: Initiative.objects.order_by("-date", "number").values_list(
        "slug", flat=True
    ),
}


def sorted_by_name(model) -> list[str]:
    records = sorted(model.objects.all(), key=lambda record: (record.name, -record.pk))
    return [record.slug for record in records]


@pytest.fixture
def walk(client, site):
    """All ids of a list in the order in which its pages give them."""

    def along(address: str):
        while address:
            page = client.get(address.removeprefix(site)).json()
            yield from (record["id"] for record in page["results"])
            address = page["next"]

    return along


@pytest.fixture
def undated(db) -> list[int]:
    """More articles of one unknown date than any page holds."""
    for number in range(25):
        Article(headline=f"خبر {number}").publish()
    return list(Article.objects.order_by("-pk").values_list("pk", flat=True))


@pytest.mark.parametrize("path", WHOLE)
@pytest.mark.parametrize("limit", [1, 4])
def test_each_record_comes_once_and_in_order(path, limit, walk, db):
    assert list(walk(f"/api/v1/{path}/?limit={limit}")) == list(WHOLE[path]())


def test_records_with_the_same_date_come_once(walk, undated):
    assert list(walk("/api/v1/articles/?limit=4")) == undated


def test_what_is_added_meanwhile_shifts_nothing(walk, undated):
    steps = walk("/api/v1/articles/?limit=5")
    seen = [next(steps) for _ in range(7)]
    Article(headline="عاجل", published_on="2026-01-01").publish()
    assert [*seen, *steps] == undated


def test_what_is_withdrawn_meanwhile_hides_nothing_else(walk, undated):
    steps = walk("/api/v1/articles/?limit=5")
    seen = [next(steps) for _ in range(5)]
    Article.objects.get(pk=seen[-1]).withdraw()
    assert [*seen, *steps] == undated


def test_the_filters_go_with_the_cursor(walk, db):
    found = list(walk("/api/v1/summits/?city=moscow&limit=2"))
    assert found == list(Summit.objects.filter(city__slug="moscow").values_list("slug", flat=True))


def test_a_page_holds_twenty_records_unless_told_otherwise(api, db):
    assert len(api("summits/")["results"]) == 20
    assert len(api("summits/", limit=200)["results"]) == 45
    assert api("summits/", limit=200)["next"] is None


@pytest.mark.parametrize(
    "limit", ["0", "-1", "201", "abc", "1.5", "", " ", "10" * 11, "٢٠", "\0", "1e1"]
)
@pytest.mark.parametrize("path", LISTS)
def test_a_bad_limit_is_refused(path, limit, api, db):
    assert api(f"{path}/", 400, limit=limit)["code"] == "invalid_limit"


@pytest.mark.parametrize("cursor", ["", "abc", "W10:x", "\0", "مؤشر", "a" * 5000, "\ufffd"])
def test_a_cursor_that_nobody_handed_out_is_refused(cursor, api, db):
    assert api("summits/", 400, cursor=cursor)["code"] == "invalid_cursor"


def test_a_cursor_of_another_list_or_mended_by_hand_is_refused(api, client, db):
    cursor = api("members/", limit=1)["next"].split("cursor=")[1].split("&")[0]
    assert client.get(f"/api/v1/members/?cursor={cursor}").status_code == 200
    assert client.get(f"/api/v1/cities/?cursor={cursor}").status_code == 400
    assert client.get(f"/api/v1/members/?cursor=A{cursor[1:]}").status_code == 400
