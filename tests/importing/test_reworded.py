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


@pytest.mark.parametrize(
    ("city", "day", "said", "slug", "wording"),
    [
        ("دوشنبه", "7 أكتوبر 2007", "ووقعوا بروتوكولاً لتقديم المساعدة العسكرية التقنية يتيح لعضو"
         " يتعرض لعدوان أن يُسلّح.", "2007-10-06-03",
         "بروتوكولاً لتقديم المساعدة العسكرية التقنية"),
        ("سوتشي", "24 سبتمبر 2013", "وأصدروا بياناً بشأن سورية في ختام يومهم.", "2013-09-23-02",
         "بياناً بشأن سورية"),
        ("أستانا", "29 نوفمبر 2024", "وصدر كذلك إعلان لرؤساء الدول الأعضاء.", "2024-11-28-01",
         "إعلان لرؤساء الدول الأعضاء"),
        ("أستانا", "29 نوفمبر 2024", "واعتمدوا الإعلان الصادر عن مجلس الأمن الجماعي.",
         "2024-11-28-01", "الإعلان الصادر عن مجلس الأمن الجماعي"),
    ],
)  # fmt: skip
def test_a_name_ends_where_it_says_what_is_in_it(city, day, said, slug, wording):
    found = draft(city, day, said).initiatives
    assert [(one.slug, one.wording) for one in found] == [(slug, wording)]


def test_two_councils_founded_in_one_clause_are_two():
    said = "وأنشأوا مجلساً تنسيقياً لمكافحة الهجرة غير الشرعية ومجلساً تنسيقياً لحالات الطوارئ."
    found = draft("دوشنبه", "7 أكتوبر 2007", said).initiatives
    assert [(one.slug, one.wording) for one in found] == [
        ("2007-10-06-04", "مجلساً تنسيقياً لمكافحة الهجرة غير الشرعية"),
        ("2007-10-06-05", "مجلساً تنسيقياً لحالات الطوارئ"),
    ]


@pytest.mark.parametrize(
    ("city", "day", "said", "named"),
    [
        ("موسكو", "17 مايو 2022", "ووقعوا بياناً في المناسبة لم يُذكر فيه أحد.",
         [("2022-05-16-01", "بياناً في المناسبة")]),
        ("مينسك", "1 ديسمبر 2017", "واعتمدوا إعلاناً مشتركاً في ذكرى التأسيس.",
         [("2017-11-30-01", "إعلاناً مشتركاً في ذكرى التأسيس")]),
        ("موسكو", "6 سبتمبر 2008", "وجاء ذلك في إعلان تبناه القادة مساء، وتناول القوقاز وإيران"
         " والعراق والأمن العالمي.", [("2008-09-05-01", "إعلان تبناه القادة")]),
        ("موسكو", "17 مايو 2022", "وأصدر وزراء الخارجية بياناً مشتركاً بعد ذلك.", []),
        ("موسكو", "17 مايو 2022", "واستشهد بوتين ببيان مشترك يعرفه الجميع.", []),
        ("موسكو", "17 مايو 2022", "وكانوا قد وقعوا بياناً مشتركاً في قمة سابقة.", []),
        ("يريفان", "15 أكتوبر 2016", "وأصدروا بياناً مشتركاً في ختام يومهم.", []),
    ],
)  # fmt: skip
def test_a_paper_without_a_name_is_the_one_of_its_kind(city, day, said, named):
    found = draft(city, day, said).initiatives
    assert [(one.slug, one.wording) for one in found] == named


def peacekeepers(*lines: str, day: str = "6 يناير 2022") -> Draft:
    lead = "وصلت إلى ألماتي طائرات تحمل جنوداً من دول منظمة معاهدة الأمن الجماعي."
    page = "\n\n".join(["جنود «الأمن الجماعي» في ألماتي", day, lead, *lines, PROSE, PROSE * 2])
    return understand(read_bytes(page.encode(), "a.txt"), authority(), TODAY).drafts[0]


def test_a_decision_of_these_days_needs_no_summit_but_its_act():
    found = peacekeepers("وأُعلن ليلاً قرار إرسال قوات حفظ سلام جماعية إلى كازاخستان.")
    assert found.main_summits == ()
    assert [(one.slug, one.wording) for one in found.initiatives] == [
        ("2022-01-06-01", "قرار إرسال قوات حفظ سلام جماعية إلى كازاخستان")
    ]
    posted = "وتنتشر قوات حفظ السلام الجماعية في كازاخستان حول المطار."
    assert peacekeepers(posted).initiatives == ()
    sent = "وأُعلن ليلاً قرار إرسال قوات حفظ سلام جماعية إلى كازاخستان."
    assert peacekeepers(sent, day="6 يناير 2023").initiatives == ()


def test_plans_still_to_come_are_meant_between_the_summits():
    recalled = "وكان القادة قد أعلنوا في قمة بيشكيك في نوفمبر الماضي ما يأتي."
    plan = "ومن ذلك استراتيجية جديدة لمكافحة الإرهاب لم تُكتب بعد."
    found = peacekeepers(recalled, plan, day="25 يناير 2026")
    assert [one.slug for one in found.initiatives] == ["2025-11-27-11"]
    adopted = "ومن ذلك استراتيجية مكافحة المخدرات للأعوام من 2026 إلى 2030."
    assert peacekeepers(recalled, adopted, day="25 يناير 2026").initiatives == ()


@pytest.mark.parametrize(
    ("above", "slugs"),
    [("وبحث القادة ما يأتي:", []), ("وبحث القادة ما يأتي ثم وقعوه:", ["2017-11-30-02"])],
)
def test_what_was_talked_about_is_no_document(above, slugs):
    lead = "عقد قادة منظمة معاهدة الأمن الجماعي قمتهم في مينسك أمس."
    item = "<li>التعاون في مجال ضمان أمن المعلومات</li><li>أسعار الغاز</li>"
    page = (
        "<article><h1>قمة «الأمن الجماعي» في مينسك</h1><p>1 ديسمبر 2017</p>"
        f"<p>{lead}</p><p>{above}</p><ul>{item}</ul><p>{PROSE}</p><p>{PROSE * 2}</p></article>"
    )
    found = understand(read_bytes(page.encode(), "a.html"), authority(), TODAY).drafts[0]
    assert [one.slug for one in found.initiatives] == slugs
