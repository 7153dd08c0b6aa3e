"""The screenshots of the README, from a fresh copy of the sample site: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser import browser, running_site  # noqa: E402

FOLDER = Path(__file__).resolve().parent / "screenshots"
PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1280, "height": 900}}
MINSK = "/summits/2023-11-23-minsk/"
# File name -> window, page, and the link to follow from there, if any.
SHOTS = {
    "home-phone": (PHONE, "/", ""),
    "summit-phone-dark": ({**PHONE, "color_scheme": "dark"}, MINSK, ""),
    "summit-desk": (DESK, MINSK, ""),
    "article-desk": (DESK, MINSK, "main h3 a"),
    "search-phone": (PHONE, "/search/?q=قمة مينسك", ""),
    "search-desk": (DESK, "/search/?q=قمة مينسك", ""),
}


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as var_dir,
        running_site(Path(var_dir)) as site_url,
        browser() as chromium,
    ):
        for name, (window, path, link) in SHOTS.items():
            page = chromium.new_context(locale="ar", **window).new_page()
            page.goto(site_url + path)
            if link:
                with page.expect_navigation():
                    page.locator(link).first.click()
            page.evaluate("document.fonts.ready")
            page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
