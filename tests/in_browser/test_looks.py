"""The frame of every page: what it takes of a phone, what it does with large letters."""

import pytest

from tests.in_browser.test_pages import OVERFLOW, look_at, newest_article

pytestmark = pytest.mark.browser

LARGE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { font-size: 225% !important }');
    document.adoptedStyleSheets = [sheet];
}"""


def test_the_page_about_the_archive_is_accessible(every_page):
    look_at(every_page, "/about/")


def test_the_article_with_its_proofs_is_accessible(every_page):
    look_at(every_page, newest_article(every_page))
    assert every_page.locator(".body .said").count()


def test_the_masthead_leaves_a_phone_to_the_text(page):
    page.goto("/")
    assert page.locator(".masthead").bounding_box()["height"] < 120
    assert page.locator("#site-search").bounding_box()["width"] > 100


def test_the_key_to_the_strips_has_their_colours_where_colours_are_forced(page):
    page.emulate_media(forced_colors="active")
    page.goto("/members/")
    colour = "all => all.map(e => getComputedStyle(e, '::before').backgroundColor)"
    assert len(set(page.locator(".periods li").evaluate_all(colour))) == 4


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["/", "/summits/", "/about/", "article"])
def test_letters_twice_as_large_need_no_sideways_scrolling(page, path, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(newest_article(page) if path == "article" else path)
    page.evaluate(LARGE)
    assert page.evaluate(OVERFLOW) == 0


def test_words_that_prove_a_link_are_shown_where_they_stand(page):
    page.goto(newest_article(page))
    jump = page.locator(".where a").first
    words = jump.inner_text().strip("«»…")
    jump.click()
    target = page.locator(":target")
    assert target.inner_text().split()[0] == words.split()[0]
    assert target.evaluate("e => e.matches('.body .said')")
