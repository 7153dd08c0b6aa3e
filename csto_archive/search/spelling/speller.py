"""What a reader may have meant, out of the words that the public archive holds.

Of the index only the tables of words, keys and terms are read, and these hold public words alone.
Words that share a key (all letters but one, or the skeleton of consonants) are compared with the
typed one letter by letter (`nearness`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from csto_archive.arabic.analysis import term_of
from csto_archive.arabic.lexicon import is_common
from csto_archive.arabic.normalise import fold
from csto_archive.arabic.skeleton import skeleton
from csto_archive.arabic.words import ARTICLE

from ..asking import Reading, commonness
from ..documents import is_vocabulary, keys_of
from ..engines.base import Engine
from ..engines.selecting import Where
from ..index import Index
from ..names import Names
from ..query import SHORTEST_PREFIX, Phrase, Query, parse
from .choosing import Attempts
from .explaining import Without, explanation_of
from .nearness import Known, Parted, parted, stands_off, words_of
from .typed import mendable, replaced

LONGEST = 40
SPARE = 3
RARE = 5
MORE_FREQUENT = 20
MOST_CORRECTED = 4
MOST_SPELLINGS = 5
MOST_ATTEMPTS = 3
MOST_ALSO = 3
MOST_TERMS = 64

PARTICLES = ("و", "ف", "ب", "ك", "ل")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word that may have been meant, as it is shown, and how many articles have its term."""

    text: str
    documents: int


