"""Tables of words as they are best read: one text, split once."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text; `_` stands for a blank inside one entry."""
    return frozenset(word.replace("_", " ") for word in text.split())
