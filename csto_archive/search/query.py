"""What a reader typed, understood: the language of the search box.

* words: all of them are wanted, in any order;
* "…", «…»: these words side by side, exactly as written (folded); of the fifth and later
  phrases only the words;
* ‎-word, -"…": nothing that has this; of eight things, two of them phrases, the rest is ignored;
* this أو that, this OR that, this | that: one of them is enough;
* begin* (or a word that ends in a tatweel): any word that begins so;
* 2023, «23 نوفمبر 2023», 2023-11-23, «نوفمبر 2023»: what was written, or happened, then;
* names of cities, members and leaders: under all their spellings.

Whatever else is typed is punctuation. Every text is a query, none an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from csto_archive.arabic.analysis import Token, analyse

from .names import NO_NAMES, Names
from .phrases import (
    ANY_ENDING,
    MOST_ALTERNATIVES,
    SHORTEST_PREFIX,
    Phrase,
    Vocabulary,
    beginning_with,
    dates_in,
    distinct,
    is_prefix,
    no_vocabulary,
    open_ended,
)
from .questions import is_question

__all__ = [
    "ANY_ENDING",
    "LONGEST",
    "MOST_ALTERNATIVES",
    "MOST_CLAUSES",
    "SHORTEST_PREFIX",
    "Clause",
    "Phrase",
    "Query",
    "parse",
]

LONGEST = 500
MOST_CLAUSES = 32
MOST_PREFIXES = 4
LONGEST_PHRASE = 64
MOST_OF_A_SEARCH = 6
# What is costly to look for: one quoted phrase may stand for a walk through many texts.
MOST_QUOTED = 4
MOST_EXCLUDED = 8
MOST_QUOTED_EXCLUDED = 2

_ANGLES = "«»‹›《》"
_DOUBLES = '"“”„‟״″＂'
_DASHES = "\\-\u2010-\u2015\u2212"
_OPERATOR = re.compile(
    rf"(?P<quoted>[{_ANGLES}][^{_ANGLES}]*+[{_ANGLES}]|[{_DOUBLES}][^{_DOUBLES}]*+[{_DOUBLES}])"
    rf"|(?P<without>(?<![^\s(|])[{_DASHES}]++(?=[^\W_]|[{_ANGLES}{_DOUBLES}]))"
    r"|(?P<both>(?<!\S)AND(?!\S))"
    r"|(?P<either>(?<!\S)(?:OR|[أا]َ?وْ?)(?!\S)|\|+)"
)
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is asked for, as it was typed; any one of the phrases satisfies it."""

    written: str
    any_of: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A text understood. `text` is what was read of it: tidied, and cut to `LONGEST` letters.

    Of `ignored`, which are mostly function words, `excess` was to be left out, and is too much.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    ignored: tuple[str, ...] = ()
    excess: tuple[str, ...] = ()
    question: bool = False

    @property
    def is_blank(self) -> bool:
        """Nothing was typed, so that nothing is asked."""
        return not self.text

    @property
    def terms(self) -> frozenset[str]:
        """Of all that is asked for."""
        phrases = (phrase for clause in self.clauses for phrase in clause.any_of)
        return frozenset(term for phrase in phrases for term in phrase.terms)

    @property
    def is_void(self) -> bool:
        """Something was typed, but only function words or signs: nothing can answer it."""
        return bool(self.text) and not (self.clauses or self.excluded)


def parse(text: str, names: Names = NO_NAMES, vocabulary: Vocabulary = open_ended) -> Query:
    """Return what `text` asks for; see the module. Total and linear.

    `names` adds the other spellings of a name to the one typed; `vocabulary` gives the terms that
    begin with a prefix.
    """
    text = _tidy(text)
    reader = _Reader(text, names, vocabulary)
    reader.read()
    clauses = list(_clauses(text, reader.things))
    excluded = [phrase for thing in reader.things if thing.excluded for phrase in thing.any_of]
    return Query(
        text,
        tuple(clauses[:MOST_CLAUSES]),
        tuple(dict.fromkeys(excluded))[:MOST_ALTERNATIVES],
        tuple(dict.fromkeys(reader.ignored)),
        tuple(dict.fromkeys(reader.excess)),
        len(clauses) > MOST_OF_A_SEARCH or is_question(text),
    )


def _tidy(text: str) -> str:
    """Return the text without invisible signs, with single blanks, cut between two words."""
    seen = _INVISIBLE.sub("", text[: 4 * LONGEST])
    seen = _BLANK.sub(" ", seen).strip()
    if len(seen) <= LONGEST:
        return seen
    return seen[: LONGEST + 1].rpartition(" ")[0] or seen[:LONGEST]


