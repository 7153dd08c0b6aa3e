"""What belongs together: broken paragraphs, credits under captions, names beside their dates."""

from datetime import date

import pytest

from articles.importing.clean.datelines import dateline_of
from articles.importing.clean.datings import dating_in
from articles.importing.clean.furniture import is_furniture
from articles.importing.clean.signatures import byline_in
from tests.importing.test_cleaning import CITIES, FIRST, SECOND, THIRD, TITLE, articles, texts

HEAD = f"صحيفة التل\n\n{TITLE}\n\nكتبت: رنا القاسم\n\n"
PICTURE = "الوزراء أمام بوابة المتحف القديم"
OPEN = "واتفق الحاضرون على تأجيل البحث في الملف وعلى أن يعودوا إليه في"
REST = "الربيع المقبل حين تكتمل التقارير المطلوبة."


def page(*lines: str, html: str = "") -> list[tuple[str, str]]:
    if html:
        return texts(articles(html, "text/html")[0])
    return texts(articles(HEAD + "\n\n".join(lines) + "\n")[0])


@pytest.mark.parametrize("between", [(), ("إعلان",), ("إعلان ممول: أثاث", "شارك")])
def test_a_paragraph_broken_by_an_advertisement_is_one(between):
    body = page(FIRST, OPEN, *between, REST, SECOND)
    assert body == [("paragraph", one) for one in (FIRST, f"{OPEN} {REST}", SECOND)]


def test_the_evidence_of_a_joined_paragraph_covers_both_halves():
    source = HEAD + "\n\n".join((FIRST, OPEN, REST, SECOND))
    line = articles(source)[0].passages[1].line
    start, end = line.span()
    assert (source[start:end].startswith(OPEN), source[start:end].endswith(REST)) == (True, True)


@pytest.mark.parametrize(
    ("heading", "below"),
    [("ما الذي اتفق عليه الحاضرون بعد ساعات من النقاش الطويل", REST), ("من أين وإلى أين", REST)],
)
def test_a_heading_that_leaves_nothing_open_stays_one(heading, below):
    assert ("heading", heading) in page(FIRST, heading, below, SECOND)


def test_a_label_right_below_its_sentence_belongs_to_it():
    sentence = "ويقوم المشروع على تجديد المكتبات القديمة في المدن الصغيرة."
    body = page(
        FIRST,
        SECOND,
        THIRD,
        f"{sentence}\nويشمل ما يأتي:",
        "تجديد الرفوف",
        "شراء الكتب",
        OPEN + " شهر.",
    )
    assert body[3:6] == [
        ("paragraph", f"{sentence} ويشمل ما يأتي:"),
        ("list_item", "تجديد الرفوف"),
        ("list_item", "شراء الكتب"),
    ]


@pytest.mark.parametrize("credit", ["تصوير : مكتب المتحف", "(تصوير: مكتب المتحف)"])
def test_a_credit_on_its_own_line_belongs_to_the_picture_above(credit):
    found = articles(f"{HEAD}{PICTURE}\n{credit}\n\n{FIRST}\n\n{SECOND}\n")[0]
    assert [(c.text, c.credit) for c in found.captions] == [(PICTURE, "مكتب المتحف")]
    assert found.standfirst == ""


def test_a_credit_below_the_titles_makes_no_picture_of_them():
    found = articles(f"صحيفة التل\n\n{TITLE}\n\nتصوير: سعاد حداد\n\n{FIRST}\n\n{SECOND}\n")[0]
    assert (found.headline, found.captions) == (TITLE, ())


def picture(inside: str) -> list[tuple[str, str]]:
    markup = f"<h1>{TITLE}</h1><div><img src=a>{inside}</div><p>{FIRST}</p><p>{SECOND}</p>"
    found = articles(f"<html><body>{markup}</body></html>", "text/html")[0]
    return [(caption.text, caption.credit) for caption in found.captions]


def test_the_last_words_of_a_picture_in_their_own_element_are_its_credit():
    assert picture(f"<p>{PICTURE}<span>بيلتا</span></p>") == [(PICTURE, "بيلتا")]
    assert picture(f"<p>{PICTURE} «رويترز»</p>") == [(PICTURE, "رويترز")]
    assert picture(f"<p>{PICTURE} (المصدر: بيلتا)</p>") == [(PICTURE, "بيلتا")]


@pytest.mark.parametrize(
    "inside",
    ["الوزراء أمام بوابة <b>المتحف القديم</b>", "الوزراء أمام ال<b>متحف</b>",
     "الوزراء في مقر وكالة «تاس»"],
)  # fmt: skip
def test_words_of_the_picture_itself_are_no_credit(inside):
    assert [credit for _text, credit in picture(f"<p>{inside}</p>")] == [""]


