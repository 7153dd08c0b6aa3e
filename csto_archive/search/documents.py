"""What is searched: the public text of a record, and the terms that the index keeps of it.

A line is never crossed by a phrase: the blocks of a body, the captions and the names are lines.
No Django here, so that `rebuild_search` may analyse in processes of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from csto_archive.arabic.analysis import words_and_terms
from csto_archive.arabic.normalise import fold, is_attached
from csto_archive.arabic.skeleton import deletion_keys

FIELDS = ("headline", "standfirst", "body", "captions", "names")
NAMES = FIELDS.index("names")
FACETS = ("year", "city", "summit", "member", "initiative", "source")

BREAK = "|"  # stands between two lines, and in `words` between two fields
RECORD_BITS = 32
LONGEST_TERM = 60
# PostgreSQL's tsvector holds 1 MB of terms and words. No article of the press comes near it.
MOST_BYTES = 450_000


@dataclass(frozen=True, slots=True)
class Document:
    """A record as the public sees it.

    `day` is what «newest» sorts by; `fields` the original text of each of FIELDS; `facets` by name
    the numbers to filter and count by; `dates` are as precise as they are known («2023-11»).
    """

    record: int
    day: date
    fields: Mapping[str, str]
    facets: Mapping[str, tuple[int, ...]]
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the index keeps it: see `ranking.Candidate` for `fields` and `words`."""

    sid: int
    record: int
    length: int
    fields: tuple[str, ...]
    words: str
    facets: tuple[tuple[int, ...], ...]

    @property
    def terms(self) -> set[str]:
        return {term for field in self.fields for term in field.split()} - {BREAK}

    @property
    def vocabulary(self) -> set[str]:
        return {word for word in set(self.words.split()) if is_vocabulary(word)}


def sid_of(day: date, record: int) -> int:
    """The number by which documents sort: the day, then the record."""
    return day.toordinal() << RECORD_BITS | record


def is_vocabulary(word: str) -> bool:
    """Whether readers may be offered the word: letters only, two of them or more, and not cut."""
    return 1 < len(word) < LONGEST_TERM and word.isalpha()


def keys_of(word: str) -> set[str]:
    """What words that are easily taken for `word` share with it."""
    return deletion_keys(word)


def entry_of(document: Document, spellings: dict[str, str]) -> Entry:
    """The entry of a document; `spellings` learns how each new folded word is written."""
    fields, words = [], []
    for name in FIELDS:
        text = document.fields.get(name, "")
        lines = [words_and_terms(line) for line in text.split("\n")]
        for written, word, _term in chain.from_iterable(lines):
            spellings.setdefault(word, written)
        fields.append([[term[:LONGEST_TERM] for _, _, term in line if term] for line in lines])
        words.append([[word[:LONGEST_TERM] for _, word, _ in line] for line in lines])
    dates = list(dict.fromkeys(part for day in document.dates for part in beginnings(str(day))))
    fields[NAMES] += [[day] for day in dates]
    words[NAMES] += [[day] for day in dates]
    fields, words = _within_bounds(fields), _within_bounds(words)
    length = sum(len(line) for lines in fields for line in lines)
    return Entry(
        sid_of(document.day, document.record),
        document.record,
        length,
        tuple(_joined(lines) for lines in fields),
        _joined(line for lines in words for line in (lines or [[]])),
        tuple(tuple(sorted(set(document.facets.get(name, ())))) for name in FACETS),
    )


def cut(term: str) -> str:
    """The term as the databases can hold it; longer ones are no words."""
    return term[:LONGEST_TERM]


def beginnings(day: str) -> Iterator[str]:
    """«2023», «2023-11», «2023-11-23» of the last."""
    parts = day.split("-")
    return ("-".join(parts[: n + 1]) for n in range(len(parts)))


def display_of(word: str, written: str) -> str:
    """How to offer a word: as it was written, but without vowels («قِمّة» gives «قمة»)."""
    bare = "".join(letter for letter in written if not is_attached(letter))
    return bare if fold(bare) == word else word


def _within_bounds(fields: list[list[list[str]]]) -> list[list[list[str]]]:
    """The fields without the words that are more than a database can hold of one document."""
    if sum(len(line) for lines in fields for line in lines) * 4 * LONGEST_TERM < MOST_BYTES:
        return fields
    kept, size = set(), 0
    for word in dict.fromkeys(word for lines in fields for line in lines for word in line):
        size += len(word.encode()) + len("'=' ")
        if size > MOST_BYTES:
            break
        kept.add(word)
    return [[[word for word in line if word in kept] for line in lines] for lines in fields]


def _joined(lines: Iterable[list[str]]) -> str:
    """One blank around every word, BREAK between lines: " قمه مينسك | بيان "; "" for nothing."""
    text = f" {BREAK} ".join(" ".join(line) for line in lines if line)
    return f" {text} " if text else ""


@dataclass(slots=True)
class Tally:
    """What the entries of a set come to: in how many each term and each word stands."""

    documents: int = 0
    length: int = 0
    terms: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)

    def count(self, entries: Iterable[Entry]) -> Tally:
        for entry in entries:
            self.documents += 1
            self.length += entry.length
            self.terms.update(entry.terms)
            self.words.update(set(entry.words.split()))
        self.words = Counter({w: df for w, df in self.words.items() if is_vocabulary(w)})
        return self

    def add(self, other: Tally) -> None:
        self.documents += other.documents
        self.length += other.length
        self.terms.update(other.terms)
        self.words.update(other.words)


class Batch(NamedTuple):
    """Documents analysed: their entries, how each folded word is first written, their tally."""

    entries: list[Entry]
    spellings: dict[str, str]
    tally: Tally


def batch_of(documents: Iterable[Document]) -> Batch:
    spellings: dict[str, str] = {}
    entries = [entry_of(document, spellings) for document in documents]
    return Batch(entries, spellings, Tally().count(entries))
