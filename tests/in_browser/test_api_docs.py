"""The documentation of the API works where nothing but this site can be reached."""

import pytest

pytestmark = pytest.mark.browser


def test_a_researcher_tries_a_list_out_of_the_documentation(every_page):
    every_page.goto("/api/v1/docs/")
    cities = every_page.locator("#operations-المدن-cities_list")
    cities.locator(".opblock-summary").click()
    cities.locator(".try-out__btn").click()
    cities.locator(".execute").click()
    answer = cities.locator(".live-responses-table tbody .response-col_description")
    assert "أستانا" in answer.inner_text()
    width = every_page.evaluate("document.documentElement.scrollWidth")
    assert width <= every_page.viewport_size["width"]


def test_it_wears_the_letters_and_the_colours_of_the_site(every_page):
    every_page.goto("/api/v1/docs/")
    title = every_page.locator("#docs .opblock-tag").first
    assert "Archive Text" in title.evaluate("it => getComputedStyle(it).fontFamily")
    ink = sum(title.evaluate("it => getComputedStyle(it).color.match(/[0-9]+/g).map(Number)"))
    paper = every_page.evaluate("getComputedStyle(document.body).backgroundColor")
    is_dark = every_page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert paper == ("rgb(21, 23, 26)" if is_dark else "rgb(250, 247, 241)")
    assert ink > 600 if is_dark else ink < 300


def test_the_choices_stand_beside_their_bullets(every_page):
    every_page.goto("/api/v1/docs/")
    summits = every_page.locator("#operations-القمم-summits_list")
    summits.locator(".opblock-summary").click()
    choice = summits.locator(".renderedMarkdown li").first
    code = choice.locator("code").bounding_box()
    assert code["x"] - choice.bounding_box()["x"] < 5