def test_a_pull_quote_by_its_name_goes_and_a_plain_quotation_stays():
    words = "النسخة الحالية لا تقول كل شيء"
    quote = f"<blockquote class='%s'><p>{words}</p></blockquote>"
    markup = f"<h1>{TITLE}</h1><p>{FIRST}</p>{quote}<p>{SECOND}</p><p>{THIRD}</p>"
    assert words not in dict(map(reversed, page(html=markup % "wp-pull-quote")))
    assert words in dict(map(reversed, page(html=markup % "speech")))


@pytest.mark.parametrize(
    "line",
    ["اعلانات نصية: بيوت للبيع", "إعلان مدفوع: أثاث مستعمل", "محتوى ترويجي - عطور الشرق",
     "إقرأ في «التل»: كلفة الحديقة", "شاهد على موقعنا: حفل الافتتاح", "انسخ الرابط المختصر"],
)  # fmt: skip
def test_labels_of_advertisements_and_references_are_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "إعلان يريفان: نص طويل",
        "شاهد من أهلها: كنا هناك",
        "إعلان مشترك: ما الجديد",
        "رسالة إلى القادة: كفى",
    ],
)
def test_words_that_only_begin_like_labels_are_none(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "who", "city"),
    [
        ("موسكو – من سليم الحداد", "سليم الحداد", "موسكو"),
        ("نشره سليم الحداد بتاريخ 30/06/2025", "سليم الحداد", ""),
        ("مينسك - التل، يو بي أي", "التل، يو بي أي", "مينسك"),
        ("مينسك - التل (يو بي أي)", "التل (يو بي أي)", "مينسك"),
    ],
)
def test_a_byline_with_a_verb_a_preposition_or_an_agency(line, who, city):
    found = byline_in(line, CITIES)
    assert (found.who, found.city) == (who, city)


@pytest.mark.parametrize(
    "line",
    ["المصدر : وكالات", "بيروت: حملة لتنظيف الشواطئ", "موسكو - من يحمي الحدود", "نشرها الكرملين"],
)
def test_a_source_and_a_teaser_are_nobodys_byline(line):
    assert byline_in(line, CITIES) is None


def test_the_agency_signs_where_the_outlet_stands_before_it():
    text = f"التل\n\n{TITLE}\n\nمينسك - التل، يو بي أي\n\n{FIRST}\n\n{SECOND}\n"
    found = articles(text)[0]
    assert (found.byline, found.dateline, found.captions) == ("يو بي أي", "مينسك", ())


@pytest.mark.parametrize(
    ("opening", "who", "city"),
    [
        ("بوروفوي (كازاخستان) 16 تشرين الأول (سنا) - ", "سنا", "بوروفوي"),
        ("بوروفوي (كازاخستان) - ", "", "بوروفوي"),
        ("يريفان في 13 سبتمبر/ رؤى / ", "رؤى", "يريفان"),
    ],
)
def test_a_dateline_with_a_land_or_between_slashes(opening, who, city):
    found = dateline_of(opening + FIRST, CITIES)
    assert (found.who, found.city, found.end) == (who, city, len(opening))


def test_slashes_in_a_sentence_are_no_dateline():
    assert dateline_of("الوزير / الأمين / العضو وقع الوثائق.", CITIES) is None


def test_the_buttons_beside_a_date_do_not_hide_it():
    found = dating_in("الجمعة 29 تشرين الثاني/نوفمبر 2019 طباعة إرسال إلى صديق")
    assert found.value == date(2019, 11, 29)


def test_a_date_beside_a_marked_name_is_that_of_the_article():
    line = "نشره سليم الحداد بتاريخ 30/06/2025 في أخبار"
    body = f"<p>{FIRST}</p><p>{SECOND}</p>"
    markup = f"<h1>{TITLE}</h1><p class=byline>{line}</p>{body}"
    found = articles(f"<html><body>{markup}</body></html>", "text/html")[0]
    assert (found.byline, found.published_on) == ("سليم الحداد", date(2025, 6, 30))


def test_a_headline_of_other_words_than_its_deck_stays_the_headline():
    deck = "قادة الدول ناقشوا جدول أعمال طويلاً في قاعة القصر"
    headline = "خمس عشرة ورقة أمام قادة الدول"
    found = articles(f"صحيفة التل\n\n{headline}\n{deck}\n\n{FIRST}\n\n{SECOND}\n")[0]
    assert (found.headline, found.standfirst) == (headline, deck)


@pytest.mark.parametrize(("gap", "count"), [("\n\n", 2), ("\n", 1)])
def test_a_second_article_begins_with_its_picture_printed_twice_below_a_wide_gap(gap, count):
    second = (
        "مصنع كبير للورق يفتح أبوابه\n\n"
        "العامل أمام المصنع الجديد (رويترز)\nالعامل أمام المصنع الجديد (رويترز)\n\n"
        "افتتح عمدة البلدة مصنعاً للورق على ضفة النهر بعد عامين من البناء المتقطع.\n\n"
        "ويعمل في المصنع مئتا عامل من أبناء البلدة ومن القرى القريبة منها كلها.\n"
    )
    assert len(articles(f"{HEAD}{FIRST}\n\n{SECOND}\n\n{THIRD}\n{gap}{second}")) == count
