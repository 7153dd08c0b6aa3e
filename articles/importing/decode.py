"""From bytes to mended text: documents, byte order marks, declared and guessed encodings, mojibake.

Text is what is left of every page here: HTML of a Word document, plain lines of a PDF.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from articles.importing.confined import ConfinedError, confined
from articles.importing.page import DecodedPage, RawPage
from articles.importing.read import UnreadablePageError
from articles.importing.read.kinds import HTML, MHTML, PDF, TEXT, WORD
from articles.importing.read.mhtml import saved_page
from articles.importing.tables import words
from csto_archive.arabic.hygiene import Mending, mend
from csto_archive.arabic.mojibake import frequent, repair_mojibake, reread_arabic

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ONE_BYTE = ("windows-1256", "iso-8859-6")
DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
DECLARATION_WITHIN = 4096
# Encodings of text that pages come in, as Python calls them. Others (unicode_escape, utf-7,
# punycode) are notations that let a page write what no text holds.
ENCODINGS = words("""
    utf-8 cp1256 iso8859-6 cp720 cp864 mac-arabic cp1252 iso8859-1 iso8859-15 ascii
    cp1250 cp1251 cp1254 iso8859-5 iso8859-9 koi8-r
""")
BROKEN = "\ufffd"
MOSTLY_SOUND = 0.002

MOJIBAKE = "نص بترميز خاطئ أُصلح"
UNDECODABLE = "بايتات تعذّر فكّها"


# What opens a document, and what its text is then.
DOCUMENTS = {WORD: ("word", HTML), PDF: ("pdf", TEXT)}


def decode(page: RawPage) -> DecodedPage:
    """The text of a page with what was mended. Raises UnreadablePageError when nothing is left."""
    text, encoding, media_type = text_of(page)
    repaired = None if text.isascii() else repair_mojibake(text) or reread_arabic(text)
    mended = mend(text if repaired is None else repaired)
    if not mended.text.strip():
        raise UnreadablePageError("no_text")
    notes = [Mending("mojibake", 1, MOJIBAKE)] if repaired is not None else []
    if broken := text.count(BROKEN):
        notes.append(Mending("undecodable", broken, UNDECODABLE))
    return DecodedPage(mended.text, encoding, (*notes, *mended.mendings), media_type)


def text_of(page: RawPage) -> tuple[str, str, str]:
    """(text, encoding, media type)."""
    if page.media_type in DOCUMENTS:
        reader, media_type = DOCUMENTS[page.media_type]
        return document_text(reader, page.content), "utf-8", media_type
    if page.media_type == MHTML:
        saved = saved_page(page.content)
        return *to_text(saved.content, saved.charset), saved.media_type
    return *to_text(page.content, page.charset), page.media_type


def document_text(reader: str, content: bytes) -> str:
    try:
        return confined(reader, content)
    except ConfinedError as error:
        raise UnreadablePageError(error.code) from None


def to_text(content: bytes, charset: str = "") -> tuple[str, str]:
    """(text, encoding). Valid UTF-8 wins over a declaration: pages lie about it, bytes do not.

    `charset` is what was said with the page, which counts before what is said in it.
    """
    if not content:
        raise UnreadablePageError("no_text")
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding.removesuffix("-sig")
    for encoding in ("utf-8", *known(charset), *declared(content)):
        text = strictly(content, encoding)
        if text is not None:
            return text, encoding
    return nearly_utf8(content) or most_arabic(content) or guessed(content)


def declared(content: bytes) -> list[str]:
    """The encoding that the head of the page names, where it is one of ENCODINGS."""
    found = DECLARED.search(content[:DECLARATION_WITHIN])
    return known(found[1].decode("ascii", "replace")) if found else []


def known(charset: str) -> list[str]:
    try:
        info = codecs.lookup(charset) if charset.isascii() and "\0" not in charset else None
    except LookupError:
        return []
    return [info.name] if info and info.name in ENCODINGS else []


def strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def nearly_utf8(content: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few broken bytes (a page cut in the middle of a letter) is still UTF-8."""
    text = content.decode("utf-8", "replace")
    share = text.count(BROKEN) / len(text)
    return (text, "utf-8") if share <= max(MOSTLY_SOUND, 1 / len(text)) else None


def most_arabic(content: bytes) -> tuple[str, str] | None:
    """The one-byte encoding that shows the most frequent Arabic words, if any shows some."""
    texts = ((content.decode(name, "replace"), name) for name in ONE_BYTE)
    score, text, name = max((frequent(text), text, name) for text, name in texts)
    return (text, name) if score >= 3 else None


def guessed(content: bytes) -> tuple[str, str]:
    best = from_bytes(content[:262144], cp_isolation=sorted(ENCODINGS)).best()
    encoding = best.encoding if best else "utf-8"
    return content.decode(encoding, "replace"), encoding
