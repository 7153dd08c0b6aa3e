"""The golden pages and how their truths are compared (see samples/README.md)."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from articles.importing.page import PageResult
from articles.importing.pipeline import understand
from articles.importing.read import read_path
from articles.importing.report import as_json
from csto_archive.arabic.hygiene import mend
from csto_archive.arabic.normalise import TATWEEL
from tests.importing.reference import authority

PAGES = Path(__file__).parents[2] / "samples" / "pages"
TODAY = date(2026, 11, 21)
MARKS = {"heading": "## ", "list_item": "- "}
SHORT = 8

TEXT_FIELDS = ("headline", "kicker", "standfirst", "byline", "dateline_city", "outlet", "url")
SETS = ("summits", "background_summits", "members", "absent_members")
PLAIN = ("published_on", "on_topic", "articles_on_page")
FIELDS = (
    *TEXT_FIELDS, *SETS, *PLAIN, "headings", "captions", "body_first", "body_last", "paragraphs",
    "must_not_contain", "initiatives", "initiative_ids", "clean",
)  # fmt: skip


def normal(text: str | None) -> str:
    plain = mend(text or "").text.replace(TATWEEL, "")
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def understood(path: Path) -> PageResult:
    return understand(read_path(path), authority(), TODAY)


@dataclass(frozen=True)
class Golden:
    name: str

    @cached_property
    def index(self) -> dict:
        return json.loads((PAGES / "index.json").read_text(encoding="utf-8"))[self.name]

    @cached_property
    def truth(self) -> dict:
        return json.loads((PAGES / f"{self.name}.json").read_text(encoding="utf-8"))

    @cached_property
    def answer(self) -> dict:
        """The first article of the page, as the command prints it."""
        return as_json(self.name, understood(PAGES / self.index["file"]))[0]

    def texts(self, *types: str) -> list[str]:
        return [normal(b["text"]) for b in self.answer["body"] if b["type"] in types]

    def is_right(self, field: str) -> bool:
        check = getattr(self, f"has_right_{field}", None)
        if check:
            return check()
        said, truth = self.answer[field], self.truth[field]
        if field in SETS:
            return sorted(said) == sorted(truth)
        return said == truth if field in PLAIN else normal(said) == normal(truth)

    def has_right_headings(self) -> bool:
        return self.texts("heading") == [normal(text) for text in self.truth["headings"]]

    def has_right_captions(self) -> bool:
        both = (self.answer["captions"], self.truth["captions"])
        said, truth = ([(normal(c["text"]), normal(c["credit"])) for c in some] for some in both)
        return sorted(said) == sorted(truth)

    def has_right_body_first(self) -> bool:
        """Contained in the first paragraph; what stands before it would be a dateline."""
        return self.texts("paragraph", "quote")[0].startswith(normal(self.truth["body_first"]))

    def has_right_body_last(self) -> bool:
        return normal(self.truth["body_last"]) in self.texts("paragraph", "quote")[-1]

    def has_right_paragraphs(self) -> bool:
        count, least = len(self.texts("paragraph", "quote")), self.truth["paragraphs"]
        return least <= count <= least + self.index["list_items"]

    def has_right_must_not_contain(self) -> bool:
        titles = [normal(self.answer[name]) for name in ("headline", "kicker", "standfirst")]
        texts = [*titles, *(normal(block["text"]) for block in self.answer["body"])]
        return not any(leaks(normal(bad), texts) for bad in self.truth["must_not_contain"])

    def has_right_initiatives(self) -> bool:
        said = {normal(wording) for wording in self.answer["initiatives"]}
        return said == {normal(wording) for wording in self.truth["initiatives"]}

    def has_right_initiative_ids(self) -> bool:
        """The records of the reference that are linked; a document without a record has none."""
        return set(self.answer["initiative_ids"]) == set(filter(None, self.index["initiative_ids"]))

    def has_right_clean(self) -> bool:
        wanted = (PAGES / f"{self.name}.clean.txt").read_text(encoding="utf-8")
        blocks = [MARKS.get(b["type"], "") + normal(b["text"]) for b in self.answer["body"]]
        return blocks == [normal(block) for block in wanted.split("\n\n") if block.strip()]


def leaks(bad: str, texts: list[str]) -> bool:
    """Short furniture only as a whole line: «نشر» is also a word."""
    return any(bad == text or (len(bad) > SHORT and bad in text) for text in texts)


def names() -> list[str]:
    return sorted(json.loads((PAGES / "index.json").read_text(encoding="utf-8")))
