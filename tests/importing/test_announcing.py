"""New initiatives, mottos, priorities and the next summit, in sentences of our own."""

from dataclasses import replace
from datetime import date

import pytest

from articles.importing.page import Proposal
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from articles.importing.recognise.confidence import TRIED, confidence_of, percent
from articles.importing.recognise.proposals import initiatives_proposed
from articles.importing.recognise.themes import chair_themes
from tests.importing.articles import article, words_of
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

MINSK = next(s for s in authority().summits if s.slug == "2023-11-23-minsk")


def new(*lines: str, summit=MINSK, **more) -> list[Proposal]:
    found = initiatives_proposed(article(*lines, **more), authority(), summit, ())
    return [proposal for proposal, _proofs in found]


def themes(*lines: str) -> list[str]:
    return [theme for theme, _proofs in chair_themes(article(*lines))]


NAMED = {
    "ووقع القادة اتفاقية حماية الأنهار العابرة في قصر الاستقلال.":
        ("اتفاقية حماية الأنهار العابرة", "agreement", "signed", ""),
    "ووقع القادة اتفاقية تبادل المنح الدراسية بين الأكاديميات العسكرية.":
        ("اتفاقية تبادل المنح الدراسية بين الأكاديميات العسكرية", "agreement", "signed", ""),
    "واعتمدت القمة برنامجاً لتدريب رجال الإطفاء للفترة 2025–2030.":
        ("برنامجاً لتدريب رجال الإطفاء للفترة 2025–2030", "programme", "adopted", "2025-2030"),
    "وأقر المجتمعون خطة ترميم النصب التذكارية حتى عام 2030، ثم تناولوا الغداء.":
        ("خطة ترميم النصب التذكارية حتى عام 2030", "programme", "adopted", "2030"),
    "واقترح توكاييف إنشاء مركز لرصد حرائق السهوب، ورحب به نظراؤه.":
        ("إنشاء مركز لرصد حرائق السهوب", "decision", "proposed", ""),
    "ودعا الرئيس الطاجيكي إلى تأسيس صندوق لدعم القرى الحدودية الفقيرة.":
        ("تأسيس صندوق لدعم القرى الحدودية الفقيرة", "decision", "proposed", ""),
    "وصدر عن القمة بيان بشأن حماية الأنهار العابرة للحدود.":
        ("بيان بشأن حماية الأنهار العابرة للحدود", "statement", "adopted", ""),
}  # fmt: skip


@pytest.mark.parametrize("line", NAMED)
def test_a_named_document_or_plan_is_proposed_as_new(line):
    found = [(p.wording, p.kind, p.status, p.target_period) for p in new(line)]
    assert found == [NAMED[line]]


@pytest.mark.parametrize(
    "line",
    [
        "ووقع القادة عدداً من الوثائق المهمة.",
        "وأقر القادة الاتفاق على موعد الحفل الموسيقي القادم.",
        "وأقر القادة استراتيجية طويلة الأمد.",
        "ووقع القادة الميثاق في قاعة واسعة من قاعات القصر القديم.",
        "وأصدر القادة بياناً مشتركاً في ختام قمتهم.",
        "وتبنى القادة إعلاناً ختامياً يؤكد انفتاح المنظمة على الحوار.",
        "ولم يوقع القادة اتفاقية تبادل المنح الدراسية بين الأكاديميات.",
        "ورفض لوكاشينكو توقيع اتفاقية تبادل المنح الدراسية بين الأكاديميات.",
        "وبحث القادة مشروع اتفاقية تبادل المنح الدراسية ولم يعتمدوا شيئاً.",
        "وكان القادة قد وقعوا في الربيع اتفاقية تبادل المنح الدراسية بين الأكاديميات.",
        "ووقعت روسيا وبيلاروسيا مذكرة ثنائية لتبادل المنح الدراسية بين الأكاديميات.",
        "وأقرت قمة رابطة الدول المستقلة برنامجاً لتدريب رجال الإطفاء في القرى.",
        "على وقع البرنامج الموسيقي الطويل للفرقة الشعبية دخل القادة القاعة.",
        "وتحدث بوتين عن اتفاق القادة على كثير من الأمور.",
        "وأقر القادة إعلان مجلس الأمن الجماعي.",
        "وأقر القادة قراراً بشأن تدابير تطوير منظومة الاستجابة للأزمات.",
        "واقترح لوكاشينكو استراحة قصيرة قبل الغداء.",
    ],
)
def test_what_is_no_named_document_of_this_summit_is_not_proposed(line):
    assert new(line) == []


def test_the_sponsor_is_the_member_whose_leader_proposes():
    assert new("واقترح توكاييف إنشاء مركز لرصد حرائق السهوب.")[0].sponsor == "KZ"
    assert new("ودعا الرئيس الطاجيكي إلى تأسيس صندوق لدعم القرى الحدودية.")[0].sponsor == "TJ"
    assert new("ووقع القادة اتفاقية تبادل المنح الدراسية بين الأكاديميات.")[0].sponsor == ""


def test_items_below_a_line_of_documents_are_documents_and_other_items_are_not():
    listed = ["- اتفاقية تبادل المنح الدراسية بين الأكاديميات", "- صور تذكارية كثيرة"]
    assert len(new("ووقع القادة الوثائق الآتية:", *listed)) == 1
    assert new("وحمل القادة معهم هدايا كثيرة:", *listed) == []


def test_measures_are_the_items_below_what_comprises_them():
    told = new(
        "وأقر القادة برنامجاً لتدريب رجال الإطفاء، ويتضمن البرنامج:",
        "- شراء عربات جديدة", "- بناء مدرسة للتدريب",
    )  # fmt: skip
    assert told[0].measures == ("شراء عربات جديدة", "بناء مدرسة للتدريب")