@dataclass(frozen=True, slots=True)
class _Thing:
    """What stands at `start:end` of the query, and the operator before it."""

    start: int
    end: int
    any_of: tuple[Phrase, ...]
    operator: str

    @property
    def excluded(self) -> bool:
        return self.operator == "without"


@dataclass(slots=True)
class _Reader:
    text: str
    names: Names
    vocabulary: Vocabulary
    things: list[_Thing] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    excess: list[str] = field(default_factory=list)
    prefixes: int = 0
    quoted: int = 0
    without: int = 0
    quoted_without: int = 0

    def read(self) -> None:
        at, operator = 0, ""
        for found in _OPERATOR.finditer(self.text):
            operator = self._read_words(at, found.start(), operator)
            if found["quoted"]:
                self._read_quoted(found.start(), found.end(), operator)
            operator = "" if found["quoted"] else found.lastgroup or ""
            at = found.end()
        self._read_words(at, len(self.text), operator)

    def _read_quoted(self, start: int, end: int, operator: str) -> None:
        tokens = analyse(self.text[start + 1 : end - 1])[:LONGEST_PHRASE]
        terms = tuple(token.term for token in tokens if token.term)
        if terms and self._affords_quoted(operator):
            phrase = Phrase(terms, tuple(token.word for token in tokens))
            self._add(_Thing(start, end, (phrase,), operator))
        elif terms and operator != "without":
            self._read_words(start + 1, end - 1, operator)
        elif tokens:
            self._ignore(start, end, is_excess=bool(terms))

    def _affords_quoted(self, operator: str) -> bool:
        if operator == "without":
            self.quoted_without += 1
            return self.quoted_without <= MOST_QUOTED_EXCLUDED
        self.quoted += 1
        return self.quoted <= MOST_QUOTED

    def _add(self, thing: _Thing) -> None:
        """Keep what is asked for; of what is not wanted as much as can be looked for."""
        is_new = all(other.any_of != thing.any_of for other in self.things if other.excluded)
        self.without += thing.excluded and is_new
        if thing.excluded and is_new and self.without > MOST_EXCLUDED:
            self._ignore(thing.start, thing.end, is_excess=True)
        else:
            self.things.append(thing)

    def _ignore(self, start: int, end: int, is_excess: bool = False) -> None:
        self.ignored.append(self.text[start:end])
        if is_excess:
            self.excess.append(self.text[start:end])

    def _read_words(self, start: int, end: int, operator: str) -> str:
        """Read plain words; the operator is for the first of them, or stays for what follows."""
        for tokens, any_of in self._groups(self.text[start:end]):
            first, last = start + tokens[0].start, start + tokens[-1].end
            last += self.text[last : last + 1] == ANY_ENDING
            if any_of:
                self._add(_Thing(first, last, any_of, operator))
            else:
                self._ignore(first, last)
                operator = "" if operator == "without" else operator
                continue
            operator = ""
        return operator

    def _groups(self, run: str) -> Iterator[tuple[list[Token], tuple[Phrase, ...]]]:
        """Yield the tokens that belong together, and what satisfies them."""
        dates = dates_in(run)
        names = {(name.start, name.end): name.others for name in self.names.find(run)}
        owner = {at: span for known in (names, dates) for span in known for at in range(*span)}

        def span_of(token: Token) -> tuple[int, int]:
            found = owner.get(token.start) or owner.get(token.end - 1)
            return found or (token.start, token.end)

        for span, group in groupby(analyse(run), key=span_of):
            tokens = list(group)[:LONGEST_PHRASE]
            if span in dates:
                yield tokens, dates[span]
            else:
                yield tokens, distinct(self._satisfying(run, tokens, names.get(span, ())))

    def _satisfying(
        self, run: str, tokens: list[Token], others: Iterable[tuple[str, ...]]
    ) -> Iterator[Phrase]:
        terms = tuple(token.term for token in tokens if token.term)
        last = tokens[-1]
        if len(tokens) == 1 and is_prefix(run, last):
            self.prefixes += 1
            known = self.vocabulary if self.prefixes <= MOST_PREFIXES else no_vocabulary
            yield from (Phrase((term,)) for term in beginning_with(last.word, known))
        elif terms:
            yield Phrase(terms)
            yield from map(Phrase, others)


def _clauses(text: str, things: Iterable[_Thing]) -> Iterator[Clause]:
    """Yield the clauses, each once; what «أو» joins is one."""
    joined: list[list[_Thing]] = []
    follows = False
    for thing in things:
        if thing.operator == "either" and follows:
            joined[-1].append(thing)
        elif not thing.excluded:
            joined.append([thing])
        follows = not thing.excluded
    seen = set()
    for group in joined:
        phrases = distinct(phrase for thing in group for phrase in thing.any_of)
        if frozenset(phrases) not in seen:
            seen.add(frozenset(phrases))
            yield Clause(text[group[0].start : group[-1].end], phrases)
