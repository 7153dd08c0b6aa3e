"""Articles that hardly name the organisation: whose meeting it is, is told by who, where, when."""

import pytest

from articles.importing.page import Draft
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

PROSE = "ودامت المحادثات ساعات طويلة خلف أبواب مغلقة، ثم خرج المتحدثون إلى الصحافيين بكلام قليل."


def draft(headline: str, *paragraphs: str, day: str = "") -> Draft:
    page = "\n\n".join([headline, *([day] if day else []), *paragraphs, PROSE, PROSE + " " + PROSE])
    return understand(read_bytes(page.encode(), "a.txt"), authority(), TODAY).drafts[0]


def subject(found: Draft) -> tuple[bool, tuple[str, ...]]:
    return found.on_topic, found.main_summits


def test_all_members_at_one_table_are_their_organisation():
    found = draft(
        "الكرملين يستقبل الحلفاء",
        "افتتح دميتري ميدفيديف في الكرملين قمة ضمت رؤساء أرمينيا وبيلاروسيا وكازاخستان وقرغيزستان"
        " وطاجيكستان وأوزبكستان.",
        "وبحث قادة الحلف ما يهدد حدود الدول الأعضاء من الجنوب.",
        day="20 ديسمبر 2011",
    )
    assert subject(found) == (True, ("2011-12-20-moscow",))


@pytest.mark.parametrize(
    "beside",
    [
        "وتناول القادة أعمال رابطة الدول المستقلة في العام المقبل.",
        "وجلس إلى جانبهم إلهام علييف الذي تحدث عن النقل والطاقة.",
        "ووقع القادة معاهدة الاتحاد الاقتصادي الأوراسي بعد مفاوضات طويلة.",
    ],
)
def test_a_neighbour_or_another_organisation_beside_them_leaves_it_open(beside):
    found = draft(
        "الكرملين يستقبل الحلفاء",
        "افتتح دميتري ميدفيديف في الكرملين قمة ضمت رؤساء أرمينيا وبيلاروسيا وكازاخستان وقرغيزستان"
        " وطاجيكستان وأوزبكستان.",
        beside,
        day="20 ديسمبر 2011",
    )
    assert subject(found) == (False, ())


def test_a_meeting_of_three_where_a_summit_is_held_just_then_is_that_summit():
    found = draft(
        "لوكاشينكو يودّع ضيوفه",
        "قال ألكسندر لوكاشينكو في ختام قمة مينسك إن رئيسي روسيا وكازاخستان وافقا على خططه.",
        day="24 نوفمبر 2023",
    )
    assert subject(found) == (True, ("2023-11-23-minsk",))


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("عقد فلاديمير بوتين وقاسم جومارت توكاييف قمة ثنائية في أستانا.", "27 نوفمبر 2024"),
        ("عقد رؤساء روسيا وكازاخستان وقرغيزستان قمة في أستانا عن المياه.", "3 يوليو 2024"),
        ("زار رؤساء روسيا وكازاخستان وقرغيزستان معرضاً فنياً في أستانا.", "28 نوفمبر 2024"),
    ],
)
def test_two_guests_another_day_or_no_meeting_are_no_summit(lead, day):
    assert subject(draft("رسائل من أستانا", lead, day=day)) == (False, ())


def test_the_members_absence_or_the_decisions_tell_whose_meeting_it_was():
    missing = draft(
        "خلاف على الحليب",
        "قاطعت مينسك قمة موسكو العسكرية غضباً على جيرانها الذين يمنعون أجبانها من دخول أسواقهم.",
        day="15 يونيو 2009",
    )
    decided = draft(
        "مركز للحوادث الحاسوبية",
        "أقرت قمة الكرملين إنشاء مركز استشاري تنسيقي للاستجابة للحوادث الحاسوبية.",
        day="24 ديسمبر 2014",
    )
    assert subject(missing) == (True, ("2009-06-14-moscow",))
    assert subject(decided) == (True, ("2014-12-23-moscow",))


