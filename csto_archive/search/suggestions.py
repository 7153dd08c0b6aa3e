"""What is offered while a reader types: records by their names and titles, then whole words.

What there is to offer is not known here: the apps provide it (`Provider`). Words come out of the
vocabulary of the index, which is that of the public articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from csto_archive.arabic.analysis import analyse, term_of
from csto_archive.arabic.lexicon import unseated
from csto_archive.arabic.normalise import fold
from csto_archive.arabic.words import ARTICLE, article_length, clitic_lengths

from .asking import Reading, record_of
from .documents import is_vocabulary
from .index import ARTICLES, Index
from .query import Clause, Phrase, Query
from .spelling.nearness import stands_off

SHORTEST = 2
LONGEST = 200
MOST_WORDS = 8
MOST_ENDINGS = 24  # words that one beginning is completed to
FEW_ENDINGS = 8  # where they must meet other words: most are looked for in vain
WORD = "word"
_ARTICLES_ALONE = frozenset(
    before + article for before in ("", "و", "ف") for article in ("ال", "بال", "كال", "لل")
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to (`address`), or something to ask for (`query`): one of them is given.

    `kind` is "word" or the plural of a record's kind; `also` is the other name it was found by.
    """

    kind: str
    text: str
    address: str = ""
    query: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the box: whole words, and the beginning of one more. All folded.

    Each is given in every form in which it is looked for: as typed, without its article, for a
    whole word its term. `start` is where the last word begins in `text`.
    """

    text: str
    start: int
    whole: tuple[frozenset[str], ...]
    last: str
    beginnings: tuple[str, ...]

    def fits(self, line: str) -> bool:
        """Whether all that was typed stands in a line made by `line_of`."""
        for beginning in self.beginnings:
            if f" {beginning}" in line:
                return all(any(f" {form} " in line for form in forms) for forms in self.whole)
        return False

    def opens(self, line: str) -> bool:
        """Whether the line begins with what was typed first."""
        first = self.whole[0] if self.whole else self.beginnings
        return line.startswith(tuple(f" {form}" for form in first))


class Provider(Protocol):
    """Offers records that everybody may see, the best first, `limit` of each kind at most."""

    def __call__(self, typed: Typed, limit: int) -> Iterable[Suggestion]: ...


def suggest(
    text: str, providers: Sequence[Provider], limit: int = 10, index: Index = ARTICLES
) -> list[Suggestion]:
    """Return what completes `text`: records in the order of the providers, then words.

    Nothing for less than two letters; never raises, whatever the text.
    """
    typed = read(text)
    if typed is None:
        return []
    with index.once():
        offered = [found for provider in providers for found in provider(typed, limit)]
        if not offered and (otherwise := without_particles(typed)):
            offered = [found for provider in providers for found in provider(otherwise, limit)]
        offered += completions(index, typed, limit)
    return chosen(_once(offered, typed), limit)


def read(text: str) -> Typed | None:
    """Return what was typed, None where it is too little or too much to go by."""
    text = text[: LONGEST + 1]
    tokens = analyse(text)
    if not tokens or len(text) > LONGEST or len(tokens) > MOST_WORDS:
        return None
    *before, last = tokens
    if len(last.word) < SHORTEST or last.word in _ARTICLES_ALONE:
        return None
    whole = tuple(
        frozenset(map(unseated, {token.term, token.word, _bare(token.word)}))
        for token in before
        if token.term
    )
    beginnings = tuple(dict.fromkeys(map(unseated, (last.word, _bare(last.word)))))
    return Typed(text, last.start, whole, last.word, beginnings)


def without_particles(typed: Typed) -> Typed | None:
    """The same, the last word without what may be particles; None where there can be none."""
    rests = tuple(unseated(typed.last[length:]) for length in clitic_lengths(typed.last)[1:])
    return replace(typed, beginnings=rests) if rests else None


def line_of(texts: Iterable[str]) -> str:
    """Return the words of the texts in every form in which they may be looked for: " قمه القمه ".

    With and without particles and article, and as terms.
    """
    forms = [
        form for text in texts for token in analyse(text) for form in _forms(token.word, token.term)
    ]
    return f" {unseated(' '.join(forms))} "


def _forms(word: str, term: str) -> Iterator[str]:
    """Yield the word without its clitics first, so that a line begins with what is looked for."""
    forms = [_bare(word)]
    forms += [word[n:] for n in clitic_lengths(word)[1:] if term and stands_off(word, n)]
    yield from dict.fromkeys([*forms, word, term] if term else [word])


def _bare(word: str) -> str:
    return word[article_length(word) :]


def completions(index: Index, typed: Typed, limit: int) -> list[Suggestion]:
    """The most frequent words that begin so, each term once, to be asked for with the rest."""
    if not is_vocabulary(typed.last):
        return []
    rows = index.ask(lambda reading: words_beginning(reading, typed), most=0)
    terms = {"", term_of(typed.last)}
    found = []
    for word, written, _documents in sorted(rows, key=lambda row: (-row[2], row[0])):
        if (term := term_of(word)) not in terms:
            terms.add(term)
            text = typed.text[: typed.start].lstrip() + written
            found.append(Suggestion(WORD, text, query=text))
    return found[:limit]


def words_beginning(reading: Reading, typed: Typed) -> list[tuple[str, str, int]]:
    """(word, as written, df) of frequent words that begin so, with the article and without."""
    return [row for rows in reading.beginning(_words(typed), _most(typed)) for row in rows]


def _words(typed: Typed) -> list[tuple[str, str]]:
    beginnings = [("word", typed.last)]
    if not typed.last.startswith(ARTICLE) and not article_length(typed.last):
        beginnings.append(("word", ARTICLE + typed.last))
    return beginnings


def _most(typed: Typed) -> int:
    return FEW_ENDINGS if typed.whole else MOST_ENDINGS


def headed(index: Index, typed: Typed, count: int) -> list[int]:
    """The newest records of the index whose headline holds what was typed, by their numbers."""

    def ask(reading: Reading) -> list[int]:
        query = None if reading.tables.hides else asked_of_headlines(reading, typed)
        return reading.tables.headed(query, count) if query else []

    return [record_of(sid) for sid in index.ask(ask, most=0)]


def asked_of_headlines(reading: Reading, typed: Typed) -> Query | None:
    """The whole words, and one of the most frequent terms that begin like the last one."""
    asked = [("term", beginning) for beginning in typed.beginnings]
    found = reading.beginning([*asked, *_words(typed)], _most(typed))
    terms = [term_of(typed.last), *(row[0] for rows in found[: len(asked)] for row in rows)]
    others = (term_of(row[0]) for rows in found[len(asked) :] for row in rows)
    terms += [term for term in others if not term.startswith(typed.beginnings)]
    ends = tuple(Phrase((term,)) for term in dict.fromkeys(terms) if term)
    whole = [token.term for token in analyse(typed.text[: typed.start]) if token.term]
    clauses = [Clause(term, (Phrase((term,)),)) for term in whole]
    return Query(typed.text, (*clauses, Clause(typed.last, ends))) if ends else None


def _once(offered: Iterable[Suggestion], typed: Typed) -> Iterator[Suggestion]:
    """Each text once; no word that stands in the box already."""
    seen = set()
    for found in offered:
        text = fold(found.text)
        if text not in seen and not (found.query and text == fold(typed.text)):
            seen.add(text)
            yield found


def chosen(offered: Iterable[Suggestion], limit: int) -> list[Suggestion]:
    """The first of every kind, then the second, until there are enough; in the order offered."""
    ranks: Counter[str] = Counter()
    places = []
    for at, found in enumerate(offered):
        places.append((ranks[found.kind], at, found))
        ranks[found.kind] += 1
    best = sorted(places, key=lambda place: place[:2])[:limit]
    return [found for _rank, _at, found in sorted(best, key=lambda place: place[1])]
