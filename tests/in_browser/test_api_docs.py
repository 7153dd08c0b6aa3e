"""The documentation of the API works where nothing but this site can be reached."""

import pytest

pytestmark = pytest.mark.browser


def test_a_researcher_tries_a_list_out_of_the_documentation(every_page):
    every_page.goto("/api/v1/docs/")
    cities = every_page.locator("#operations-cities-cities_list")
    cities.locator(".opblock-summary").click()
    cities.locator(".try-out__btn").click()
    cities.locator(".execute").click()
    answer = cities.locator(".live-responses-table tbody .response-col_description")
    assert "أستانا" in answer.inner_text()
    width = every_page.evaluate("document.documentElement.scrollWidth")
    assert width <= every_page.viewport_size["width"]
