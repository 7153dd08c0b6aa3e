"""What pages tell of the whole archive, kept while nothing public changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Told = TypeVar("Told")


def remembered(tell: Callable[Asked, Told]) -> Callable[Asked, Told]:
    """`tell` asked anew each time: nothing is kept yet. Its arguments must be hashable, what it
    tells must never be changed, and it may tell only of what is public."""
    return tell
