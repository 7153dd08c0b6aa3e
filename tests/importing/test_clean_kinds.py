"""Kinds of lines that pages of the press mix up: menus, kickers, bylines, captions, lists, days."""

import time

import pytest

from articles.importing.clean.captions import slashed
from articles.importing.clean.datelines import dateline_of
from articles.importing.clean.datings import dating_in
from articles.importing.clean.furniture import is_furniture
from articles.importing.clean.shapes import Shaped, credited, shaped
from articles.importing.clean.signatures import byline_in
from articles.importing.clean.titles import captions_below
from articles.importing.page import Line
from tests.importing.test_cleaning import CITIES, FIRST, SECOND, THIRD, TITLE, articles, texts

PICTURE = "واجهة المبنى الجديد ليلة الافتتاح"


def shape(text: str) -> str:
    return shaped([Line("text", text)], CITIES)[0].shape


def html(head: str, body: str = f"<p>{FIRST}</p><p>{SECOND}</p>"):
    return articles(f"<html><body>{head}{body}</body></html>", "text/html")[0]


@pytest.mark.parametrize(
    "line",
    ["البداية • طقس • أسواق • وجوه", "الرئيسية – ثقافة – رياضة", "الأولى / اقتصاد / مجتمع",
     "أخبار - تقارير - ألبوم الصور - راسلنا"],
)  # fmt: skip
def test_a_menu_in_one_line_is_furniture(line):
    assert shape(line) == "furniture"


@pytest.mark.parametrize(
    "line",
    ["باكو – تبليسي – جيهان", "القادة يجتمعون - والخلاف باق", "أسعار القمح / حرب وجفاف"],
)
def test_names_around_dashes_are_no_menu(line):
    assert shape(line) == "title"


@pytest.mark.parametrize("line", ["ما هو الجديد؟", "من هو الأمين؟", "أهم ما قُرّر"])
def test_short_words_of_a_sentence_are_no_initials(line):
    assert not is_furniture(line)


@pytest.mark.parametrize("line", ["ريشة 0118 دول 0077 ريشة-نفط/أسعار", "0042 نجم 3 سوق 0007 ذهب"])
def test_the_serials_of_a_dispatch_are_furniture(line):
    assert is_furniture(line)


def test_years_in_a_title_are_no_serials():
    assert not is_furniture("خطة التعاون 2026-2030 بين الجيران")


LONG_TITLE = "الوزراء يبحثون ثلاث ساعات ولا يتفقون على جدول الأعمال"


@pytest.mark.parametrize("short", ["خمس خطوات وسؤال مفتوح", "وزراء يغادرون بلا بيان"])
def test_a_short_headline_above_its_standfirst(short):
    page = articles(f"صحيفة التل\n\n{short}\n{LONG_TITLE}\n\n{story(short)}")[0]
    assert (page.kicker, page.headline, page.standfirst) == ("", short, LONG_TITLE)


@pytest.mark.parametrize("short", ["أرمينيا وتركيا بعد الحدود", "الحدود والمياه والوزراء معا"])
def test_a_kicker_names_what_is_known(short):
    page = articles(f"صحيفة التل\n\n{short}\n{LONG_TITLE}\n\n{story(short)}")[0]
    assert (page.kicker, page.headline, page.standfirst) == (short, LONG_TITLE, "")


def story(title: str) -> str:
    """A body in which the words of the titles come back."""
    return f"{FIRST}\n\nوقال المتحدث إن {title} هي ما بقي من {LONG_TITLE} بعد الجلسة.\n\n{THIRD}\n"


def test_the_element_right_above_the_headline_in_the_article_is_its_kicker():
    over = f"<article><p class='x'>قمة القادة</p><h1>{TITLE}</h1>"
    assert html(over, f"<p>{FIRST}</p><p>{SECOND}</p></article>").kicker == "قمة القادة"


@pytest.mark.parametrize("over", ["سياسة دولية", "طقس"])
def test_a_section_above_the_headline_is_no_kicker(over):
    page = html(f"<article><div>{over}</div><h1>{TITLE}</h1>")
    assert (page.headline, page.kicker) == (TITLE, "")


