"""Who is quoted with which words. The sentences are our own; no page of the press is in them."""

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.importing.recognise.quotes import quotes_said
from articles.importing.recognise.quotes.marks import MARK, marks_in
from tests.importing.articles import DAY, article, words_of
from tests.importing.reference import authority


def said(*lines: str, day: date | None = DAY, **more) -> list[tuple[str, str, str]]:
    found = quotes_said(article(*lines, day=day, **more), authority(), day)
    return [(quote.text, quote.speaker, quote.leader) for quote, _proofs in found]


SPOKEN = {
    "وقال لوكاشينكو: «لن نترك أحداً وحده».": ("لن نترك أحداً وحده", "لوكاشينكو", "lukashenko"),
    "قال الرئيس الروسي إن بلاده «ستقف مع حلفائها حتى النهاية» مهما كلف الأمر.":
        ("ستقف مع حلفائها حتى النهاية", "الرئيس الروسي", "putin"),
    "«سنحمي حدودنا ولن ننتظر إذناً»، قال الأمين العام للصحفيين.":
        ("سنحمي حدودنا ولن ننتظر إذناً", "الأمين العام", "tasmagambetov"),
    "«سنحمي حدودنا معاً»، بحسب بوتين.": ("سنحمي حدودنا معاً", "بوتين", "putin"),
    "وبحسب الرئيس الكازاخستاني فإن «المنظمة بلغت سن الرشد».":
        ("المنظمة بلغت سن الرشد", "الرئيس الكازاخستاني", "tokayev"),
    "ووفقاً للأمين العام فإن «التدريبات لن تتوقف هذا العام».":
        ("التدريبات لن تتوقف هذا العام", "الأمين العام", "tasmagambetov"),
    "وقال رئيس الوزراء الأرميني: «لا نرى أنفسنا طرفاً في هذه الحرب».":
        ("لا نرى أنفسنا طرفاً في هذه الحرب", "رئيس الوزراء الأرميني", "pashinyan"),
    "ونقلت وكالة «البريد الشرقي» عن الدبلوماسي قوله: «العمل مستمر على قدم وساق».":
        ("العمل مستمر على قدم وساق", "الدبلوماسي", ""),
    "وقال المتحدث باسم بوتين: «لا تعليق لدينا الآن».":
        ("لا تعليق لدينا الآن", "المتحدث باسم بوتين", ""),
    "وقال نائب الرئيس الروسي: «كل شيء على ما يرام».":
        ("كل شيء على ما يرام", "نائب الرئيس الروسي", ""),
    "أما باشينيان فقال إن الحدود «تحتاج إلى رجال لا إلى أوراق».":
        ("تحتاج إلى رجال لا إلى أوراق", "باشينيان", "pashinyan"),
    "وقال الرئيس الروسي، فلاديمير بوتين، في كلمته: \"لا بديل عن الحوار مع الجميع\".":
        ("لا بديل عن الحوار مع الجميع", "الرئيس الروسي، فلاديمير بوتين", "putin"),
    "لوكاشينكو: «لن نتراجع خطوة»": ("لن نتراجع خطوة", "لوكاشينكو", "lukashenko"),
    "وكان بوتين قد قال: «لا مكان للخوف بيننا».": ("لا مكان للخوف بيننا", "بوتين", "putin"),
    "استهل توكاييف كلمته مرحباً بضيوفه وقال: «البيت بيتكم جميعاً».":
        ("البيت بيتكم جميعاً", "توكاييف", "tokayev"),
    "«هذا يوم تاريخي لنا جميعاً». هكذا وصف توكاييف اللقاء.":
        ("هذا يوم تاريخي لنا جميعاً", "توكاييف", "tokayev"),
    "وأعرب عن أمله في أن «تعود الغائبة إلى الطاولة قريباً» كما قال باشينيان.":
        ("تعود الغائبة إلى الطاولة قريباً", "باشينيان", "pashinyan"),
    "وقال الأمين العام للأمم المتحدة: «نتابع ما يجري عن كثب».":
        ("نتابع ما يجري عن كثب", "الأمين العام للأمم المتحدة", ""),
    "وقال الرئيس الفرنسي: «لا نعلق على اجتماعات الآخرين».":
        ("لا نعلق على اجتماعات الآخرين", "الرئيس الفرنسي", ""),
    "وأكد بوتين التزام بلاده قائلاً: «وعدنا وسنفي بما وعدنا».":
        ("وعدنا وسنفي بما وعدنا", "بوتين", "putin"),
    "وقال مصدر في الوفد الأرميني: «لم نحسم أمرنا بعد».":
        ("لم نحسم أمرنا بعد", "مصدر في الوفد الأرميني", ""),
    "وقال لوكاشينكو ساخراً: «من لا يريد الجلوس معنا، \"فليجلس وحده\"، ولن نبكي».":
        ("من لا يريد الجلوس معنا، \"فليجلس وحده\"، ولن نبكي", "لوكاشينكو", "lukashenko"),
    "»لن نتراجع خطوة واحدة«، قال لوكاشينكو.":
        ("لن نتراجع خطوة واحدة", "لوكاشينكو", "lukashenko"),
    "وَقَالَ لوكاشينكو: “لن نترك أحداً وحده”.": ("لن نترك أحداً وحده", "لوكاشينكو", "lukashenko"),
}  # fmt: skip


