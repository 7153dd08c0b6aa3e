"""Lines that no single sign tells: names, pictures, what a page says of itself, other subjects."""

import time

import pytest

from articles.importing.clean.passages import Piece, settled
from articles.importing.clean.shapes import Shaped
from articles.importing.clean.subjects import MOST_ASKED, Subjects
from articles.importing.clean.surroundings import Head
from articles.importing.clean.weighing import name_weight
from articles.importing.page import Line
from csto_archive.arabic.normalise import fold
from tests.importing.test_cleaning import FIRST, SECOND, THIRD, TITLE, articles, texts

BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
STORY = (
    "اجتمع قادة الدول الأعضاء في القصر الكبير وبحثوا حماية الحدود وتمويل القوات المشتركة.",
    "وقال الأمين العام إن القوات المشتركة ستتلقى أسلحة حديثة قبل نهاية العام المقبل.",
    "وأضاف أن حماية الحدود تحتاج إلى تدريب القوات وإلى أموال لم ترصدها الدول بعد.",
    "ورأى خبير في الشؤون العسكرية أن تمويل القوات سيظل موضع خلاف بين الدول الأعضاء.",
    "وذكر البيان أن القادة كلفوا وزراء الدفاع وضع خطة للتدريب تعرض عليهم في الخريف.",
    "واختتم القادة لقاءهم بعشاء رسمي حضره سفراء الدول وممثلو المنظمات الدولية في البلاد.",
    "وكانت الدول الأعضاء قد اختلفت العام الماضي على حصص التمويل وعلى مقر القيادة الجديدة.",
    "ولم تحضر وفود المراقبين الجلسة المغلقة، لكنها استقبلت في المطار وأقيمت لها مأدبة غداء.",
    "وتعهد ممثل الدولة المضيفة بأن تسلم الوثائق موقعة إلى الأمانة قبل انقضاء الأسبوع الجاري.",
    "ونشرت الصحف المحلية صور الوصول على صفحاتها الأولى، وخصت الجلسة بملاحق من ثماني صفحات.",
    "وينص النظام على أن تتخذ القرارات بالإجماع، وهو ما يطيل النقاش في كثير من المسائل.",
)
OTHER = (
    "افتتح صياد مسن متحفا صغيرا للأصداف على شاطئ البلدة القديمة بعدما جمعها أربعين سنة.",
    "ويعرض المتحف ألف صدفة نادرة، ويأمل صاحبه أن يزوره تلاميذ المدارس خلال عطلة الصيف.",
)


def page_with(line: str):
    """A page with this line between its paragraphs."""
    return articles(f"التل\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{line}\n\n{THIRD}\n")[0]


@pytest.mark.parametrize(
    "line",
    [
        "إعلان ↓ المقال يستمر أسفله",
        "تغريدة مضمنة — لا يمكن عرض هذا المحتوى",
        "بريد الجزيرة الصباحي",
        "سبعة أخبار قبل قهوتك، مجاناً",
        "هنا مساحتك الإعلانية بأرخص الأسعار",
        "(إعلان) غسالات الربيع: قسّط على ١٢ شهراً",
        "شقة للبيع في الوسط - المعاينة بموعد",
        "ادعموا بقاء الموقع: تبرعوا له",
    ],
)
def test_what_a_page_says_of_itself_is_furniture(line):
    page = page_with(line)
    assert [text for _type, text in texts(page)] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    ["إعلان القادة", "تطبيق الاتفاق", "سجل حافل", "ما الذي تغير؟", "رسالة إلى العواصم",
     "شاهد عيان", "القراء يسألون", "تحميل المسؤولية", "نشرة الأمانة", "أقساط الموازنة المتأخرة",
     "خصم لا يستهان به", "حرب على تويتر", "قراءات متعددة لخطاب واحد", "زيارات متبادلة",
     "أكبر الخاسرين", "بريد من يريفان", "وظائف 2030", "أضف إلى ذلك التمويل", "صفحة 5 من الاتفاق"],
)  # fmt: skip
def test_a_subheading_is_kept_though_it_has_words_of_the_trade(line):
    page = page_with(line)
    assert ("heading", line) in texts(page)


@pytest.mark.parametrize("tag", ["h2", "h3", "p"])
def test_a_subheading_of_a_web_page_is_kept_too(tag):
    line = "شاهد من الداخل"
    body = f"<p>{FIRST}</p><p>{SECOND}</p><{tag}>{line}</{tag}><p>{THIRD}</p>"
    page = articles(f"<article><h1>{TITLE}</h1>{body}</article>", "text/html")[0]
    assert ("heading", line) in texts(page)


