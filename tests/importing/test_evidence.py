"""The words at the place of an evidence are the value that it is told for."""

import html
import re

import pytest

from articles.importing.decode import decode
from articles.importing.page import DecodedPage, Evidence, RawPage
from articles.importing.pipeline import understand
from articles.importing.read import read_path
from csto_archive.arabic.hygiene import mend
from csto_archive.arabic.normalise import fold
from tests.importing.goldens import PAGES, TODAY, Golden, names
from tests.importing.reference import authority

TAG, NOT_WORDS = re.compile(r"<[^>]*>"), re.compile(r"[\W_]+")
WHOLE = {"headline", "kicker", "standfirst", "byline", "dateline"}
STORY = """صحيفة التل

سياسي / قادة الأمن الجماعي يبحثون في أستانا حماية الحدود

أستانا (وكالات) - اجتمع قادة الدول الأعضاء في القصر الكبير وبحثوا حماية الحدود وتمويل القوات.

واتفق القادة في ختام لقائهم على وثيقتين هما:

1- وضع خطة للتدريب المشترك في السنوات الخمس المقبلة.

2- إنشاء لجنة مشتركة للنظر في تمويل القوات المشتركة.
"""


def plain(text: str) -> str:
    """The letters of a piece of a page, without mark-up and signs."""
    said = html.unescape(TAG.sub(" ", text))
    return NOT_WORDS.sub("", fold(mend(said).text))


def is_true(proof: Evidence, page: DecodedPage) -> bool:
    """A caption's place holds its credit too, and the body's value is how it begins."""
    value, said = plain(proof.value), plain(page.text[proof.start : proof.end])
    if proof.field in WHOLE:
        return value == said
    if proof.field == "body":
        return said.startswith(value[:40])
    return value in said if proof.field == "caption" else True


def untrue(raw: RawPage) -> list[Evidence]:
    page = decode(raw)
    drafts = understand(raw, authority(), TODAY).drafts
    assert drafts
    proofs = (proof for draft in drafts for proof in (*draft.clean.evidence, *draft.evidence))
    return [proof for proof in proofs if proof.end and not is_true(proof, page)]


@pytest.mark.parametrize("name", names())
def test_the_words_at_each_place_are_those_that_are_told(name):
    assert untrue(read_path(PAGES / Golden(name).index["file"])) == []


def test_places_hold_behind_a_slug_a_dateline_and_the_numbers_of_items():
    raw = RawPage(STORY.encode(), "page.txt", "text/plain")
    clean = understand(raw, authority(), TODAY).drafts[0].clean
    assert untrue(raw) == []
    assert clean.headline.startswith("قادة الأمن")
    for unit in clean.units:
        start, end = unit.line.span(unit.start)
        assert STORY[start:end] == unit.text
