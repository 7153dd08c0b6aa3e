"""Pages that a browser saved as one file (.mhtml): mail with the page and its pictures as parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from articles.importing.read.heads import ContentType, content_type
from articles.importing.read.kinds import HTML, TEXT
from articles.importing.read.reasons import UnreadablePageError

LONGEST_HEAD = 64 * 1024
MOST_PARTS = 10_000
DEEPEST = 3
BLANK_LINE = re.compile(rb"\r?\n\r?\n")
WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    head: Message
    body: bytes

    @property
    def said(self) -> ContentType:
        return content_type(str(self.head.get("Content-Type") or TEXT))

    @property
    def media_type(self) -> str:
        return self.said.kind or TEXT

    def content(self) -> bytes:
        """The body without its transfer encoding (base64, quoted-printable)."""
        self.head.set_payload(self.body)
        return self.head.get_payload(decode=True) or b""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """`charset` is what the part says of itself, "" where it says nothing."""

    content: bytes
    media_type: str
    charset: str


def saved_page(content: bytes) -> SavedPage:
    """The page itself: the first HTML part, else the first plain one. Raises
    UnreadablePageError."""
    parts = [part for part in parts_of(part_of(content)) if part.media_type in {HTML, TEXT}]
    page = min(parts, key=lambda part: part.media_type != HTML, default=None)
    if page is None:
        raise UnreadablePageError("no_text")
    return SavedPage(page.content(), page.media_type, page.said.charset)


def address_of(content: bytes) -> str:
    """Where the page was saved from, "" where it does not say."""
    whole = part_of(content)
    first = next(parts_of(whole), whole)
    said = (whole.head.get("Snapshot-Content-Location"), whole.head.get("Content-Location"),
            first.head.get("Content-Location"))  # fmt: skip
    found = ("".join(str(one or "").split()) for one in said)
    return next((address for address in found if WEB.match(address)), "")


def saved_at(content: bytes) -> datetime | None:
    """When the page was saved, None where it does not say; `-0000` is UTC."""
    try:
        found = parsedate_to_datetime(str(part_of(content).head.get("Date") or ""))
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def part_of(content: bytes) -> Part:
    start = content[:LONGEST_HEAD].lstrip()
    skipped = len(content[:LONGEST_HEAD]) - len(start)
    end = BLANK_LINE.search(start)
    if end is None:
        return Part(Message(), content)
    head = BytesParser().parsebytes(start[: end.end()], headersonly=True)
    return Part(head, content[skipped + end.end() :])


def parts_of(whole: Part, depth: int = 0) -> Iterator[Part]:
    """The parts that hold content, in the order of the file."""
    said = whole.said
    if not said.kind.startswith("multipart/") or not said.boundary:
        yield whole
        return
    if depth > DEEPEST:
        raise UnreadablePageError("nested")
    mark = b"--" + said.boundary.encode("ascii", "replace")
    edge = re.compile(rb"(?:\A|\r?\n)" + re.escape(mark) + rb"(?:--)?[ \t]*(?=\r?\n|\Z)")
    for piece in between(whole.body, edge):
        yield from parts_of(part_of(piece.removeprefix(b"\r").removeprefix(b"\n")), depth + 1)


def between(body: bytes, edge: re.Pattern[bytes]) -> Iterator[bytes]:
    """What stands behind each edge, up to the next; what is cut off at the end counts too."""
    found, seen = edge.search(body), 0
    while found:
        seen += 1
        if seen > MOST_PARTS:
            raise UnreadablePageError("many")
        after = edge.search(body, found.end())
        piece = body[found.end() : after.start() if after else len(body)]
        if not found[0].rstrip(b" \t").endswith(b"----") and piece.strip():
            yield piece
        found = after
