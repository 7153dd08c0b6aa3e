"""The captions of an article's pictures, each once, with its credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.importing.clean.bylines import INITIALS
from articles.importing.clean.shapes import CAPTION, CREDIT_WORDS, Shaped, credited
from articles.importing.clean.trade import PICTURE_AGENCIES
from articles.importing.clean.vocabulary import bare
from articles.importing.overlap import FUNCTION_WORDS
from articles.importing.page import Caption, Evidence
from csto_archive.arabic.normalise import fold

Credited = dict[str, str]
LEAD_IN = re.compile(r"^[\[(]?(?:ال)?صورة\s*[:\])]\s*")
# «(أ ف ب) دخان فوق المدينة»: the credit before the caption.
CREDIT_FIRST = re.compile(r"^[(\[](?P<credit>[^()\[\]]{2,30})[)\]]\s+(?P<text>.{6,})$")
# Behind a caption that the page marks as one: «… - خدمة الصحافة», «…. غيتي», «… [الرئاسة]».
MARKED_END = re.compile(
    r"^(?P<text>.{6,}?)(?:(?<!\s)\s+[-–—]\s*|[.،]\s++[-–—]?\s*|(?<!\s)\s*\[)"
    r"(?:(?:المصدر|تصوير|عدسة|الصورة)\s*:\s*)?(?P<credit>[^-–—.،()\[\]:\d]{2,40})\]?$"
)
DOUBLED_WORDS = 12
# «قاعة القصر قبيل الجلسة / وكالة»: a credit only where a caption can stand.
SLASHED = re.compile(
    r"^(?P<text>[^/]{6}|[^/]{6,}?[^/\s])\s*(?:\s/|/\s|[|©])\s*(?P<credit>[^/|©()\d:]{2,40})$"
)
# «قادة ست دول - رويترز», «… «إ.ب.أ»»: a known agency at the end needs no brackets.
AGENCY_END = re.compile(
    r"\s*(?:\s[-–—/|]\s?|[«\"“\[(/|]\s*|[،,]\s+)(?P<credit>[^-–—/|،,«»\"“”\[\]()©:]{2,30})[»\"”\])]?$"
)
LONGEST_END = 40
QUOTES = '»"”'
# «في مقر وكالة «تاس»»: named by the sentence, no credit.
NAMED_IN_TEXT = re.compile(
    r"(?<!\w)(?:[وبل]?(?:ال)?(?:وكال|صحيف|قنا|مراسل|مكتب|مقر|مبن)\w*|بيان|في|من|مع|عن|إلى|على)$"
)
COPYRIGHT = re.compile(r"^(?P<text>[^©]{8,200}?)\s*(?P<credit>©\s*[^\W\d][^©]{1,60})$")
RIGHTS = re.compile(r"(?<!\w)(?:ال)?(?:حقوق|محفوظ\w*)(?!\w)|\d{4}")
SHOWN = re.compile(
    r"(?<!\w)(?:في )?صوره (?:ارشيفيه|توضيحيه|تعبيريه|متداوله)(?!\w)|(?<!\w)(?:من )?ارشيفيه$"
    r"|\((?:من )?(?:ال)?ارشيف\)|^(?:ال)?صوره\s*:"
)
PICTURED = frozenset({"caption", "picture"})
SLASHED_WORDS, MARKED_WORDS = 4, 3
SLASHED_CREDIT_WORDS = 3
CREDIT_MARK = re.compile(
    r"^(?:ب?(?:ال)?(?:عدسة|تصوير|كاميرا|صورة|مصدر|مصدر الصورة)|ص)\s*[:/]\s*"
    r"|^(?:تصوير|عدسة|بعدسة)\s+(?=\S)"
)


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


def is_only_beside(line: Shaped) -> bool:
    """True for a line that nothing but a picture beside it makes a caption."""
    marked = line.line.kind == "caption" or "caption" in line.line.roles
    return "picture" in line.line.roles and not marked and not caption_of(line).credit


def is_signed(line: Shaped) -> bool:
    """True for a nominal line with a known agency behind or before it."""
    text = " ".join(line.line.text.split())
    return has_words(agency_at_end(text)) or has_words(credited_first(text))


def is_copyrighted(line: Shaped) -> bool:
    """«الميدان في الشتاء © وكالة»: no notice of rights."""
    return has_words(copyrighted(" ".join(line.line.text.split())))


def has_words(found: Credited | re.Match[str] | None) -> bool:
    return found is not None and len(found["text"].split()) > 2


def is_told_as_picture(line: Shaped) -> bool:
    """«الأمين العام في صورة أرشيفية»."""
    return line.words > 2 and SHOWN.search(line.key) is not None


def agency_at_end(text: str, is_picture: bool = False) -> Credited | None:
    """The agency behind a line; in quotes only where it is known for a picture's."""
    found = AGENCY_END.search(text, max(0, len(text) - LONGEST_END))
    if not found or not is_picture_agency(found["credit"]):
        return None
    is_quoted = text[-1] in QUOTES and not is_initials(found["credit"])
    if is_quoted and not (is_picture and not NAMED_IN_TEXT.search(text[: found.start()])):
        return None
    return {"text": text[: found.start()].strip(), "credit": found["credit"].strip()}


def is_initials(text: str) -> bool:
    return "." in text and INITIALS.match(text.strip()) is not None


def is_picture_agency(credit: str) -> bool:
    return bare(credit) in PICTURE_AGENCIES or INITIALS.match(credit.strip()) is not None


def copyrighted(text: str) -> re.Match[str] | None:
    return None if RIGHTS.search(fold(text)) else COPYRIGHT.match(text)


def caption_of(line: Shaped) -> Caption:
    text = LEAD_IN.sub("", " ".join(line.line.text.split()))
    if line.line.credit:
        return Caption(text.strip(" -–—|/"), CREDIT_MARK.sub("", line.line.credit))
    found = (
        credited(text)
        or CAPTION.match(text)
        or credited_first(text)
        or copyrighted(text)
        or agency_at_end(text, is_picture=bool(line.line.roles & PICTURED))
        or slashed(text)
        or (marked_end(text) if line.shape == "caption" else None)
    )
    if not found or len(found["credit"].split()) > CREDIT_WORDS:
        return Caption(text)
    return Caption(found["text"].strip(" .،-–—"), CREDIT_MARK.sub("", found["credit"].strip()))


def credited_first(text: str) -> re.Match[str] | None:
    found = CREDIT_FIRST.match(text)
    return found if found and is_picture_agency(found["credit"]) else None


def marked_end(text: str) -> re.Match[str] | None:
    """A short name of anybody behind the caption, no word of a sentence in it."""
    found = MARKED_END.match(text)
    if not found or len(found["text"].split()) < MARKED_WORDS:
        return None
    words = fold(found["credit"]).split()
    return found if len(words) <= CREDIT_WORDS - 1 and not FUNCTION_WORDS & set(words) else None


def caption_evidence(captions: Sequence[tuple[Shaped, Caption]]) -> Iterator[Evidence]:
    for line, caption in captions:
        if span := line.line.span():
            yield Evidence("caption", caption.text, "caption-shape", *span)
