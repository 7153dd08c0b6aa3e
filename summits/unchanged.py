"""What is made of all rows of small tables, and kept in memory until one of them changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import F, Func, Model, QuerySet, Value

# Seconds after which it is made anew though no row looks changed: an `update()` leaves no trace in
# a row.
LONGEST_KEPT = 300

Made = TypeVar("Made")


class _Kept(NamedTuple, Generic[Made]):
    state: list[tuple]
    made_at: float
    made: Made


class KeptWhileUnchanged(Generic[Made]):
    """Call it for what `make` returns; `tables` says by which field a row tells when it changed.

    Each process keeps its own, and asks one query whether that still holds.
    """

    def __init__(self, make: Callable[[], Made], tables: Mapping[type[Model], str]) -> None:
        self._make = make
        self._tables = tables
        self._kept: _Kept[Made] | None = None

    def __call__(self) -> Made:
        state, now = self._state(), time.monotonic()
        kept = self._kept
        if kept is None or kept.state != state or now - kept.made_at > LONGEST_KEPT:
            kept = self._kept = _Kept(state, now, self._make())
        return kept.made

    def _state(self) -> list[tuple]:
        """How many rows each table has, which is the last, and when one was last changed."""
        with connection.cursor() as cursor:
            cursor.execute(*self._question)
            return sorted(cursor.fetchall())

    @cached_property
    def _question(self) -> tuple[str, tuple]:
        """The statement of `_state`: making it takes longer than asking it."""
        first, *others = (_rows(model, F(changed)) for model, changed in self._tables.items())
        return first.union(*others, all=True).query.sql_with_params()


def _rows(model: type[Model], changed: F) -> QuerySet:
    """Not `aggregate`, so that all tables are asked in one statement."""
    return (
        model.objects.order_by()
        .annotate(
            table=Value(model.__name__),
            rows=Func(F("pk"), function="COUNT"),
            last=Func(F("pk"), function="MAX"),
            changed=Func(changed, function="MAX"),
        )
        .values_list("table", "rows", "last", "changed")
    )
