"""The word lists beside this file, read once: function words, names, plurals, exceptions.

A table is a text file; «#» opens a comment. Words are written as in print and are folded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .lexicon import unseated
from .normalise import fold

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Tables:
    """Sets of unseated words; `names` gives the form under which a name is indexed."""

    function_words: frozenset[str]
    whole: frozenset[str]
    feminine_apart: frozenset[str]
    feminine_same: frozenset[str]
    final_ya: frozenset[str]
    final_ha: frozenset[str]
    final_n: frozenset[str]
    not_plural: frozenset[str]
    names: dict[str, str]
    loan_words: list[list[str]]
    broken_plurals: dict[str, str]


def lines(name: str) -> list[list[str]]:
    """Return the words of each line as written; empty lines and comments are left out."""
    text = (_HERE / f"{name}.txt").read_text("utf-8")
    rows = (line.partition("#")[0].split() for line in text.splitlines())
    return [row for row in rows if row]


def _key(word: str) -> str:
    return unseated(fold(word))


def _all(name: str) -> frozenset[str]:
    return frozenset(_key(word) for row in lines(name) for word in row)


def _names() -> dict[str, str]:
    """Return spelling -> form. The article of a name (البرتغال) is a clitic like any other."""
    rows = [[word] for row in lines("protected_words") for word in row]
    rows += [[word.removeprefix("ال") for word in row] for row in lines("names")]
    return {_key(word): _key(row[0]) for row in rows for word in reversed(row)}


def _broken_plurals() -> dict[str, str]:
    """Return plural -> singular; where a plural belongs to two words, the first listed has it."""
    found: dict[str, str] = {}
    for row in lines("broken_plurals"):
        for entry in row:
            singular, *plurals = map(_key, entry.split("/"))
            for plural in plurals:
                found.setdefault(plural, singular)
    return found


@cache
def tables() -> Tables:
    """Return all tables."""
    plurals = _broken_plurals()
    loan_words = [list(map(_key, row)) for row in lines("loan_words")]
    listed = _all("whole_words").union(plurals.values(), *loan_words)
    return Tables(
        function_words=_all("function_words"),
        whole=listed,
        feminine_apart=_all("feminine_apart"),
        feminine_same=_all("feminine_same"),
        final_ya=_all("final_ya"),
        final_ha=_all("final_ha"),
        final_n=_all("final_n"),
        not_plural=_all("not_plural"),
        names=_names(),
        loan_words=loan_words,
        broken_plurals=plurals,
    )
