"""What somebody typed, in quotes: one pair around it, and another kind inside."""

from __future__ import annotations

_OPENING = frozenset('«‹《"“”„‟״″＂')
_CLOSING = frozenset('»›》"“”„‟״″＂')
_INNER = str.maketrans("«»", '""')


def is_quoted(text: str) -> bool:
    """True where the text brings its quotes at both ends."""
    return len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING


def inside_quotes(text: str) -> str:
    """Return the text as it is written between « and »: قمة "الأمن الجماعي"."""
    return text.translate(_INNER)


def quoted(text: str) -> str:
    """Return the text between « and », unless it brings quotes of its own."""
    return text if is_quoted(text) else f"«{inside_quotes(text)}»"
