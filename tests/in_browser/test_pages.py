"""Every kind of page, looked at: whole, readable, without a fault that axe can find."""

from collections import Counter

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.page_types import PAGE_TYPES

pytestmark = pytest.mark.browser

every_type = pytest.mark.parametrize("kind", PAGE_TYPES.values(), ids=PAGE_TYPES)
# axe takes joined Arabic letters for icons and skips their contrast; this makes it look.
SEE_ARABIC = "CanvasRenderingContext2D.prototype.measureText = t => ({width: 20*String(t).length})"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """[...document.querySelectorAll('button, input, select, summary, nav a')]
    .filter(e => e.offsetHeight && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"""
# What cuts off a text that it holds: more inside than is shown, and no way to scroll to it. What
# is clipped away as a whole is there for those who hear it.
CUT_OFF = """[...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e);
    return ['hidden', 'clip'].includes(style.overflowX) && !e.closest('.unseen, .unseen *')
        && style.clipPath == 'none'
        && e.textContent.trim() && e.offsetHeight > 1
        && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 200))"""
UNFRAMED = """[...document.querySelectorAll('button, input, select')].filter(e => e.offsetHeight)
    .filter(e => getComputedStyle(e).borderBlockStartWidth == '0px').map(e => e.outerHTML)"""
LEFT_ON_PAPER = """[...document.querySelectorAll(
    '.masthead nav, .breadcrumbs, .skip, form, button, .pagination, .colophon nav'
)].filter(e => e.getClientRects().length).map(e => e.outerHTML.slice(0, 200))"""
PAGES_OF_PAPER = 12  # at most; a blank one or one that is cut would show in the text
FONTS = "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"


def look_at(page, path: str) -> None:
    """The checks that hold for every page."""
    assert page.goto(path).status == 200
    look_around(page)


def come_to(page, kind) -> None:
    """Open a page of the kind; Chromium itself logs an answer that is a refusal."""
    if kind.open(page).status >= 400:
        page.complaints[:] = [c for c in page.complaints if "status of" not in c]


def look_around(page) -> None:
    page.evaluate("document.fonts.ready")
    assert page.evaluate(OVERFLOW) == 0, "the page scrolls sideways"
    assert page.evaluate(SMALL_TARGETS) == []
    page.evaluate(SEE_ARABIC)
    faults = Axe().run(page).response["violations"]
    assert not faults, [(f["id"], [n["html"][:200] for n in f["nodes"][:3]]) for f in faults]


@every_type
def test_a_page_is_accessible_in_both_sizes_and_colours(every_page, kind):
    come_to(every_page, kind)
    look_around(every_page)


@every_type
def test_a_narrow_phone_needs_no_sideways_scrolling(page, kind):
    page.set_viewport_size({"width": 320, "height": 640})
    come_to(page, kind)
    assert page.evaluate(OVERFLOW) == 0


@every_type
def test_text_of_twice_the_size_is_read_whole(page, kind):
    """Set by the reader (WCAG 1.4.4), then magnified as a whole: the window is half as wide."""
    page.set_viewport_size({"width": 1280, "height": 900})
    come_to(page, kind)
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(CUT_OFF) == []
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 640, "height": 450})
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(CUT_OFF) == []


@every_type
def test_a_page_is_used_in_the_colours_of_the_reader(page, kind):
    page.emulate_media(forced_colors="active")
    come_to(page, kind)
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(UNFRAMED) == []
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


@every_type
def test_a_page_is_printed_without_what_only_a_screen_needs(page, kind):
    come_to(page, kind)
    page.emulate_media(media="print")
    assert page.evaluate(LEFT_ON_PAPER) == []
    assert page.locator("h1").is_visible()
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert 1 <= len(sheets) <= PAGES_OF_PAPER
    assert [n for n, sheet in enumerate(sheets) if not sheet.get_textpage().get_text_range()] == []


def newest_article(page) -> str:
    page.goto("/articles/")
    return page.locator("main h3 a").first.get_attribute("href")


def test_the_open_box_of_citations_is_accessible(every_page):
    for path in (newest_article(every_page), "/summits/2023-11-23-minsk/"):
        every_page.goto(path)
        every_page.locator(".cite summary").click()
        assert every_page.locator(".cite pre").is_visible()
        look_around(every_page)


