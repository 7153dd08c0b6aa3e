"""What a file is, by what it looks like first and by its name last: scrapers name files freely."""

from __future__ import annotations

import re
from pathlib import PurePath

TEXT, HTML, PDF = "text/plain", "text/html", "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MHTML = "multipart/related"
ZIP, WARC = "application/zip", "application/warc"
CONTAINERS = frozenset({ZIP, WARC})

# The names that a folder or an archive is searched for.
SUFFIXES = {
    ".txt": TEXT, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".mhtml": MHTML, ".mht": MHTML,
    ".docx": WORD, ".pdf": PDF, ".zip": ZIP, ".warc": WARC, ".gz": WARC,
}  # fmt: skip
PK, EMPTY_ZIP, GZIP = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b"
WARC_VERSION = re.compile(rb"WARC/[01]\.\d")
MAGIC = (
    PK, EMPTY_ZIP, GZIP, b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"BZh", b"\x7fELF", b"MZ\x90",
    b"RIFF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format", b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd", b"\x00\x00\x01\x00", b"wOFF", b"wOF2",
)  # fmt: skip
WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")
MAIL_HEAD = re.compile(rb"\A(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)+", re.ASCII)
RELATED = re.compile(rb"^content-type:\s*multipart/(?:related|mixed|alternative)", re.I | re.M)
HEAD = 4096


def text_kind(content: bytes, name: str) -> str | None:
    """The media type of what is no container and no Word document; None for other binaries."""
    start = content[:HEAD]
    if b"%PDF-" in start[:1024]:
        return PDF
    if is_binary(content):
        return None
    if is_mhtml(start):
        return MHTML
    if any(mark in start[:1024].lower() for mark in MARKUP):
        return HTML
    named = SUFFIXES.get(PurePath(name).suffix.lower(), TEXT)
    return named if named in {TEXT, HTML} else TEXT


def is_binary(content: bytes) -> bool:
    """True for known binary formats and for content full of NUL and control bytes."""
    if content.startswith(MAGIC):
        return True
    if content.startswith(WIDE_BOMS):
        return False
    sample = content[:65536]
    controls = sum(map(sample.count, (bytes([code]) for code in (*range(9), *range(14, 27)))))
    return controls > len(sample) / 50


def is_mhtml(start: bytes) -> bool:
    """A page saved as one file begins as mail does."""
    head = MAIL_HEAD.match(start.lstrip())
    return bool(head and RELATED.search(head[0]) and b"ime-" in head[0].lower())