@pytest.mark.parametrize(
    ("line", "who", "city"),
    [
        ("بواسطة رنا القاسم في 3 أيار 2019", "رنا القاسم", ""),
        ("بواسطة رنا القاسم في", "رنا القاسم", ""),
        ("نشر بواسطة: رنا القاسم بتاريخ 2019-05-03", "رنا القاسم", ""),
        ("كتب - عامر الجندي:", "عامر الجندي", ""),
        ("كتب: عامر الجندي • الأحد 5 مايو", "عامر الجندي", ""),
        ("بقلم: محمد السبت", "محمد السبت", ""),
        ("أنقرة: «النجم الشرقي»", "النجم الشرقي", "أنقرة"),
        ("(وكالات)", "وكالات", ""),
        ("موسكو/ وكالات", "وكالات", "موسكو"),
        ("عامر الجندي / بيروت", "عامر الجندي", "بيروت"),
    ],
)
def test_bylines_without_what_stands_around_them(line, who, city):
    found = byline_in(line, CITIES)
    assert (found.who, found.city) == (who, city)


@pytest.mark.parametrize(
    "line", ["قمة/موسكو", "بواسطة القطار من موسكو إلى بكين", "جهات - حي - درب"]
)
def test_lines_that_only_look_signed(line):
    assert byline_in(line, CITIES) is None


@pytest.mark.parametrize(
    ("opening", "who"),
    [("مينسك - وكالات - ", "وكالات"), ("بيروت – أ ف ب – ", "أ ف ب"), ("بيروت - ", "")],
)
def test_an_agency_between_two_dashes(opening, who):
    found = dateline_of(opening + FIRST, CITIES)
    assert (found.who, found.end) == (who, len(opening))


def test_words_of_the_sentence_between_two_dashes_stay_in_it():
    assert dateline_of("بيروت - عاد الوزير - وهو مريض - إلى مكتبه.", CITIES).end == len("بيروت - ")


def test_the_outlet_signs_in_quotes_and_its_name_twice_is_no_caption():
    head = f"النجم الشرقي\nالنجم الشرقي\nالأحد 5 مايو 2019\n\n{TITLE}\n\nأنقرة: «النجم الشرقي»"
    page = articles(f"{head}\n\n{FIRST}\n\n{SECOND}\n")[0]
    assert (page.byline, page.captions) == ("النجم الشرقي", ())


def test_the_outlet_named_in_a_dateline_is_nobodys_byline():
    page = articles(f"النجم الشرقي\n\n{TITLE}\n\nأنقرة (النجم) - {FIRST}\n\n{SECOND}\n")[0]
    assert (page.byline, page.dateline) == ("", "أنقرة")


@pytest.mark.parametrize(
    "credit", [" - عدسة: سعاد", "، تصوير: سعاد", " / سعاد", " (تصوير: سعاد)", " بعدسة: سعاد"]
)
def test_a_credit_makes_a_caption_of_the_line_under_the_headline(credit):
    page = articles(f"صحيفة التل\n\n{TITLE}\n\n{PICTURE}{credit}\n\n{FIRST}\n\n{SECOND}\n")[0]
    assert page.standfirst == ""
    assert [(c.text, c.credit) for c in page.captions] == [(PICTURE, "سعاد")]


@pytest.mark.parametrize(
    "line", ["وقف المصور قبالة الكاميرا: هذا كل ما رأيته.", "الوزراء يبحثون الحدود: كاميرا وسلاح"]
)
def test_a_sentence_on_cameras_is_no_caption(line):
    assert credited(line) is None


@pytest.mark.parametrize(
    "line", ["الحوار / النص الكامل", "خطة عام 2026/2027", "نيسان/أبريل ثم مايو"]
)
def test_a_slash_alone_is_no_credit(line):
    assert slashed(line) is None


def test_the_caption_of_a_leading_picture_is_no_standfirst():
    picture = f"<figure class='lead'><figcaption>{PICTURE} / سعاد</figcaption></figure>"
    page = html(f"<h1>{TITLE}</h1>{picture}")
    assert page.standfirst == ""
    assert [(c.text, c.credit) for c in page.captions] == [(PICTURE, "سعاد")]


def test_a_short_last_paragraph_below_a_picture_is_kept():
    last = "وتعود الرئاسة إلى مينسك."
    picture = f"<figure><figcaption>{PICTURE} (سعاد)</figcaption></figure>"
    page = html(f"<h1>{TITLE}</h1>", f"<p>{FIRST}</p><p>{SECOND}</p>{picture}<p>{last}</p>")
    assert texts(page)[-1] == ("paragraph", last)


