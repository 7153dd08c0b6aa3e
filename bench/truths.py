"""Pages with what is true of them, laid out like the folder of evaluation pages.

`NN-name.txt|html|…` is a page, `NN-name.json` its truth, `clean/NN-name.txt` its whole body
(`## ` heading, `- ` list item, `> ` quote, blank lines between) and `index.json`, where there is
one, the records of the initiatives. The fields of a truth are named as `import_pages` names them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARKS = {"## ": "heading", "- ": "list_item", "> ": "quote"}

Block = dict[str, str]  # type: paragraph, heading, list_item or quote; text


@dataclass(frozen=True)
class Truth:
    name: str
    page: Path
    fields: dict[str, Any]
    body: tuple[Block, ...]  # empty where the folder has no clean text of the page

    @property
    def is_plain(self) -> bool:
        return self.page.suffix == ".txt"


def load(folder: Path) -> list[Truth]:
    """The truths of a folder by name. Raises OSError, ValueError (not JSON, no page to it)."""
    names = [path.stem for path in sorted(folder.glob("*.json")) if path.name != "index.json"]
    listed = folder / "index.json"
    index = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    return [_truth(folder, name, index.get(name, {})) for name in names]


def _truth(folder: Path, name: str, listed: dict[str, Any]) -> Truth:
    told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    pages = [path for path in sorted(folder.glob(f"{name}.*")) if path.suffix != ".json"]
    if not pages:
        raise ValueError(f"no page to {name}.json")
    clean = folder / "clean" / f"{name}.txt"
    body = blocks(clean.read_text(encoding="utf-8")) if clean.exists() else ()
    return Truth(name, pages[0], {**listed, **told}, body)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a clean text, in order."""
    return tuple(_block(line.strip()) for line in text.splitlines() if line.strip())


def _block(line: str) -> Block:
    mark = next((mark for mark in MARKS if line.startswith(mark)), "")
    return {"type": MARKS.get(mark, "paragraph"), "text": line.removeprefix(mark)}
