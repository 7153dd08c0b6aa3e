"""The sentences of an article with what each holds: cities, countries, persons, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import count

from articles.importing.page import Unit
from articles.importing.recognise.facts import Authority
from articles.importing.recognise.texts import Text
from csto_archive.arabic.dates import FoundDate, dates_in
from csto_archive.arabic.names import FoldedWords, NameHit
from csto_archive.arabic.normalise import fold

# A «sentence» without end is cut: its dates are many, and each looks at all of it.
SENTENCE = re.compile(r"[^.!؟?؛\n]{1,3000}(?:[.!؟?؛\n]+)?")
CLAUSE = re.compile(r"[^،]+(?:،|$)")
NEXT = re.compile(
    r"(?<!\w)(?:ال)?(?:مقبل|قادم|مقرر|مرتقب|تالي|لاحق)(?:ه|ا)?(?!\w)|ست?ستضيف|تستضيف|تحتضن|ستعقد|سيعقد|(?:و|ف)?(?:ست|سي)لتقي|يستانف"
    r"|(?<!\w)(?:حين|عندما|ريثما|الي ان) [يت](?:لتقي|لتقون|جتمع|جتمعون|نعقد|عقد)(?!\w)"
    r"|(?<!\w)[وف]?[يت](?:لتقي|جتمع|لتئم) (?:\S+ ){1,3}(?:مجددا|مره اخري|ثانيه)(?!\w)"
    r"|[يت]ستعد (?:\S+ ){0,2}لاستضافه"
    r"|المزمع|حدد لها|حدد له|ينتظر|تنتظر|(?:قبل|بحلول|في) نهايه (?:هذا )?(?:ال)?(?:عام|سنه)"
)
# «وكان القادة قد اجتمعوا …»: what went before the subject.
BEFORE_THAT = re.compile(r"(?<!\w)[وف]?كان(?:ت|وا)?(?!\w)[^.]{0,80}(?<!\w)قد(?!\w)")
CAPITAL = re.compile(r"العاصمه ال(\w+)")
# Slug of a city → the house there where leaders meet, not as the name of who lives in it.
HOUSES = {
    "moscow": re.compile(
        r"(?<!مصدر )(?<!مصادر )(?<!مسؤول )(?<!مسؤولون )(?<!مسؤولين )(?<!متحدث )"
        r"(?<!\w)(?:[وب]?(?:في|داخل|قاعات|قصر|قمه|استضافها?|احتضنها?) )(?:قصر )?الكرملين(?!\w)"
        r"|(?<!\w)بالكرملين"
    ),
    "bishkek": re.compile(r"(?:انتيماك|ينتيماك) اوردو|الا ارتشا"),
}
HEADING = -1


@dataclass(frozen=True)
class Sentence:
    """A sentence of a unit with what it holds. `paragraph` counts the units of the body from 0 and
    is None elsewhere; `countries` are ISO codes, `persons` positions in the authority's terms."""

    unit: Unit
    paragraph: int | None
    start: int
    text: str
    words: FoldedWords
    cities: tuple[str, ...]
    countries: frozenset[str]
    persons: frozenset[int]
    dates: tuple[FoundDate, ...]
    whole: Sentence | None = None  # the sentence that this is a clause of

    @property
    def folded(self) -> str:
        return self.words.folded.text

    @cached_property
    def is_next(self) -> bool:
        return bool(NEXT.search(self.folded))

    def before(self, place: int) -> str:
        """What stands before a place of `text`, folded."""
        return fold(self.text[:place]).strip()

    @cached_property
    def is_before(self) -> bool:
        return bool(BEFORE_THAT.search(self.folded))


def sentences(texts: Sequence[Text], authority: Authority, day: date | None) -> list[Sentence]:
    """All sentences of an article, relative dates reckoned from `day`."""
    return [
        read(unit, paragraph, found, authority, day)
        for unit, paragraph in numbered(texts)
        for found in SENTENCE.finditer(unit.text)
    ]


def numbered(texts: Sequence[Text]) -> Iterator[tuple[Unit, int | None]]:
    """Each unit with its number among the paragraphs of the body: what stands outside it has
    none, a heading inside it the number of no paragraph."""
    paragraphs = count()
    for text in texts:
        in_body = HEADING if text.is_heading else None
        if text.unit.where == "body" and not text.is_heading:
            in_body = next(paragraphs)
        yield text.unit, in_body


def dated_from(found: Sequence[Sentence], day: date) -> list[Sentence]:
    """The sentences with their relative dates reckoned from another day."""
    return [replace(s, dates=tuple(dates_in(s.words.folded, day))) for s in found]


def read(
    unit: Unit, paragraph: int | None, found: re.Match[str], authority: Authority, day: date | None
) -> Sentence:
    words = FoldedWords(found[0])
    persons = authority.person_index.find_in(words)
    return Sentence(
        unit, paragraph, found.start(), found[0], words,
        cities_in(words, persons, authority),
        authority.country_index.keys_in(words),
        frozenset(hit.key for hit in persons),
        tuple(dates_in(words.folded, day)),
    )  # fmt: skip


def clauses(sentence: Sentence, authority: Authority, day: date | None) -> Iterator[Sentence]:
    """The parts of a sentence between commas, each with what it holds itself."""
    for clause in CLAUSE.finditer(sentence.text):
        part = read(sentence.unit, sentence.paragraph, clause, authority, day)
        yield replace(part, start=sentence.start + clause.start(), whole=sentence)


def cities_in(
    words: FoldedWords, persons: Sequence[NameHit], authority: Authority
) -> tuple[str, ...]:
    """Cities by name, and capitals by «العاصمة» with an adjective. A city's name inside a
    person's («نور سلطان نزارباييف») is no city."""
    named = [
        hit.key
        for hit in authority.city_index.find_in(words)
        if not any(person.start <= hit.start < person.end for person in persons)
    ]
    adjectives = CAPITAL.findall(words.folded.text)
    capitals = [authority.capital_adjectives.get(word) for word in adjectives]
    houses = [city for city, house in HOUSES.items() if house.search(words.folded.text)]
    return tuple(dict.fromkeys([*named, *filter(None, capitals), *houses]))
