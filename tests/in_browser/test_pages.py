"""Every kind of page, looked at: whole, readable, without a fault that axe can find."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/summits/",
    "/summits/?city=moscow&kind=regular",
    "/summits/2023/",
    "/summits/city/moscow/",
    "/summits/2010/moscow/",
    "/summits/2023-11-23-minsk/",
    "/summits/2026-11-11-moscow/",
    "/summits/2021-08-23-video/",
    "/members/",
    "/members/armenia/",
    "/initiatives/",
    "/initiatives/2025-11-27-11/",
    "/articles/",
    "/articles/?q=قمة&city=minsk",
    "/sources/",
)
# axe takes joined Arabic letters for icons and skips their contrast; this makes it look.
SEE_ARABIC = "CanvasRenderingContext2D.prototype.measureText = t => ({width: 20*String(t).length})"


def look_at(page, path: str) -> None:
    """The checks that hold for every page."""
    assert page.goto(path).status == 200
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], "the page scrolls sideways"
    page.evaluate(SEE_ARABIC)
    faults = Axe().run(page).response["violations"]
    assert not faults, [(f["id"], [n["html"][:200] for n in f["nodes"][:3]]) for f in faults]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_in_both_sizes_and_colours(every_page, path):
    look_at(every_page, path)


def test_an_article_is_accessible_in_both_sizes_and_colours(every_page):
    every_page.goto("/summits/2023-11-23-minsk/")
    look_at(
        every_page, every_page.locator("main a[href^='/articles/']").first.get_attribute("href")
    )


def test_a_page_that_is_not_there_says_so_in_arabic(every_page):
    assert every_page.goto("/summits/1999-01-01-paris/").status == 404
    assert every_page.locator("h1").inner_text() == "لا شيء في هذا العنوان"
    every_page.complaints.clear()  # Chromium logs the 404 itself


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_phone_and_large_letters_need_no_sideways_scrolling(page, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PAGES)
def test_no_date_in_figures_and_no_foreign_digit_is_shown(page, path):
    page.goto(path)
    text = page.locator("main").inner_text()
    assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b", text)
    assert not re.search(
        r"[٠-٩۰-۹]", page.locator("main nav, main h1, main table").all_inner_texts().__str__()
    )  # noqa: E501
