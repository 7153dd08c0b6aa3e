"""The pages in a .warc or .warc.gz: responses that a crawler kept, record after record.

The frame of a record is read here, in bounds, so that a broken record costs no other; what is
inside (headers, chunked bodies) is read by warcio.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

from articles.importing.read.heads import content_type
from articles.importing.read.kinds import HTML, MHTML, PDF, TEXT, WORD
from articles.importing.read.reasons import MAX_BYTES, MAX_ENTRIES, UnreadablePageError
from articles.importing.read.unpacking import chunks, unpacked

LONGEST_HEAD = 64 * 1024
MAX_RECORD = MAX_BYTES + LONGEST_HEAD
MAX_RECORDS = 60_000
VERSION = re.compile(rb"(?:\A|\n)(?=WARC/[01]\.)")
NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/[01]\.)")
BLANK_LINE = re.compile(rb"\r?\n\r?\n")
STEP = 64 * 1024

WARC_HEADS = StatusAndHeadersParser(["WARC/1.1", "WARC/1.0", "WARC/0.17", "WARC/0.18"])
HTTP_HEADS = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3"])
READABLE = {HTML, TEXT, PDF, WORD, MHTML, "application/xhtml+xml", "message/rfc822", ""}
WEB = re.compile(r"https?://", re.IGNORECASE)
NO_PAGE = re.compile(r"/robots\.txt$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that a record holds. `content` is None where `code` says why it cannot be read."""

    url: str
    content: bytes | None = None
    charset: str = ""
    media_type: str = ""
    captured_at: datetime | None = None
    code: str = ""


@dataclass(slots=True)
class Tape:
    """Bytes that run by once. `trouble` is why they ended before their end, "" if they did not."""

    source: Iterator[bytes]
    buffer: bytearray = field(default_factory=bytearray)
    trouble: str = ""

    def fill(self, length: int) -> bool:
        """True when `length` bytes lie ready."""
        while len(self.buffer) < length:
            try:
                self.buffer += next(self.source)
            except StopIteration:
                return False
            except UnreadablePageError as error:
                self.trouble, self.source = error.code, iter(())
                return False
        return True

    def take(self, length: int) -> bytes:
        self.fill(length)
        taken = bytes(self.buffer[:length])
        del self.buffer[:length]
        return taken

    def skip(self, length: int) -> bool:
        while length > 0 and self.fill(1):
            step = min(length, len(self.buffer))
            del self.buffer[:step]
            length -= step
        if length > 0:
            self.trouble = self.trouble or "truncated"
        return length == 0

    def put_back(self, data: bytes) -> None:
        self.buffer[:0] = data

    def to_next_record(self) -> bool:
        """Past whatever stands before the next line that opens a record."""
        while self.fill(8) or self.buffer:
            if found := VERSION.search(self.buffer):
                del self.buffer[: found.end()]
                return True
            if not self.fill(len(self.buffer) + STEP):
                found = VERSION.search(self.buffer)
                del self.buffer[: found.end() if found else len(self.buffer)]
                return bool(found)
            if not VERSION.search(self.buffer):
                del self.buffer[:-16]
        return False

    def head(self) -> bytes | None:
        """Up to the blank line, which is taken too; None where none comes within bounds."""
        self.fill(8)
        while not (found := BLANK_LINE.search(self.buffer)):
            size = len(self.buffer)
            if size > LONGEST_HEAD or not self.fill(size + 1):
                return None
        return self.take(found.end())


def records(file: BinaryIO) -> Iterator[Kept | str]:
    """Each page, and of each other record only what it is. Raises UnreadablePageError at the end
    when the file is cut off or broken, or when it holds more than is read."""
    tape, pages, seen, found = Tape(chunks(file)), 0, 0, None
    while tape.to_next_record():
        found = record(tape)
        pages, seen = pages + isinstance(found, Kept), seen + 1
        if pages > MAX_ENTRIES or seen > MAX_RECORDS:
            raise UnreadablePageError("many")
        yield found
    if tape.trouble and not (isinstance(found, Kept) and found.code == tape.trouble):
        raise UnreadablePageError(tape.trouble)


