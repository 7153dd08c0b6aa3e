"""The site in Chromium: accessible, inside the window, in need of nothing from elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import browser, chromium, running_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium(), reason="Chromium is not installed"),
]

PAGES = [
    "/", "/summits/?year=abc", "/summits/2023/", "/summits/city/astana/",
    "/summits/2023-11-23-minsk/", "/summits/2026-11-11-moscow/", "/members/", "/members/armenia/",
    "/initiatives/", "/initiatives/2025-11-27-01/", "/sources/", "/articles/?kind=regular",
    "/articles/1/", "/nothing/",
]  # fmt: skip
# axe takes joined Arabic letters for icons and skips their contrast (guide "arabic-ux", 0.2).
SHIM = "CanvasRenderingContext2D.prototype.measureText = t => ({width: 20 * String(t).length})"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """[...document.querySelectorAll('button, input, select, summary, nav a')]
    .filter(e => e.offsetHeight && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("var")) as address:
        yield address


@pytest.fixture(scope="module")
def window():
    with browser() as opened:
        yield opened


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_every_page_can_be_used_by_everybody(site, window, width, scheme):
    context = window.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, complaints, hosts = context.new_page(), [], set()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    faults = {}
    for path in PAGES:
        page.goto(site + path)
        page.evaluate("document.fonts.ready")
        found = [page.evaluate(OVERFLOW), page.evaluate(SMALL)]
        page.evaluate(SHIM)
        found.append([v["id"] for v in Axe().run(page).response["violations"]])
        if found != [0, [], []]:
            faults[path] = found
    assert faults == {}
    assert [text for text in complaints if "404" not in text] == []
    assert hosts == {site.removeprefix("http://")}


def test_the_fonts_of_the_house_are_used(site, window):
    page = window.new_page()
    page.goto(site)
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert sorted(loaded) == ["Amiri Display", "Plex Arabic", "Plex Arabic"]
