"""The chief editor signs in, looks at an article and withdraws it; readers no longer find it."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page, chief_password):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/admin/")
    page.locator("input[name=username]").fill("chief-editor")
    page.locator("input[name=password]").fill(chief_password)
    page.locator("input[type=submit]").click()
    page.wait_for_load_state()
    return page


def test_the_admin_is_arabic_and_from_right_to_left(editor):
    assert editor.locator("html").get_attribute("dir") == "rtl"
    assert "لوحة التحرير" in editor.locator("#content h1").inner_text()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "articles/article/",
        "summits/summit/",
        "articles/capture/",
        "articles/article/add/",
        "articles/article/import/",
    ],
)
def test_a_desk_opens_without_a_complaint_of_the_browser(editor, path):
    assert editor.goto(f"/admin/{path}").status == 200


def test_the_samples_wait_in_the_list_and_open_in_the_form(editor):
    editor.goto("/admin/articles/article/")
    assert editor.locator("#result_list tbody tr").count() >= 12
    editor.locator("#result_list tbody th a").first.click()
    editor.wait_for_load_state()
    assert editor.locator("textarea[name=body]").input_value().startswith("<p>")