@pytest.mark.parametrize(
    "sentence",
    [
        "قال شاهد عيان إن الجلسة طالت.",
        "لا شيء مجانا في السياسة.",
        "نشر الرئيس تغريدة قصيرة على تويتر.",
        "لكن القراء لم يصدقوا ذلك.",
        "رأيك وحده لا يكفي، قال الرئيس.",
        "«رسالتك وصلت»، قال بوتين.",
        "أضف إلى ذلك أن التمويل لم يقر بعد.",
    ],
)
def test_a_short_sentence_is_kept_though_it_has_words_of_the_trade(sentence):
    page = page_with(sentence)
    assert ("paragraph", sentence) in texts(page)


@pytest.mark.parametrize(
    "title", ["أرمينيا ليست للبيع", "خصم لا يستهان به", "زيارات متبادلة خلال شهر"]
)
def test_a_headline_with_words_of_the_trade_is_the_headline(title):
    signed = "بيروت: هدى الصالح"
    web = f"<h1>{title}</h1><p>{signed}</p><p>{FIRST}</p><p>{SECOND}</p>"
    assert articles(f"التل\n\n{title}\n\n{signed}\n\n{BODY}")[0].headline == title
    assert articles(f"<article>{web}</article>", "text/html")[0].headline == title


@pytest.mark.parametrize(
    "line",
    [
        "جانب من الجلسة في قاعة القصر",
        "الوزير (يمين) والأمين العام في المطار",
        "الأمين العام متحدثا إلى الصحافيين",
        "الأمين العام في القاعة [مكتب الصحافة]",
        "(أ ف ب) دخان فوق مبنى البلدية القديم",
    ],
)
def test_a_line_between_byline_and_text_that_shows_something_is_a_caption(line):
    page = articles(f"التل\n\n{TITLE}\n\nبيروت: هدى الصالح\n\n{line}\n\n{BODY}")[0]
    assert len(page.captions) == 1
    assert (page.standfirst, page.captions[0].text[:8]) == ("", line.removeprefix("(أ ف ب) ")[:8])


def shaped(text: str, shape: str = "title", gap: int = 1) -> Shaped:
    return Shaped(Line("text", text, gap=gap), shape, fold(text), len(text.split()))


NAMED, SIGNED, DATED = shaped("سفيان الشطي"), shaped("هدى", "byline"), shaped("2023", "date")
STORY_TOLD = frozenset({"حدود", "تمويل"})


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ((NAMED, [], []), (shaped("سفوان الشطي"), [], [])),
        ((NAMED, [], []), (shaped("سفيان الشطر"), [], [])),
        ((shaped("سفوان بن شطر"), [], []), (shaped("سفوان من شطر"), [], [])),
        ((NAMED, [], [DATED]), (NAMED, [], [])),
        ((NAMED, [], []), (NAMED, [SIGNED], [])),
        ((NAMED, [], []), (NAMED, [], [shaped(TITLE)])),
        ((NAMED, [], []), (shaped("سفيان والشطي"), [], [])),
        ((NAMED, [], []), (shaped("سفيان حدود"), [], [])),
    ],
)
def test_each_sign_of_a_name_weighs(more, less):
    sums = [
        name_weight(line, Head(above, below, STORY_TOLD)) for line, above, below in (more, less)
    ]
    assert sums[0] > sums[1]


def test_a_deck_below_the_headline_is_no_caption():
    deck = "القادة ناقشوا جدول أعمال طويلاً واتفقوا على موعد جديد للقائهم المقبل في العاصمة"
    title = "خمسة وفود وجدول أعمال طويل في قصر واحد"
    page = articles(f"التل\n\n{title}\n{deck}\n\nبيروت: هدى الصالح\n\n{BODY}")[0]
    assert (page.standfirst, page.captions) == (deck, ())


def test_a_long_line_among_paragraphs_that_shows_something_is_a_caption():
    seen = "رؤساء الوفود خلال جولة في حديقة القصر"
    page = page_with(seen)
    assert [caption.text for caption in page.captions] == [seen]
    assert [text for _type, text in texts(page)] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "توتر عقب انهيار الهدنة في الجنوب",
        "تدريبات مشتركة خلال العام المقبل",
        "خلاف خلال الجلسة المغلقة حول التمويل",
        "مناورات بمشاركة ستة جيوش في الجبال",
        "صورة قاتمة للمستقبل في آسيا الوسطى",
    ],
)
def test_a_long_subheading_shows_nothing(line):
    page = page_with(line)
    assert ("heading", line) in texts(page)


