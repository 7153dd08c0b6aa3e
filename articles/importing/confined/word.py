"""The text of a .docx as HTML: headings, lists, tables, quotes, links. Pictures are left out."""

from __future__ import annotations

import encodings.cp437  # noqa: F401 (of names in archives; nothing can be imported later)
import io
import re
import xml.dom.expatbuilder  # noqa: F401
import zipfile

import mammoth

from articles.importing.confined import COSTLY, DAMAGED, ConfinedError
from articles.importing.confined.limits import answer

# Word writes some eight elements a paragraph; mammoth builds an object of each.
MOST_TAGS = 150_000
LARGEST_PART = 32 * 1024 * 1024
ENCRYPTED = 0x1
DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
"""


def html_of(content: bytes) -> str:
    check(content)
    body = mammoth.convert_to_html(
        io.BytesIO(content), style_map=STYLES, convert_image=without_image
    ).value
    if not TAG.sub("", body).strip():
        raise ConfinedError("no_text")
    return f"<html><body>{spaced(body)}</body></html>"


def without_image(*_ignored) -> list:
    return []


def check(content: bytes) -> None:
    """A part that declares entities, or too many elements, is not handed to a parser."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    check_part(package, part)
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise ConfinedError(DAMAGED) from None


def check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.flag_bits & ENCRYPTED:
        raise ConfinedError("encrypted")
    if part.file_size > LARGEST_PART:
        raise ConfinedError("bomb")
    xml = package.read(part)
    if DOCTYPE.search(xml) or xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ConfinedError(DAMAGED)
    if xml.count(b"<") > 2 * MOST_TAGS:
        raise ConfinedError(COSTLY)


def spaced(html: str) -> str:
    """A line break between blocks: the page is read, and its words are pointed at, as text."""
    return re.sub(r"(</(?:p|h[1-6]|li|ul|ol|tr|table|blockquote)>)", r"\1\n", html)


if __name__ == "__main__":
    answer(html_of)