@pytest.mark.parametrize("line", SPOKEN)
def test_a_quote_has_its_speaker(line):
    assert said(line) == [SPOKEN[line]]


@pytest.mark.parametrize(
    "line",
    [
        "وشاركت السفينة «نسر البحر» في مناورات «الحدود 2023» قرب ساحل بعيد.",
        "وقال بوتين إن مناورات «الأخوة التي لا تلين» انتهت.",
        "وقال بوتين إن «درع السهوب 2023» انتهت بنجاح.",
        "ووصف مراقبون القمة بأنها «باردة».",
        "وقالت «دفتر البريد» إن القادة سيصلون مساء.",
        "وقال دبلوماسي لـ«دفتر البريد» إن القادة سيصلون مساء.",
        "وأعلن القادة اعتماد «استراتيجية الأمن الجماعي حتى 2030».",
        "وقال جاباروف إن منتدى «آسيا الآمنة للشباب والطلبة» سينعقد في الربيع.",
        "ورفعت القمة شعار «معاً نحو غد أكثر أمناً للجميع»، وقال لوكاشينكو إنه راض.",
        "وقال بوتين إن «الناتو» يقترب.",
        "وقال لوكاشينكو إن بلاده اختارت لعامها شعاراً جديداً هو «معاً إلى الأمام وبلا خوف».",
        "وقال بوتين إن القمة ناجحة، فيما غنت فرقة الأطفال «أصوات السهوب القديمة الباقية» في الحفل.",
        "وجلس القادة في قاعة «النصر الكبير» قبل الغداء.",
        "وقيل إن ما وصف بأنه «تهديدات لا سابق لها في المنطقة» نوقش.",
        "قال بوتين «نعم",
        "وقال بوتين إن الوثيقة جاهزة. «قصر الاستقلال» هو مكان التوقيع.",
        "وقال بوتين: «»",
        "وقال بوتين: «... !»",
    ],
)
def test_what_nobody_says_is_no_quotation(line):
    assert said(line) == []


def test_a_pronoun_carries_the_last_speaker_on_over_paragraphs():
    found = said(
        "وأكد بوتين أن التعاون يتسع.",
        "وأضاف: «لدينا خطط كثيرة للعام المقبل».",
        "وتابع قائلاً: «وسننفذها كلها بلا تأخير».",
    )
    assert [(speaker, leader) for _text, speaker, leader in found] == [("بوتين", "putin")] * 2


def test_a_pronoun_of_the_other_gender_carries_nobody_on():
    found = said("وقالت وزارة الدفاع إن القوات وصلت.", "وأضاف: «هذا غير صحيح أبداً».")
    assert found == [("هذا غير صحيح أبداً", "", "")]


def test_a_leader_named_in_the_sentence_comes_before_the_last_speaker():
    found = said(
        "وقال لوكاشينكو إن الوضع خطير.",
        "وهو ما تطرق إليه بوتين عشية سفره حين أعلن أن «المنظومة في مراحلها الأخيرة»، وأوضح أن "
        "«العمل يسير بلا توقف».",
    )
    assert [leader for _text, _speaker, leader in found] == ["putin", "putin"]


def test_a_quote_goes_on_over_paragraphs_that_open_with_a_mark():
    lines = ("وقال توكاييف: «بدأنا العمل منذ الربيع.", "«ولن نتوقف قبل أن نبلغ ما نريد».")
    whole = "بدأنا العمل منذ الربيع.\nولن نتوقف قبل أن نبلغ ما نريد"
    assert said(*lines) == [(whole, "توكاييف", "tokayev")]


