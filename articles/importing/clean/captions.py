"""The captions of an article's pictures, each once, with its credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.importing.clean.shapes import CAPTION, Shaped
from articles.importing.page import Caption, Evidence
from csto_archive.arabic.normalise import fold

LEAD_IN = re.compile(r"^(?:ال)?صورة\s*:\s*")
DOUBLED_WORDS = 12


def captions_of(own: Sequence[Shaped], titles: set[int]) -> list[tuple[Shaped, Caption]]:
    """(line, caption) in the order of the page; of the same caption the one with a credit.

    A short line printed twice in a row is a caption too, when it is not one of `titles`.
    """
    found: dict[str, tuple[Shaped, Caption]] = {}
    taken = {own[at].key for at in titles}
    for line in (*drawn(own), *doubled(own)):
        caption = caption_of(line)
        key = fold(caption.text)
        if (
            key
            and line.key not in taken
            and (key not in found or caption.credit > found[key][1].credit)
        ):
            found[key] = (line, caption)
    return list(found.values())


def drawn(own: Sequence[Shaped]) -> Iterator[Shaped]:
    return (line for line in own if line.shape == "caption")


def doubled(own: Sequence[Shaped]) -> Iterator[Shaped]:
    pairs = zip(own, own[1:], strict=False)
    return (
        line
        for line, after in pairs
        if line.key == after.key and line.shape == "title" and line.words <= DOUBLED_WORDS
    )


def caption_of(line: Shaped) -> Caption:
    text = LEAD_IN.sub("", " ".join(line.line.text.split()))
    found = CAPTION.match(text)
    if line.line.credit:
        return Caption(text, line.line.credit)
    return Caption(found["text"], found["credit"].strip()) if found else Caption(text)


def caption_evidence(captions: Sequence[tuple[Shaped, Caption]]) -> Iterator[Evidence]:
    for line, caption in captions:
        if span := line.line.span():
            yield Evidence("caption", caption.text, "caption-shape", *span)
