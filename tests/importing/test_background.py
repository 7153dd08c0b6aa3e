"""Summits that an article points to beside its subject: by name, month, host; none by guess."""

from time import process_time

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


VIDEO = "استمع قادة منظمة معاهدة الأمن الجماعي أمس، في دورة استثنائية عُقدت بالفيديو، إلى تقرير."
BISHKEK_2013 = "جمعت منظمة معاهدة الأمن الجماعي قادتها في لقاء غير رسمي في بيشكيك الثلاثاء."
MINSK_2022 = "اختتم قادة منظمة معاهدة الأمن الجماعي قمتهم في يريفان الأربعاء."


@pytest.mark.parametrize(
    ("lead", "day", "said", "summit"),
    [
        (LEAD, DAY, "وتذكّر الحاضرون قمة العام الماضي في أستانا.", "2024-11-28-astana"),
        (LEAD, DAY, "وكانوا التقوا في أستانا قبل عام في قمة هادئة.", "2024-11-28-astana"),
        (MINSK_2022, "24 نوفمبر 2022", "وكان القادة التقوا عن بعد قبل أربعة أسابيع في دورة طارئة.",
         "2022-10-28-video"),
        (MINSK_2022, "24 نوفمبر 2022", "ولم تنس يريفان القمة اليوبيلية في مايو (أيار) الماضي.",
         "2022-05-16-moscow"),
        (VIDEO, "29 أكتوبر 2022", "وذكّر خبراء بالقمة الطارئة في يناير.", "2022-01-10-video"),
        (VIDEO, "29 أكتوبر 2022",
         "ويلتقي بعضهم على هامش قمة شنغهاي، ثم يجتمعون قبل نهاية العام في قمة المنظمة في يريفان.",
         "2022-11-23-yerevan"),
        (BISHKEK_2013, "29 مايو 2013", "وتعود المسألة إليهم في سوتشي حيث تُعقد دورة خريف 2013.",
         "2013-09-23-sochi"),
        (LEAD, DAY, "وتقرر ذلك في القمة اليوبيلية في مايو 2012.", "2012-05-15-moscow"),
        (LEAD, DAY, "واجتمع القادة عن بعد في دورة ديسمبر 2020.", "2020-12-02-video"),
        (LEAD, DAY, "وتُرفع الوثائق إلى القادة في موسكو في نوفمبر المقبل.", "2026-11-11-moscow"),
    ],
)  # fmt: skip
def test_a_summit_is_meant_by_how_long_ago_it_was_or_what_it_was_like(lead, day, said, summit):
    assert draft(said, "قادة «الأمن الجماعي» يجتمعون", lead, day).background_summits == (summit,)


@pytest.mark.parametrize(
    "said",
    [
        "وكانت مينسك قد شهدت قبل عام تظاهرات كبيرة في الشوارع.",
        "واجتمع القادة عن بعد في جلسة طارئة في أكتوبر 2015 لم تنشر أعمالها.",
        "وعُقد قبل أسبوعين لقاء لوزراء الصحة في عاصمة أخرى بعيدة.",
        "وقبل ثلاثة أيام من القمة أُغلقت الشوارع المحيطة بالقصر.",
        "وانتهت قبل عام قمة شنغهاي في أستانا بوثائق كثيرة عن التجارة.",
        "وبعد عشاء سابق في المدينة دخل الرؤساء إلى القاعة واحداً بعد واحد.",
    ],
)
def test_a_time_beside_something_else_points_to_no_summit(said):
    assert draft(said).background_summits == ()


def test_a_session_by_video_is_the_subject_and_its_city_only_what_it_speaks_of():
    said = "وتُعرض الوثيقة في يريفان الشهر المقبل."
    found = draft(said, "القادة يبحثون طلب أرمينيا", VIDEO, "29 أكتوبر 2022")
    assert found.main_summits == ("2022-10-28-video",)


def test_a_plan_for_a_month_that_came_to_nothing_is_the_summit_of_that_year():
    lead = "اختتم قادة منظمة معاهدة الأمن الجماعي قمتهم في دوشنبه السبت."
    said = "واتفقوا على أن تُعقد الدورة المقبلة في موسكو في مايو 2008."
    found = draft(said, "قادة «الأمن الجماعي» يجتمعون", lead, "6 أكتوبر 2007")
    assert found.background_summits == ("2008-09-05-moscow",)


