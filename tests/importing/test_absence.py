"""Who stayed away: in the many words of newspapers, and what only sounds like it."""

import pytest

from articles.importing.page import Draft
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

PROSE = "وناقش القادة في الجلسة الموسعة ملفات كثيرة تتصل بأمن المنطقة وبالتعاون بين الدول الأعضاء."
MINSK = "عقد قادة منظمة معاهدة الأمن الجماعي قمتهم الخميس في مينسك برئاسة ألكسندر لوكاشينكو."
HEADLINE = "قادة «الأمن الجماعي» يجتمعون"
DAY = "23 نوفمبر 2023"


def draft(said: str, lead: str = MINSK, day: str = DAY) -> Draft:
    page = "\n\n".join([HEADLINE, day, lead, said, PROSE, PROSE + " " + PROSE])
    return understand(read_bytes(page.encode(), "a.txt"), authority(), TODAY).drafts[0]


@pytest.mark.parametrize(
    "said",
    [
        "ولم يظهر رئيس وزراء أرمينيا في الصورة الجماعية.",
        "ولم يصل إلى القصر أي وفد من أرمينيا.",
        "ولم يحضر من الجانب الأرميني أحد.",
        "والتأم اللقاء دون أي تمثيل لأرمينيا.",
        "أما أرمينيا فبقيت خارج القاعة.",
        "وظلت أرمينيا من دون ممثل على الطاولة.",
        "واعتذر نيكول باشينيان عن المجيء.",
        "وامتنعت أرمينيا للسنة الثانية.",
        "وظهر في الصورة مقعد أرميني فارغ.",
        "ولم تكن أرمينيا حاضرة حين أُعلنت الوثائق.",
        "ورفض باشينيان المشاركة في اللقاء.",
        "وحضر الجميع ما عدا أرمينيا.",
        "وآثرت أرمينيا عدم الحضور هذه المرة، ويريفان آثرت عدم الحضور قبل ذلك أيضاً.",
        "وتحدث الجميع عن باشينيان. فقد تغيب عن اللقاء من غير أن يعتذر.",
        "وغابت أرمينيا مثلما غابت عن لقاءات كثيرة بعد قمة يريفان في العام الماضي.",
    ],
)
def test_the_absent_member_is_told_in_many_words(said):
    assert draft(said).absent_members == ("AM",)


@pytest.mark.parametrize(
    "said",
    [
        "وامتنعت أرمينيا عن التوقيع على البيان.",
        "ولم تعلن أرمينيا موقفها من الخطة.",
        "ولم تكن أرمينيا راضية عن الوثائق.",
        "وغابت أوكرانيا وجورجيا عن الحديث كله.",
        "وحضر رئيس طاجيكستان، وغابت الخلافات عن الكلمات.",
        "وقال أرميني عابر إن أحداً لم يحضر من جيرانه العرس.",
        "ومثّل أرمينيا وزير خارجيتها، فيما غاب عن القاعة نيكول باشينيان.",
    ],
)
def test_what_only_sounds_like_absence_is_none(said):
    assert draft(said).absent_members == ()


def test_the_name_behind_the_verb_is_meant_and_not_the_one_before_it():
    said = "وحضر رؤساء روسيا وكازاخستان وقرغيزستان وطاجيكستان، وغابت أرمينيا."
    ministers = "اجتمع وزراء دفاع دول منظمة معاهدة الأمن الجماعي في مينسك الأربعاء."
    assert draft(said, ministers, "20 يونيو 2024").absent_members == ("AM",)


def test_a_member_that_the_record_knows_present_is_not_absent():
    lead = "عقد قادة منظمة معاهدة الأمن الجماعي قمتهم الثلاثاء في موسكو."
    said = "وحضر إسلام كريموف الذي غابت بلاده أوزبكستان عن لقاء أستانا في الصيف."
    found = draft(said, lead, "20 ديسمبر 2011")
    assert found.main_summits == ("2011-12-20-moscow",)
    assert found.absent_members == ()


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("ولم يحضر باشينيان، ولم يصل من أرمينيا من ينوب عنه.", ("AM",)),
        ("وللعام الثاني على التوالي، بعد قمة يريفان، لم يرفع أحد لافتة تحمل اسم أرمينيا.", ("AM",)),
        ("وجددت أرمينيا تمسكها بتجميد مشاركتها في المنظمة.", ("AM",)),
        ("وخلت القاعة من العلم الأرميني.", ("AM",)),
        ("ولم يكن بين الحاضرين ممثل لأرمينيا.", ("AM",)),
        ("وبدا مكان أرمينيا على الطاولة فارغاً.", ("AM",)),
        ("وبقي نيكول باشينيان في بلاده.", ("AM",)),
        ("ورُفع على القصر علم يحمل ألوان أرمينيا.", ()),
        ("وتخلف باشينيان عن الموعد ومثله نائب رئيس الوزراء الذي ينوب عنه عن أرمينيا.", ()),
        ("وسأل الصحافيون عن مكان أرمينيا في المنظمة.", ()),
        ("وخلت القاعة من الصحافيين حين تحدثت أرمينيا.", ()),
    ],
)
def test_flags_seats_and_frozen_membership_tell_of_absence(said, absent):
    assert draft(said).absent_members == absent


def test_a_frozen_membership_tells_nothing_where_the_record_knows_who_came():
    lead = "اختتم قادة منظمة معاهدة الأمن الجماعي قمتهم في يريفان الأربعاء."
    said = "ودعت المعارضة أرمينيا إلى تجميد مشاركتها في المنظمة."
    assert draft(said, lead, "24 نوفمبر 2022").absent_members == ()


MINISTERS = "اجتمع وزراء دفاع دول منظمة معاهدة الأمن الجماعي في مينسك الأربعاء."


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("وعُقد الاجتماع من دون أرمينيا التي لم ترسل أحداً.", ("AM",)),
        ("ولم تحضر أرمينيا، وستُدعى إلى قمة أستانا في نوفمبر المقبل.", ("AM",)),
        ("وحضر الوزراء كلهم باستثناء الوزير الأرميني.", ("AM",)),
        ("وأرمينيا لا تشارك في الاجتماعات ولا تدفع ما عليها.", ()),
        ("وكانت أرمينيا قد غابت عن قمة مينسك في نوفمبر الماضي.", ()),
        ("وغادر الوزراء المدينة مساء باستثناء الوزير الأرميني.", ()),
        ("ووقع الوزراء المحضر باستثناء الوزير الأرميني.", ()),
    ],
)
def test_of_a_council_of_ministers_only_its_own_absentees_are_told(said, absent):
    found = draft(said, MINISTERS, "20 يونيو 2024")
    assert (found.main_summits, found.absent_members) == ((), absent)


def test_a_session_of_another_month_is_another_meeting():
    said = "وقاطعت بيلاروسيا دورة يونيو بسبب الحليب ثم وقعت الاتفاقية في وقت لاحق."
    assert draft(said, MINISTERS, "20 أكتوبر 2009").absent_members == ()
