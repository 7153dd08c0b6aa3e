"""Bodies: nothing that runs is stored, blocks survive the way to HTML and back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from articles.bodies import (
    Block,
    Link,
    blocks,
    first_paragraph,
    from_blocks,
    numbered,
    plain_text,
    sanitise,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//evil.example" onclick="alert(1)">x</a>',
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<iframe src=https://evil.example></iframe>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example>",
    "<form action=https://evil.example><input></form>",
    "<object data=x></object><embed src=x>",
    "<style>@import 'https://evil.example'</style>",
    "<p onmouseover=alert(1)>x</p>",
    "<b><p><script src=//evil.example></script>",
]
words = st.text(alphabet="قمة مينسك<>&\"'«»2023", min_size=1, max_size=40).filter(str.strip)
block_lists = st.lists(
    st.builds(Block, st.sampled_from(["paragraph", "heading", "list_item", "quote"]), words)
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_runs_is_stored(hostile):
    body = sanitise(f"<p>قبل</p><p>بعد</p>{hostile}")
    assert body.replace("\n", "").startswith("<p>قبل</p><p>بعد</p>")
    for element in lxml_html.fragment_fromstring(body, create_parent="div").iter():
        assert element.tag in {"div", "p", "a", "h2", "ul", "li", "blockquote"}
        assert set(element.attrib) <= {"href", "rel"}
        assert re.match(r"https?://|mailto:|$", element.get("href", "")), body


def test_sanitising_twice_is_sanitising_once():
    for hostile in HOSTILE:
        once = sanitise(hostile)
        assert sanitise(once) == once


@pytest.mark.parametrize(
    "monster",
    [
        "<b>" * 20_001,
        "ق" * 2_000_001,
        "<p " + " ".join(f"a{n}" for n in range(150_000)) + ">",
        "<p a='>' " + " ".join(f"a{n}" for n in range(150_000)) + ">",
        "<p a='<' " + " ".join(f"a{n}" for n in range(150_000)) + ">",
    ],
    ids=["tags", "length", "attributes", "attributes after >", "attributes after <"],
)
def test_a_monster_is_refused_before_it_costs_anything(monster):
    with pytest.raises(ValueError, match="too"):
        sanitise(monster)


@given(block_lists)
def test_blocks_survive_the_way_to_html_and_back(written):
    normal = [Block(block.type, " ".join(block.text.split())) for block in written]
    assert blocks(sanitise(from_blocks(written))) == normal


def test_neighbouring_list_items_share_a_list():
    body = from_blocks([Block("list_item", "أ"), Block("list_item", "ب"), Block("paragraph", "ج")])
    assert body == "<ul>\n<li>أ</li>\n<li>ب</li>\n</ul>\n<p>ج</p>"


def test_the_first_paragraph_is_not_a_heading():
    body = "<h2>عنوان</h2><ul><li>بند</li></ul><p>الفقرة</p><p>أخرى</p>"
    assert first_paragraph(body) == "<p>الفقرة</p>"
    assert first_paragraph("") == ""


def test_plain_text_has_a_block_a_line():
    assert plain_text("<h2>أ</h2><blockquote><p>ب</p></blockquote>") == "أ\nب"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("نص بلا وسوم", "<p>نص بلا وسوم</p>"),
        ("أولى\n\nثانية <em>مهمة</em>", "<p>أولى</p>\n<p>ثانية <em>مهمة</em></p>"),
        ("حر <p>فقرة</p> حر", "<p>حر</p>\n<p>فقرة</p>\n<p>حر</p>"),
        ("<p>فقرة</p>\n<ul><li>بند</li></ul>", "<p>فقرة</p>\n<ul><li>بند</li></ul>"),
        ("3 < 5 & 7", "<p>3 &lt; 5 &amp; 7</p>"),
    ],
)  # fmt: skip
def test_loose_text_is_put_into_paragraphs_and_never_lost(typed, stored):
    assert sanitise(typed) == stored
    assert sanitise(stored) == stored


@given(st.text(alphabet="قم <>/pulib&\n\"'=", max_size=80))
def test_sanitising_is_idempotent_and_every_word_is_in_a_block(typed):
    stored = sanitise(typed)
    assert sanitise(stored) == stored
    words = "".join(
        lxml_html.fragment_fromstring(stored, create_parent="div").text_content().split()
    )
    assert "".join(plain_text(stored).split()) == words


def test_a_nested_list_tells_each_item_once():
    body = "<ul><li>أول<ul><li>داخلي</li></ul></li><li><p>ثانٍ</p></li></ul>"
    assert [block.text for block in blocks(body)] == ["أول", "داخلي", "ثانٍ"]
    assert {block.type for block in blocks(body)} == {"list_item"}


NAMES = {"p": "فقرة %(n)s", "h": "عنوان %(n)s"}


def without_links(body: str) -> str:
    return re.sub(r'<a class="anchor"[^>]*></a>| id="[ph]\d+"', "", body)


@given(block_lists)
def test_numbering_changes_no_word_and_numbers_every_block(parts):
    body = sanitise(from_blocks(parts))
    shown = numbered(body, NAMES)
    assert blocks(shown) == blocks(body)
    kinds = ["h" if block.type == "heading" else "p" for block in blocks(body)]
    ids = [f"{kind}{kinds[: place + 1].count(kind)}" for place, kind in enumerate(kinds)]
    assert re.findall(r' id="(\w+)"', shown) == ids
    assert re.findall(r'href="#(\w+)"', shown) == ids
    assert sanitise(without_links(shown)) == body


def test_the_link_of_an_item_stands_before_the_list_inside_it():
    shown = numbered("<ul><li>أ<ul><li>ب</li></ul>ج</li></ul>", NAMES)
    assert shown == (
        '<ul><li id="p1">أ<a class="anchor" href="#p1" aria-label="فقرة 1"></a><ul>'
        '<li id="p2">ب<a class="anchor" href="#p2" aria-label="فقرة 2"></a></li></ul>ج</li></ul>'
    )


@pytest.mark.parametrize("body", ["", " \n", "<p></p>", "<p><br></p>"])
def test_nothing_to_read_has_no_number(body):
    assert "id=" not in numbered(body, NAMES)


def test_words_become_a_link_where_they_stand_first_and_whole():
    body = "<p>قرار <em>ثم</em> القرار و<strong>قرار جديد</strong> وقرار  جديد.</p>"
    links = [Link("قرار جديد", "said-1", "/x/", "قرار"), Link("ثم", "said-2", "/y/", '"&')]
    shown = numbered(body, NAMES, links)
    made = [('class="said" id="said-2" href="/y/" title=\'"&amp;\'', "ثم")]
    made.append(('class="said" id="said-1" href="/x/" title="قرار"', "قرار جديد"))
    assert re.findall(r"<a (class=\"said\"[^>]*)>([^<]*)</a>", shown) == made
    assert blocks(shown) == blocks(body)


@given(block_lists, st.data())
def test_links_change_no_word(parts, data):
    body = sanitise(from_blocks(parts))
    words = plain_text(body).split()
    chosen = data.draw(st.lists(st.sampled_from(words), max_size=3)) if words else []
    links = [Link(word, f"said-{n}", "/x/", "") for n, word in enumerate(dict.fromkeys(chosen))]
    assert blocks(numbered(body, NAMES, links)) == blocks(body)