ASTANA = "اختتم قادة منظمة معاهدة الأمن الجماعي قمتهم في أستانا الخميس."


@pytest.mark.parametrize(
    ("said", "summits"),
    [
        ("وتلتقي الدول الأعضاء مرة أخرى في بيشكيك في خريف عام 2025.", ("2025-11-27-bishkek",)),
        ("وتلتئم القمة المقبلة في قرغيزستان قبل أن ينتهي عام 2025.", ("2025-11-27-bishkek",)),
        ("وتستقبل العاصمة القرغيزية بيشكيك الرؤساء في قمة 2025.", ("2025-11-27-bishkek",)),
        ("وتستعد بيشكيك لاستضافة القادة في نهاية 2025.", ("2025-11-27-bishkek",)),
        ("وتُرفع المسودات إلى القادة حين يجتمعون في بيشكيك خلال شهر نوفمبر.",
         ("2025-11-27-bishkek",)),
        ("ويراجع الخبراء ما اتفق عليه القادة في مينسك في نوفمبر من العام الماضي.",
         ("2023-11-23-minsk",)),
        ("وبحثوا الملف في قمتهم بمينسك قبل عام، ويجتمع القادة في بيشكيك في نوفمبر 2025.",
         ("2025-11-27-bishkek", "2023-11-23-minsk")),
        ("وجمعهم بقادة شنغهاي اجتماع مشترك لمنظمة معاهدة الأمن الجماعي في دوشنبه في سبتمبر 2021.",
         ("2021-09-17-dushanbe",)),
        ("وتستضيف بيشكيك القمة المقبلة لمنظمة شنغهاي للتعاون في نوفمبر 2025.", ()),
        ("وتستعد بيشكيك لاستضافة معرض للكتاب في نهاية 2025.", ()),
        ("وعقد رئيسان منهم لقاء ثنائياً في مينسك قبل عام.", ()),
        ("وتنتقل القمة المقبلة للدول الإسلامية إلى تركيا قبل أن ينتهي عام 2025.", ()),
    ],
)  # fmt: skip
def test_what_comes_or_went_before_is_told_in_many_words(said, summits):
    found = draft(said, "قادة «الأمن الجماعي» يجتمعون", ASTANA, "29 نوفمبر 2024")
    assert found.main_summits == ("2024-11-28-astana",)
    assert found.background_summits == summits


@pytest.mark.parametrize(
    ("said", "summits"),
    [
        ("وبحثوه مع منظمة معاهدة الأمن الجماعي. وتستضيف أستانا قمة الأخيرة في نوفمبر المقبل.",
         ("2024-11-28-astana",)),
        ("وبحثوه مع منظمة معاهدة الأمن الجماعي. وتستضيف أستانا القمة المقبلة في نوفمبر المقبل.",
         ()),
        ("وبحثته معاهدة الأمن الجماعي مع رابطة الدول المستقلة. وتستضيف أستانا قمة الأخيرة في نوفمبر"
         " المقبل.", ()),
    ],
)  # fmt: skip
def test_the_latter_is_the_organisation_named_last(said, summits):
    lead = "اختتم قادة منظمة شنغهاي للتعاون قمتهم في أستانا الخميس، وهي الثالثة فيها."
    found = draft(said, "قمة شنغهاي تختتم أعمالها في أستانا", lead, "5 يوليو 2024")
    assert (found.on_topic, found.main_summits) == (False, ())
    assert found.background_summits == summits


@pytest.mark.parametrize(
    ("headline", "lead", "summits"),
    [
        ("وثائق كثيرة وسؤال بلا جواب في مينسك",
         "صار للمنظمة شركاء بعدما وقّع قادة منظمة معاهدة الأمن الجماعي في مينسك الخميس الوثائق.",
         ("2023-11-23-minsk",)),
        ("منظمة معاهدة الأمن الجماعي بلا رئيس الوزراء الأرميني",
         "وقّعت دول المنظمة وثائقها في مينسك الخميس، وغادر قادتها من غير أن يحضر رئيس الوزراء.",
         ("2023-11-23-minsk",)),
        ("وزراء دفاع «الأمن الجماعي» في مينسك",
         "بحث وزراء دفاع منظمة معاهدة الأمن الجماعي في مينسك ما أقره قادتها.", ()),
        ("تدريبات «الأمن الجماعي» قرب مينسك",
         "بدأت قرب مينسك تدريبات لمنظمة معاهدة الأمن الجماعي وفق ما أقره قادتها.", ()),
    ],
)  # fmt: skip
def test_its_leaders_make_a_summit_the_subject_and_ministers_do_not(headline, lead, summits):
    said = "وقال متحدث باسم المنظمة إن العمل مستمر كما هو مقرر له."
    assert draft(said, headline, lead, "23 نوفمبر 2023").main_summits == summits


