"""The two that read a page: our importer through its command, and trafilatura alone.

Both give the articles of each page as `import_pages --dry-run --format json` prints them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from bench.databases import ROOT, Database

Articles = dict[str, list[dict]]  # of each page, by the path that was given

CONTAINER = " › "  # between an archive and the page inside it
BLOCKS = {"p": "paragraph", "head": "heading", "item": "list_item", "quote": "quote",
          "cell": "paragraph"}  # fmt: skip
AROUND = {"list", "table", "row", "div", "body", "graphic"}


def ours(paths: Sequence[Path], database: Database) -> Articles:
    """What the command prints; what it says of pages that it could not read goes to stderr."""
    command = [sys.executable, "manage.py", "import_pages", "--dry-run", "--format", "json"]
    done = subprocess.run(
        [*command, *map(str, paths)],
        cwd=ROOT, env=database.environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    found: dict[str, list[dict]] = {path.name: [] for path in paths}
    for line in done.stdout.splitlines():
        article = json.loads(line)
        found[Path(article["page"].split(CONTAINER)[0]).name].append(article)
    return {str(path): found[path.name] for path in paths}


def trafilatura_alone(text: str, is_html: bool) -> list[dict]:
    """A decoded page as the library gives it with its own settings; plain lines become <p>.

    It keeps the headline in the text: a block that is the headline again is not counted as body.
    """
    from trafilatura import bare_extraction  # of the development set: a site does without

    page = text if is_html else f"<html><body>{''.join(paragraphs(text))}</body></html>"
    document = bare_extraction(page, with_metadata=True)
    if document is None:
        return []
    body = [block for block in blocks(document.body) if block["text"] != document.title]
    return [
        {
            "headline": document.title,
            "standfirst": document.description,
            "byline": document.author,
            "published_on": document.date,
            "headings": [block["text"] for block in body if block["type"] == "heading"],
            "body": body,
        }
    ]


def paragraphs(text: str) -> Iterator[str]:
    return (f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def blocks(body) -> Iterator[dict[str, str]]:
    for element in body.iter(*BLOCKS):
        for line in "".join(own_text(element)).splitlines():
            if line.strip():
                yield {"type": BLOCKS[element.tag], "text": " ".join(line.split())}


def own_text(element) -> Iterable[str]:
    """The text of an element without the blocks inside it; a source's line end is a blank."""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if child.tag == "lb":
            yield "\n"
        elif child.tag not in BLOCKS and child.tag not in AROUND:
            yield from own_text(child)
        yield (child.tail or "").replace("\n", " ")
