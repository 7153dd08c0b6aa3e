"""Lines to articles: shapes before words, for plain text and HTML alike."""

import pytest

from articles.importing.clean import clean
from articles.importing.clean.datelines import dateline_of
from articles.importing.clean.datings import dating_in
from articles.importing.clean.furniture import closes, is_furniture
from articles.importing.clean.signatures import byline_in
from articles.importing.extract import extract
from articles.importing.page import Clean, DecodedPage
from tests.importing.reference import authority

CITIES = authority().dateline_cities
FIRST = "اجتمع قادة الدول الأعضاء في قاعة القصر وناقشوا جدول أعمال طويلاً امتد ساعات عدة."
SECOND = "وقال الأمين العام للمنظمة إن الوثائق التي وُقّعت اليوم ستُنشر كاملة في الأيام المقبلة."
TITLE = "عنوان المقال عن قادة القمة"
THIRD = "وأضاف أن الاجتماع التالي سيُعقد في الموعد الذي يتفق عليه القادة في لقائهم المقبل."


def articles(text: str, media_type: str = "text/plain") -> tuple[Clean, ...]:
    return clean(extract(DecodedPage(text, "utf-8"), media_type), CITIES)


def texts(article: Clean) -> list[tuple[str, str]]:
    return [(block.type, block.text) for block in article.body]


@pytest.mark.parametrize(
    "line",
    ["TT", "شارك", "فيسبوك تويتر واتساب", "إعلان", "[مساحة إعلانية]", "* إعلانات: خصومات *", "ن. ب",
     "شاركفيسبوكتويترواتسابتلغرامطباعة", "اشترك في نشرتنا", "© 2023 كل الحقوق", "(وكالة) م ن / س ع",
     "نشرة الصباح: ملخص اليوم في بريدك", "حجم الخط أ+ أ-", "اقرأ أيضا: عنوان آخر"],
)  # fmt: skip
def test_furniture_is_known_by_signs_and_words(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["إعلان مشترك وبرنامج لحماية الحدود", "محاور الرئاسة الروسية", "القمة المقبلة في موسكو",
     "تدريبات 2025", "نشر قوات حفظ السلام", "حدود طولها ألف عقدة"],
)  # fmt: skip
def test_subheadings_are_not_furniture(line):
    assert not is_furniture(line)
    assert not closes(line)


@pytest.mark.parametrize("line", ["مقالات ذات صلة", "التعليقات (٣)", "الوسوم: قمة، أمن", "0 تعليق"])
def test_closers_end_an_article(line):
    assert closes(line)


@pytest.mark.parametrize(
    ("line", "who", "city"),
    [
        ("مينسك: ليان الصبّاغ", "ليان الصبّاغ", "مينسك"),
        ("أستانة – بوادي للأنباء", "بوادي للأنباء", "أستانة"),
        ("بقلم: نسرين بوطمين", "نسرين بوطمين", ""),
        ("كتب: يزن الحموري | نشر في 10-02-2026", "يزن الحموري", ""),
        ("البريد - زكرياء الودغيري من مينسك", "زكرياء الودغيري", "مينسك"),
        ("سعيد العدل (أنقرة)", "سعيد العدل", "أنقرة"),
        ("وادي السدر - نجلاء البعداني", "نجلاء البعداني", "وادي السدر"),
    ],
)
def test_bylines_in_the_ways_of_the_press(line, who, city):
    found = byline_in(line, CITIES)
    assert (found.who, found.city) == (who, city)


@pytest.mark.parametrize(
    "line",
    ["موسكو: لن نتراجع عن قرار اتخذناه معاً", "جريدة - يومية مستقلة", "القمة - صور من الداخل"],
)
def test_titles_and_slogans_are_no_bylines(line):
    assert byline_in(line, CITIES) is None


@pytest.mark.parametrize(
    ("opening", "who", "city"),
    [
        ("أستانا (بوادي) - ", "بوادي", "أستانا"),
        ("موسكو 10 كانون الأول/ديسمبر (قيصوم) -- ", "قيصوم", "موسكو"),
        ("موسكو، 16 مايو (رقيم) – ", "رقيم", "موسكو"),
        ("يريفان - مرافئ: ", "مرافئ", "يريفان"),
        ("ألماتي - ", "", "ألماتي"),
    ],
)
def test_datelines_come_off_the_first_paragraph(opening, who, city):
    found = dateline_of(opening + FIRST, CITIES)
    assert (found.who, found.city, found.end) == (who, city, len(opening))


