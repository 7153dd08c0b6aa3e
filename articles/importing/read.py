"""From a file or bytes to a page, or a clear reason why it cannot be one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from articles.importing.page import RawPage

MAX_BYTES = 20 * 1024 * 1024
SUFFIXES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html"}
MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"BZh",
    b"\x7fELF", b"MZ\x90", b"RIFF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format",
)  # fmt: skip
WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")

REASONS = {
    "missing": "الملف غير موجود",
    "unreadable": "تعذّرت قراءة الملف",
    "special": "ليس ملفاً عادياً",
    "empty": "الملف فارغ",
    "huge": "الملف أكبر من 20 ميغابايت",
    "binary": "الملف ليس نصاً ولا صفحة HTML",
    "no_text": "ليس في الصفحة نص",
}


class UnreadablePageError(Exception):
    """`code` is a key of REASONS, `message` what an editor reads."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = REASONS[code]


def read_path(path: Path, url: str = "") -> RawPage:
    """The page in a file. Raises UnreadablePageError; never reads more than MAX_BYTES + 1."""
    try:
        content = content_of(path)
    except FileNotFoundError:
        raise UnreadablePageError("missing") from None
    except OSError:
        raise UnreadablePageError("unreadable") from None
    return read_bytes(content, printable(path.name), printable(url))


def content_of(path: Path) -> bytes:
    """What is behind a name is looked at once it is open; a pipe is not waited for."""
    with open(path, "rb", opener=open_at_once) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise UnreadablePageError("special")
        if found.st_size > MAX_BYTES:
            raise UnreadablePageError("huge")
        return file.read(MAX_BYTES + 1)


def open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def printable(name: str) -> str:
    """A file's name may be bytes that no encoding knows, which no database stores."""
    return os.fsencode(name).decode(errors="replace")


def read_bytes(content: bytes, name: str, url: str = "") -> RawPage:
    """The page in `content`, named `name`. Raises UnreadablePageError."""
    if not content.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise UnreadablePageError("empty")
    if len(content) > MAX_BYTES:
        raise UnreadablePageError("huge")
    if is_binary(content):
        raise UnreadablePageError("binary")
    return RawPage(content, name, media_type(content, name), url)


def is_binary(content: bytes) -> bool:
    """True for known binary formats and for content full of NUL and control bytes."""
    if content.startswith(MAGIC):
        return True
    if content.startswith(WIDE_BOMS):
        return False
    sample = content[:65536]
    controls = sum(map(sample.count, (bytes([code]) for code in (*range(9), *range(14, 27)))))
    return controls > len(sample) / 50


def media_type(content: bytes, name: str) -> str:
    """By what the content looks like first: scrapers save HTML under .txt."""
    start = content[:1024].lower()
    if any(mark in start for mark in MARKUP):
        return "text/html"
    return SUFFIXES.get(Path(name).suffix.lower(), "text/plain")
