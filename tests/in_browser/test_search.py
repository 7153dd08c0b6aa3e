"""A reader searches: with the keyboard, on a phone, without scripts; whatever the eye needs."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.in_browser.test_pages import OVERFLOW, SEE_ARABIC, look_at

pytestmark = pytest.mark.browser

PAGES = (
    "/search/",
    "/search/?q=قمة مينسك",
    "/search/?q=القادة&city=minsk&year=2023",
    "/search/?q=مينسك زمردة",
    "/search/?q=من في&year=abc",
    "/search/?q=دورة&group=summits&page=2",
    "/search/?q=" + "كلمةطويلةجداً" * 12,
)


@pytest.mark.parametrize("path", PAGES)
def test_the_search_is_accessible_in_both_sizes_and_colours(every_page, path):
    look_at(every_page, path)


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_phone_needs_no_sideways_scrolling(page, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert page.evaluate(OVERFLOW) == 0


def type_slowly(page, words: str) -> None:
    with page.expect_response("**/search/suggest?q=*"):
        page.locator("#site-search").press_sequentially(words, delay=20)


def test_suggestions_are_walked_through_with_the_arrow_keys(every_page):
    every_page.goto("/")
    box, options = every_page.locator("#site-search"), every_page.locator("[role=option]")
    assert box.get_attribute("role") == "combobox"
    type_slowly(every_page, "مينس")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(every_page.locator("#suggestion-count")).not_to_be_empty()
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    address = options.first.get_attribute("data-address")
    with every_page.expect_navigation():
        box.press("Enter")
    assert every_page.evaluate("location.pathname + location.search") == address


def test_open_suggestions_are_accessible_and_stay_on_the_page(every_page):
    every_page.goto("/summits/")
    type_slowly(every_page, "قمة")
    expect(every_page.locator("[role=option]").first).to_be_visible()
    every_page.locator("#site-search").press("ArrowDown")
    every_page.evaluate(SEE_ARABIC)
    faults = Axe().run(every_page).response["violations"]
    assert not faults, [(f["id"], [n["html"][:200] for n in f["nodes"][:3]]) for f in faults]
    assert every_page.evaluate(OVERFLOW) == 0


def test_escape_closes_the_suggestions_and_enter_still_searches(page):
    page.goto("/")
    type_slowly(page, "مينسك")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    assert page.locator("#site-search").input_value() == "مينسك"
    with page.expect_navigation(url="**/search/?q=**"):
        page.keyboard.press("Enter")


def test_an_emptied_box_offers_nothing(page):
    page.goto("/")
    type_slowly(page, "مينس")
    expect(page.locator("#suggestions")).to_be_visible()
    for key in ("Escape", "Escape", "ArrowDown"):
        page.keyboard.press(key)
    assert page.locator("#site-search").input_value() == ""
    expect(page.locator("#suggestions")).to_be_hidden(timeout=1)
    assert page.locator("#site-search").get_attribute("aria-expanded") == "false"


def test_leaving_the_box_closes_the_suggestions(page):
    page.set_viewport_size({"width": 390, "height": 400})  # the list scrolls
    page.goto("/")
    type_slowly(page, "مينسك")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#suggestions")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_a_suggestion_is_tapped(page):
    page.goto("/")
    type_slowly(page, "أرمين")
    option = page.locator("[role=option]").first
    address = option.get_attribute("data-address")
    with page.expect_navigation():
        option.click()
    assert page.evaluate("location.pathname + location.search") == address


def test_a_search_needs_no_scripts(page_without_scripts):
    page = page_without_scripts
    page.goto("/")
    page.locator("#site-search").fill("قمه مينسك")
    with page.expect_navigation(url="**/search/?q=**"):
        page.locator("#site-search").press("Enter")
    assert page.locator("mark").count() > 2
    with page.expect_navigation():
        page.locator(".narrow summary").first.click()
        page.locator(".narrow a").first.click()
    assert page.locator(".chips a").count() == 1


def test_a_mark_is_a_whole_joined_word_and_seen_in_both_colours(every_page):
    every_page.goto("/search/?q=قمة")
    mark = every_page.locator("mark").first
    paper = "e => getComputedStyle(e).backgroundColor"
    assert mark.evaluate(paper) != every_page.locator("body").evaluate(paper)
    assert mark.evaluate("e => e.getBoundingClientRect().height") < 60


def test_on_a_phone_the_facets_are_folded_and_on_a_desk_they_stand_beside(every_page):
    every_page.goto("/search/?q=قمة")
    is_desk = every_page.viewport_size["width"] > 1000
    assert every_page.locator(".narrow ul").first.is_visible() == is_desk
    facets = every_page.locator(".narrow").bounding_box()
    answers = every_page.locator(".answers").bounding_box()
    if is_desk:
        assert facets["x"] + facets["width"] < answers["x"]
    else:
        assert facets["y"] + facets["height"] <= answers["y"]


MARKERS = "e => [getComputedStyle(e).display, e.getBoundingClientRect().height]"


def test_why_a_hit_matched_is_plainly_a_control(every_page):
    every_page.goto("/search/?q=مينسك")
    summary = every_page.locator(".why summary").first
    display, height = summary.evaluate(MARKERS)
    assert display == "list-item"  # what is not one has no marker
    assert height >= 24
    summary.click()
    expect(every_page.locator(".why li").first).to_contain_text("وُجد")


def test_marks_are_printed_bold_and_without_colour(page):
    page.goto("/search/?q=قمة")
    page.emulate_media(media="print")
    style = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).fontWeight]"
    paper, weight = page.locator("mark").first.evaluate(style)
    assert paper == "rgba(0, 0, 0, 0)"
    assert int(weight) >= 600


# Of each sign between two things on one line: does it lie inside of what is shown?
SIGNS = """[...document.querySelectorAll('.answers .meta, .machines')].flatMap(line =>
    [...line.children].map((item, n) => {
        const before = item.previousElementSibling;
        const begins = !before || before.offsetTop != item.offsetTop;
        const sign = getComputedStyle(item, '::before');
        const after = getComputedStyle(item, '::after').content;
        const reach = parseFloat(getComputedStyle(line).fontSize) * .45;
        const right = item.getBoundingClientRect().right - parseFloat(sign.right)
            - parseFloat(sign.width);
        const seen = sign.content != 'none' && right < line.getBoundingClientRect().right + reach;
        return [begins, seen, after];
    }))"""


def test_signs_between_two_things_stand_at_no_border_of_a_line(page):
    page.goto("/search/?q=قمة")
    signs = page.evaluate(SIGNS)
    assert all(seen != begins for begins, seen, _after in signs)
    assert sum(begins for begins, _seen, _after in signs) > page.locator(".answers .meta").count()
    assert {after for _begins, _seen, after in signs} == {"none"}
