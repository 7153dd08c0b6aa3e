"""What an article costs its readers: bytes, requests, and lines that move while it is read."""

import pytest
from playwright.sync_api import expect

from tests.in_browser.test_pages import newest_article
from tests.page_types import MINSK

pytestmark = pytest.mark.browser

KILOBYTE = 1024
SHIFT = """new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().filter(e => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0)))
    .observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 500))"""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 80_000, "uploadThroughput": 40_000}


@pytest.fixture
def answers(page):
    """What came over the line: address -> (kind, bytes as they were sent)."""
    heard = {}

    def hear(request):
        sizes = request.sizes()
        heard[request.url] = (request.resource_type, sizes["responseBodySize"])

    page.on("requestfinished", hear)
    return heard


def test_an_article_is_light(page, answers):
    path = newest_article(page)
    answers.clear()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    told = {url: size for url, (kind, size) in answers.items() if kind not in {"font", "other"}}
    kinds = sorted(kind for kind, _size in answers.values() if kind in {"stylesheet", "script"})
    assert kinds == ["script", "stylesheet"], answers
    assert sum(told.values()) < 60 * KILOBYTE, told
    assert sum(size for url, size in told.items() if "/static/" in url) < 11 * KILOBYTE, told


def test_one_font_is_preloaded(page):
    page.goto("/")
    preloaded = page.locator("link[rel=preload]").evaluate_all("all => all.map(e => e.as)")
    assert preloaded == ["font"]


def test_a_page_brings_the_letters_that_it_is_written_with(page, answers):
    page.goto(MINSK)
    page.wait_for_load_state("networkidle")
    fonts = [url.rsplit("/")[-1].partition(".")[0] for url in answers if "/fonts/" in url]
    assert sorted(fonts) == ["amiri-700", "text-400", "text-600"]
    with page.expect_request_finished(lambda request: "/fonts/plex-600" in request.url):
        page.evaluate("document.querySelector('main .kicker').append('é')")
    with page.expect_request_finished(lambda request: "/fonts/amiri-rest-700" in request.url):
        page.evaluate("document.querySelector('h1').append('TASS')")


def test_scripts_come_with_the_first_question(page, answers):
    page.goto("/about/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in answers if "htmx" in url]
    page.locator("#site-search").fill("مينس")  # at once, before anything of it is there
    expect(page.locator("[role=option]").first).to_be_visible()
    assert [url for url in answers if "htmx" in url]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_fonts_come(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    path = newest_article(page)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto(path)
    page.wait_for_function("[...document.fonts].filter(f => f.status == 'loaded').length >= 3")
    assert page.evaluate(SHIFT) < 0.02