OF_ASTANA = ("2024-11-28-astana",)


@pytest.mark.parametrize(
    ("headline", "lead", "main", "background"),
    [
        ("قادة «الأمن الجماعي» يكلفون وزراء الدفاع إعداد خطة",
         "وجّه قادة منظمة معاهدة الأمن الجماعي في أستانا وزراءهم إلى عمل جديد.", OF_ASTANA, ()),
        ("وزير الخارجية الروسي: قمة «الأمن الجماعي» ستقر برنامجاً للحدود",
         "تُعقد قمة منظمة معاهدة الأمن الجماعي في أستانا الخميس المقبل.", OF_ASTANA, ()),
        ("برلمانيو «الأمن الجماعي» يرفعون توصياتهم إلى قمة أستانا",
         "أنهت الجمعية البرلمانية لمنظمة معاهدة الأمن الجماعي دورتها في مينسك.", (), OF_ASTANA),
        ("رماية ليلية في الجبال قبل أيام من قمة «الأمن الجماعي» في أستانا",
         "انتهت مناورات منظمة معاهدة الأمن الجماعي التي شارك فيها ألف جندي.", (), OF_ASTANA),
        ("الأمين العام لمنظمة الأمن الجماعي يزور أستانا تمهيداً للقمة",
         "بحث الأمين العام لمنظمة معاهدة الأمن الجماعي في أستانا ترتيبات النقل.", (), OF_ASTANA),
        ("موسكو ومينسك تستعدان لقمة «الأمن الجماعي» المقبلة في أستانا",
         "وصلت طلائع الوفود إلى عاصمة كازاخستان قبل موعدها بوقت طويل.", OF_ASTANA, ()),
    ],
)  # fmt: skip
def test_whoever_acts_is_the_subject_and_not_the_summit_that_he_prepares(
    headline, lead, main, background
):
    said = "ويلتقي القادة في قمة أستانا المقررة في 28 نوفمبر."
    found = draft(said, headline, lead, "20 نوفمبر 2024")
    assert (found.main_summits, found.background_summits) == (main, background)


@pytest.mark.parametrize(
    ("names", "lead"),
    [
        ("لمنظمتي شنغهاي والأمن الجماعي", "بحث قادة المنظمتين في دوشنبه الجمعة أحوال الجيران."),
        ("«شنغهاي» و«الأمن الجماعي»",
         "استقبلت دوشنبه الجمعة قادة منظمة شنغهاي للتعاون وضيوفهم في قصر المدينة."),
    ],
)  # fmt: skip
def test_a_joint_meeting_is_ours_too(names, lead):
    headline = f"اجتماع مشترك {names} في دوشنبه"
    found = draft("وافترق الرؤساء مساء.", headline, lead, "17 سبتمبر 2021")
    assert (found.on_topic, found.main_summits) == (True, ("2021-09-17-dushanbe",))


def test_beside_another_organisation_without_a_joint_meeting_it_is_no_subject():
    lead = "بحث قادة منظمة شنغهاي للتعاون في قمتهم في دوشنبه الجمعة أحوال الجيران."
    said = "وكانت منظمة معاهدة الأمن الجماعي قد بحثتها أيضاً."
    found = draft(said, "قمة «شنغهاي» في دوشنبه", lead, "17 سبتمبر 2021")
    assert (found.on_topic, found.main_summits) == (False, ())


def test_what_a_later_paragraph_recalls_from_other_months_is_no_subject():
    lead = "تسلّم مكتبه في مبنى «الأمن الجماعي» رجل هادئ قلما يتحدث إلى الناس."
    recalled = "وقد اختاره القادة في قمة بيشكيك في نوفمبر الماضي لثلاث سنوات."
    coming = "وينتظره عمل كثير قبل قمة موسكو في 11 نوفمبر المقبل."
    found = draft(f"{recalled}\n\n{coming}", "وجه جديد في «الأمن الجماعي»", lead, "25 يناير 2026")
    assert found.main_summits == ()
    assert set(found.background_summits) == {"2025-11-27-bishkek", "2026-11-11-moscow"}


