"""Patterns that are sought in every sentence and found in few."""

from __future__ import annotations

import re
from collections.abc import Iterator


class Telltale:
    """A pattern for folded text. It matches only where one of the `words` is: whether any of them
    is anywhere in a text is seen in a fraction of the time."""

    def __init__(self, words: str, pattern: str) -> None:
        """`words`: pieces of words; `_` stands for a blank inside one."""
        self.words = tuple(word.replace("_", " ") for word in words.split())
        self.pattern = re.compile(pattern)

    def search(self, folded: str) -> re.Match[str] | None:
        return self.pattern.search(folded) if self._is_told(folded) else None

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(folded) if self._is_told(folded) else iter(())

    def _is_told(self, folded: str) -> bool:
        return any(map(folded.__contains__, self.words))
