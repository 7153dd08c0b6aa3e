"""What a line is by the lines around it: teasers, notes, names and pictures, and what is none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.clean.neighbours import told_apart
from articles.importing.clean.shapes import shaped
from articles.importing.page import Line
from tests.importing.test_cleaning import CITIES, FIRST, SECOND, THIRD, TITLE, articles, texts

LAST = "وأبلغ المتحدث الحاضرين أن القاعة ستُفتح أمام الضيوف قبل مغادرة آخر الوفود إلى المطار."


def page(*between: str, gap: str = "\n\n") -> tuple[tuple[str, str], ...]:
    """The body of an article with lines among its paragraphs, without these paragraphs."""
    middle = gap.join(between)
    text = (
        f"صحيفة التل\n\n{TITLE}\n\nكتبت: رنا القاسم\n\n{FIRST}\n\n{SECOND}\n\n{middle}\n\n{THIRD}"
    )
    body = texts(articles(f"{text}\n\n{LAST}\n")[0])
    assert [kind_text for kind_text in body if kind_text[1] in {FIRST, SECOND, THIRD, LAST}] == [
        ("paragraph", text) for text in (FIRST, SECOND, THIRD, LAST)
    ]
    return tuple(one for one in body if one[1] not in {FIRST, SECOND, THIRD, LAST})


def head(*lines: str) -> str:
    below = "\n\n".join(lines)
    return f"صحيفة التل\n\n{TITLE}\n\n{below}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


@pytest.mark.parametrize(
    "line",
    [
        "تنزيلات الربيع على الأثاث حتى 60 بالمئة",
        "بالفيديو: قط يعبر النهر سباحة",
        "مواضيع مرتبطة: كيف تختار حقيبة السفر",
        "خبر ذو صلة: افتتاح حديقة الفراشات",
        "سؤال الأسبوع: أي فاكهة تفضل؟",
        "لإعلاناتكم: 02-7654321",
        "طقس الغد: أمطار غزيرة على السواحل الغربية",
        "Advertisement",
        "Continue reading below",
        "#زراعة #بيئة",
        "مدة التسجيل 3 minutes",
        "#قطار",
    ],
)
def test_a_teaser_among_paragraphs_goes(line):
    assert page(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "ما بعد الجلسة",
        "الرابح الأكبر: الجغرافيا",
        "ثلاثة دروس من 1998",
        "خطة 2030",
        "بيت بلا سقف",
        "شتاء طويل",
        "سؤال بلا جواب",
        "حساب الربح والخسارة",
        "قراءة في بيان «تاس»",
        "وثائق القادة: ما الجديد في النص",
    ],
)
def test_a_subheading_stays_whatever_its_words(line):
    assert page(line) == (("heading", line),)


@pytest.mark.parametrize(
    "line",
    [
        "فمن يدفع ثمن الغياب؟",
        "لم يصدر بيان، ولم يُوقّع شيء.",
        "والسؤال الآن: من يدفع؟",
        "للإعلان في ختام الجلسة وزنه.",
        "صدر عدد من الصحف باكراً.",
        "سؤال اليوم هو سؤال الأمس نفسه.",
        "استغرق اللقاء 20 دقيقة ثم تفرقوا.",
    ],
)
def test_a_short_paragraph_stays(line):
    assert page(line) == (("paragraph", line),)


def test_a_list_below_a_colon_is_no_row_of_teasers():
    items = ("ممر للقطارات طوله 90 كيلومتراً", "محطة كهرباء بقوة 40 ميغاواط")
    assert page("وتضم الخطة التي أعلنها الحاضرون أمام الضيوف ما يلي:", *items)[1:] == tuple(
        ("list_item", item) for item in items
    )


@pytest.mark.parametrize("line", ["أولاً: من أين نبدأ؟", "ثالثاً: خلاصة"])
def test_an_ordinal_opens_a_subheading(line):
    assert page(line) == (("heading", line),)


def test_an_ordinal_opens_a_paragraph_too():
    line = "أولاً: لا بد من جمع الأطراف كلها حول طاولة واحدة قبل أن يحل الشتاء على الجبال البعيدة."
    assert page(line) == (("paragraph", line),)


def test_a_quotation_pulled_from_the_text_is_told_once():
    said = "القاعة ستُفتح أمام الضيوف"
    assert page(f"«{said}»") == ()
    assert page("«لن نغلق بابنا في وجه أحد»") == (("heading", "«لن نغلق بابنا في وجه أحد»"),)


def test_a_title_with_its_own_hour_below_is_a_card():
    assert page("مهرجان الزهور يفتح أبوابه", "12 أيار, 09:40 GMT", gap="\n") == ()


@pytest.mark.parametrize("opening", ["الهوامش", "المصادر والمراجع:"])
def test_numbered_notes_below_the_text_go(opening):
    notes = (
        "(1) دفتر الزيارات، العدد 3، ص 7.\n(2) حديث مع أمين المكتبة جرى يوم 3 أيار 2019 في داره."
    )
    body = texts(articles(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{opening}\n{notes}\n")[0])
    assert body == [("paragraph", FIRST), ("paragraph", SECOND)]


def test_a_numbered_paragraph_below_furniture_with_a_number_stays():
    said = "(1) تجمع القادة في القاعة الكبرى ثم خرجوا إلى الحديقة حيث التقطت الصورة الأخيرة."
    assert page("27-11-2024 10:22 تحديث", said) == (("paragraph", said),)


def test_paragraphs_below_a_subheading_named_as_notes_stay():
    assert page("الهوامش") == (("heading", "الهوامش"),)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("نوفل الزهراوي", "نوفل الزهراوي"),
        ("وائل ود الحسن", "وائل ود الحسن"),
        ("المنصف العبيدي", "المنصف العبيدي"),
        ("متابعات", "متابعات"),
        ("قسم المنوعات، صحيفة التل", "قسم المنوعات، صحيفة التل"),
        ("غرفة الأخبار", "غرفة الأخبار"),
        ("صحيفة التل : نوفل الزهراوي", "نوفل الزهراوي"),
        ("التل - وكالات", "التل - وكالات"),
        ("عواصم - وكالات", "وكالات"),
        ("حررته: نوفل الزهراوي بتاريخ 3/5/2019", "نوفل الزهراوي"),
        ("تقرير نوفل الزهراوي", "نوفل الزهراوي"),
        ("مراسلنا في بيروت", "مراسلنا"),
    ],
)
def test_who_signs_below_the_headline(line, who):
    assert articles(head(line))[0].byline == who


@pytest.mark.parametrize(
    "line",
    ["الأمين العام", "قاعة القصر", "سان بطرسبورغ", "شؤون دولية", "القصة الكاملة", "تحليل إخباري",
     "نسخة محدثة"],
)  # fmt: skip
def test_lines_below_the_headline_that_name_nobody(line):
    assert articles(head(line))[0].byline == ""


def test_a_short_headline_below_its_kicker_is_no_name():
    text = f"صحيفة التل\n\nاجتماع قادة الدول في القصر\nكرسي شاغر\n\n{FIRST}\n\n{SECOND}\n"
    assert articles(text)[0].byline == ""


@pytest.mark.parametrize(
    ("line", "text", "credit"),
    [
        ("الوفود أمام القصر القديم - رويترز", "الوفود أمام القصر القديم", "رويترز"),
        ("الوفود أمام القصر القديم «أ.ش.أ»", "الوفود أمام القصر القديم", "أ.ش.أ"),
        ("الوفود أمام القصر القديم، الأناضول", "الوفود أمام القصر القديم", "الأناضول"),
        ("الوفود أمام القصر © تاس / أرشيف", "الوفود أمام القصر", "© تاس / أرشيف"),
        ("القصر القديم في صورة أرشيفية", "القصر القديم في صورة أرشيفية", ""),
    ],
)
def test_the_agency_at_its_end_makes_a_line_a_caption(line, text, credit):
    found = articles(head(line))[0]
    assert [(c.text, c.credit) for c in found.captions] == [(text, credit)]
    assert (found.headline, found.standfirst) == (TITLE, "")


def test_a_signed_caption_above_the_headline_is_not_the_headline():
    shown = "قادة الدول الأعضاء في قاعة القصر - رويترز"
    found = articles(f"صحيفة التل\n\n{shown}\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n")[0]
    assert (found.headline, found.kicker, found.standfirst) == (TITLE, "", "")
    assert [(c.text, c.credit) for c in found.captions] == [(shown[:-9].strip(), "رويترز")]


def test_a_headline_signed_by_an_agency_stays_the_headline_where_there_is_no_other():
    signed = "قادة الدول الأعضاء يجتمعون في القصر - رويترز"
    assert articles(f"صحيفة التل\n\n{signed}\n\n{FIRST}\n\n{SECOND}\n")[0].headline == signed


def test_signed_titles_below_the_text_are_no_captions():
    below = "مقالات ذات صلة\nالذهب يرتفع إلى أعلى مستوياته - رويترز"
    assert articles(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{below}\n")[0].captions == ()


def test_the_picture_without_a_credit_between_byline_and_text():
    found = articles(head("كتبت: رنا القاسم\nالأمين العام للمنظمة"))[0]
    assert [caption.text for caption in found.captions] == ["الأمين العام للمنظمة"]


def test_a_question_is_the_headline_above_its_byline():
    first = f"{TITLE}\n\nكتبت: رنا القاسم\n\n{FIRST}\n\n{SECOND}\n\nمقالات ذات صلة\n\n"
    asked = "من هو رئيس البلدية الجديد.. وكيف وصل إلى مكتبه في الطابق الرابع؟"
    told = "وصل الرجل إلى مكتبه باكراً ثم أغلق الباب على نفسه ساعة كاملة."
    found = articles(f"{first}{asked}\n\nكتب: عامر الجندي\n\n{told}\n\n{LAST}\n")
    assert [(a.headline, a.byline) for a in found] == [
        (TITLE, "رنا القاسم"),
        (asked, "عامر الجندي"),
    ]


ITEMS = {
    "سوق العسل يعود إلى الساحة": "عاد البائعون إلى ساحتهم القديمة بعد انقطاع طال عامين كاملين.",
    TITLE: FIRST,
    "قطار الجبل يستأنف رحلاته": "تنطلق أولى الرحلات صباح الغد من المحطة الصغيرة عند سفح الوادي.",
}


def test_each_item_of_a_digest_is_an_article_of_its_day():
    items = "\n\n* * *\n\n".join(f"{title}\n\n{text}" for title, text in ITEMS.items())
    found = articles(f"نشرة الصباح\nالأحد 5 مايو 2019\n\n{items}\n\n* * *\n\nألغ اشتراكك هنا\n")
    assert [article.headline for article in found] == list(ITEMS)
    assert [texts(article) for article in found] == [[("paragraph", t)] for t in ITEMS.values()]
    assert {str(article.published_on) for article in found} == {"2019-05-05"}


def test_an_essay_in_parts_is_one_article():
    parts = [f"{name}\n\n{text}" for name, text in (("القاعة", SECOND), ("القادة", THIRD))]
    found = articles(
        f"{TITLE}\n\n{FIRST}\n\n* * *\n\n" + "\n\n* * *\n\n".join(parts) + f"\n\n{LAST}\n"
    )
    assert len(found) == 1
    assert {SECOND, THIRD, LAST} <= {text for _kind, text in texts(found[0])}


def test_the_first_subheading_belongs_to_the_text():
    found = articles(head("كتبت: رنا القاسم", "أيار 2019", "مقدمة"))[0]
    assert (found.headline, texts(found)[0]) == (TITLE, ("heading", "مقدمة"))
    assert found.published_on is None


ROWS = st.sampled_from(
    ["متابعات", "الهوامش", "(1) دفتر الزيارات", "7 أشياء بلا صلة هنا", "من هو الرجل؟", TITLE,
     "كتبت: رنا القاسم", "الأحد 5 مايو 2019", "نوفل الزهراوي", "* * *", "اقرأ أيضاً", FIRST,
     "الوفود أمام القصر القديم - رويترز", f"«{FIRST}»", "Advertisement", f"(1) {FIRST}"]
)  # fmt: skip
LONG = " ".join((FIRST, SECOND, THIRD, LAST))


@given(st.lists(ROWS, max_size=8), st.lists(ROWS, max_size=8), st.integers(0, 2))
def test_no_long_paragraph_is_ever_taken_for_anything_else(above, below, gap):
    rows = [*above, LONG, f"(2) {LONG}", f"«{LONG}»", *below]
    found = told_apart(shaped([Line("text", row, gap=gap) for row in rows], CITIES), CITIES)
    assert len(found) == len(rows)
    assert [line.shape for line in found if line.words > 40] == ["prose"] * 3


def test_telling_lines_apart_takes_linear_time():
    rows = [
        "«" + "كلمة " * 15 + "»",
        "متابعات",
        "7 أشياء بلا صلة هنا",
        f"{FIRST}",
        "الهوامش",
        "(1) س",
    ]
    lines = shaped([Line("text", row, gap=1) for row in rows * 1500], CITIES)
    before = time.perf_counter()
    told_apart(lines, CITIES)
    assert time.perf_counter() - before < 10