class Speller:
    """What can be meant in the archive of `index`; `names` are spellings of any number of words."""

    def __init__(self, index: Index, names: Iterable[str] = ()) -> None:
        self.index = index
        self._names = words_of(tuple(names))

    def spellings(self, word: str, limit: int = MOST_SPELLINGS) -> list[Spelling]:
        """Return what a typed word may have been meant to be, the likeliest first.

        Each is found in one article at least, or is part of a name; none has the term of the typed
        word, which would find the same. What is not one word of letters has no spellings. Two
        statements beside those by which the index keeps itself.
        """
        typed = fold(word)
        if not is_mendable(typed):
            return []
        return self._ask(lambda reading: self._spellings(reading.tables, typed, limit))

    def _spellings(self, tables: Engine, typed: str, limit: int) -> list[Spelling]:
        if not is_mendable(typed):
            return []
        return self._spellings_of_all(tables, [typed], limit)[typed]

    def _spellings_of_all(
        self, tables: Engine, typed: Iterable[str], limit: int
    ) -> dict[str, list[Spelling]]:
        """Of many words, in as many statements as of one."""
        near = self._nearest(tables, typed, limit)
        documents = tables.frequencies(_terms_in(near))
        return {
            word: [
                Spelling(text, number)
                for term, text, known in words
                if (number := documents.get(term, 0) or int(known.is_name))
            ][:limit]
            for word, words in near.items()
        }

    def _nearest(
        self, tables: Engine, typed: Iterable[str], limit: int
    ) -> dict[str, list[tuple[str, str, Known]]]:
        readings = {word: parted(word) for word in typed if is_mendable(word)}
        sharing = _sharing(tables, readings)
        return {
            word: list(islice(self._near(word, parts, sharing[word]), limit * SPARE))
            for word, parts in readings.items()
        }

    def _near(
        self, typed: str, readings: Sequence[Parted], sharing: Sequence[Known]
    ) -> Iterator[tuple[str, str, Known]]:
        """Yield words with their terms and as they are shown: the nearest first, no term twice."""
        terms = {"", term_of(typed)}
        compared = self._compared(readings, sharing)
        ranked = sorted(compared, key=lambda row: (row[0], row[1].word))
        for _cost, known, parts in ranked:
            text = parts.meaning(known)
            if (term := term_of(fold(text))) not in terms:
                terms.add(term)
                yield term, text, known

    def _compared(
        self, readings: Sequence[Parted], sharing: Sequence[Known]
    ) -> Iterator[tuple[float, Known, Parted]]:
        words = [*sharing, *self._names]
        for parts in readings:
            sound = skeleton(parts.bare)
            for known in words:
                if (cost := parts.cost(known, sound)) is not None:
                    yield cost, known, parts

    def corrected(
        self, query: Query, read: Callable[[str], Query] = parse, where: Where | None = None
    ) -> str:
        """Return the text of the query with its doubtful words mended, "" where nothing is better.

        Mended is what no article has, or next to none where a near word is far more frequent.
        Operators and quotes stay, and so does what is excluded. `read` is how the text of the
        reader was read. The answer finds something that has all its words; or most of them, where
        the rest are words that the archive does not have, and no misspelt ones.
        """
        attempts = self.attempts(query, read)

        def best(reading: Reading) -> str:
            return attempts.best(reading.numbers(attempts.numbers(reading, where or {})))

        return self._ask(best)

    def attempts(self, query: Query, read: Callable[[str], Query] = parse) -> Attempts:
        """What `corrected` chooses from."""
        choices, lacks_words = self._ask(lambda reading: self._doubts(reading.tables, query))
        texts: list[str] = []
        for attempt in range(min(MOST_ATTEMPTS, max(map(len, choices.values()), default=0))):
            chosen = {word: those[min(attempt, len(those) - 1)] for word, those in choices.items()}
            text = replaced(query.text, chosen)
            if text == query.text:
                lacks_words = False
                break
            texts.append(text)
        return Attempts(texts, list(map(read, texts)), lacks_words)

    def _doubts(self, tables: Engine, query: Query) -> tuple[dict[str, list[str]], bool]:
        """What to write instead of what, and whether the archive lacks well-spelt words."""
        choices = dict(self._choices(tables, query))
        return choices, bool(choices) and self._lacks_words(tables, query)

    def _lacks_words(self, tables: Engine, query: Query) -> bool:
        words = (token.word for clause in query.clauses for token in mendable(clause.written))
        common = {word: term_of(word) for word in words if is_common(word)}
        frequencies = tables.frequencies(set(common.values())) if common else {}
        return any(not frequencies.get(term) for term in common.values())

    def widened(self, query: Query) -> Query:
        """Return the query with near spellings beside the words that no article has.

        For questions typed in full, where one misspelt word of many is passed over easily.
        """
        return self._ask(lambda reading: self._widened(reading.tables, query))

    def _widened(self, tables: Engine, query: Query) -> Query:
        doubtful = self._doubtful(tables, query)
        frequencies = tables.frequencies(query.terms)
        unknown = [c for c in query.clauses if not commonness(c, frequencies)]
        words = {clause: mendable(clause.written) for clause in unknown}
        typed = {clause: those[0].word for clause, those in words.items() if len(those) == 1}
        self._learn(tables, typed.values(), doubtful)
        chosen = {clause: typed[clause] for clause in unknown[:MOST_CORRECTED] if clause in typed}
        near = Speller(self.index)._spellings_of_all(tables, chosen.values(), MOST_ALSO)
        wider = {
            clause: replace(clause, any_of=(*clause.any_of, *_phrases_of(near.get(word, ()))))
            for clause, word in chosen.items()
        }
        return replace(query, clauses=tuple(wider.get(c, c) for c in query.clauses))

    def _learn(self, tables: Engine, unknown: Iterable[str], doubtful: Iterable[str]) -> None:
        """Ask at once for what is needed to widen the query, to correct it, and to widen that:
        where some words are mended, as many others are looked at, and nothing is asked then."""
        unknown = [word for word in islice(unknown, 2 * MOST_CORRECTED) if is_mendable(word)]
        if tables.knows_sharing(unknown):
            return
        typed = dict.fromkeys([*unknown, *islice(doubtful, MOST_CORRECTED)])
        near = [
            self._nearest(tables, typed, MOST_SPELLINGS),
            Speller(self.index)._nearest(tables, typed, MOST_ALSO),
        ]
        tables.frequencies({term for words in near for term in _terms_in(words)})

    def _choices(self, tables: Engine, query: Query) -> Iterator[tuple[str, list[str]]]:
        """Yield doubtful words of the query and what to write instead, the likeliest first."""
        doubtful = dict(islice(self._doubtful(tables, query).items(), MOST_CORRECTED))
        near = self._spellings_of_all(tables, map(fold, doubtful), MOST_SPELLINGS)
        for word, hits in doubtful.items():
            enough = max(1, MORE_FREQUENT * hits)
            spellings = near.get(fold(word), ())
            texts = [found.text for found in spellings if found.documents >= enough]
            if texts:
                yield word, texts

    def _doubtful(self, tables: Engine, query: Query) -> dict[str, int]:
        """Return the words of clauses that hardly anything satisfies, and how many have each.

        A name is spelt well, and so is a common word, even where no article has it.
        """
        tokens = {clause: mendable(clause.written) for clause in query.clauses}
        terms = {token.term for written in tokens.values() for token in written} | query.terms
        frequencies = tables.frequencies(terms) if terms else {}
        names = {known.word for known in self._names}
        return {
            token.word: frequencies.get(token.term, 0)
            for clause, written in tokens.items()
            if commonness(clause, frequencies) < RARE
            for token in written
            if frequencies.get(token.term, 0) < RARE
            and not (token.word in names or is_common(token.word))
        }

    def explain(self, query: Query, where: Where | None = None) -> list[Without]:
        """Return which clauses leave a search without hits, and the total without each of them.

        The most useful comes first. Clauses that no article can satisfy are left out together and
        have one total; otherwise the rarest are left out one by one, `MOST_COUNTS` at most. The
        totals are of articles that have all the rest, 0 where nothing is left to be asked.
        """

        def explained(reading: Reading) -> list[Without]:
            explanation = explanation_of(reading, query, where or {})
            return explanation.ranked(reading.numbers(explanation.numbers))

        return self._ask(explained)

    def vocabulary(self, prefix: str, limit: int = MOST_TERMS) -> list[str]:
        """Return the most frequent terms of words that begin with a prefix of two letters.

        Before it a word may have a particle or the article: «قم» finds القمة and بقمم.
        """
        prefix = fold(prefix)
        if not (SHORTEST_PREFIX <= len(prefix) <= LONGEST and prefix.isalnum()):
            return []
        return self._ask(lambda reading: beginning(reading.tables, prefix, limit))

    def _ask(self, question: Callable[[Reading], Any]) -> Any:
        return self.index.ask(question)


