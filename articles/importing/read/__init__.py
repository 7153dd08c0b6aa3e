"""From a file or bytes to pages, or a clear reason why there are none.

A file is one page, or an archive (.zip, .warc, .warc.gz) of many. Nothing is unpacked to disk.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from articles.importing.page import RawPage
from articles.importing.read.files import label, opened, printable, size_of, start_of
from articles.importing.read.kinds import (
    CONTAINERS,
    EMPTY_ZIP,
    GZIP,
    HEAD,
    HTML,
    MHTML,
    PK,
    SUFFIXES,
    TEXT,
    WARC,
    WARC_VERSION,
    ZIP,
    text_kind,
)
from articles.importing.read.mhtml import address_of, saved_at
from articles.importing.read.reasons import (
    MAX_BYTES,
    MAX_CONTAINER,
    REASONS,
    UnreadablePage,
    UnreadablePageError,
)
from articles.importing.read.unpacking import chunks
from articles.importing.read.warcs import Kept, records
from articles.importing.read.zips import entries, kind_of_zip

__all__ = [
    "MAX_BYTES", "MAX_CONTAINER", "REASONS", "SUFFIXES", "UnreadablePage", "UnreadablePageError",
    "pages_at", "pages_in_bytes", "printable", "read_bytes", "read_path",
]  # fmt: skip

BLANKS = b"\x00\xef\xbb\xbf \t\r\n"
Found = RawPage | UnreadablePage
# How often an archive held what is no page: "image/png", "404", "request", ".css".
LeftOut = Counter[str]


def pages_at(path: Path, url: str = "", left_out: LeftOut | None = None) -> Iterator[Found]:
    """The pages in a file, one after the other. Never raises; `left_out` counts what is none."""
    name = printable(path.name)
    try:
        with opened(path) as file:
            yield from pages_in(file, name, printable(url), left_out)
    except UnreadablePageError as error:
        yield UnreadablePage(name, error.code)


def pages_in_bytes(
    content: bytes, name: str, url: str = "", left_out: LeftOut | None = None
) -> Iterator[Found]:
    """The pages in the bytes of a file. Never raises."""
    try:
        yield from pages_in(io.BytesIO(content), name, url, left_out)
    except UnreadablePageError as error:
        yield UnreadablePage(name, error.code)


def read_path(path: Path, url: str = "") -> RawPage:
    """The one page in a file. Raises UnreadablePageError; never reads more than MAX_BYTES + 1."""
    with opened(path) as file:
        return page_in(file, printable(path.name), printable(url))


def read_bytes(content: bytes, name: str, url: str = "") -> RawPage:
    """The one page in `content`, named `name`. Raises UnreadablePageError."""
    return page_in(io.BytesIO(content), name, url)


def pages_in(file: BinaryIO, name: str, url: str, left_out: LeftOut | None) -> Iterator[Found]:
    kind = container_kind(file)
    if kind not in CONTAINERS:
        yield page_in(file, name, url)
        return
    if size_of(file) > MAX_CONTAINER:
        raise UnreadablePageError("huge_container")
    file.seek(0)
    counted = Counter() if left_out is None else left_out
    found = (zipped if kind == ZIP else archived)(file, name, counted)
    first = next(found, None)
    if first is None:
        raise UnreadablePageError("no_pages")
    yield first
    yield from found


def page_in(file: BinaryIO, name: str, url: str) -> RawPage:
    if size_of(file) > MAX_BYTES:
        raise UnreadablePageError("huge")
    content = file.read(MAX_BYTES + 1)
    if not content.strip(BLANKS):
        raise UnreadablePageError("empty")
    kind = container_kind(file) or text_kind(content, name)
    if kind in CONTAINERS:
        raise UnreadablePageError("container")
    if kind is None:
        raise UnreadablePageError("binary")
    page = RawPage(content, name, kind, url)
    if kind == MHTML:
        return replace(page, url=url or address_of(content), captured_at=saved_at(content))
    return page


def container_kind(file: BinaryIO) -> str | None:
    """ZIP or WARC, WORD for a package that holds a document, else None."""
    start = start_of(file, HEAD)
    if start.startswith((PK, EMPTY_ZIP)):
        return kind_of_zip(file)
    if start.startswith(GZIP):
        start = first_unpacked(file)
    return WARC if WARC_VERSION.match(start) else None


def first_unpacked(file: BinaryIO) -> bytes:
    file.seek(0)
    try:
        return next(chunks(file), b"")
    except UnreadablePageError:
        return b""


def zipped(file: BinaryIO, name: str, left_out: LeftOut) -> Iterator[Found]:
    for entry in entries(file):
        if isinstance(entry, str):
            left_out[Path(entry).suffix.lower()] += 1
        elif entry.content is None:
            yield UnreadablePage(label(name, entry.name), entry.code)
        else:
            yield from inner_pages(entry.content, label(name, entry.name), left_out)


def inner_pages(content: bytes, name: str, left_out: LeftOut) -> Iterator[Found]:
    """A crawl inside an archive is opened, an archive inside an archive is not."""
    inner = io.BytesIO(content)
    kind = container_kind(inner)
    try:
        if kind == ZIP:
            raise UnreadablePageError("nested")
        if kind == WARC:
            inner.seek(0)
            yield from archived(inner, name, left_out)
        else:
            yield page_in(inner, name, "")
    except UnreadablePageError as error:
        yield UnreadablePage(name, error.code)


def archived(file: BinaryIO, name: str, left_out: LeftOut) -> Iterator[Found]:
    for number, kept in enumerate(records(file), 1):
        if isinstance(kept, str):
            left_out[kept] += 1
        else:
            yield page_of(kept, label(name, kept.url or str(number)))


def page_of(kept: Kept, name: str) -> Found:
    """The page of a record. What looks like plain text is HTML where the server said so."""
    if kept.content is None:
        return UnreadablePage(name, kept.code)
    try:
        page = read_bytes(kept.content, name, kept.url)
    except UnreadablePageError as error:
        return UnreadablePage(name, error.code)
    stated = HTML if page.media_type == TEXT and "html" in kept.media_type else page.media_type
    captured_at = kept.captured_at or page.captured_at
    return replace(page, media_type=stated, charset=kept.charset, captured_at=captured_at)
