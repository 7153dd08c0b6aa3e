"""What satisfies one thing that was asked for: its terms, a beginning, a date in any form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from csto_archive.arabic.analysis import Token, term_of
from csto_archive.arabic.dates import FoundDate, find_dates, format_date
from csto_archive.arabic.normalise import TATWEEL
from csto_archive.arabic.words import article_length, clitic_lengths

from .names import terms_of

MOST_ALTERNATIVES = 64
SHORTEST_PREFIX = 2
ANY_ENDING = "*"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Adjacent terms; one term is a word, one that ends in `*` any term that begins so.

    With `words`, these folded words must stand side by side exactly as they are written.
    """

    terms: tuple[str, ...]
    words: tuple[str, ...] = ()


def distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return the phrases without those that one of the others says with fewer words.

    The first stays in any case: it is what was typed.
    """
    first, *others = list(dict.fromkeys(phrases))[:MOST_ALTERNATIVES] or [None]
    if first is None:
        return ()
    known = (first, *others)
    said = (p for p in others if not (p.terms[1:] and any(_holds(p, other) for other in known)))
    return (first, *said)


def _holds(phrase: Phrase, other: Phrase) -> bool:
    """True when whatever has `phrase` has `other` as well."""
    length = len(other.terms)
    return (
        length < len(phrase.terms)
        and not other.words
        and any(
            phrase.terms[at : at + length] == other.terms
            for at in range(len(phrase.terms) - length + 1)
        )
    )


# Beginnings


def open_ended(prefix: str) -> tuple[str, ...]:
    """The vocabulary of whoever has none: one term for all that begins with `prefix`."""
    return (prefix + ANY_ENDING,)


def no_vocabulary(_prefix: str) -> tuple[str, ...]:
    return ()


Vocabulary = Callable[[str], Sequence[str]]


def is_prefix(run: str, token: Token) -> bool:
    """True for `كلم*` and for `كلمـ`."""
    if len(token.word) < SHORTEST_PREFIX or token.word in ("ال", "لل"):
        return False
    return run[token.end : token.end + 1] == ANY_ENDING or TATWEEL in (
        run[token.end - 1],
        run[token.end : token.end + 1],
    )


def beginning_with(prefix: str, vocabulary: Vocabulary) -> list[str]:
    """Return the terms that begin with `prefix`, or with what follows its particles."""
    terms = [term for beginning in _beginnings(prefix) for term in vocabulary(beginning)]
    whole = [term for term in (term_of(prefix),) if term]
    return list(dict.fromkeys([*terms[: MOST_ALTERNATIVES - 1], *whole])) or [prefix]


def _beginnings(prefix: str) -> list[str]:
    """Return `prefix` as it is, without its article, and without particles the analyser drops."""
    bare = prefix[article_length(prefix) :]
    term = term_of(prefix)
    particles = [prefix[length:] for length in clitic_lengths(prefix) if prefix[length:] == term]
    beginnings = dict.fromkeys([prefix, bare, *particles])
    return [beginning for beginning in beginnings if len(beginning) >= SHORTEST_PREFIX]


# Dates


def dates_in(run: str) -> dict[tuple[int, int], tuple[Phrase, ...]]:
    """Return the dates of `run`, and what satisfies each of them; «20 – 22 أغسطس» is one."""
    if not any(map(str.isdecimal, run)):
        return {}
    found = find_dates(run)
    dates: dict[tuple[int, int], tuple[Phrase, ...]] = {}
    first: FoundDate | None = None
    for date in found:
        start, phrases = date.start, _dated(date)
        if first:
            start, phrases = first.start, (Phrase((first.value.isoformat(),)), *phrases)
        if date.text.isdecimal():
            first = date
            continue
        first = None
        dates[start, date.end] = tuple(dict.fromkeys(phrases))
    return dates


def _dated(date: FoundDate) -> list[Phrase]:
    """Return the day, month or year as the index has it, and as it is written in texts."""
    if date.precision == "year":
        return [Phrase((str(date.value.year),))]
    day = date.value.isoformat()
    written = format_date(date.value, date.precision)
    egyptian, _slash, rest = written.partition("/")
    before, _blank, _name = egyptian.rpartition(" ")
    year = str(date.value.year)
    texts = (date.text, written, f"{egyptian} {year}", f"{before} {rest}")
    exact = day if date.precision == "day" else day[: len("2023-11")]
    return [Phrase((exact,)), *(Phrase(terms) for terms in map(terms_of, texts) if terms)]
