"""An editor compares two articles and decides with one key, or with a button without any script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.in_browser.test_evidence import sign_in
from tests.in_browser.test_pages import OVERFLOW, SEE_ARABIC

pytestmark = pytest.mark.browser
SMALL_TARGETS = """[...document.querySelectorAll('#comparing :is(button, a.button, label)')]
    .filter(e => e.offsetHeight && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"""
WORDS = "اجتمع قادة الدول الأعضاء في العاصمة وأقروا حزمة من الوثائق في جلسة مغلقة"


def write(page, headline: str, body: str) -> int:
    """A draft typed into the form; its number."""
    page.goto("/admin/articles/article/add/")
    page.locator("[name=headline]").fill(headline)
    page.locator("[name=body]").fill(f"<p>{body}</p>")
    page.locator("[name=_continue]").click()
    page.wait_for_url("**/change/")
    return int(page.url.split("/")[-3])


def open_comparison(page, password, name: str) -> tuple[int, int]:
    sign_in(page, password)
    other = write(page, f"{name} القديم", f"{WORDS} أمس.")
    article = write(page, f"{name} الجديد", f"{WORDS} اليوم.")
    page.goto(f"/admin/articles/article/{article}/compare/{other}/")
    page.wait_for_selector("#comparing")
    return article, other


@pytest.fixture
def desk(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def test_it_is_accessible_in_both_sizes_and_colours(every_page, chief_password):
    article, _other = open_comparison(every_page, chief_password, "تباين")
    for path in ("", f"/admin/articles/article/{article}/readings/"):
        if path:
            every_page.goto(path)
        assert every_page.evaluate(OVERFLOW) == 0
        assert every_page.evaluate(SMALL_TARGETS) == []
        every_page.evaluate(SEE_ARABIC)
        faults = Axe().run(every_page, context="#comparing").response["violations"]
        assert not faults, [(f["id"], [n["html"][:200] for n in f["nodes"][:3]]) for f in faults]


def test_what_differs_is_marked_in_the_text(desk, chief_password):
    open_comparison(desk, chief_password, "علامات")
    assert "أمس" in "".join(desk.locator("dd.text del").all_inner_texts())
    assert "اليوم" in "".join(desk.locator("dd.text ins").all_inner_texts())


@pytest.mark.parametrize(
    ("key", "told", "leads_to"),
    [("1", "دُمج", "other"), ("٢", "دُمج", "other"), ("3", "قصة واحدة", "article"),
     ("٤", "", "article")],
)  # fmt: skip
def test_each_act_has_a_key_on_either_keyboard(desk, chief_password, key, told, leads_to):
    article, other = open_comparison(desk, chief_password, f"مفتاح {ord(key)}")
    pressed = f"new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}})"
    desk.evaluate(f"document.body.dispatchEvent({pressed})")
    desk.wait_for_url(f"**/{other if leads_to == 'other' else article}/change/")
    assert told in "".join(desk.locator(".messagelist").all_inner_texts())
    if key == "1":
        assert desk.locator("[name=headline]").input_value().endswith("الجديد")
        desk.get_by_role("link", name="إلغاء الدمج").first.click()
        desk.get_by_role("button", name="ألغِ الدمج").click()
        desk.wait_for_url(f"**/{article}/change/")
        desk.goto(f"/admin/articles/article/{other}/change/")
        assert desk.locator("[name=headline]").input_value().endswith("القديم")


def test_a_box_that_is_not_ticked_is_not_taken(desk, chief_password):
    _article, other = open_comparison(desk, chief_password, "اختيار")
    desk.locator("[name=take][value=headline]").uncheck()
    desk.keyboard.press("1")  # with the focus still on the box
    desk.wait_for_url(f"**/{other}/change/")
    assert desk.locator("[name=headline]").input_value().endswith("القديم")
    assert "اليوم" in desk.locator("[name=body]").input_value()


def test_a_key_with_a_modifier_is_the_browsers(desk, chief_password):
    open_comparison(desk, chief_password, "متصفح")
    pressed = "new KeyboardEvent('keydown', {key: '1', ctrlKey: true, bubbles: true})"
    desk.evaluate(f"document.body.dispatchEvent({pressed})")
    desk.wait_for_timeout(300)
    assert "/compare/" in desk.url


def test_without_scripts_every_act_is_a_button(page_without_scripts, chief_password):
    page = page_without_scripts
    _article, other = open_comparison(page, chief_password, "بلا")
    page.get_by_role("button", name="لقطة جديدة للمقال نفسه").click()
    page.wait_for_url(f"**/{other}/change/")
    assert "دُمج" in page.locator(".messagelist").inner_text()