def test_a_dash_inside_a_sentence_is_no_dateline():
    assert dateline_of("أُغلقت المعابر من ليل الخميس - الجمعة، بلا استثناء.", CITIES) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الخميس ٢٨/١١/٢٠٢٤ - الساعة ١٨:٤٠", "2024-11-28"),
        ("نُشر في: 17/09/2021 على الساعة 19:32", "2021-09-17"),
        ("18:25 16.05.2022 (تم التحديث: 09:02 17.05.2022)", "2022-05-16"),
        ("الثلاثاء ٢٤ أيلول ٢٠١٣   العدد ٣١١٨   ١٦ صفحة", "2013-09-24"),
    ],
)
def test_date_lines(line, day):
    assert str(dating_in(line).value) == day


@pytest.mark.parametrize(
    "line",
    ["آخر تحديث: 18/09/2021", "تهنئة بالعام الجديد من أسرة الموقع 1 يناير 2022", "اليوم الخميس"],
)
def test_updates_greetings_and_weekdays_are_no_publication_dates(line):
    assert dating_in(line) is None


def test_headline_twice_captions_twice_and_the_desk_mark():
    page = (
        f"قمة القادة\n\n{TITLE}\n\nصورة القادة في القاعة (أ.ب)\n"
        f"صورة القادة في القاعة (أ.ب)\nTT\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n"
    )
    (article,) = articles(page)
    assert article.headline == TITLE
    assert [(c.text, c.credit) for c in article.captions] == [("صورة القادة في القاعة", "أ.ب")]
    assert texts(article) == [("paragraph", FIRST), ("paragraph", SECOND)]


def test_numbered_titles_are_headings_and_short_lines_below_a_colon_a_list():
    page = (
        f"{TITLE}\n\n{FIRST}\n\n1. منتدى دولي جديد\n\n{SECOND}\n\n2. خطة مشتركة\n\n"
        "ويشمل العمل الذي يبدأ مطلع العام المقبل ما يلي من الخطوات:\n\n"
        f"قطع التمويل\n\nتبادل المعلومات\n\n{THIRD}\n"
    )
    (article,) = articles(page)
    kinds = [kind for kind, _text in texts(article)]
    assert kinds == ["paragraph", "heading", "paragraph", "heading", "paragraph",
                     "list_item", "list_item", "paragraph"]  # fmt: skip
    assert texts(article)[1] == ("heading", "منتدى دولي جديد")


def test_an_inline_list_of_other_pages_does_not_end_the_article():
    related = "اقرأ أيضاً\nوصفة الشتاء\nسكة الجبل"
    (article,) = articles(f"{TITLE}\n\n{FIRST}\n\n{related}\n\n{SECOND}\n\n{THIRD}\n")
    assert [text for _kind, text in texts(article)] == [FIRST, SECOND, THIRD]


def test_a_second_complete_article_is_an_article_of_its_own():
    second = "سوق العسل يعود إلى الساحة\n\nصنعاء - نجلاء البعداني\n2018/11/08\n\n"
    honey = "عاد السوق إلى الساحة القديمة هذا الأسبوع بعد انقطاع دام عامين كاملين."
    first = f"{TITLE}\n\nمينسك - ليان الصباغ\n2018/11/09\n\n{FIRST}\n\n{SECOND}\n\n"
    found = articles(f"{first}-------\n\n{second}{honey}\n\n{SECOND}\n\n{THIRD}\n")
    assert [article.headline for article in found] == [
        TITLE,
        "سوق العسل يعود إلى الساحة",
    ]
    assert [str(article.published_on) for article in found] == ["2018-11-09", "2018-11-08"]


def test_paragraphs_wrapped_at_a_fixed_width_are_joined_again():
    wrapped = "\n\n".join(wrap(f"{FIRST} {SECOND} {THIRD}") for _ in range(3))
    (article,) = articles(f"{TITLE}\n\n{wrapped}\n")
    assert len(article.body) == 3


def wrap(text: str, width: int = 70) -> str:
    rows = [""]
    for word in text.split():
        if len(rows[-1]) + len(word) > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return "\n".join(rows)


def test_html_and_text_give_the_same_article():
    plain = f"{TITLE}\n\n{FIRST}\n\nعنوان فرعي\n\n{SECOND}\n"
    marked = f"<h1>{TITLE}</h1><p>{FIRST}</p><h2>عنوان فرعي</h2><p>{SECOND}</p>"
    (one,), (other,) = articles(plain), articles(marked, "text/html")
    assert (one.headline, one.body) == (other.headline, other.body)


def test_a_page_without_an_article_has_none():
    assert articles("الرئيسية\nسياسة\nاقتصاد\nمن نحن\n") == ()