def record(tape: Tape) -> Kept | str:
    head = tape.head()
    headers = parsed(WARC_HEADS, head) if head else None
    if headers is None:
        return Kept("", code="damaged" if tape.take(1) and tape.fill(1) else cut_off(tape))
    kind = (headers.get_header("WARC-Type") or "").lower()
    url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
    length = length_of(headers)
    if length is None:
        return Kept(url, code="damaged")
    if kind not in {"response", "resource"} or not WEB.match(url):
        tape.skip(length)
        return kind or "unknown"
    if length > MAX_RECORD:
        return Kept(url, code="huge") if tape.skip(length) else Kept(url, code=cut_off(tape))
    block = tape.take(length)
    if code := frame_problem(tape, block, length):
        return Kept(url, code=code)
    return page_in(block, headers, kind, url)


def length_of(headers: StatusAndHeaders) -> int | None:
    said = headers.get_header("Content-Length") or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None


def cut_off(tape: Tape) -> str:
    return tape.trouble or "truncated"


def frame_problem(tape: Tape, block: bytes, length: int) -> str:
    """A record whose length is wrong is refused, and what it swallowed is given back."""
    if len(block) == length and (not tape.fill(2) or BLANK_LINE.match(tape.buffer[:4])):
        return ""
    if swallowed := NEXT.search(block):
        tape.put_back(block[swallowed.end() :])
        return "damaged"
    return cut_off(tape) if len(block) < length else "damaged"


def page_in(block: bytes, headers: StatusAndHeaders, kind: str, url: str) -> Kept | str:
    """The page in a record, or what else it holds: "404", "image/png"."""
    stated, content = headers, block
    if kind == "response":
        end = BLANK_LINE.search(block, 0, LONGEST_HEAD)
        stated = parsed(HTTP_HEADS, block[: end.end()]) if end else None
        if stated is None:
            return Kept(url, code="damaged")
        content = block[end.end() :]
        if not stated.get_statuscode().startswith("20"):
            return stated.get_statuscode() or "unknown"
    said = content_type(stated.get_header("Content-Type") or "")
    if said.kind not in READABLE or not content.strip() or NO_PAGE.search(url):
        return said.kind or "empty"
    if not matches(block, headers.get_header("WARC-Block-Digest") or ""):
        return Kept(url, code="damaged")
    try:
        body = body_of(content, stated) if kind == "response" else content
    except UnreadablePageError as error:
        return Kept(url, code=error.code)
    captured_at = moment(headers.get_header("WARC-Date") or "")
    return Kept(url, body, said.charset, said.kind, captured_at)


def parsed(parser: StatusAndHeadersParser, head: bytes) -> StatusAndHeaders | None:
    try:
        return parser.parse(io.BytesIO(head))
    except (StatusAndHeadersParserException, EOFError, ValueError):
        return None


def body_of(content: bytes, headers: StatusAndHeaders) -> bytes:
    """The body of a response without its transfer and content codings."""
    if (headers.get_header("Transfer-Encoding") or "").lower().strip() == "chunked":
        content = joined(content)
    body = unpacked(content, headers.get_header("Content-Encoding") or "", MAX_BYTES)
    if len(body) > MAX_BYTES:
        raise UnreadablePageError("huge")
    return body


def joined(content: bytes) -> bytes:
    """A chunked body; crawlers that joined the chunks leave the header as it was."""
    if not re.match(rb"[0-9a-fA-F]{1,8}\s*(?:;[^\r\n]{0,200})?\r\n", content):
        return content
    try:
        return ChunkedDataReader(io.BytesIO(content), raise_exceptions=True).read()
    except ChunkedDataException:
        raise UnreadablePageError("truncated") from None


def matches(block: bytes, digest: str) -> bool:
    """True when the block is what was recorded, or when nothing readable is said of it."""
    name, _colon, said = digest.partition(":")
    if name.lower() not in {"sha1", "sha256", "md5"}:
        return True
    found = hashlib.new(name.lower(), block, usedforsecurity=False)
    forms = (found.hexdigest(), base64.b32encode(found.digest()).decode().rstrip("="))
    return said.lower().rstrip("=") in {form.lower() for form in forms}


def moment(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
