"""Pages of the lists of the site: numbered while that is cheap, then one behind the other.

A numbered page passes over all that stands before it. Behind the last numbered one a page begins
at a place in the order, as those of the API do, and costs as little as the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from django.core.paginator import Page as NumberedPage
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from csto_archive.arabic.digits import to_western
from csto_archive.pagination import further

MOST_NUMBERED = 50
END = "end"  # of the list: `after=end` is its last page
NEWEST_FIRST = ("-sort_date", "-pk")
YEARS = range(1900, 2200)


def number_in(asked: Mapping[str, str], name: str = "page") -> int:
    """The number that was typed, in digits of either script; 0 for anything else."""
    text = to_western(asked.get(name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def numbered_page(
    asked: Mapping[str, str], records: Sequence | QuerySet, size: int
) -> NumberedPage:
    """The page asked for of a list that is never long, the nearest where there is none."""
    return Paginator(records, size).get_page(max(number_in(asked), 1))


@dataclass(frozen=True)
class Numbers:
    """The numbers of the pages, as templates ask a paginator for them."""

    count: int
    page_range: range


@dataclass(frozen=True)
class Page:
    """A page of a list. `number` is None where it has none; `newer` and `older` are the places
    where the pages around it begin that have none, "" where they have."""

    object_list: list
    paginator: Numbers
    number: int | None = None
    newer: str = ""
    older: str = ""

    def __iter__(self) -> Iterator:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    @property
    def has_previous(self) -> bool:
        return self.number is not None and self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number is not None and self.number < self.paginator.page_range[-1]

    @property
    def has_other_pages(self) -> bool:
        return bool(self.has_previous or self.has_next or self.newer or self.older)

    @property
    def goes_deep(self) -> bool:
        """Whether there may be more than the numbered pages show."""
        return len(self.paginator.page_range) == MOST_NUMBERED

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


@dataclass(frozen=True)
class Pages:
    """`records` in their `order`, `size` on a page.

    `total` is how many there are, or a number that there are at least. `first` are the numbers of
    the first of them, where they are known. `rows` brings of some numbers what a page shows, in
    that order.
    """

    records: QuerySet
    rows: Callable[[Sequence[int]], list]
    size: int
    total: int
    first: Sequence[int] = ()
    order: tuple[str, ...] = NEWEST_FIRST

    def page(self, asked: Mapping[str, str]) -> Page:
        """What an address asks for; what it asks in vain is passed over."""
        if asked.get("after") == END:
            return self._before(None)
        if place := self._place(asked.get("after")):
            return self._before(place)
        if place := self._place(asked.get("before")) or self._end_of(number_in(asked, "until")):
            return self._behind(place)
        return self._numbered(number_in(asked))

    @property
    def numbers(self) -> Numbers:
        return Numbers(self.total, range(1, self._last + 1))

    @property
    def _last(self) -> int:
        return min(max(ceil(self.total / self.size), 1), MOST_NUMBERED)

    def _numbered(self, number: int) -> Page:
        number = min(max(number, 1), self._last)
        start, end = (number - 1) * self.size, number * self.size + 1
        if known := self.first[start:end]:
            found = self.rows(known)
        else:
            found = self._of(self.records.order_by(*self.order)[start:end])
        goes_on = number == MOST_NUMBERED and len(found) > self.size
        return self._shown(found[: self.size], number=number, goes_on=goes_on)

    def _behind(self, place: Sequence[str]) -> Page:
        records = self.records.filter(further([*self.order], [*place])).order_by(*self.order)
        found = self._of(records[: self.size + 1])
        if not found:
            return self._before(None)
        return self._shown(found[: self.size], comes_on=True, goes_on=len(found) > self.size)

    def _before(self, place: Sequence[str] | None) -> Page:
        """The page that ends before this place; the first one, where not even that is full."""
        order = [name.removeprefix("-") if name[0] == "-" else f"-{name}" for name in self.order]
        records = self.records.filter(further(order, [*place])) if place else self.records
        found = self._of(records.order_by(*order)[: self.size + 1])
        if len(found) <= self.size:
            return self._numbered(1)
        return self._shown(found[1:], comes_on=True, goes_on=place is not None)

    def _of(self, some: QuerySet) -> list:
        """Their numbers first: the rows are wide, and what is passed over is not read."""
        return self.rows(some.values_list("pk", flat=True))

    def _shown(self, found, number=None, comes_on=False, goes_on=False) -> Page:
        newer = self._signed(found[0]) if comes_on else ""
        older = self._signed(found[-1]) if goes_on else ""
        return Page(found, self.numbers, number, newer, older)

    # Places

    @cached_property
    def _signer(self) -> Signer:
        return Signer(salt=f"{self.records.model._meta.label}:{self.order}")

    def _signed(self, record: Any) -> str:
        names = (name.removeprefix("-") for name in self.order)
        return self._signer.sign_object([str(getattr(record, name)) for name in names])

    def _place(self, signed: str | None) -> list[str] | None:
        try:
            return self._signer.unsign_object(signed) if signed else None
        except BadSignature:
            return None

    def _end_of(self, year: int) -> tuple[Any, ...] | None:
        """The place before all that is older than the next year: there begins this one."""
        return (f"{year + 1}-01-01", "0") if year in YEARS else None
