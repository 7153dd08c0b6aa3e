"""Which of the texts that may have been meant is offered: the first that finds something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..asking import Reading
from ..engines.selecting import Select, Where
from ..query import Query


@dataclass(frozen=True)
class Attempts:
    """Texts that may have been meant, the likeliest first, and how they are read.

    `lacks_words`: the archive lacks well-spelt words, so one that finds most of it will do.
    """

    texts: list[str]
    queries: list[Query]
    lacks_words: bool

    def numbers(self, reading: Reading, where: Where) -> list[Select]:
        """What has to be asked for `best`."""
        return [reading.best_of(self.queries, where)] if self.queries else []

    def best(self, numbers: Sequence[int | None]) -> str:
        """The first text that finds all it asks for, else one that finds most; "" for none."""
        place = numbers[0] if numbers else None
        if place is None or (place >= len(self.texts) and not self.lacks_words):
            return ""
        return self.texts[place % len(self.texts)]