def test_a_document_of_another_period_is_another_document():
    """The archive has the anti-drug strategy of other years."""
    line = "واعتمد القادة استراتيجية المنظمة لمكافحة المخدرات للأعوام %s."
    assert new(line % "2026-2030") == []
    assert new(line % "2041-2045")[0].target_period == "2041-2045"


def test_nothing_is_adopted_before_the_summit_or_without_one():
    line = "ووقع القادة اتفاقية تبادل المنح الدراسية بين الأكاديميات."
    assert new(line, day=date(2023, 11, 20)) == []
    assert new(line, summit=None) == []


def test_the_evidence_of_a_new_initiative_is_its_name():
    line = "ووقع القادة أخيراً اتفاقية تبادل المنح الدراسية بين الأكاديميات."
    ((proposal, proofs),) = initiatives_proposed(article(line), authority(), MINSK, ())
    assert words_of(line, proofs) == [proposal.wording]


@pytest.mark.parametrize(
    ("line", "motto"),
    [
        ("ورفعت الرئاسة الأرمينية شعار «جيران قبل كل شيء»، وبدأت عملها.", "جيران قبل كل شيء"),
        ("وانعقدت القمة تحت شعار: “معاً من أجل السهوب”.", "معاً من أجل السهوب"),
        ("واختارت مينسك لعامها شعاراً من شقين هو «سلام اليوم وأمن الغد».", "سلام اليوم وأمن الغد"),
        ("وترفع الرئاسة الجديدة شعار الأمن في متناول الجميع، ومضت.", "الأمن في متناول الجميع"),
        ("وقال بعد تسلم الرئاسة إن أولوياته ستكون حماية الأنهار كلها.", "حماية الأنهار كلها"),
    ],
)  # fmt: skip
def test_the_motto_of_a_chair_is_found(line, motto):
    assert themes(line) == [motto]


@pytest.mark.parametrize(
    "line",
    [
        "ورفع المتظاهرون شعارات كثيرة «لا للحرب في بلادنا» قرب المقر.",
        "وترفع رئاسة رابطة الدول المستقلة شعار «التجارة أولاً وقبل كل شيء».",
        "وجاءت القمة في وقت يرفع فيه كثيرون شعار الرئاسة للجميع.",
    ],
)
def test_other_slogans_are_no_motto(line):
    assert themes(line) == []


def test_listed_priorities_are_themes_each():
    lines = ("## أولويات الرئاسة الأرمينية", "- أمن المعلومات", "- تدريب الأطباء", "وانتهى كل شيء.")
    assert themes(*lines) == ["أمن المعلومات", "تدريب الأطباء"]


def coming(*paragraphs: str, day: str = "23 نوفمبر 2023"):
    head = "قمة منظمة معاهدة الأمن الجماعي تنعقد في مينسك"
    lead = "عقد قادة منظمة معاهدة الأمن الجماعي قمتهم الخميس في مينسك برئاسة ألكسندر لوكاشينكو."
    page = "\n\n".join([head, day, lead, *paragraphs, f"{lead} وناقشوا ملفات كثيرة تتصل بالأمن."])
    return understand(read_bytes(page.encode(), "a.txt"), authority(), TODAY).drafts[0].next_summit


def test_the_next_summit_has_place_and_time_as_far_as_they_are_said():
    placed = coming("وتستضيف أستانا القمة المقبلة للمنظمة، ولم يُحدد الموعد بعد لأسباب كثيرة.")
    assert (placed.city, placed.date, placed.summit) == ("astana", "", "2024-11-28-astana")
    dated = coming("وقرر القادة أن تُعقد القمة المقبلة في أستانا يوم 28 نوفمبر 2024 كما هو معتاد.")
    assert (dated.city, dated.date) == ("astana", "2024-11-28")


def test_a_next_meeting_of_ministers_or_of_others_is_no_next_summit():
    assert coming("ويلتقي وزراء الدفاع في اجتماعهم المقبل في ألماتي خلال الصيف.") is None
    assert coming("وتستضيف أستانا القمة المقبلة لمنظمة شنغهاي للتعاون في الصيف.") is None
    assert coming("ثم غادر القادة المدينة كل إلى بلاده بعد يوم طويل.") is None


def test_confidence_is_what_a_rule_has_shown():
    assert (percent(0, 0), percent(9, 9), percent(5, 7)) == (50, 91, 67)
    assert confidence_of("member", "country") > confidence_of("byline", "dateline")
    assert confidence_of("headline", "never-heard-of") == 50
    assert all(0 <= right <= of for right, of in TRIED.values())


def test_the_same_article_proposes_the_same_twice():
    line = "ووقع القادة اتفاقية تبادل المنح الدراسية بين الأكاديميات."
    assert new(line) == new(line) == [replace(new(line, line)[0])]


def test_a_page_on_ministers_announces_no_next_summit():
    lead = "بحث وزراء خارجية منظمة معاهدة الأمن الجماعي في ألماتي الوثائق."
    said = "وتستضيف أستانا قمة المنظمة في نوفمبر المقبل كما هو مقرر لها منذ عام."
    page = "\n\n".join(["وزراء «الأمن الجماعي» في ألماتي", "20 يونيو 2024", lead, said, lead * 2])
    found = understand(read_bytes(page.encode(), "a.txt"), authority(), TODAY).drafts[0]
    assert found.next_summit is None
    assert found.background_summits == ("2024-11-28-astana",)
