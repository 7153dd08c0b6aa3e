"""The version of the archive as this moment and this transaction see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

DUE = "SELECT SUM(token) FROM version_change WHERE due <= %s"

_asked: ContextVar[list[Version] | None] = ContextVar("asked", default=None)


class Version(NamedTuple):
    """Of one database, named by where it is; two of them are never in the same state."""

    database: str
    number: int


def current_version() -> Version:
    """To be asked *before* what is kept by it: an answer may be newer than the version it is kept
    by, never older."""
    asked = _asked.get()
    if not asked:
        version = _ask()
        if asked is None:
            return version
        asked.append(version)
    return asked[0]


def _ask() -> Version:
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(DUE, [now])
        (number,) = cursor.fetchone()
    return Version(str(connection.settings_dict["NAME"]), int(number or 0))


@contextmanager
def asked_once() -> Iterator[None]:
    """Around what reads and changes nothing: the database is asked for its version once."""
    token = _asked.set(_asked.get() or [])
    try:
        yield
    finally:
        _asked.reset(token)