def is_mendable(typed: str) -> bool:
    return len(typed) <= LONGEST and is_vocabulary(typed)


def read(index: Index, text: str, names: Names) -> Query:
    """The text as the archive of `index` understands it: its names under all their spellings.

    What no article has in a question typed in full is looked for in near spellings too.
    """
    query = parse(text, names)
    is_wide = query.question and query.clauses
    return Speller(index, names.spellings).widened(query) if is_wide else query


def beginning(tables: Engine, prefix: str, limit: int) -> list[str]:
    """See `Speller.vocabulary`; the prefix is folded."""
    terms = set(tables.terms_beginning(prefix, limit))
    for clitic in ("", ARTICLE, *PARTICLES):
        for word, _written, _documents in tables.words_beginning(clitic + prefix, limit):
            if clitic not in PARTICLES or stands_off(word, len(clitic)):
                terms.add(term_of(word))
    documents = tables.frequencies(terms - {""}) if terms else {}
    return sorted(documents, key=lambda term: (-documents[term], term))[:limit]


def _sharing(tables: Engine, readings: Mapping[str, Sequence[Parted]]) -> dict[str, list[Known]]:
    """Words of the archive that share a key with each typed word, with its article or without."""
    keys = {typed: _keys_of_all(parts.bare for parts in read) for typed, read in readings.items()}
    shared = tables.sharing(keys)
    return {typed: [Known(*row) for row in rows] for typed, rows in shared.items()}


def _terms_in(near: Mapping[str, Iterable[tuple[str, str, Known]]]) -> set[str]:
    return {term for words in near.values() for term, _text, _known in words}


def _phrases_of(spellings: Iterable[Spelling]) -> list[Phrase]:
    return [Phrase((term_of(fold(spelling.text)),)) for spelling in spellings]


def _keys_of_all(words: Iterable[str]) -> frozenset[str]:
    asked = set(words)
    asked |= {ARTICLE + bare for bare in asked if not bare.startswith(ARTICLE)}
    return frozenset(key for word in asked for key in keys_of(word))
