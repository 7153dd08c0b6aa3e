"""Articles to links: each with its rule, none by guess."""

from datetime import date

import pytest

from articles.importing.page import Draft
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

PROSE = "وناقش القادة في الجلسة الموسعة ملفات كثيرة تتصل بأمن المنطقة وبالتعاون بين الدول الأعضاء."


def draft(headline: str, *paragraphs: str, day: str = "") -> Draft:
    page = "\n\n".join([headline, *([day] if day else []), *paragraphs, PROSE, PROSE + " " + PROSE])
    return understand(read_bytes(page.encode(), "a.txt"), authority(), TODAY).drafts[0]


MINSK = "قمة منظمة معاهدة الأمن الجماعي تنعقد في مينسك"
LEAD = "عقد قادة منظمة معاهدة الأمن الجماعي قمتهم الخميس في مينسك برئاسة ألكسندر لوكاشينكو."


def test_city_and_day_of_publication_make_the_main_summit():
    assert draft(MINSK, LEAD, day="23 نوفمبر 2023").main_summits == ("2023-11-23-minsk",)
    assert draft(MINSK, LEAD, day="30 نوفمبر 2017").main_summits == ("2017-11-30-minsk",)


def test_a_city_alone_decides_nothing():
    """Three summits met in Minsk."""
    assert draft(MINSK, LEAD).main_summits == ()


def test_persons_in_office_tell_summits_of_one_city_apart():
    said = "وقال الأمين العام إيمانغالي تاسماغامبيتوف إن الوثائق وُقّعت في العاصمة البيلاروسية مينسك."
    assert draft(MINSK, LEAD, said).main_summits == ("2023-11-23-minsk",)


@pytest.mark.parametrize("rival", ["رابطة الدول المستقلة", "منظمة شنغهاي للتعاون", "حلف الناتو"])
def test_a_summit_of_another_organisation_is_not_ours(rival):
    found = draft(
        f"قمة {rival} تنعقد في موسكو",
        f"عقد قادة {rival} قمتهم في موسكو الجمعة بحضور رؤساء دول كثيرة ووقعوا عدداً من الوثائق.",
        day="10 ديسمبر 2010",
    )
    assert (found.on_topic, found.main_summits) == (False, ())


def test_a_council_of_ministers_is_on_topic_but_no_summit():
    found = draft(
        "وزراء دفاع «الأمن الجماعي» يجتمعون في مينسك",
        "اجتمع وزراء دفاع الدول الأعضاء في منظمة معاهدة الأمن الجماعي في مينسك الأربعاء.",
        day="22 نوفمبر 2023",
    )
    assert (found.on_topic, found.main_summits) == (True, ())


def test_a_summit_still_to_come_is_the_subject_of_its_preview():
    found = draft(
        "موسكو تستعد لقمة «الأمن الجماعي»",
        "تستعد موسكو لقمة منظمة معاهدة الأمن الجماعي المقررة في 11 نوفمبر 2026 في العاصمة الروسية.",
        "وغابت أرمينيا عن القمم الثلاث الأخيرة للمنظمة، ولا يُعرف ما إذا كانت ستوفد أحداً هذه المرة.",
        day="10 فبراير 2026",
    )
    assert found.main_summits == ("2026-11-11-moscow",)
    assert found.absent_members == ()


def test_other_summits_are_background():
    past = "وكانت قمة يريفان التي عُقدت في 23 نوفمبر 2022 قد انتهت بلا إعلان مشترك بين القادة."
    coming = "وتستضيف أستانا الدورة المقبلة لمجلس الأمن الجماعي في الربع الأخير من العام التالي."
    found = draft(MINSK, LEAD, past, coming, day="23 نوفمبر 2023")
    assert found.background_summits == ("2022-11-23-yerevan", "2024-11-28-astana")


def test_the_day_of_the_summit_is_no_evidence_of_publication():
    assert draft(MINSK, f"{LEAD} في 23 نوفمبر 2023.").clean.published_on is None


@pytest.mark.parametrize(
    "words",
    ["في غياب أرمينيا عن القاعة", "فيما قاطعت أرمينيا القمة", "وبقي مقعد أرمينيا شاغراً طوال الجلسة",
     "ولم توفد أرمينيا أي ممثل عنها", "وغاب رئيس الوزراء الأرميني نيكول باشينيان",
     "أما أرمينيا فتغيب للمرة الأولى", "فيما بدا المقعد الأرميني الخالي واضحاً"],
)  # fmt: skip
def test_absence_in_many_words(words):
    found = draft(MINSK, LEAD, f"وانعقدت الجلسة {words} كما قال مراسلون.", day="23 نوفمبر 2023")
    assert found.absent_members == ("AM",)


def test_who_sends_a_delegate_is_not_absent():
    found = draft(
        "قمة «الأمن الجماعي» في سوتشي",
        "عقد قادة منظمة معاهدة الأمن الجماعي قمتهم في سوتشي وغاب نور سلطان نزارباييف.",
        "وأوفدت كازاخستان رئيس وزرائها نيابة عن الرئيس إلى الجلسة التي دامت ساعات عدة.",
        day="23 سبتمبر 2013",
    )
    assert found.absent_members == ()


def test_members_are_countries_and_council_members_of_that_day():
    found = draft(
        MINSK,
        LEAD,
        "وحضر إسلام كريموف رئيس أوزبكستان، والموقف الأرميني معروف في يريفان منذ أعوام.",
        day="23 نوفمبر 2023",
    )
    assert set(found.members) == {"BY"}
    assert authority().member("UZ").belonged_on(date(2010, 8, 20))


def test_evidence_stands_on_the_very_words():
    page = f"{MINSK}\n\n23 نوفمبر 2023\n\n{LEAD}\n\n{PROSE}\n\n{PROSE}".encode()
    found = understand(read_bytes(page, "a.txt"), authority(), TODAY).drafts[0]
    words = {proof.field: page.decode()[proof.start : proof.end] for proof in found.evidence}
    assert words["headline"] == MINSK
    assert words["published_on"] == "23 نوفمبر 2023"
    assert words["member"] == "ألكسندر لوكاشينكو"