def test_a_paragraph_shows_its_link_to_who_comes_to_it(page):
    page.goto(newest_article(page))
    paragraph = page.locator("#p2")
    link = paragraph.locator(".anchor")
    opacity = "e => getComputedStyle(e).opacity"
    assert link.evaluate(opacity) == "0"
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert link.evaluate(opacity) == "1"
    page.keyboard.press("Enter")
    assert page.url.endswith("#p2")
    assert page.evaluate("document.querySelector(':target').id") == "p2"


def test_a_citation_is_downloaded(page_without_scripts):
    page = page_without_scripts
    page.goto(newest_article(page))
    page.locator(".cite summary").click()
    with page.expect_download() as download:
        page.locator(".downloads a").first.click()
    assert download.value.suggested_filename.startswith("csto-a")
    assert download.value.suggested_filename.endswith(".bib")


def test_the_citation_is_printed_though_its_box_is_closed(page):
    page.goto(newest_article(page))
    assert not page.locator(".citation").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".citation").bounding_box()["height"] > 10
    assert not page.locator(".cite pre").is_visible()


def test_a_page_that_is_not_there_says_so_in_arabic(every_page):
    assert every_page.goto("/summits/1999-01-01-paris/").status == 404
    assert every_page.locator("h1").inner_text() == "لا شيء في هذا العنوان"
    every_page.complaints.clear()  # Chromium logs the 404 itself


@pytest.mark.parametrize(
    "path",
    ["/summits/2023-11-23-minsk/", "/members/", "/members/armenia/", "/summits/attendance/",
     "/summits/?view=grid"],
)  # fmt: skip
def test_a_table_is_read_on_a_phone_without_scrolling(page, path):
    page.goto(path)
    hidden = "e => e.scrollWidth - e.clientWidth"
    assert page.locator(".scroller").evaluate_all(f"all => all.map({hidden})") == [0]
    assert page.locator("td:empty:visible").count() == 0


def test_attendance_runs_summit_by_summit_on_a_phone_and_member_by_member_on_a_desk(page):
    summit = page.locator("tbody th").nth(3)
    first, second = (page.locator("tbody tr").nth(3).locator("td").nth(n) for n in (0, 1))
    page.goto("/summits/attendance/")
    assert _box(first)["y"] == _box(second)["y"] > _box(summit)["y"]
    assert page.locator("thead").is_hidden()
    page.set_viewport_size({"width": 1280, "height": 900})
    name = page.locator("thead th").nth(1)
    assert _box(first)["x"] == _box(second)["x"] < _box(name)["x"]
    assert _box(name)["y"] == _box(first)["y"]
    before = _box(name)["x"], _box(first)["x"]
    page.locator(".scroller").evaluate("e => e.scrollBy(-300, 0)")
    assert _box(name)["x"] == before[0]
    assert _box(first)["x"] > before[1]


@pytest.mark.parametrize(
    "path",
    ["/summits/2023-11-23-minsk/", "/members/", "/members/armenia/", "/sources/coverage/",
     "/summits/attendance/", "/summits/?view=grid"],
)  # fmt: skip
def test_a_table_that_is_laid_out_as_cards_or_columns_is_still_told_as_a_table(page, path):
    """No roles are written for it: a browser that loses them with `display` shows here."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        shown = ".scroller tbody {0}:visible"
        told = Counter(node["role"]["value"] for node in accessibility_tree(page))
        for role, tag in {"row": "tr", "rowheader": "th", "cell": "td"}.items():
            assert told[role] >= page.locator(shown.format(tag)).count() > 0, (width, role)


def accessibility_tree(page) -> list[dict]:
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node["ignored"]]


def _box(locator) -> dict:
    return {side: round(at) for side, at in locator.bounding_box().items()}


def test_the_fonts_of_the_house_are_used(page):
    page.goto("/")
    page.evaluate("document.fonts.ready")
    own = [name for name in page.evaluate(FONTS) if " on " not in name]  # others stand in for them
    assert sorted(own) == ["Amiri Display", "Archive Text", "Archive Text"]