def test_the_treatys_name_in_short_is_enough_but_not_another_bodys():
    ours = draft("قمة الأمن الجماعي تلتئم في أستانا", PROSE, day="28 نوفمبر 2024")
    theirs = draft("قمة الأمن الجماعي العربي تلتئم في عمّان", PROSE, day="28 نوفمبر 2024")
    assert (ours.on_topic, theirs.on_topic) == (True, False)


def test_a_preview_is_about_the_summit_that_it_looks_ahead_to():
    found = draft(
        "موسكو تستعد لقمة الخريف",
        "بدأت في موسكو التحضيرات التي تقودها لجنة من قادة دول الأمن الجماعي ووزرائهم.",
        "وكانت الرئاسة قد انتقلت إلى روسيا في قمة بيشكيك يوم 27 نوفمبر.",
        "ومن المقرر أن تنعقد القمة في موسكو في 11 نوفمبر من العام الجاري.",
        day="2 مارس 2026",
    )
    assert found.main_summits == ("2026-11-11-moscow",)
    assert found.background_summits == ("2025-11-27-bishkek",)


def test_a_report_on_a_summit_stays_its_own_though_it_tells_of_the_next():
    found = draft(
        "بيشكيك تسلم الرئاسة قبل القمة المقبلة",
        "اختتم قادة منظمة معاهدة الأمن الجماعي قمتهم في بيشكيك الخميس.",
        "ومن المقرر أن تنعقد القمة في موسكو في 11 نوفمبر من العام المقبل.",
        day="28 نوفمبر 2025",
    )
    assert found.main_summits == ("2025-11-27-bishkek",)


def test_parties_to_the_treaty_count_as_members_before_the_organisation():
    found = draft(
        "معاهدة الأمن الجماعي تصير منظمة",
        "أقر قادة روسيا وأرمينيا وطاجيكستان في قمة موسكو أن تصير معاهدة الأمن الجماعي منظمة.",
        "وبقيت أوزبكستان التي لم تجدد توقيعها بعيدة.",
        day="15 مايو 2002",
    )
    assert found.main_summits == ("2002-05-14-moscow",)
    assert set(found.members) == {"RU", "AM", "TJ"}


def test_uzbekistan_is_a_member_on_its_last_day_and_not_on_the_next():
    known = authority()
    day = next(member.left_on for member in known.members if member.iso2 == "UZ")
    assert known.belonged("UZ", day)
    assert not known.belonged("UZ", day.replace(day=day.day + 1))


def test_the_members_named_apart_or_without_a_meeting_are_no_table():
    found = draft(
        "الكرملين يعد حلفاءه بالغاز",
        "قدّم المصدّرون الروس لزبائنهم في أرمينيا وبيلاروسيا خصماً كبيراً على أسعار الغاز المنقول إلى"
        " مصانعهما، وقال قادة الشركات في مؤتمر صحافي إن الخصم يدوم عاماً كاملاً.",
        "وتشتري كازاخستان وقرغيزستان وطاجيكستان من روسيا أقل مما تشتريه الدول الحليفة الأخرى.",
        day="20 فبراير 2024",
    )
    assert subject(found) == (False, ())


@pytest.mark.parametrize(
    ("said", "summits"),
    [
        ("ووقّع القادة في الكرملين وثائق القمة السابقة التي تأخرت.", ("2022-05-16-moscow",)),
        ("وقال مصدر في الكرملين إن وثائق القمة السابقة تأخرت.", ()),
    ],
)
def test_the_kremlin_is_a_place_and_not_who_speaks_for_it(said, summits):
    lead = "اختتم قادة منظمة معاهدة الأمن الجماعي قمتهم في مينسك الخميس."
    found = draft("قمة «الأمن الجماعي» في مينسك", lead, said, day="24 نوفمبر 2023")
    assert found.background_summits == summits
