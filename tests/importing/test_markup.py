"""HTML to lines: what is kept, what is dropped, where it stands, what bombs do."""

import time

import pytest

from articles.importing.extract import extract
from articles.importing.page import DecodedPage, Extracted

MANY = " ".join(f"b{n}" for n in range(80_000))
# Measured below two seconds each; the machine of the tests may be busy.
PATIENCE = 2.5


def lines(body: str, head: str = "") -> Extracted:
    source = f"<html><head>{head}</head><body>{body}</body></html>"
    return extract(DecodedPage(source, "utf-8"), "text/html")


def texts(body: str) -> list[str]:
    return [line.text for line in lines(body).lines]


def test_furniture_elements_are_dropped_by_element_role_and_class():
    furniture = (
        "<nav>قائمة</nav><script>x()</script><style>p{}</style><form>بحث</form><aside>هامش</aside>"
        "<footer>ذيل</footer><noscript>بلا</noscript><div class='share-box'>شارك</div>"
        "<div role='navigation'>تصفح</div><div style='display:none'>خفي</div><p hidden>مخفي</p>"
    )
    assert texts(furniture + "<p>فقرة</p>") == ["فقرة"]


def test_what_holds_the_headline_or_most_words_is_kept_whatever_its_class():
    body = f"<div class='related more'><h1>عنوان</h1><p>{'كلمة ' * 40}</p></div>"
    assert len(texts(body)) == 2


def test_breaks_make_paragraphs_in_table_cells():
    cell = "<table><tr><td>أولى<br><br>ثانية<br>ثالثة</td></tr></table>"
    found = lines(cell).lines
    assert [(line.text, line.gap) for line in found] == [("أولى", 1), ("ثانية", 1), ("ثالثة", 0)]


def test_every_line_leads_back_to_its_place_in_the_source():
    page = lines("<p>قمة <b>مين</b>سك &laquo;الأمن&raquo;</p>", "<title>قمة مينسك</title>")
    source = "<html><head><title>قمة مينسك</title></head><body><p>قمة <b>مين</b>سك"
    line = page.lines[0]
    start, end = line.span(4, 9)
    assert line.text == "قمة مينسك «الأمن»"
    assert start == source.index("مين</b>")
    assert end == source.index("سك", start) + 2


def test_json_ld_graphs_are_read_with_their_references():
    head = """<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":
    "2020-01-01","@id":"#s"},{"@type":"NewsArticle","headline":"عنوان","datePublished":"2023-11-23",
    "author":{"@id":"#p"}},{"@type":"Person","@id":"#p","name":"ليان"}]}</script>"""
    page = lines("<p>فقرة</p>", head)
    assert [fact.value for fact in page.stated("published_on")] == ["2023-11-23"]
    assert [fact.value for fact in page.stated("byline")] == ["ليان"]


@pytest.mark.parametrize("broken", ["{", "[[[", '{"@type": ["NewsArticle"], "author": 5}', "null"])
def test_broken_json_ld_says_nothing(broken):
    page = lines("<p>فقرة</p>", f'<script type="application/ld+json">{broken}</script>')
    assert page.facts == ()


def test_a_page_nested_too_deeply_is_flagged_and_read_as_text():
    page = lines("<div>" * 400 + "<p>عميق</p>" + "</div>" * 400 + "<p>بعده</p>")
    assert [line.text for line in page.lines] == ["عميق", "بعده"]
    assert page.problems


@pytest.mark.parametrize(
    "bomb",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</p>",
        "<p>" * 150_000,
        "<!--" * 100_000,
        "<b>" * 3000 + "x",
        "<div class='ad'>" * 200 + "x" * 1000,
        "&" * 500_000,
        '<script type="application/ld+json">' + "[" * 200_000 + "</script><p>x</p>",
        "<p a='<' " + MANY + ">x</p>",
        "<p a='>' " + MANY + ">x</p>",
        "<p " + "".join(f"a{n}=''" for n in range(80_000)) + ">x</p>",
        "<p a='x> <p " + MANY + ">x</p>",
        "<script>a<b c='</script><p " + MANY + ">x</p>'",
        "<!-- <b c=' --><p " + MANY + ">x</p>'",
        "<textarea><b c='</textarea><p " + MANY + ">x</p>'",
        "<p a='<' " + "b " * 10_000_000 + ">x</p>",
        '<p a="' + "x" * 20_000_000,
        "<p a='\"<b c=\"'>" * 1_500_000,
        "<p " * 99_000,
        "<div>" * 99_000,
        "<div>" * 4_000_000,
        "<" * 1_000_000,
    ],
)
def test_bombs_are_defused_in_bounded_time(bomb):
    before = time.process_time()
    lines(bomb)
    assert time.process_time() - before < 2 * PATIENCE


def test_a_quoted_value_may_hold_angle_brackets_and_a_quote_that_never_ends_hides_nothing():
    assert texts("<p title='1 < 2 > 0'>أولى</p><p>ثانية</p>") == ["أولى", "ثانية"]
    assert texts("<p>أولى</p><p title='x>ثانية</p><p>ثالثة</p>") == ["أولى", "ثانية", "ثالثة"]


def test_json_ld_may_hold_mark_up_and_half_a_character():
    data = '{"@type": "NewsArticle", "headline": "قمة <b>مينسك</b> \\ud800"}'
    page = lines("<p>فقرة</p>", f'<script type="application/ld+json">{data}</script>')
    assert [fact.value for fact in page.stated("headline")] == ["قمة <b>مينسك</b>"]


def test_a_page_of_countless_lines_is_read_in_part_and_says_so():
    page = extract(DecodedPage("سطر\n" * 100_001, "utf-8"), "text/plain")
    assert (len(page.lines), len(page.problems)) == (100_000, 1)
