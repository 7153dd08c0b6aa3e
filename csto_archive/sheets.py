"""The style sheets of the site: written in layers, read by browsers as one file."""

import re
from pathlib import Path

LAYERS = (
    "tokens", "elements", "layout", "parts", "lists", "article", "search", "filters", "list",
    "coverage", "charts", "lines", "matrix", "timeline", "map", "print",
)  # fmt: skip
SHEETS = tuple(f"{name}.css" for name in LAYERS)
# Also what only some pages need: one more request costs a phone more than all of them together.
BUNDLE = "site.css"
# What is written for those who work on them: a tenth of the compressed bytes.
ASIDE = re.compile(r"/\*.*?\*/\s*|^\s+", re.DOTALL | re.MULTILINE)


def build(sources: Path, folder: Path) -> bool:
    """Write the sheets as one; false if that was there already."""
    written = "".join((sources / name).read_text(encoding="utf-8") for name in SHEETS)
    text = ASIDE.sub("", written)
    bundle = folder / BUNDLE
    if bundle.exists() and bundle.read_text(encoding="utf-8") == text:
        return False
    bundle.write_text(text, encoding="utf-8")
    return True
