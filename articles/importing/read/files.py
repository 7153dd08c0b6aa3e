"""Opening what is behind a name, and names that are fit to be shown and stored."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from articles.importing.read.reasons import MAX_CONTAINER, UnreadablePageError

LONGEST_LABEL = 400


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file. What is behind a name is looked at once it is open; a pipe is not waited
    for. Raises UnreadablePageError."""
    try:
        with open(path, "rb", opener=open_at_once) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise UnreadablePageError("special")
            if found.st_size > MAX_CONTAINER:
                raise UnreadablePageError("huge_container")
            yield file
    except FileNotFoundError:
        raise UnreadablePageError("missing") from None
    except OSError:
        raise UnreadablePageError("unreadable") from None


def open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def size_of(file: BinaryIO) -> int:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def start_of(file: BinaryIO, length: int) -> bytes:
    file.seek(0)
    start = file.read(length)
    file.seek(0)
    return start


def printable(name: str) -> str:
    """A file's name may be bytes that no encoding knows, which no database stores."""
    return os.fsencode(name).decode(errors="replace")


def label(archive: str, inner: str) -> str:
    """How an entry is named: only a label, whatever path or signs its name is made of."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in inner)
    return f"{archive} › {shown[:LONGEST_LABEL]}"
