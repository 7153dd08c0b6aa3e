"""An editor selects words in the page and keeps them as evidence: by pointer, by keys, by hand."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.in_browser.test_evidence import FOCUSED, SMALL_TARGETS, open_evidence
from tests.in_browser.test_pages import OVERFLOW, SEE_ARABIC

pytestmark = pytest.mark.browser
WORDS = "document.querySelector('[name=words]').value"
SELECTED = "getSelection().toString()"
GONE_TO = "document.activeElement.querySelector(':scope > .value')?.textContent.trim()"
PLACE = "['line', 'column'].map(name => document.querySelector(`.keep [name=${name}]`).value)"
SELECT_THE_LAST_WORD = """line => {
    const text = line.lastChild, words = text.data.trimEnd().split(' ').at(-1);
    const start = text.data.lastIndexOf(words);
    getSelection().setBaseAndExtent(text, start, text, start + words.length);
    return [line.id.slice(1), words];
}"""


@pytest.fixture
def evidence(page, chief_password):
    page.set_viewport_size({"width": 1280, "height": 900})
    return open_evidence(page, chief_password)


def kept(page, field: str):
    claim = page.wait_for_selector(f".claim.accepted[data-field='{field}']")
    assert page.evaluate(FOCUSED) == claim.get_attribute("id")
    return claim.query_selector(".value").inner_text()


def plain_line(page):
    """A line of the page that nothing was drawn from, in sight."""
    lines = page.locator(".sheet > p:not(.hidden-lines)").filter(has_not=page.locator("a"))
    line = lines.filter(has_text=" ").first
    line.scroll_into_view_if_needed()
    return line


def test_words_selected_with_the_pointer_are_kept_for_a_field(evidence):
    evidence.evaluate("window.untouched = true")
    line = plain_line(evidence)
    line.click(click_count=3)
    words = " ".join(line.inner_text().split())
    evidence.wait_for_function(
        f"words => {WORDS}.trim().replace(/\\s+/g, ' ') === words", arg=words
    )
    evidence.get_by_role("button", name="العنوان التمهيدي").last.click()
    assert kept(evidence, "kicker") == words
    assert "حُفظت" in evidence.locator("#evidence-news").text_content()
    assert evidence.evaluate("window.untouched")


@pytest.mark.parametrize(("key", "digit", "field"), [("w", "5", "byline"), ("ص", "٦", "dateline")])
def test_words_are_selected_and_kept_from_the_keyboard(evidence, key, digit, field):
    evidence.locator(".claim[data-field=member]").first.evaluate("c => c.focus()")
    evidence.wait_for_function("document.activeElement.matches('.claim')")
    press(evidence, key)
    evidence.wait_for_function(f"{SELECTED}.trim()")
    first = evidence.evaluate(SELECTED).strip()
    assert evidence.evaluate("document.activeElement.className") == "sheet"
    evidence.keyboard.press("Shift+ArrowLeft")
    two = evidence.evaluate(SELECTED).strip()
    assert two.startswith(first)
    assert len(two.split()) > len(first.split())
    evidence.keyboard.press("ArrowLeft")
    chosen = evidence.evaluate(SELECTED).strip()
    assert chosen not in {"", first, two}
    press(evidence, digit)
    assert kept(evidence, field) == chosen


def press(page, key: str) -> None:
    page.evaluate(
        "key => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))",
        key,
    )


def test_escape_leaves_the_selection_and_no_digit_keeps_anything(evidence):
    count = evidence.locator(".claim").count()
    plain_line(evidence).click(click_count=3)
    evidence.wait_for_selector(".keep details[open]")
    evidence.keyboard.press("Escape")
    assert evidence.locator(".keep details[open]").count() == 0
    assert (evidence.evaluate(WORDS), evidence.evaluate(SELECTED)) == ("", "")
    evidence.keyboard.press("1")
    evidence.wait_for_timeout(300)
    assert evidence.locator(".claim").count() == count


def test_a_digit_keeps_nothing_that_is_no_longer_selected(evidence):
    plain_line(evidence).click(click_count=3)
    evidence.wait_for_selector(".keep details[open]")
    sent = posts(evidence)
    evidence.evaluate("getSelection().removeAllRanges()")
    evidence.keyboard.press("j")
    evidence.keyboard.press("2")
    evidence.wait_for_timeout(300)
    assert sent == []
    assert evidence.evaluate(WORDS)


def posts(page) -> list[str]:
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    return sent


def test_of_several_captions_the_one_that_was_kept_is_gone_to(evidence):
    lines = evidence.locator(".sheet > p[id]").filter(has_text=" ")
    for at in (9, 2, 5):
        words = " ".join(lines.nth(at).inner_text().split()[:3])
        if not evidence.locator(".keep details[open]").count():
            evidence.locator(".keep summary").click()
        evidence.locator("[name=words]").fill(words)
        evidence.locator(".keep button[data-key='7']").click()
        evidence.wait_for_function(f"words => {GONE_TO} === words", arg=words)


def test_where_the_selection_begins_in_its_line_is_sent_with_it(evidence):
    line = plain_line(evidence)
    number, words = line.evaluate(SELECT_THE_LAST_WORD)
    evidence.wait_for_function(f"words => {WORDS} === words", arg=words)
    assert evidence.evaluate(PLACE) == [number, str(line.text_content().rindex(words))]


def test_words_that_are_not_in_the_page_are_given_back_with_the_reason(evidence):
    evidence.locator(".keep summary").click()
    evidence.locator("[name=words]").fill("كلام لا يرد في الصفحة 12")
    evidence.keyboard.press("2")  # typed, for one types
    evidence.locator(".keep button[data-key='2']").click()
    told = evidence.wait_for_selector("#evidence .errornote").inner_text()
    assert "لا ترد في اللقطة" in told
    assert evidence.evaluate(WORDS) == "كلام لا يرد في الصفحة 122"
    assert evidence.evaluate("document.activeElement.name") == "words"
    evidence.keyboard.press("Escape")
    assert evidence.evaluate(WORDS) == ""
    assert evidence.evaluate("document.activeElement.matches('.keep summary')")


def test_without_scripts_words_are_copied_into_the_form(page_without_scripts, chief_password):
    page = open_evidence(page_without_scripts, chief_password, "شنغهاي")
    words = " ".join(page.locator(".sheet > p").nth(0).inner_text().split())
    page.locator(".keep summary").click()
    page.locator("[name=words]").fill(words)
    page.locator(".keep button[data-key='3']").click()
    page.wait_for_selector(".claim.accepted[data-field='standfirst']")
    assert "#claim-" in page.url


def test_the_form_is_accessible_in_both_sizes_and_colours(every_page, chief_password):
    page = open_evidence(every_page, chief_password)
    page.locator(".keep summary").click()
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(SMALL_TARGETS) == []
    page.evaluate(SEE_ARABIC)
    faults = Axe().run(page, context="#evidence").response["violations"]
    assert not faults, [(f["id"], [n["html"][:200] for n in f["nodes"][:3]]) for f in faults]
