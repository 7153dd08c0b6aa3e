"""The lists with their filters, the line of years and the map, as they are drawn."""

import pytest

from tests.in_browser.test_pages import OVERFLOW, look_around, look_at

pytestmark = pytest.mark.browser

MAP, TIMELINE = "/summits/?view=map", "/summits/?view=timeline"
LABELS = """[...document.querySelectorAll('.map text')].map(e => {
    const {left, right, top, bottom} = e.getBoundingClientRect();
    return [left, right, top + (bottom - top) / 4, bottom - (bottom - top) / 4]})"""


@pytest.mark.parametrize(
    "path", ["/summits/?city=moscow&kind=regular", "/initiatives/?kind=decision", MAP, TIMELINE]
)
def test_a_list_with_filters_is_accessible(every_page, path):
    look_at(every_page, path)


def test_the_opened_filters_are_accessible_on_a_phone(page):
    for path in ("/summits/", "/articles/?city=minsk", "/initiatives/"):
        page.goto(path)
        assert not page.locator(".filters").is_visible()
        page.locator(".fold > summary").click()
        assert page.locator(".filters").is_visible()
        look_around(page)


def test_the_first_summit_is_on_the_first_screen_of_a_phone(page):
    for path in ("/summits/", "/summits/?city=moscow&kind=regular"):
        page.goto(path)
        line = page.locator(".summit-line a").first.bounding_box()
        assert line["y"] + line["height"] <= 844, path


def test_the_filters_stand_open_on_a_desk_without_scripts(page_without_scripts):
    page = page_without_scripts
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/summits/")
    assert not page.locator(".fold > summary").is_visible()
    page.locator("main select[name=city]").select_option("minsk")
    with page.expect_navigation(url="**city=minsk**"):
        page.locator("main form.filters button").click()
    page.locator(".in-force .out").click()
    page.wait_for_url("**/summits/")


def test_the_labels_of_the_map_do_not_overlap(every_page):
    every_page.goto(MAP)
    every_page.evaluate("document.fonts.ready")
    labels = every_page.evaluate(LABELS)
    assert len(labels) == 11
    for at, (left, right, top, bottom) in enumerate(labels):
        assert left >= 0
        for left2, right2, top2, bottom2 in labels[at + 1 :]:
            beside = right <= left2 or right2 <= left
            assert beside or bottom <= top2 or bottom2 <= top


def test_the_map_is_walked_with_the_keyboard(page):
    page.goto(MAP)
    first = page.locator(".map svg a").first
    ring = "e => getComputedStyle(e.querySelector('.reach')).stroke"
    assert first.evaluate(ring) == "none"
    first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert first.evaluate(ring) != "none"
    with page.expect_navigation(url="**/summits/city/moscow/"):
        page.keyboard.press("Enter")


def test_the_line_of_years_runs_at_the_side_on_a_phone_and_in_the_middle_of_a_desk(page):
    page.goto(TIMELINE)
    year, summit = page.locator("#y2012 h3"), page.locator("#y2012 .met a").first
    beside = page.locator("#y2012 .change").first
    assert year.bounding_box()["y"] < summit.bounding_box()["y"] < beside.bounding_box()["y"]
    page.set_viewport_size({"width": 1280, "height": 900})
    from_right = [box.bounding_box()["x"] for box in (summit, year, beside)]
    assert from_right == sorted(from_right, reverse=True)
    page.locator("#y2012 summary").click()
    assert page.locator("#y2012 details a").first.is_visible()
    assert page.evaluate(OVERFLOW) == 0