def test_a_short_sentence_below_the_furniture_is_not_kept():
    page = articles(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\nإعلان\n\nتعليق القارئ هنا كاملا.\n")[0]
    assert texts(page)[-1] == ("paragraph", SECOND)


@pytest.mark.parametrize("marks", [("- ", "- "), ("", "")])
def test_a_short_line_with_a_colon_above_a_list_is_a_paragraph(marks):
    items = f"{marks[0]}سدود جديدة\n{marks[1]}طرق أوسع"
    page = articles(f"{TITLE}\n\n{FIRST}\n\nوتشمل الخطة:\n\n{items}\n\n{SECOND}\n")[0]
    assert [kind for kind, _text in texts(page)] == [
        "paragraph", "paragraph", "list_item", "list_item", "paragraph"
    ]  # fmt: skip


def test_a_marked_heading_with_a_colon_stays_a_heading():
    listing = "<h2>بنود الخطة:</h2><ul><li>سدود جديدة</li><li>طرق أوسع</li></ul>"
    page = html(f"<h1>{TITLE}</h1>", f"<p>{FIRST}</p>{listing}<p>{SECOND}</p>")
    assert texts(page)[1] == ("heading", "بنود الخطة:")


HEADER = "<header>بوابة التل <span>الأحد ٥ مايو ٢٠١٩</span></header>"


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("أمس السبت", "2019-05-05"),
        ("أول من أمس الجمعة", "2019-05-05"),
        ("اليوم الأحد", "2019-05-05"),
        ("أمس الثلاثاء", "None"),
        ("السبت", "None"),
    ],
)
def test_the_day_in_the_header_counts_where_the_article_names_its_days_from_it(day, published):
    said = f"اجتمع الوزراء {day} في العاصمة وناقشوا جدول أعمال طويلا امتد ساعات عدة."
    page = html(f"{HEADER}<article><h1>{TITLE}</h1>", f"<p>{said}</p><p>{SECOND}</p></article>")
    assert str(page.published_on) == published
    assert [text for _kind, text in texts(page)] == [said, SECOND]


def test_a_line_printed_a_hundred_thousand_times_costs_no_more_than_its_lines():
    printed = [Shaped(Line("text", PICTURE), "title", PICTURE, 5)] * 100_000
    begun = time.process_time()
    assert captions_below(printed) == set()
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "line", ["عنوان " + " " * 100_000 + "x", "كلمة / " * 12 + " " * 100_000 + "ب"]
)
def test_long_runs_of_blanks_cost_no_quadratic_time(line):
    before = time.perf_counter()
    articles(f"{TITLE}\n\n{line}\n\n{FIRST}\n")
    assert time.perf_counter() - before < 10


@pytest.mark.parametrize(
    ("line", "day"),
    [("Sun 5 May 2019 18:03", "2019-05-05"), ("May 5, 2019 - 6:03 pm", "2019-05-05"),
     ("نشر في 05 Sept 2019", "2019-09-05")],
)  # fmt: skip
def test_a_date_line_may_speak_english(line, day):
    assert str(dating_in(line).value) == day


@pytest.mark.parametrize("line", ["Marvel 2019", "31 Feb 2019", "May I 2019", "Windows 11 2019"])
def test_english_words_are_no_dates(line):
    assert dating_in(line) is None


@pytest.mark.parametrize("short", ["تكتلات", "رسالة الجنوب"])
def test_the_short_line_in_the_block_of_the_headline_is_its_kicker(short):
    page = articles(f"صحيفة التل\nالأحد 5 مايو 2019\n\n{short}\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n")[
        0
    ]
    assert (page.kicker, page.headline) == (short, TITLE)


@pytest.mark.parametrize("short", ["دوليات", "صحيفة التل"])
def test_a_section_or_masthead_in_the_block_of_the_headline_is_no_kicker(short):
    page = articles(f"صحيفة التل\n\n{short}\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n")[0]
    assert (page.kicker, page.headline) == ("", TITLE)


def test_a_short_sentence_that_goes_on_ends_a_list_of_other_pages():
    said = "وقال الأمين العام: «نحن بخير»."
    related = "أخبار ذات صلة\nمهرجان الزهور يفتح أبوابه"
    page = articles(f"{TITLE}\n\n{FIRST}\n\n{related}\n\n{said}\n\n{SECOND}\n\n{THIRD}\n")[0]
    assert [text for _kind, text in texts(page)] == [FIRST, said, SECOND, THIRD]
