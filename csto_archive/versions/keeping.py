"""What pages tell of the whole archive, kept by each process while nothing public changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from django.db import Error

from csto_archive.search.index import ARTICLES

from .numbers import Version, current_version

VERSIONS = 3  # that are asked for at one time: what readers see, and what transactions do
MOST = 256  # answers of one function in one version

Asked = ParamSpec("Asked")
Told = TypeVar("Told")

_forgetting: list[Callable[[], Any]] = []


class UnsettledError(Exception):
    """Carries what was told out of an index that had not yet settled every change."""


def remembered(tell: Callable[Asked, Told]) -> Callable[Asked, Told]:
    """`tell` asked once for each version of the archive and each choice of arguments.

    Its arguments must be hashable, what it tells must never be changed, and it may tell only of
    what is public, and only out of the database and its arguments: what depends on the day takes
    the day as an argument.

    It is right within a transaction as well: every change gives the version another number, which
    no other transaction sees before it is committed, and which never comes back after it was
    rolled back.
    """

    def settled(*args: Asked.args, **kwargs: Asked.kwargs) -> Told:
        with ARTICLES.once() as readings:
            told = tell(*args, **kwargs)
        if not all(reading.is_settled for reading in readings):
            raise UnsettledError(told)  # the only way to return something and have it not kept
        return told

    # The answers of a version go with it: of each change of the archive some would be left behind.
    kept: OrderedDict[Version, Callable[Asked, Told]] = OrderedDict()
    lock = Lock()

    def kept_in(version: Version) -> Callable[Asked, Told]:
        with lock:
            if version not in kept:
                kept[version] = lru_cache(MOST, typed=True)(settled)
                if len(kept) > VERSIONS:
                    kept.popitem(last=False)
            kept.move_to_end(version)
            return kept[version]

    @wraps(tell)
    def remember(*args: Asked.args, **kwargs: Asked.kwargs) -> Told:
        try:
            version = current_version()
        except Error:  # what is told without it may still be there, or says so itself
            return tell(*args, **kwargs)
        try:
            return kept_in(version)(*args, **kwargs)
        except UnsettledError as error:
            return error.args[0]

    to_forget(kept.clear)
    return remember


def to_forget(forgets: Callable[[], Any]) -> None:
    """Have this called, too, when everything is to be forgotten."""
    _forgetting.append(forgets)


def forget() -> None:
    """Everything that this process keeps: for tests, which change what no version knows of."""
    for forgets in _forgetting:
        forgets()