def test_an_open_quote_swallows_no_paragraph_that_does_not_open_with_a_mark():
    lines = ("وقال توكاييف: «بدأنا العمل منذ الربيع.", "وانتهى اللقاء مساء.", "ثم عاد الجميع».")
    assert said(*lines) == []


def test_two_quotes_of_one_sentence_are_of_one_speaker():
    line = 'وأشار بوتين إلى أن المنظمة "تتطور بثبات ووفق الخطة"، و"لن تتوقف عند هذا الحد".'
    found = said(line)
    assert [speaker for _text, speaker, _leader in found] == ["بوتين", "بوتين"]


def test_an_office_means_who_held_it_on_that_day():
    line = "وقال الأمين العام للمنظمة: «سنعمل معاً في كل مكان»."
    days = {2010: "bordyuzha", 2021: "zas", 2024: "tasmagambetov", 2026: "masadykov"}
    for year, leader in days.items():
        found = said(line, day=date(year, 9, 16))
        assert found == [("سنعمل معاً في كل مكان", "الأمين العام للمنظمة", leader)]
    assert said(line, day=None)[0][2] == ""


def test_a_president_of_before_is_told_from_todays():
    line = "وقال الرئيس الكازاخستاني: «هذا قرارنا جميعاً»."
    assert said(line, day=date(2011, 8, 12))[0][2] == "nazarbayev"
    assert said(line, day=date(2021, 9, 16))[0][2] == "tokayev"


def test_namesakes_are_told_apart_by_their_first_names():
    line = "وقال عقيل بك جاباروف: «أنوب عن الرئيس اليوم»."
    assert said(line, day=date(2022, 1, 10))[0][2] == "akylbek-japarov"


def test_words_said_twice_are_one_quotation():
    line = "وقال لوكاشينكو: «لن نترك أحداً وحده»."
    assert len(said(line, line)) == 1


def test_the_standfirst_is_read_and_the_headline_is_not():
    assert said("قصة.", standfirst="وقال لوكاشينكو: «لن نترك أحداً وحده».")[0][2] == "lukashenko"


def test_the_evidence_is_the_words_and_the_speaker():
    line = "وقال لوكاشينكو أمس: «لن نترك أحداً وحده»."
    ((_quote, proofs),) = quotes_said(article(line), authority(), DAY)
    assert words_of(line, proofs) == ["لن نترك أحداً وحده", "لوكاشينكو"]
    assert {proof.rule for proof in proofs} == {"said-before"}


ODD = st.text(alphabet=st.sampled_from('«»“”"„ .:،\nقال بوتينإن'), max_size=80)


@settings(deadline=None)
@given(ODD)
@example("«" * 50 + "»" * 50)
@example('“„”"«»‟')
def test_marks_that_close_hold_text_of_the_line_and_nothing_twice(text):
    marks = marks_in(text)
    spans = list(marks.closed)
    assert all(0 < start <= end < len(text) for start, end in spans)
    assert all(MARK.match(text[start - 1]) and MARK.match(text[end]) for start, end in spans)
    assert all(one[1] < other[0] for one, other in zip(spans, spans[1:], strict=False))


@settings(deadline=None)
@given(st.lists(ODD, max_size=5))
def test_whatever_stands_in_an_article_is_read_and_each_quote_is_in_it(lines):
    for quote, proofs in quotes_said(article(*lines), authority(), DAY):
        assert all(any(part in line for line in lines) for part in quote.text.split("\n"))
        assert all(proof.start < proof.end for proof in proofs)


@pytest.mark.parametrize(
    "text",
    ["«" * 10**5, "»" * 10**5, '"' * 10**5, "«»" * 50_000, "“" * 10**5, "«" * 50_000 + "»" * 50_000,
     'وقال بوتين: "لا" ' * 6_000, "وأضاف: «لن نتراجع أبداً». " * 4_000, "قال «" * 20_000],
    ids=["open", "close", "straight", "pairs", "curly", "nest", "said", "carried", "unclosed"],
)  # fmt: skip
def test_a_hundred_thousand_marks_are_read_in_linear_time(text):
    def cost(some: str) -> float:
        start = time.process_time()
        quotes_said(article(some), authority(), DAY)
        return time.process_time() - start

    cost(text[:1000])
    assert cost(text) < 20 * max(cost(text[: len(text) // 10]), 0.02)
