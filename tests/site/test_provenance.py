"""Where a fact comes from, told in Arabic: no file name, no English aside, no ISO date."""

import re

import pytest
from django.utils.html import strip_tags

from csto_archive.templatetags.arabic import sources
from summits.models import Attendance, City, Initiative, Leader, Member, Summit, Term

KNOWLEDGE = "معرفة مُعدّ البيانات، من دون مصدر مكتوب"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("seed 003_1bda4d074559bf53", ["مقال محفوظ في الأرشيف"]),
        ("anca.org; knowledge", ["<bdi>anca.org</bdi>", KNOWLEDGE]),
        ("gazeta.ru 3210664", ["<bdi>gazeta.ru 3210664</bdi>"]),
        ("RIA 2007-10-06", ["ريا نوفوستي 6 أكتوبر/تشرين الأول 2007"]),
        ("otyrar.kz 2025-11", ["<bdi>otyrar.kz</bdi> نوفمبر/تشرين الثاني 2025"]),
        ("a.am 7 (announced for signature)", ["<bdi>a.am 7</bdi> (أُعلن أنه سيُوقّع)"]),
        ("24.kg 1 and a2", ["<bdi>24.kg 1</bdi> و<bdi>a2</bdi>"]),
        ("seed a; seed b", ["مقال محفوظ في الأرشيف"]),
        ("موقع oqu.news؛ كتاب", ["موقع <bdi>oqu.news</bdi>", "كتاب"]),
        ("RIA 2013-02-31", ["ريا نوفوستي 2013-02-31"]),
        ("<script>", ["<bdi>&lt;script&gt;</bdi>"]),
        (" ; ", []),
    ],
)
def test_a_source_is_told_in_arabic(written, told):
    assert sources(written) == told


def test_nothing_in_the_data_set_is_left_in_english(db):
    """Only addresses, and the numbers beside them, stay as they are."""
    models = (Summit, Attendance, Initiative, Member, City, Leader, Term)
    written = {
        text for model in models for text in model.objects.values_list("fact_source", flat=True)
    }
    told = [strip_tags(source) for text in written for source in sources(text)]
    known = re.compile(r"\b(seed|knowledge|via|and|announced|agreed|spelling|date|chair|service)\b")
    assert len(told) > 200
    assert [text for text in told if known.search(text) or re.search(r"\d{4}-\d\d", text)] == []