@pytest.mark.parametrize(
    ("lead", "day", "said", "summits"),
    [
        (ASTANA, "29 نوفمبر 2024", "وتعمل اللجان وفق ما تقرر في مينسك العام الماضي.",
         ("2023-11-23-minsk",)),
        (ASTANA, "29 نوفمبر 2024", "وهي خطة اعتمدها القادة في مينسك قبل عام ولم تُنفذ.",
         ("2023-11-23-minsk",)),
        (ASTANA, "29 نوفمبر 2024", "وذلك تنفيذاً للأمر الذي اتخذه القادة في مينسك قبل عام.",
         ("2023-11-23-minsk",)),
        (ASTANA, "29 نوفمبر 2024", "وفي بوروفوي تمت في ديسمبر 2008 أولى لقاءاتهم بلا ربطات عنق.",
         ("2008-12-20-borovoye",)),
        (ASTANA, "29 نوفمبر 2024", "وكانوا في قمة مينسك قبل عام، وتطرقوا إلى حلف شمال الأطلسي.",
         ("2023-11-23-minsk",)),
        (ASTANA, "29 نوفمبر 2024", "وأعلن أن القادة سيجتمعون في بيشكيك في نوفمبر القادم.",
         ("2025-11-27-bishkek",)),
        (ASTANA, "29 نوفمبر 2024", "وتلتئم بعدها القمة المقبلة في بيشكيك عام 2025.",
         ("2025-11-27-bishkek",)),
        (ASTANA, "29 نوفمبر 2024", "وتسلمت المنصب في قمة دوشنبه في سبتمبر 2021.",
         ("2021-09-16-dushanbe",)),
        (ASTANA, "29 نوفمبر 2024", "وستقيم دوشنبه، كما فعلت في دورة خريف 2021، مأدبة.",
         ("2021-09-16-dushanbe",)),
        (ASTANA, "29 نوفمبر 2024", "وتُفتتح معارض كثيرة وفق ما تقرر في بلدية مينسك.", ()),
        (ASTANA, "29 نوفمبر 2024", "وهي آخر قمة له قبل انتهاء ولايته في نوفمبر المقبل.", ()),
        (ASTANA, "29 نوفمبر 2024", "وانتهت في نوفمبر 2023 في مينسك انتخابات محلية هادئة.", ()),
    ],
)  # fmt: skip
def test_what_was_decided_where_and_when_tells_of_a_summit(lead, day, said, summits):
    found = draft(said, "قادة «الأمن الجماعي» يجتمعون", lead, day)
    assert (found.main_summits, found.background_summits) == (OF_ASTANA, summits)


def test_a_day_of_this_month_is_a_summit_of_this_month():
    lead = "أقرت الجمعية البرلمانية لمنظمة معاهدة الأمن الجماعي قوانين كثيرة في يريفان."
    headline = "برلمانيو «الأمن الجماعي» يلتقون"
    said = "وتُرفع إلى قمة بيشكيك في الثامن والعشرين من الشهر الجاري."
    found = draft(said, headline, lead, "6 نوفمبر 2019")
    assert found.background_summits == ("2019-11-28-bishkek",)
    said = "وتُرفع إلى مؤتمر بيشكيك في الثامن والعشرين من الشهر الجاري."
    assert draft(said, headline, lead, "6 نوفمبر 2019").background_summits == ()


def test_yesterday_is_no_day_of_another_year():
    lead = "اختتم قادة منظمة معاهدة الأمن الجماعي قمتهم في مينسك أمس."
    said = "وكانت موسكو قد رحبت العام الماضي بلقاء مثل لقاء أمس."
    found = draft(said, "قادة «الأمن الجماعي» يجتمعون", lead, "24 يونيو 2006")
    assert found.background_summits == ()


def test_a_sentence_of_a_thousand_dates_costs_no_more_than_its_length():
    def spent(times: int) -> float:
        said = "عقدت القمة في مينسك يوم 23 نوفمبر 2023 و24 نوفمبر 2022 " * times
        start = process_time()
        draft(said + ".")
        return process_time() - start

    spent(10)
    assert spent(800) < 12 * spent(200) + 0.5  # four times the text; a square would be sixteen
    assert spent(800) < 3
