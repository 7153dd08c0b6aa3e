"""An editor sees what an import would save before it is saved, and nothing chosen is lost."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.in_browser.test_evidence import sign_in
from tests.in_browser.test_pages import OVERFLOW, SEE_ARABIC

pytestmark = pytest.mark.browser
PAGE = (
    "قمة مينسك تنعقد بمقعد شاغر\nمينسك – 23 نوفمبر 2023\n"
    "اجتمع قادة منظمة معاهدة الأمن الجماعي في مينسك يوم 23 نوفمبر 2023 وأقروا حزمة من الوثائق.\n"
    "وغابت أرمينيا عن الاجتماع، وقال الرئيس البيلاروسي إن المنظمة ماضية في عملها كما كانت.\n"
)
HOSTILE = "<p><img src=x onerror=alert(1)><svg onload=alert(2)>قمة</p>"
FILE = {"name": "<img src=x onerror=alert(3)>.html", "mimeType": "text/html",
        "buffer": HOSTILE.encode()}  # fmt: skip
CHOSEN = "document.querySelector('input[type=file]').files.length"


def open_form(page, password):
    sign_in(page, password)
    page.goto("/admin/articles/article/import/")
    return page


def test_a_preview_keeps_the_form_and_saves_nothing(every_page, chief_password):
    page = open_form(every_page, chief_password)
    page.locator("textarea[name=text]").fill(PAGE)
    page.locator("input[type=file]").set_input_files(FILE)
    page.locator("[name=preview]").click()
    page.wait_for_selector(".foreseen > li")
    assert "ستصير مسودة" in page.locator(".foreseen > li").first.inner_text()
    assert page.locator("textarea[name=text]").input_value() == PAGE
    assert page.evaluate(CHOSEN) == 1
    assert page.evaluate(OVERFLOW) == 0
    page.evaluate(SEE_ARABIC)
    calm = {"preload": False}  # axe would write a style for each sheet that imports another
    faults = Axe().run(page, context=".importing", options=calm).response["violations"]
    assert not faults, [(f["id"], [n["html"][:200] for n in f["nodes"][:3]]) for f in faults]
    page.goto("/admin/articles/importbatch/")
    assert page.locator("#result_list tbody tr").count() == 1  # the samples


def test_what_is_wrong_is_told_beside_its_field_and_once(page, chief_password):
    form = open_form(page, chief_password)
    form.locator("textarea[name=text]").fill(PAGE)
    form.locator("input[name=address]").fill("javascript:alert(1)")
    for _time in range(2):
        form.locator("[name=preview]").click()
        form.wait_for_selector(".field-address .errorlist")
    assert form.locator(".errorlist").count() == 1
    form.locator("input[name=address]").fill("https://rewaq.example/1")
    form.locator("[name=preview]").click()
    form.wait_for_selector(".foreseen > li")
    assert form.locator(".errorlist").count() == 0


def test_without_scripts_the_page_is_answered_anew(page_without_scripts, chief_password):
    page = open_form(page_without_scripts, chief_password)
    page.locator("textarea[name=text]").fill(PAGE)
    page.locator("[name=preview]").click()
    page.wait_for_selector(".foreseen > li")
    assert page.locator("textarea[name=text]").input_value().strip() == PAGE.strip()
