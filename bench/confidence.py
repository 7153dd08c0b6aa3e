"""How often each rule of the importer is right, on pages with truths: the numbers of the table in
`articles/importing/recognise/confidence.py`.

    python -m bench.confidence PAGES [PAGES …]

Each folder holds `index.json` (file and ids of initiatives by page) and a truth a page, as in
samples/pages. Quotes, themes and new initiatives have no truths: they are listed, to be judged.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from articles.importing.page import Draft, Evidence
from articles.importing.pipeline import understand
from articles.importing.read import read_path
from articles.importing.recognise.confidence import percent
from csto_archive.arabic.hygiene import mend
from csto_archive.arabic.normalise import TATWEEL
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

SAME = ("headline", "kicker", "standfirst", "byline", "published_on")
TEXTS = {**{name: name for name in SAME}, "dateline": "dateline_city"}
LISTS = {"main_summit": ("summits", "csto-"), "background_summit": ("background_summits", "csto-"),
         "member": ("members", ""), "absent": ("absent_members", ""),
         "initiative": ("initiative_ids", "ini-")}  # fmt: skip
JUDGED = frozenset({"quotation", "proposal", "chair_theme", "next_summit"})


def normal(text: str | None) -> str:
    plain = mend(text or "").text.replace(TATWEEL, "")
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def is_right(proof: Evidence, truth: dict, draft: Draft) -> bool | None:
    """None where the truth says nothing of the field."""
    if proof.field == "body":
        prose = [normal(b.text) for b in draft.clean.body if b.type in {"paragraph", "quote"}]
        first, last = normal(truth["body_first"]), normal(truth["body_last"])
        return prose[0].startswith(first) and prose[-1].endswith(last)
    if proof.field in TEXTS:
        return normal(proof.value) == normal(truth[TEXTS[proof.field]])
    if proof.field in LISTS:
        name, prefix = LISTS[proof.field]
        return prefix + proof.value in truth[name]
    if proof.field == "caption":
        return normal(proof.value) in {normal(caption["text"]) for caption in truth["captions"]}
    return None


def drafts(folder: Path) -> Iterator[tuple[Draft, dict]]:
    """The first article of each page with its truth."""
    for name, entry in json.loads((folder / "index.json").read_text("utf-8")).items():
        truth = json.loads((folder / f"{name}.json").read_text("utf-8"))
        truth["initiative_ids"] = entry["initiative_ids"]
        result = understand(read_path(folder / entry["file"]), authority(), TODAY)
        if result.drafts:
            yield result.drafts[0], truth


def main(folders: list[str]) -> None:
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for folder in map(Path, folders):
        for draft, truth in drafts(folder):
            for proof in draft.evidence:
                verdict = is_right(proof, truth, draft)
                if proof.field in JUDGED:
                    print(f"? {proof.field} {proof.rule}: {proof.value[:90]}")
                elif verdict is not None:
                    every[proof.field, proof.rule] += 1
                    right[proof.field, proof.rule] += verdict
    for key in sorted(every):
        told = percent(right[key], every[key])
        print(f"{key[0]:20} {key[1]:24} {right[key]:4} of {every[key]:4} -> {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
