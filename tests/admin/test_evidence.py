"""An editor reads in Arabic what was drawn from a page, by which rule and from where."""

import pytest

from articles.admin.evidence import FIELDS, RULES
from articles.models import Evidence
from tests.admin.pages import address, tree
from tests.importing.goldens import PAGES, understood


def row_of(client, evidence) -> list[str]:
    page = tree(client.get(address("articles.article", "change", evidence.article_id)))
    [row] = page.xpath("//*[contains(@class,'field-drawn_from')]//tbody/tr")
    return [cell.text_content() for cell in row.iter("td")]


@pytest.mark.parametrize(
    ("field", "value", "rule", "told"),
    [
        ("headline", "خبر", "printed-twice", ["العنوان", "خبر", "طُبع مرتين"]),
        ("caption", "صورة", "caption-shape", ["تعليق صورة", "صورة", "شكل التعليق"]),
        ("absent", "AM", "absence-words", ["غائبة", "أرمينيا", "ألفاظ الغياب"]),
        ("member", "KZ", "country", ["دولة", "كازاخستان", "اسم الدولة"]),
        ("published_on", "2023-11-23", "date-line",
         ["تاريخ النشر", "23 نوفمبر/تشرين الثاني 2023", "سطر التاريخ"]),
        ("main_summit", "2023-11-23-minsk", "by-day",
         ["القمة موضوع المقال", "مينسك، 23 نوفمبر/تشرين الثاني 2023 (دورة عادية)", "يوم انعقادها"]),
        ("initiative", "2023-11-23-05", "title-words-in-item",
         ["مبادرة", "منظومة دفاع جوي موحدة للدول الأعضاء (2023)", "ألفاظ العنوان في بند"]),
    ],
)  # fmt: skip
def test_a_proof_is_told_in_arabic(as_editor, evidence, field, value, rule, told):
    Evidence.objects.update(field=field, value=value, rule=rule, confidence=96)
    assert row_of(as_editor, evidence) == [*told, "96٪", "3–9", ""]


def test_a_record_that_is_gone_and_a_rule_of_long_ago_are_shown_as_they_are(as_editor, evidence):
    Evidence.objects.update(field="main_summit", value="1999-paris", rule="guess")
    assert row_of(as_editor, evidence)[1:3] == ["1999-paris", "guess"]


def test_the_place_of_a_proof_stands_in_one_line_from_the_left(as_editor, evidence):
    page = tree(as_editor.get(address("articles.article", "change", evidence.article_id)))
    assert page.xpath("//td/bdi[@class='span'][@dir='ltr']/text()") == ["3–9"]


def test_every_rule_and_field_of_the_importer_has_an_arabic_name(db):
    pages = [page for page in PAGES.iterdir() if page.suffix in {".html", ".txt"}]
    pages = [page for page in pages if not page.name.endswith(".clean.txt")]
    drafts = [draft for page in pages for draft in understood(page).drafts]
    proofs = [proof for draft in drafts for proof in draft.evidence]
    own = {"headline", "kicker", "standfirst", "body", "byline", "dateline", "published_on"}
    assert len(proofs) > 100
    assert {proof.rule for proof in proofs} <= RULES.keys()
    assert {proof.field for proof in proofs} <= FIELDS.keys() | own
