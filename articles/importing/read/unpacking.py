"""Compressed bytes, unpacked no further than they are wanted."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

import brotli

from articles.importing.read.kinds import GZIP
from articles.importing.read.reasons import MEGABYTE, UnreadablePageError

CHUNK = 64 * 1024
MAX_UNPACKED = 1024 * MEGABYTE
MAX_RATIO = 100
# Below this a bomb does no harm, and short pages of one repeated sign are no bombs.
HARMLESS = 32 * MEGABYTE
ANY_GZIP = 31
RAW = -15
MOST_CODINGS = 3


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, through gzip where it begins so: member after member.

    Raises UnreadablePageError where it is cut off, broken or out of proportion.
    """
    if file.read(2) != GZIP:
        file.seek(0)
        while data := file.read(CHUNK):
            yield data
        return
    file.seek(0)
    packed = unpacked = 0
    engine, data = zlib.decompressobj(ANY_GZIP), b""
    is_open = False
    while data := data or file.read(CHUNK):
        if not is_open and not (data := data.lstrip(b"\0")):
            continue
        before = len(data)
        found = inflated(engine, data, CHUNK)
        data, is_open = engine.unconsumed_tail, True
        if engine.eof:
            data, engine, is_open = engine.unused_data, zlib.decompressobj(ANY_GZIP), False
        packed, unpacked = packed + before - len(data), unpacked + len(found)
        if unpacked > max(HARMLESS, MAX_RATIO * packed) or unpacked > MAX_UNPACKED:
            raise UnreadablePageError("bomb")
        yield found
    if is_open:
        raise UnreadablePageError("truncated")


def inflated(engine, data: bytes, most: int) -> bytes:
    try:
        return engine.decompress(data, most)
    except zlib.error:
        raise UnreadablePageError("damaged") from None


def gunzipped(content: bytes, most: int) -> bytes:
    return whole(zlib.decompressobj(ANY_GZIP), content, most)


def deflated(content: bytes, most: int) -> bytes:
    """With the header that the standard asks for, or without as some servers have it."""
    is_wrapped = content[:1] == b"\x78" and int.from_bytes(content[:2], "big") % 31 == 0
    window = zlib.MAX_WBITS if is_wrapped else RAW
    return whole(zlib.decompressobj(window), content, most)


def whole(engine, content: bytes, most: int) -> bytes:
    found = inflated(engine, content, most + 1)
    if len(found) > most:
        raise UnreadablePageError("bomb")
    if not engine.eof:
        raise UnreadablePageError("truncated")
    return found


def unbrotlied(content: bytes, most: int) -> bytes:
    engine = brotli.Decompressor()
    try:
        found = [engine.process(content, output_buffer_limit=CHUNK)]
        size = len(found[0])
        while not engine.is_finished() and not engine.can_accept_more_data():
            found.append(engine.process(b"", output_buffer_limit=CHUNK))
            size += len(found[-1])
            if size > most:
                raise UnreadablePageError("bomb")
    except brotli.error:
        raise UnreadablePageError("damaged") from None
    if not engine.is_finished():
        raise UnreadablePageError("truncated")
    return b"".join(found)


UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": gunzipped,
    "x-gzip": gunzipped,
    "deflate": deflated,
    "br": unbrotlied,
}


def unpacked(content: bytes, codings: str, most: int) -> bytes:
    """The content of a response, freed of its codings («gzip, br»), the last one first.

    Raises UnreadablePageError; what is packed is never handed on as if it were text.
    """
    named = [coding.strip().lower() for coding in codings.split(",")]
    if len(named) > MOST_CODINGS:
        raise UnreadablePageError("compression")
    for coding in reversed([coding for coding in named if coding not in {"", "identity"}]):
        if coding not in UNPACKERS:
            raise UnreadablePageError("compression")
        content = UNPACKERS[coding](content, most)
    return content
