"""An editor goes through the evidence of a page with the keyboard alone, or without any script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.in_browser.test_pages import OVERFLOW, SEE_ARABIC

pytestmark = pytest.mark.browser
SMALL_TARGETS = """[...document.querySelectorAll('#evidence :is(button, input, select, summary)')]
    .filter(e => e.offsetHeight && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"""
LIT = "[...document.querySelectorAll('.words.lit')].map(w => w.textContent)"
FOCUSED = "document.activeElement.closest('.claim')?.id"


def sign_in(page, password):
    page.goto("/admin/")
    page.locator("input[name=username]").fill("chief-editor")
    page.locator("input[name=password]").fill(password)
    page.locator("input[type=submit]").click()
    page.wait_for_selector("#user-tools")


def open_evidence(page, password, words="خمس مبادرات"):
    sign_in(page, password)
    page.goto(f"/admin/articles/article/?q={words}")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="أدلة المقال").click()
    page.wait_for_selector(".claim")
    return page


@pytest.fixture
def evidence(page, chief_password):
    page.set_viewport_size({"width": 1280, "height": 900})
    return open_evidence(page, chief_password)


def claim_of(page, name: str, value: str):
    cards = page.locator(".claim").filter(has=page.locator("h3", has_text=name))
    return cards.filter(has=page.locator(".value", has_text=value)).first


def state_of(page, claim_id: str) -> str:
    return page.locator(f"#{claim_id} .state").inner_text()


def test_it_is_accessible_in_both_sizes_and_colours(every_page, chief_password):
    page = open_evidence(every_page, chief_password)
    page.keyboard.press("j")
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(SMALL_TARGETS) == []
    page.evaluate(SEE_ARABIC)
    faults = Axe().run(page, context="#evidence").response["violations"]
    assert not faults, [(f["id"], [n["html"][:200] for n in f["nodes"][:3]]) for f in faults]


def test_the_keys_walk_through_the_fields_and_light_their_words(evidence):
    ids = evidence.locator(".claim").evaluate_all("all => all.map(c => c.id)")
    assert evidence.evaluate(FOCUSED) == ids[0]
    for key, at in (("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)):
        evidence.keyboard.press(key)
        assert evidence.evaluate(FOCUSED) == ids[at], key
    arabic = "new KeyboardEvent('keydown', {key: 'ت', bubbles: true})"  # where «j» stands
    evidence.evaluate(f"document.activeElement.dispatchEvent({arabic})")
    assert evidence.evaluate(FOCUSED) == ids[1]
    claim_of(evidence, "غائبة", "أرمينيا").evaluate("c => c.focus()")
    assert "أرمينيا" in "".join(evidence.evaluate(LIT))


def test_the_words_of_a_field_are_scrolled_into_sight(evidence):
    last = claim_of(evidence, "مبادرة", "تعزيز التعاون الصناعي الدفاعي")
    last.evaluate("c => c.focus()")
    seen = """() => { const box = document.querySelector('.sheet').getBoundingClientRect();
        const words = document.querySelector('.words.lit').getBoundingClientRect();
        return words.top >= box.top && words.bottom <= box.bottom; }"""
    evidence.wait_for_function(seen)


def test_pointing_at_words_lights_their_field(evidence):
    words = evidence.locator(".words", has_text="مقعد").first
    words.hover()
    assert "غائبة" in evidence.locator(".claim.lit h3").inner_text()
    words.click()
    assert evidence.evaluate(FOCUSED) == evidence.locator(".claim.lit").get_attribute("id")


def test_words_are_reached_with_the_tab_key(evidence):
    evidence.locator(".sheet").focus()
    evidence.keyboard.press("Tab")
    assert evidence.evaluate("document.activeElement.className").startswith("words")
    assert evidence.locator(".claim.lit").count() == 1


def test_the_keys_accept_reject_and_bring_back_without_leaving_the_page(evidence):
    card = claim_of(evidence, "دولة", "طاجيكستان")
    claim_id = card.get_attribute("id")
    evidence.evaluate("window.untouched = true")
    card.evaluate("c => c.focus()")
    evidence.keyboard.press("r")
    evidence.wait_for_selector(f"#{claim_id}.rejected")
    assert state_of(evidence, claim_id) == "مرفوض"
    assert "رُفض" in evidence.locator("#evidence-news").text_content()
    assert evidence.evaluate(FOCUSED) not in {None, claim_id}
    evidence.locator(f"#{claim_id}").evaluate("c => c.focus()")
    evidence.keyboard.press("a")
    evidence.wait_for_selector(f"#{claim_id}.accepted")
    assert evidence.evaluate("window.untouched")


def test_a_correction_is_typed_and_a_wrong_one_is_given_back(evidence):
    card = claim_of(evidence, "العنوان", "بوتين")
    claim_id, headline = card.get_attribute("id"), card.locator(".value").inner_text()
    card.evaluate("c => c.focus()")
    evidence.keyboard.press("e")
    assert evidence.evaluate("document.activeElement.name") == "typed"
    assert evidence.evaluate("document.activeElement.value") == headline
    evidence.keyboard.type("ج" * 501)  # replaces what was there: no key decides while one types
    evidence.keyboard.press("Enter")
    evidence.wait_for_selector(f"#{claim_id} .error")
    assert evidence.evaluate("document.activeElement.value") == "ج" * 501
    evidence.keyboard.type(f"{headline} اليوم")
    evidence.keyboard.press("Enter")
    evidence.wait_for_selector(f"#{claim_id}.corrected")
    assert evidence.locator(f"#{claim_id} .value").inner_text() == f"{headline} اليوم"
    evidence.locator(f"#{claim_id}").evaluate("c => c.focus()")
    evidence.keyboard.press("a")
    evidence.wait_for_selector(f"#{claim_id}.accepted")
    assert evidence.locator(f"#{claim_id} .value").inner_text() == headline


def test_the_question_mark_tells_the_keys_and_escape_leaves_a_correction(evidence):
    evidence.keyboard.press("?")
    assert evidence.locator(".shortcuts[open]").count() == 1
    evidence.keyboard.press("j")
    evidence.keyboard.press("e")
    evidence.keyboard.press("Escape")
    assert evidence.locator(".claim details[open]").count() == 0


def test_without_scripts_every_act_is_a_form(page_without_scripts, chief_password):
    page = open_evidence(page_without_scripts, chief_password, "شنغهاي")
    card = claim_of(page, "دولة", "قرغيزستان")
    claim_id = card.get_attribute("id")
    card.locator(".reject").click()
    page.wait_for_selector(f"#{claim_id}.rejected")
    assert "#claim-" in page.url
    page.locator(f"#{claim_id} .accept").click()
    page.wait_for_selector(f"#{claim_id}.accepted")
    page.locator(f"#{claim_id} .place").first.click()
    assert page.locator("a.words:target").count() == 1
