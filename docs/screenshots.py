"""Pictures of the pages of a fresh sample site.

`make screenshots` renews the few that the README shows. `docs/screenshots.py FOLDER` takes every
kind of page (tests/page_types.py) on a phone and on a desk, light and dark, whole, and lays the
beginnings of them out on contact sheets, so that all can be looked at in a minute.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser import browser, running_site  # noqa: E402
from tests.page_types import MINSK, PAGE_TYPES, PageType  # noqa: E402

FOLDER = Path(__file__).resolve().parent / "screenshots"
SIZES = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
}
THEMES = ("light", "dark")
# Of the README: file name -> size, theme, page.
SHOTS = {
    "home-phone": ("phone", "light", PageType("/")),
    "summit-phone-dark": ("phone", "dark", PageType(MINSK)),
    "summit-desk": ("desk", "light", PageType(MINSK)),
    "article-desk": ("desk", "light", PageType(MINSK, "main h3 a")),
    "search-phone": ("phone", "light", PageType("/search/?q=قمة مينسك")),
    "search-desk": ("desk", "light", PageType("/search/?q=قمة مينسك")),
}
# Of a contact sheet: pictures in a row, their width, as much of their height as is shown of each.
SHEET = {"phone": (7, 260, 780), "desk": (4, 460, 460)}
LABEL, GAP = 18, 12


def main() -> None:
    parser = argparse.ArgumentParser(description="Take pictures of the pages.")
    parser.add_argument("folder", nargs="?", type=Path, help="for all of them; else the README's")
    parser.add_argument("--only", nargs="+", choices=PAGE_TYPES, default=list(PAGE_TYPES))
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as var_dir,
        running_site(Path(var_dir)) as site,
        browser() as chromium,
    ):
        if asked.folder is None:
            for name, (size, theme, kind) in SHOTS.items():
                take(chromium, site, {name: kind}, size, theme, FOLDER, whole=False)
            return
        asked.folder.mkdir(parents=True, exist_ok=True)
        for size in SIZES:
            for theme in THEMES:
                kinds = {f"{name}-{size}-{theme}": PAGE_TYPES[name] for name in asked.only}
                take(chromium, site, kinds, size, theme, asked.folder)
                contact_sheet(asked.folder, list(kinds), size, theme)


def take(
    chromium: Browser, site: str, kinds: dict[str, PageType], size: str, theme: str, folder: Path,
    whole: bool = True,
) -> None:  # fmt: skip
    """One picture a page, `FOLDER/NAME.png`: the whole of it, or as much as the window shows."""
    context = chromium.new_context(locale="ar", base_url=site, color_scheme=theme, **SIZES[size])
    page = context.new_page()
    for name, kind in kinds.items():
        kind.open(page)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=folder / f"{name}.png", full_page=whole)
    context.close()


def contact_sheet(folder: Path, names: list[str], size: str, theme: str) -> None:
    """The beginnings of all pages, `FOLDER/sheet-SIZE-THEME.png`, in the order of an Arabic page:
    from the right."""
    columns, width, height = SHEET[size]
    rows = -(-len(names) // columns)
    cell = (width + GAP, height + LABEL + GAP)
    sheet = Image.new("RGB", (columns * cell[0] + GAP, rows * cell[1] + GAP), "#888")
    draw = ImageDraw.Draw(sheet)
    for place, name in enumerate(names):
        row, column = divmod(place, columns)
        at = (GAP + (columns - 1 - column) * cell[0], GAP + row * cell[1])
        draw.text(at, name.removesuffix(f"-{size}-{theme}"), fill="white")
        with Image.open(folder / f"{name}.png") as picture:
            scaled = picture.resize((width, round(picture.height * width / picture.width)))
        sheet.paste(scaled.crop((0, 0, width, min(height, scaled.height))), (at[0], at[1] + LABEL))
    sheet.save(folder / f"sheet-{size}-{theme}.png")


if __name__ == "__main__":
    main()
