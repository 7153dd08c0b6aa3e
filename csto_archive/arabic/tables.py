"""The word lists beside this file, read once: function words, names, plurals, exceptions.

A table is a text file; «#» opens a comment. Words are written as in print and are folded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .lexicon import unseated
from .normalise import fold, spelling

_HERE = Path(__file__).parent
_BARE_ALEF = str.maketrans("أإآ", "ااا")


@dataclass(frozen=True, slots=True)
class Tables:
    """Sets of unseated words; `names` gives the form under which a name is indexed.

    `function_spellings` and `function_apart` hold words as written, `first_of_plural` the first
    letter of a broken plural as written: أ of أحداث, where إحداث is another word.
    """

    function_words: frozenset[str]
    function_spellings: frozenset[str]
    function_apart: frozenset[str]
    whole: frozenset[str]
    own_article: frozenset[str]
    feminine_apart: frozenset[str]
    feminine_same: frozenset[str]
    final_ya: frozenset[str]
    final_ha: frozenset[str]
    final_n: frozenset[str]
    not_plural: frozenset[str]
    names: dict[str, str]
    loan_words: list[list[str]]
    broken_plurals: dict[str, str]
    first_of_plural: dict[str, str]
    weak_verbs: dict[str, str]


def lines(name: str) -> list[list[str]]:
    """Return the words of each line as written; empty lines and comments are left out."""
    text = (_HERE / f"{name}.txt").read_text("utf-8")
    rows = (line.partition("#")[0].split() for line in text.splitlines())
    return [row for row in rows if row]


def _key(word: str) -> str:
    return unseated(fold(word))


def _all(name: str) -> frozenset[str]:
    return frozenset(_key(word) for row in lines(name) for word in row)


def _spellings(name: str) -> frozenset[str]:
    """Return the words of a table as written, and those without the hamza of an alef."""
    written = {spelling(word) for row in lines(name) for word in row}
    return frozenset(written | {word.translate(_BARE_ALEF) for word in written})


def _names() -> dict[str, str]:
    """Return spelling -> form. The article of a name (البرتغال) is a clitic like any other."""
    rows = [[word] for row in lines("protected_words") for word in row]
    rows += [[word.removeprefix("ال") for word in row] for row in lines("names")]
    return {_key(word): _key(row[0]) for row in rows for word in reversed(row)}


def _broken_plurals() -> dict[str, tuple[str, str]]:
    """Return plural -> singular and the plural as written.

    Where a plural belongs to two words, the first listed has it.
    """
    found: dict[str, tuple[str, str]] = {}
    for row in lines("broken_plurals"):
        for entry in row:
            singular, *plurals = entry.split("/")
            for plural in plurals:
                found.setdefault(_key(plural), (_key(singular), plural))
    return found


def _weak_verbs() -> dict[str, str]:
    """Return form -> verb. The plural and the feminine of a past in ى follow from it."""
    found: dict[str, str] = {}
    for word in (word for row in lines("weak_verbs") for word in row):
        stem = word if word.endswith("أ") else word[:-1]
        for ending in ("ت", "تا", "وا"):
            found.setdefault(_key(stem + ending), _key(word))
    return found


@cache
def tables() -> Tables:
    """Return all tables."""
    plurals = _broken_plurals()
    loan_words = [list(map(_key, row)) for row in lines("loan_words")]
    listed = _all("whole_words").union(
        _all("own_article"), (one for one, _ in plurals.values()), *loan_words
    )
    return Tables(
        function_words=_all("function_words"),
        function_spellings=_spellings("function_words"),
        function_apart=frozenset(spelling(word) for row in lines("function_apart") for word in row),
        whole=listed,
        own_article=_all("own_article"),
        feminine_apart=_all("feminine_apart"),
        feminine_same=_all("feminine_same"),
        final_ya=_all("final_ya"),
        final_ha=_all("final_ha"),
        final_n=_all("final_n"),
        not_plural=_all("not_plural"),
        names=_names(),
        loan_words=loan_words,
        broken_plurals={plural: one for plural, (one, _) in plurals.items()},
        weak_verbs=_weak_verbs(),
        first_of_plural={plural: written[0] for plural, (_, written) in plurals.items()},
    )