def test_a_deck_that_tells_what_happens_is_no_caption():
    deck = "القادة يناقشون جدول أعمال طويلاً خلال قمة العاصمة"
    page = articles(f"التل\n\n{TITLE}\n\n{deck}\n\n{BODY}")[0]
    assert page.captions == ()


def test_a_subheading_of_two_words_above_a_picture_signs_nothing():
    below = f"سلام هش\n\nجانب من الجلسة (رويترز)\n\n{THIRD}\n"
    page = articles(f"التل\n\n{TITLE}\n\nبيروت: هدى الصالح\n\n{FIRST}\n\n{SECOND}\n\n{below}")[0]
    assert ("heading", "سلام هش") in texts(page)


def test_the_days_of_a_chronicle_are_its_headings_and_date_no_article():
    days = ("15 مايو 1992", "7 أكتوبر 2002", "23 نوفمبر 2022")
    body = "".join(f"<h3>{d}</h3><p>{t}</p>" for d, t in zip(days, STORY, strict=False))
    page = articles(
        f"<article><h1>{TITLE}</h1><p>بيروت: هدى الصالح</p>{body}</article>", "text/html"
    )[0]
    assert page.published_on is None
    assert [text for kind, text in texts(page) if kind == "heading"] == list(days)


def story(*below: str) -> str:
    return "\n\n".join(("صحيفة التل", TITLE, *STORY, *below)) + "\n"


def test_the_next_story_of_a_page_is_no_part_of_the_article():
    found = articles(story("هاتف التحرير: 06/400000", "صياد يفتح متحفا للأصداف على الشاطئ", *OTHER))
    assert [text for _type, text in texts(found[0])] == list(STORY)


def test_a_part_in_quite_other_words_right_below_a_paragraph_stays_in_the_article():
    found = articles(story("صياد يفتح متحفا للأصداف على الشاطئ", *OTHER))
    assert [text for _type, text in texts(found[0])][-2:] == list(OTHER)


@pytest.mark.parametrize("heading", ["صياد يفتح متحفا", "1. صياد يفتح متحفا للأصداف على الشاطئ"])
def test_a_short_or_numbered_line_opens_no_other_story(heading):
    found = articles(story("هاتف التحرير: 06/400000", heading, *OTHER))
    assert [text for _type, text in texts(found[0])][-2:] == list(OTHER)


def test_a_part_of_the_article_in_other_words_stays_in_it():
    essay = (
        "تنظر أرمينيا إلى جبالها وتسأل لماذا يبيع الجيران سلاحهم لخصمها في كل ربيع.",
        "أما كازاخستان فلا تريد سوى أن تبقى على مسافة آمنة من معارك الآخرين جميعا.",
    )
    title = "أربعة هموم كبيرة لبلدان صغيرة متباعدة"
    found = articles(story("هاتف التحرير: 06/400000", title, *essay))
    assert [text for _type, text in texts(found[0])][-2:] == list(essay)


def test_a_page_of_headlines_is_not_read_again_for_each_of_them():
    title = Shaped(Line("text", "كلمة " * 6), "title", "كلمه " * 6, 6)
    lines = [title] * 50_000
    begun = time.process_time()
    subjects = Subjects(lines)
    assert not any(subjects.change(0, at) for at in range(len(lines)))
    assert subjects.asked == MOST_ASKED
    assert time.process_time() - begun < 5


def test_lines_broken_at_a_width_are_one_paragraph_though_their_ends_are_ragged():
    rows = []
    for paragraph in STORY:
        row = ""
        for word in paragraph.split():
            if len(row) + 1 + len(word) > 44:
                rows.append(row)
                row = word
            else:
                row = f"{row} {word}".strip()
        rows += [row, ""]
    page = articles(f"صحيفة التل\n\n{TITLE}\n\n" + "\n".join(rows))[0]
    assert [text for _type, text in texts(page)] == list(STORY)


ITEMS = (
    "تدريب القوات المشتركة على حماية الحدود الجنوبية؛",
    "عقد دورة خاصة لقادة الوحدات في مينسك سنويا؛",
    "تمويل مخازن السلاح الجديدة في جبال طاجيكستان؛", "إنشاء لجنة خبراء تراجع حصص الدول كل سنتين؛",
    "تبادل المعلومات بين أجهزة الأمن كل أسبوعين؛", "دعوة المراقبين إلى حضور التدريبات في الخريف؛",
    "تكليف وزراء الدفاع وضع خطة للنقل والإمداد؛", "فتح مركز للتدريب قرب مدينة أوش في الربيع؛",
    "زيادة عدد ضباط الأمانة العامة في السنة المقبلة؛",
    "مراجعة النظام الداخلي قبل انعقاد القمة المقبلة.",
)  # fmt: skip


