"""`?expand=provenance`: which words of which page a published value comes from, and no more."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.deciding import claims_of, decide
from articles.importing.authority import load_authority
from articles.importing.decode import decode
from articles.importing.pipeline import understand
from articles.importing.read import read_path
from articles.importing.save import Options, save_page
from articles.importing.save.batches import open_batch
from articles.models import Article, Source
from tests.importing.goldens import PAGES, TODAY

MINSK = "01-minsk-2023-boycott.txt"
EXPANDED = {"expand": "provenance"}
pytestmark = pytest.mark.django_db


def imported(name: str, publish: bool = True) -> Article:
    page = read_path(PAGES / name, "https://www.rewaq.example/a/77" if name == MINSK else "")
    result = understand(page, load_authority(), TODAY)
    saved = save_page(page, result, open_batch(), Options(publish=publish))
    return Article.objects.get(pk=saved.articles[0])


@pytest.fixture
def minsk_article() -> Article:
    return imported(MINSK)


@pytest.fixture
def proofs(api, minsk_article):
    def get(field: str | None = None) -> list[dict]:
        record = api(f"articles/{minsk_article.pk}/", **EXPANDED)
        return [p for p in record["provenance"] if field in {None, p["field"]}]

    return get


def decided(article: Article, user, field: str, decision: str, value=None, typed: str = ""):
    current = Article.objects.with_links().get(pk=article.pk)
    claims = claims_of(current, current.evidence.all())
    claim = next(c for c in claims if c.field == field and value in {None, c.value})
    decide(article.pk, claim.key, decision, user, current.version, typed)


def test_each_proof_quotes_the_page_at_its_place(proofs):
    page = decode(read_path(PAGES / MINSK)).text
    found = proofs()
    assert {"headline", "main_summit", "member", "absent", "initiative"} <= {
        proof["field"] for proof in found
    }
    for proof in found:
        words = " ".join(page[proof["start"] : proof["end"]].split())
        assert words.startswith(proof["quote"].rstrip("…")[:200]), proof["field"]
        assert 0 < len(proof["quote"]) <= 300


def test_a_proof_names_the_record_by_its_public_id_and_the_page_by_its_hash(proofs, minsk_article):
    [absent] = proofs("absent")
    assert absent["id"] == "armenia"
    assert absent["rule"] == "absence-words"
    assert 80 < absent["confidence"] < 100
    assert {p["id"] for p in proofs("main_summit")} == {"2023-11-23-minsk"}
    assert {p["id"] for p in proofs("headline")} == {None}
    capture = minsk_article.capture
    assert absent["capture"]["sha256"] == capture.sha256
    assert absent["capture"]["url"] == "https://www.rewaq.example/a/77"
    assert set(absent) == {"field", "id", "quote", "start", "end", "rule", "confidence", "capture"}
    assert set(absent["capture"]) == {"sha256", "captured_at", "url"}


def test_unasked_nothing_of_it_is_shown(api, minsk_article):
    assert "provenance" not in api(f"articles/{minsk_article.pk}/")
    assert "provenance" not in api("articles/")["results"][0]


def test_a_list_gives_the_same_as_the_record(api, proofs, minsk_article):
    [record] = api("articles/", **EXPANDED)["results"]
    assert record["provenance"] == proofs()
    assert "body" not in record


def test_an_article_that_came_from_no_page_has_none(api, told):
    assert api("articles/1001/", **EXPANDED)["provenance"] == []


@pytest.mark.parametrize("path", ["articles/", "articles/{pk}/"])
@pytest.mark.parametrize("wrong", ["evidence", "provenance,body", "PROVENANCE", ""])
def test_anything_else_cannot_be_expanded(api, path, wrong, minsk_article):
    path = path.format(pk=minsk_article.pk)
    assert api(path, 400, expand=wrong)["code"] == "invalid_expand"


def test_other_lists_have_nothing_to_expand(api, db):
    assert api("summits/", 400, **EXPANDED)["code"] == "unknown_parameter"
    assert api("summits/2023-11-23-minsk/", 400, **EXPANDED)["code"] == "unknown_parameter"


def test_asking_twice_is_refused(client, minsk_article):
    page = f"/api/v1/articles/{minsk_article.pk}/?expand=provenance&expand=provenance"
    assert client.get(page).json()["code"] == "repeated_parameter"


def test_a_draft_and_a_withdrawn_article_prove_nothing(api, minsk_article):
    draft = imported("04-bishkek-2025-initiatives.txt", publish=False)
    api(f"articles/{draft.pk}/", 404, **EXPANDED)
    minsk_article.withdraw()
    api(f"articles/{minsk_article.pk}/", 404, **EXPANDED)
    assert api("articles/", **EXPANDED)["results"] == []


def test_what_an_editor_rejected_or_corrected_is_not_shown(proofs, minsk_article, chief):
    before = proofs()
    decided(minsk_article, chief, "byline", "rejected")
    decided(minsk_article, chief, "member", "rejected", "KZ")
    decided(minsk_article, chief, "headline", "corrected", typed="عنوان صحيح")
    after = proofs()
    assert {p["field"] for p in before} - {p["field"] for p in after} >= {"byline", "headline"}
    assert "kazakhstan" in {p["id"] for p in before}
    assert "kazakhstan" not in {p["id"] for p in after}


def test_what_was_changed_in_the_form_has_no_proof_any_more(proofs, minsk_article):
    minsk_article.headline = "عنوان آخر"
    minsk_article.save()
    minsk_article.mentions.filter(member__iso2="KZ").delete()
    assert proofs("headline") == []
    assert "kazakhstan" not in {p["id"] for p in proofs("member")}


def test_an_editor_is_never_named_and_accepting_changes_no_byte(client, minsk_article, chief):
    page = f"/api/v1/articles/{minsk_article.pk}/?expand=provenance"
    before = client.get(page).content
    decided(minsk_article, chief, "headline", "accepted")
    after = client.get(page).content
    assert after == before
    assert "chief" not in after.decode()
    assert "accepted" not in after.decode()


@pytest.mark.parametrize("rights", ["excerpt", "link_only"])
def test_without_the_right_to_the_text_there_is_no_quote(proofs, rights, client, minsk_article):
    Source.objects.update(rights=rights)
    found = proofs()
    assert found
    assert {p["quote"] for p in found} == {None}
    hidden = {"caption", "body", "standfirst"} & {p["field"] for p in found}
    assert bool(hidden) == (rights == "excerpt")


def test_a_longer_page_asks_no_more_questions(client, minsk_article):
    for name in ("04-bishkek-2025-initiatives.txt", "12-video-2021-zero-width.txt",
                 "02-astana-2024-agency-a.txt"):  # fmt: skip
        page = read_path(PAGES / name)
        save_page(
            page, understand(page, load_authority(), TODAY), open_batch(), Options(publish=True)
        )

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/api/v1/articles/{path}").status_code == 200
        assert not [q for q in captured.captured_queries if '"content"' in q["sql"]]
        return len(captured)

    one, four = queries("?expand=provenance&limit=1"), queries("?expand=provenance&limit=4")
    assert one == four == queries("?limit=4") + 2


def test_the_description_tells_of_it(client):
    schema = client.get("/api/v1/schema/").json()
    for path in ("/api/v1/articles/", "/api/v1/articles/{id}/"):
        parameters = {p["name"]: p for p in schema["paths"][path]["get"]["parameters"]}
        assert parameters["expand"]["schema"]["enum"] == ["provenance", "quotations"]
    summits = schema["paths"]["/api/v1/summits/"]["get"]["parameters"]
    assert "expand" not in {p["name"] for p in summits}
    kinds = schema["components"]["schemas"]
    for kind in ("Article", "FullArticle"):
        assert "provenance" in kinds[kind]["properties"]
        assert "provenance" not in kinds[kind]["required"]
    assert "quote" in json.dumps(kinds["Proof"])
