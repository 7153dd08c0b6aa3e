"""Initiatives in other words than their titles, and others that only share words with them."""

import pytest

from articles.importing.page import Draft
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

PROSE = "وناقش القادة في الجلسة الموسعة ملفات كثيرة تتصل بأمن المنطقة وبأحوال الجيران جميعاً."


def draft(city: str, day: str, said: str) -> Draft:
    lead = f"عقد قادة منظمة معاهدة الأمن الجماعي قمتهم في {city} أمس."
    page = "\n\n".join([f"قمة «الأمن الجماعي» في {city}", day, lead, said, PROSE, PROSE * 2])
    return understand(read_bytes(page.encode(), "a.txt"), authority(), TODAY).drafts[0]


@pytest.mark.parametrize(
    ("city", "day", "said", "slug", "wording"),
    [
        ("موسكو", "5 فبراير 2009", "ووافق الرؤساء على تأليف قوات مشتركة للرد السريع.",
         "2009-02-04-01", "تأليف قوات مشتركة للرد السريع"),
        ("موسكو", "20 ديسمبر 2012", "وأقروا تجميد العضوية الأوزبكية بطلب من أصحابها.",
         "2012-12-19-01", "تجميد العضوية الأوزبكية"),
        ("دوشنبه", "29 أبريل 2003", "واختاروا نيكولاي بورديوجا أميناً عاماً لهم.",
         "2003-04-28-01", "اختاروا نيكولاي بورديوجا أميناً عاماً"),
        ("موسكو", "21 ديسمبر 2011", "ووقعوا بروتوكولاً عن مرافق البنية العسكرية.",
         "2011-12-20-01", "بروتوكولاً عن مرافق البنية العسكرية"),
        ("مينسك", "24 نوفمبر 2023", "ووقعوا نظاماً لمركز صحافي موحد.",
         "2023-11-23-04", "نظاماً لمركز صحافي موحد"),
    ],
)  # fmt: skip
def test_other_words_for_a_decision_mean_its_record(city, day, said, slug, wording):
    found = draft(city, day, said)
    assert [(one.slug, one.wording) for one in found.initiatives] == [(slug, wording)]
    assert {e.rule for e in found.evidence if e.field == "initiative"} == {"like-words"}


@pytest.mark.parametrize(
    ("city", "day", "said"),
    [
        ("موسكو", "5 فبراير 2009", "وقال خبير إن القوات السريعة الحركة لا تحسم الحروب."),
        ("موسكو", "20 ديسمبر 2012", "ولم يقروا تجميد العضوية الأوزبكية كما كان متوقعاً."),
        ("دوشنبه", "29 أبريل 2003", "ووقع الأمين العام نيكولاي بورديوجا محاضر الجلسة."),
        ("دوشنبه", "15 سبتمبر 2015", "واتفقوا على مواجهة الإرهاب من غير أن يكتبوا شيئاً."),
        ("دوشنبه", "29 أبريل 2003", "واختاروا رئيساً جديداً للجنة الأركان في بلاده."),
        ("موسكو", "21 ديسمبر 2011", "ووقعوا بروتوكولاً عن تبادل الطلبة العسكريين."),
        ("مينسك", "24 نوفمبر 2023", "ووقعوا نظاماً لحفظ الوثائق في مركز المدينة."),
    ],
)  # fmt: skip
def test_a_shared_word_or_two_mean_no_record(city, day, said):
    assert draft(city, day, said).initiatives == ()


def test_only_records_of_the_summits_that_it_is_about_are_meant():
    found = draft("أستانا", "29 نوفمبر 2024", "وذكّر خبير بأنهم أقروا تجميد العضوية الأوزبكية.")
    assert found.initiatives == ()


def test_a_department_behind_a_medal_and_the_order_for_a_draft_are_found():
    said = "كما استحدثوا ميدالية الخدمات في تعزيز الأمن الدولي وإدارة للمعلومات والتحليل."
    found = draft("بيشكيك", "28 نوفمبر 2025", said).initiatives
    assert "2025-11-27-07" in {one.slug for one in found}
    said = "واستحدثوا نظاماً للحراسة ومركز للمدينة الرياضية."
    assert draft("بيشكيك", "28 نوفمبر 2025", said).initiatives == ()


def test_what_a_document_says_is_not_its_name():
    said = "وصدر إعلان دورة موسكو الذي تناول كذلك إيران والعراق والأمن العالمي."
    found = draft("موسكو", "6 سبتمبر 2008", said).initiatives
    assert [(one.slug, one.wording) for one in found] == [("2008-09-05-01", "إعلان دورة موسكو")]
