"""What comes out of the printer: the article, the facts, where it is found again, no chrome."""

import pypdfium2
import pytest

from tests.in_browser.test_pages import newest_article

pytestmark = pytest.mark.browser

A4 = (595, 842)
SAMPLE_OF_270_WORDS = "قمة بلا أوراق"


def printed(page, tmp_path) -> list[str]:
    """The words of each sheet of the page that is open."""
    path = tmp_path / "page.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    paper = pypdfium2.PdfDocument(path)
    try:
        assert all((round(s.get_width()), round(s.get_height())) == A4 for s in paper)
        return [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in paper]
    finally:
        paper.close()


def open_article(page, words: str) -> None:
    page.goto("/articles/")
    link = page.locator("main h3 a", has_text=words).get_attribute("href")
    page.goto(link)


def is_on(sheet: str, words: str) -> bool:
    """Whether paper has the words: some are drawn, and read back, from their end."""
    return words in sheet or words[::-1] in sheet


def test_an_article_of_270_words_fits_one_sheet_with_its_facts_and_its_address(page, tmp_path):
    open_article(page, SAMPLE_OF_270_WORDS)
    number = page.locator("link[type='application/json']").get_attribute("href").split("/")[-2]
    [sheet] = printed(page, tmp_path)
    for words in ("أوراق", "أوزبكستان", "غائبة", "الحفظ", "الاطلاع", "2010"):
        assert is_on(sheet, words), words
    assert sheet.count(f"{number}/articles") == 2  # the citation and the permanent link
    for words in ("BibTeX", "المصادر", "للباحثين", "الرئيسية", "وردت"):
        assert not is_on(sheet, words), words


def test_paper_has_no_chrome(page, tmp_path):
    page.goto(newest_article(page))
    hidden = (
        "search", ".masthead nav", ".breadcrumbs", ".colophon", ".anchor", ".where", ".neighbours",
        ".cite pre", ".downloads", ".skip",
    )  # fmt: skip
    page.emulate_media(media="print")
    assert [part for part in hidden if page.locator(f"{part}:visible").count()] == []
    for part in ("h1", ".body", ".facts", ".citation", ".cite dl"):
        assert page.locator(part).is_visible(), part
    assert len(printed(page, tmp_path)) <= 2


def test_the_address_behind_a_link_is_printed_after_a_blank(page):
    page.goto("/articles/")
    page.goto(page.locator("main h3 a", has_text="تلتئم في مينسك").get_attribute("href"))
    page.emulate_media(media="print")
    link = page.locator(".cite dd a[href^=http]")
    style = "e => { const s = getComputedStyle(e, '::after'); return [s.content, s.direction,"
    style += " s.unicodeBidi, parseFloat(s.marginRight) > 2] }"
    content, direction, bidi, is_apart = link.evaluate(style)
    assert link.get_attribute("href") in content
    assert (direction, bidi, is_apart) == ("ltr", "isolate", True)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/", "المبادرات"),
        ("/summits/2023-11-23-minsk/", "سيرديوكوف"),
        ("/members/armenia/", "يريفان"),
        ("/about/", "التصويب"),
    ],
)
def test_other_pages_are_printed_without_chrome_too(page, path, word, tmp_path):
    page.goto(path)
    sheets = printed(page, tmp_path)
    assert 1 <= len(sheets) <= 6
    assert any(is_on(sheet, word) for sheet in sheets)
    assert not any(is_on(sheet, "للباحثين") for sheet in sheets)
