"""The captions of an article's pictures, each once, with its credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.importing.clean.shapes import CAPTION, CREDIT_WORDS, Shaped, credited
from articles.importing.page import Caption, Evidence
from csto_archive.arabic.normalise import fold

LEAD_IN = re.compile(r"^(?:ال)?صورة\s*:\s*")
DOUBLED_WORDS = 12
# «قاعة القصر قبيل الجلسة / وكالة»: a credit only where a caption can stand.
SLASHED = re.compile(r"^(?P<text>[^/]{6,}?)\s*(?:\s/|/\s|[|©])\s*(?P<credit>[^/|©()\d:]{2,40})$")
SLASHED_WORDS = 4
SLASHED_CREDIT_WORDS = 3
CREDIT_MARK = re.compile(r"^ب?(?:ال)?(?:عدسة|تصوير|كاميرا|صورة|مصدر الصورة)\s*[:/]\s*")


def captions_of(
    own: Sequence[Shaped], titles: set[int], under_title: range
) -> list[tuple[Shaped, Caption]]:
    """(line, caption) in the order of the page; of the same caption the one with a credit.

    A short line printed twice in a row below the headline is a caption too, and one with a credit
    between headline and text, when it is not one of `titles`.
    """
    found: dict[str, tuple[Shaped, Caption]] = {}
    taken = {own[at].key for at in titles}
    signed = [own[at] for at in under_title if is_credited(own[at])]
    for line in (*drawn(own), *signed, *doubled(own[under_title.start :])):
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


def is_credited(line: Shaped) -> bool:
    """True for a nominal line with a credit behind a slash; asked of lines below a headline."""
    return (
        line.shape == "title"
        and not line.line.level
        and slashed(" ".join(line.line.text.split())) is not None
    )


def slashed(text: str) -> re.Match[str] | None:
    found = SLASHED.match(text)
    if not found or len(found["text"].split()) < SLASHED_WORDS:
        return None
    return found if len(found["credit"].split()) <= SLASHED_CREDIT_WORDS else None


def caption_of(line: Shaped) -> Caption:
    text = LEAD_IN.sub("", " ".join(line.line.text.split()))
    if line.line.credit:
        return Caption(text, CREDIT_MARK.sub("", line.line.credit))
    found = credited(text) or CAPTION.match(text) or slashed(text)
    if not found or len(found["credit"].split()) > CREDIT_WORDS:
        return Caption(text)
    return Caption(found["text"].strip(), CREDIT_MARK.sub("", found["credit"].strip()))


def caption_evidence(captions: Sequence[tuple[Shaped, Caption]]) -> Iterator[Evidence]:
    for line, caption in captions:
        if span := line.line.span():
            yield Evidence("caption", caption.text, "caption-shape", *span)
