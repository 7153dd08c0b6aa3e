"""Summits that an article points to beside its subject: by name, month, host; none by guess."""

import pytest

from articles.importing.page import Draft
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

HEADLINE = "قادة «الأمن الجماعي» يختتمون قمة بيشكيك"
LEAD = "اختتم قادة منظمة معاهدة الأمن الجماعي قمتهم الخميس في بيشكيك."
DAY = "27 نوفمبر 2025"
PROSE = "وناقش القادة في الجلسة الموسعة ملفات كثيرة تتصل بأمن المنطقة وبالتعاون بين الدول الأعضاء."


def draft(said: str, headline: str = HEADLINE, lead: str = LEAD, day: str = DAY) -> Draft:
    page = "\n\n".join([headline, day, lead, said, PROSE, PROSE + " " + PROSE])
    return understand(read_bytes(page.encode(), "a.txt"), authority(), TODAY).drafts[0]


@pytest.mark.parametrize(
    ("said", "summit"),
    [
        ("وذكّر الأمين العام بما أقرته قمة أستانا من وثائق لم تُنفذ بعد.", "2024-11-28-astana"),
        ("وكان الرؤساء قد اتفقوا في قمة أستانا في نوفمبر على الخطة.", "2024-11-28-astana"),
        ("وتتسلم الرئاسة من قرغيزستان روسيا التي تستضيف القمة المقبلة.", "2026-11-11-moscow"),
        ("ويجتمع القادة ثانية في موسكو قبل نهاية العام المقبل.", "2026-11-11-moscow"),
    ],
)
def test_another_summit_is_pointed_to_without_its_date(said, summit):
    found = draft(said)
    assert found.main_summits == ("2025-11-27-bishkek",)
    assert found.background_summits == (summit,)


@pytest.mark.parametrize(
    "said",
    [
        "وقال خبراء في موسكو إن المنظمة تحتاج إلى مال أكثر مما لديها.",
        "وأقر القادة في موسكو خطة للتسليح تمتد حتى عام 2010 كما قيل.",
        "وستقود كازاخستان أعمال اللجنة خلال الفترة المقبلة كلها.",
        "وعُقدت في تيانجين قمة منظمة شنغهاي للتعاون قبل أسابيع.",
    ],
)
def test_what_only_sounds_like_a_summit_is_none(said):
    assert draft(said).background_summits == ()


def test_of_two_meetings_in_one_city_the_joint_one_says_so():
    lead = (
        "عقد قادة منظمة شنغهاي للتعاون ومنظمة معاهدة الأمن الجماعي اجتماعاً مشتركاً في دوشنبه الجمعة."
    )
    said = "وكان قادة معاهدة الأمن الجماعي قد اجتمعوا وحدهم أمس الخميس في المدينة نفسها."
    headline = "اجتماع مشترك لقادة «شنغهاي» و«الأمن الجماعي» في دوشنبه"
    found = draft(said, headline, lead, "17 سبتمبر 2021")
    assert found.main_summits == ("2021-09-17-dushanbe",)
    assert found.background_summits == ("2021-09-16-dushanbe",)
