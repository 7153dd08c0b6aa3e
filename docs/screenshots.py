"""The screenshots of the README, from a fresh copy of the sample site: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser import browser, running_site  # noqa: E402

FOLDER = Path(__file__).resolve().parent / "screenshots"
PAGES = {
    "home": "/",
    "summit": "/summits/2023-11-23-minsk/",
    "articles": "/articles/",
    "member": "/members/armenia/",
}
VIEWS = {
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "desk": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
}


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as var_dir,
        running_site(Path(var_dir)) as site_url,
        browser() as chromium,
    ):
        for view, options in VIEWS.items():
            page = chromium.new_context(locale="ar", **options).new_page()
            for name, path in PAGES.items():
                page.goto(site_url + path)
                page.screenshot(path=FOLDER / f"{name}-{view}.png")
            page.goto(f"{site_url}/summits/2023-11-23-minsk/")
            page.locator("a[href*='/articles/']", has_text="مينسك").first.click()
            page.screenshot(path=FOLDER / f"article-{view}.png")


if __name__ == "__main__":
    main()
