"""`?expand=quotations`: what an article quotes, as far as its text may be shown; no proposals."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.authority import load_authority
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from articles.importing.save import Options, save_page
from articles.importing.save.batches import open_batch
from articles.models import Article, Source
from tests.importing.goldens import TODAY

pytestmark = pytest.mark.django_db

EXPANDED = {"expand": "quotations"}
FIRST, LATER = "لن نترك أحداً منكم وحده", "سنعود إلى هذا الملف في الربيع"
NAME = "اتفاقية تبادل المنح الدراسية بين الأكاديميات العسكرية"
PAGE = "\n\n".join(
    [
        "قمة منظمة معاهدة الأمن الجماعي تنعقد في مينسك", "23 نوفمبر 2023",
        "عقد قادة منظمة معاهدة الأمن الجماعي قمتهم الخميس في مينسك، وقال ألكسندر لوكاشينكو: "
        f"«{FIRST}».",
        f"وقال الرئيس الروسي: «{LATER}».", f"ووقع القادة أيضاً {NAME}.",
        "وناقش القادة في الجلسة الموسعة ملفات كثيرة تتصل بأمن المنطقة وبالتعاون بين الأعضاء.",
    ]
)  # fmt: skip


def take_in(text: str = PAGE, number: int = 1, publish: bool = True) -> Article:
    page = read_bytes(text.encode(), "page.txt", f"https://rewaq.example/q/{number}")
    result = understand(page, load_authority(), TODAY)
    saved = save_page(page, result, open_batch(), Options(source="رواق", publish=publish))
    return Article.objects.get(pk=saved.articles[0])


@pytest.fixture
def article(db) -> Article:
    return take_in()


def allow(article: Article, rights: str) -> None:
    Source.objects.filter(pk=article.source_id).update(rights=rights)


def test_a_quotation_has_its_speaker_and_the_leader(api, article):
    told = api(f"articles/{article.pk}/", **EXPANDED)["quotations"]
    assert told == [
        {"text": FIRST, "speaker": "ألكسندر لوكاشينكو", "leader": "lukashenko",
         "leader_name": "ألكسندر لوكاشينكو"},
        {"text": LATER, "speaker": "الرئيس الروسي", "leader": "putin",
         "leader_name": "فلاديمير بوتين"},
    ]  # fmt: skip


def test_unasked_it_is_not_there(api, article):
    assert "quotations" not in api(f"articles/{article.pk}/")


@pytest.mark.parametrize(("rights", "told"), [("full_text", 2), ("excerpt", 1), ("link_only", 0)])
def test_where_a_quote_stands_is_told_of_those_that_are_shown(api, article, rights, told):
    allow(article, rights)
    proofs = api(f"articles/{article.pk}/", expand="provenance")["provenance"]
    found = [proof for proof in proofs if proof["field"] == "quotation"]
    assert len(found) == 2 * told  # its words and who says them


@pytest.mark.parametrize(
    ("rights", "shown"),
    [("full_text", [FIRST, LATER]), ("excerpt", [FIRST]), ("link_only", [])],
)
def test_the_rights_of_the_source_are_those_of_its_quotes(api, article, rights, shown):
    allow(article, rights)
    answer = api(f"articles/{article.pk}/", **EXPANDED)
    assert [quote["text"] for quote in answer["quotations"]] == shown
    assert LATER not in json.dumps(answer, ensure_ascii=False) or rights == "full_text"


@pytest.mark.parametrize("expand", ["quotations", "provenance"])
def test_what_is_proposed_is_never_told(api, article, expand):
    assert article.initiative_proposals.exists()
    answer = api(f"articles/{article.pk}/", expand=expand)
    assert "proposal" not in json.dumps(answer)
    assert all(proof["field"] != "proposal" for proof in answer.get("provenance", ()))
    told = json.dumps({**answer, "body": "", "provenance": ""}, ensure_ascii=False)
    assert NAME not in told


def test_quotes_of_a_draft_are_nowhere(client, db):
    draft = take_in(publish=False)
    assert client.get(f"/api/v1/articles/{draft.pk}/?expand=quotations").status_code == 404
    listed = client.get("/api/v1/articles/?expand=quotations").content.decode()
    assert FIRST not in json.dumps(json.loads(listed), ensure_ascii=False)


def test_a_longer_list_asks_no_more_questions(client, article):
    for number in (2, 3, 4):
        take_in(PAGE.replace("أيضاً", f"أيضاً في الساعة {number}"), number)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/api/v1/articles/{path}").status_code == 200
        return len(captured)

    one, four = queries("?expand=quotations&limit=1"), queries("?expand=quotations&limit=4")
    assert one == four == queries("?limit=4") + 2
