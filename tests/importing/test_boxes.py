"""Elements by what they hold: cards of facts, pictures, entries of live pages, rubbish by name."""

import time

import pytest

from articles.importing.extract import extract
from articles.importing.page import DecodedPage
from tests.importing.test_clean_kinds import html
from tests.importing.test_cleaning import FIRST, SECOND, THIRD, TITLE, articles, texts

PLAIN = [("paragraph", FIRST), ("paragraph", SECOND), ("paragraph", THIRD)]
PICTURE = "الوفود على درج القصر القديم"


def with_box(box: str):
    body = f"<p>{FIRST}</p>{box}<p>{SECOND}</p><p>{THIRD}</p>"
    return html(f"<h1>{TITLE}</h1>", body)


def page(source: str):
    return extract(DecodedPage(f"<html><body>{source}</body></html>", "utf-8"), "text/html")


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><th>الاسم</th><th>المهمة</th></tr><tr><td>نسر</td><td>إمداد</td></tr></table>",
        "<table><tr><th>بطاقة</th></tr><tr><td>تأسست: 1960</td><td>المقر: قرطاج</td></tr></table>",
        "<dl><dt>المقر</dt><dd>قرطاج</dd><dt>التأسيس</dt><dd>1960</dd></dl>",
    ],
)
def test_a_table_of_facts_is_left_out_and_said_so(box):
    assert texts(with_box(box)) == PLAIN
    assert page(box).problems == ("في الصفحة جدول تُرك خارج النص",)


@pytest.mark.parametrize(
    ("open_", "close"),
    [
        ("<table><tr><td>", "</td></tr></table>"),
        ("<table><tr><th>نص</th></tr><tr><td>", "</td></tr></table>"),
        ("<dl><dt>نص</dt><dd>", "</dd></dl>"),
    ],
)
def test_a_table_with_sentences_is_text(open_, close):
    box = f"{open_}<p>{FIRST}</p><p>{SECOND}</p>{close}"
    assert {FIRST, SECOND} <= {line.text for line in page(box).lines}
    assert page(box).problems == ()


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='x'><img src='a.jpg'>{PICTURE}</div>",
        f"<div itemprop='image'><img src='a.jpg'><p>{PICTURE}</p></div>",
        f"<p class='capt'>{PICTURE}</p>",
        f"<td><picture><img src='a.jpg'></picture><br>{PICTURE}</td>",
    ],
)
def test_a_short_line_with_a_picture_is_its_caption(box):
    found = with_box(box)
    assert [caption.text for caption in found.captions] == [PICTURE]
    assert texts(found) == PLAIN


def test_a_picture_above_the_headline_and_the_logo():
    shown = "قادة الدول الأعضاء في قاعة القصر"
    logo = "<div class='hd'><img src='l.png'>صحيفة التل اليومية المصورة</div>"
    found = html(f"{logo}<div><img src='a.jpg'>{shown}</div><h1>{TITLE}</h1>")
    assert [caption.text for caption in found.captions] == [shown]
    assert (found.headline, found.kicker, found.standfirst) == (TITLE, "", "")


def test_pictures_of_other_pages_below_the_text_are_no_captions():
    below = "<div><img src='c.jpg'>مهرجان الزهور يفتح أبوابه</div>"
    assert html(f"<h1>{TITLE}</h1>", f"<p>{FIRST}</p><p>{SECOND}</p>{below}").captions == ()


def test_a_paragraph_with_a_picture_in_it_stays_a_paragraph():
    body = f"<p>{FIRST}</p><p><img src='a.jpg'>{SECOND}</p><p>{THIRD}</p>"
    assert texts(html(f"<h1>{TITLE}</h1>", body)) == PLAIN


def test_a_linked_title_with_a_picture_is_no_caption():
    box = f"<div><img src='a.jpg'><a href='/b'>{PICTURE}</a></div>"
    found = with_box(box)
    assert (found.captions, texts(found)) == ((), PLAIN)


def test_entries_of_a_live_page_are_headings_and_paragraphs():
    entry = "<li><time>{}</time><h2>{}</h2><p>{}</p></li>"
    told = (("16:20", "نهاية الجلسة", FIRST), ("14:05", "بداية الجلسة", SECOND))
    entries = "".join(entry.format(*one) for one in told)
    (found,) = articles(
        f"<h1>{TITLE}</h1><div class='live-meta'>LIVE الأحد 5 مايو 2019 — إعداد: رنا القاسم</div>"
        f"<ol class='live-posts'>{entries}</ol>",
        "text/html",
    )
    assert texts(found) == [
        ("heading", "نهاية الجلسة"), ("paragraph", FIRST),
        ("heading", "بداية الجلسة"), ("paragraph", SECOND),
    ]  # fmt: skip
    assert found.byline == "رنا القاسم"


def test_items_of_a_list_stay_items():
    found = with_box("<ul><li><p>سدود جديدة</p></li><li>طرق أوسع</li></ul>")
    assert [kind for kind, _text in texts(found)].count("list_item") == 2


@pytest.mark.parametrize(
    "box",
    ["<amp-ad><div>أثاث للبيع</div></amp-ad>", "<div class='live-tv'>البث المباشر الآن</div>"],
)
def test_boxes_that_are_furniture_by_name(box):
    assert texts(with_box(box)) == PLAIN


@pytest.mark.parametrize(("over", "name"), [("h4", "برلمانات"), ("h3", "عيد مزدوج")])
def test_a_lower_heading_right_above_the_headline_is_its_kicker(over, name):
    found = html(f"<div><{over}>{name}</{over}><h2>{TITLE}</h2></div>")
    assert (found.kicker, found.headline) == (name, TITLE)


def test_a_section_in_a_lower_heading_is_no_kicker():
    assert html(f"<div><h4>سياسة</h4><h1>{TITLE}</h1></div>").kicker == ""


@pytest.mark.parametrize("open_", ["<td>", "<li>", "<table>", "<dl><dt>", "<div><img>", "<th>"])
def test_boxes_in_boxes_cost_no_quadratic_time(open_):
    begun = time.process_time()
    page(f"<h1>{TITLE}</h1>" + open_ * 240 + "<td></td>" * 20_000)
    page(f"<h1>{TITLE}</h1>" + (open_ + "س") * 20_000)
    assert time.process_time() - begun < 10
