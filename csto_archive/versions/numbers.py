"""The version of the archive as this moment and this transaction see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from csto_archive.search.index import ARTICLES

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
    if asked is None:
        return _version(_number())
    if not asked:
        asked.append(_version(ARTICLES.number_beside_state(DUE, [_now()])))
    return asked[0]


def _now() -> str:
    return connection.ops.adapt_datetimefield_value(timezone.now())


def _number() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(DUE, [_now()])
        return cursor.fetchone()[0]


def _version(number: int | None) -> Version:
    return Version(str(connection.settings_dict["NAME"]), int(number or 0))


@contextmanager
def asked_once() -> Iterator[None]:
    """Around what reads and changes nothing: the database is asked for its version once, and in
    the same breath for the state of the search index, which most pages need."""
    token = _asked.set(_asked.get() or [])
    try:
        yield
    finally:
        _asked.reset(token)
        ARTICLES.forget_state()
