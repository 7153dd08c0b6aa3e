"""The entries of a .zip, read one after the other into memory; nothing is unpacked to disk."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from articles.importing.read.files import size_of
from articles.importing.read.kinds import EMPTY_ZIP, MARKUP, SUFFIXES, WORD, ZIP
from articles.importing.read.reasons import (
    MAX_BYTES,
    MAX_ENTRIES,
    MEGABYTE,
    UnreadablePageError,
)

END, END_OF_64 = EMPTY_ZIP, b"PK\x06\x07"
END_SIZE, LONGEST_COMMENT = 22, 65_535
# zipfile makes an object of each entry before it can be asked how many there are.
MAX_DIRECTORY = 4 * MEGABYTE
MAX_UNPACKED = 1024 * MEGABYTE
MAX_RATIO = 200
SMALL = MEGABYTE

ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
HIDDEN = re.compile(r"(?:^|/)(?:\.(?!\.?/)|__MACOSX/|Thumbs\.db$)")
DOCUMENT = "word/document.xml"
PACKAGES = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}


@dataclass(frozen=True, slots=True)
class Entry:
    """`content` is None where `code` says why it could not be read."""

    name: str
    content: bytes | None = None
    code: str = ""


def kind_of_zip(file: BinaryIO) -> str | None:
    """ZIP, WORD, or None for other packages (spreadsheets, books, programs) and what is no zip."""
    try:
        names = set(directory(file).namelist())
    except UnreadablePageError as error:
        return ZIP if error.code == "many" else None
    if DOCUMENT in names:
        return WORD
    return None if names & PACKAGES else ZIP


def directory(file: BinaryIO) -> zipfile.ZipFile:
    """The archive, once its directory is known to be of a sane size."""
    if size_of(file) < END_SIZE:
        raise UnreadablePageError("damaged")
    check_directory(file)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        raise UnreadablePageError("damaged") from None


def check_directory(file: BinaryIO) -> None:
    size = size_of(file)
    file.seek(max(size - END_SIZE - LONGEST_COMMENT - END_SIZE, 0))
    tail = file.read()
    at = len(tail) - END_SIZE
    if not (tail[at : at + 4] == END and tail.endswith(b"\0\0")):
        at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_SIZE:
        raise UnreadablePageError("damaged")
    entries, length = struct.unpack("<HL", tail[at + 10 : at + 16])
    if entries > MAX_ENTRIES or length > MAX_DIRECTORY or tail[at - 20 : at - 16] == END_OF_64:
        raise UnreadablePageError("many")


def entries(file: BinaryIO) -> Iterator[Entry | str]:
    """Each entry that may hold a page, and of the others only the name. Raises
    UnreadablePageError for the archive as a whole."""
    archive = directory(file)
    infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    if len(infos) > MAX_ENTRIES:
        raise UnreadablePageError("many")
    unpacked = 0
    for info in infos:
        if not is_page(archive, info):
            yield info.filename
            continue
        entry = entry_of(archive, info)
        unpacked += len(entry.content or b"")
        if unpacked > MAX_UNPACKED:
            raise UnreadablePageError("bomb")
        yield entry


def is_page(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """By its name, or else by its first bytes: saved sites call pages what they like."""
    if HIDDEN.search(info.filename):
        return False
    if PurePosixPath(info.filename).suffix.lower() in SUFFIXES:
        return True
    try:
        start = start_of(archive, info) if not problem_of(info) else b""
    except UnreadablePageError:
        return False
    return any(mark in start.lower() for mark in MARKUP)


def entry_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Entry:
    if code := problem_of(info):
        return Entry(info.filename, code=code)
    try:
        return Entry(info.filename, start_of(archive, info, MAX_BYTES + 1))
    except UnreadablePageError as error:
        return Entry(info.filename, code=error.code)


def problem_of(info: zipfile.ZipInfo) -> str:
    """Why an entry is not even opened, by what the archive says of it."""
    if info.flag_bits & ENCRYPTED:
        return "encrypted"
    if info.compress_type not in METHODS:
        return "compression"
    if info.file_size > SMALL and info.file_size > MAX_RATIO * info.compress_size:
        return "bomb"
    return "huge" if info.file_size > MAX_BYTES else ""


def start_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, length: int = 1024) -> bytes:
    """zipfile never gives more than the size that the entry declares."""
    try:
        with archive.open(info) as file:
            return file.read(length)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise UnreadablePageError("damaged") from None
    except RuntimeError:
        raise UnreadablePageError("encrypted") from None