def test_the_items_of_a_list_are_not_joined_though_they_are_equally_long():
    said = "واتفق القادة في ختام لقائهم على عشرة بنود تنفذ في خمس سنوات، وهي:"
    page = articles(
        f"التل\n\n{TITLE}\n\n{FIRST}\n\n{said}\n" + "\n".join(ITEMS) + f"\n\n{THIRD}\n"
    )[0]
    assert [text for kind, text in texts(page) if kind == "list_item"] == list(ITEMS)


def test_many_subheadings_are_settled_one_by_one():
    title = Piece("title", Shaped(Line("text", "عنوان فرعي"), "title", "عنوان فرعي", 2))
    text = Piece("paragraph", Shaped(Line("text", FIRST), "prose", FIRST, 14))
    begun = time.process_time()
    assert len(settled([title, text] * 50_000)) == 100_000
    assert time.process_time() - begun < 4


def test_the_desk_before_a_slash_is_no_part_of_the_headline():
    page = articles(f"وكالة التل\n\nسياسي / {TITLE}\n\n{BODY}")[0]
    assert page.headline == TITLE


def test_numbers_below_a_colon_count_items():
    listed = "1- وضع خطة للتدريب في السنوات المقبلة.\n\n2- إنشاء لجنة مشتركة للنظر في التمويل."
    said = "واتفق القادة في ختام لقائهم على وثيقتين هما:"
    page = articles(f"التل\n\n{TITLE}\n\n{FIRST}\n\n{said}\n\n{listed}\n\n{THIRD}\n")[0]
    assert [kind for kind, _text in texts(page)][-3:] == ["list_item", "list_item", "paragraph"]
    assert texts(page)[-3][1].startswith("وضع خطة")


def html(head: str) -> str:
    return f"<html><body>{head}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></body></html>"


def test_words_in_boxes_of_their_own_do_not_run_together():
    line = "<div><span>بيشكيك</span><span>نُشر: 03/05/2019 16:05</span><span>حُدّث: أمس</span></div>"
    page = articles(html(f"<h1>{TITLE}</h1>{line}"), "text/html")[0]
    assert (str(page.published_on), page.dateline) == ("2019-05-03", "بيشكيك")


def test_a_particle_stays_with_the_word_of_the_next_element():
    said = "<p>قال و<a>هو يبتسم لمن حوله جميعا</a> إن اللقاء المقبل سيكون أقصر من هذا بكثير.</p>"
    page = articles(html(f"<h1>{TITLE}</h1>{said}"), "text/html")
    assert "قال وهو يبتسم" in page[0].body[0].text


def test_the_name_of_a_site_in_the_place_of_the_headline_is_none():
    page = html(f"<h1>أوراق التل</h1><h2>الجمعة، 3 مايو 2019</h2><h3 class=title>{TITLE}</h3>")
    found = articles(page, "text/html")[0]
    assert (found.headline, str(found.published_on)) == (TITLE, "2019-05-03")


def test_a_list_of_terms_on_the_article_is_read_and_one_of_figures_is_not():
    info = "<dl class=article-info><dt>تفاصيل</dt><dd>كتب بواسطة: سامر الحلبي</dd></dl>"
    figures = "<dl><dt>السكان</dt><dd>سبعة ملايين</dd></dl>"
    page = articles(html(f"<h1>{TITLE}</h1>{info}{figures}"), "text/html")[0]
    assert page.byline == "سامر الحلبي"
    assert "السكان" not in str(page)


def test_a_poll_among_the_paragraphs_ends_nothing():
    poll = "استطلاع التل: هل تكفي الأموال؟ نعم ○ لا ○"
    page = page_with(poll)
    assert [text for _type, text in texts(page)] == [FIRST, SECOND, THIRD]


def test_a_short_comment_below_a_poll_is_no_paragraph():
    poll, comment = "استطلاع التل: هل تكفي الأموال؟ نعم ○ لا ○", "والله لا تكفي أبدا يا جماعة."
    page = articles(f"التل\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{poll}\n\n{comment}\n")[0]
    assert [text for _type, text in texts(page)] == [FIRST, SECOND]
