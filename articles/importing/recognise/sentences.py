"""The sentences of an article with what each holds: cities, countries, persons, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import count

from articles.importing.page import Unit
from articles.importing.recognise.facts import Authority
from articles.importing.recognise.organisations import CSTO, rivals_in
from articles.importing.recognise.roundabout import DECIDED_THERE
from articles.importing.recognise.telltales import Telltale
from articles.importing.recognise.texts import Text
from csto_archive.arabic.dates import FoundDate, dates_in
from csto_archive.arabic.names import FoldedWords
from csto_archive.arabic.normalise import fold

# A «sentence» without end is cut: its dates are many, and each looks at all of it.
SENTENCE = re.compile(r"[^.!؟?؛\n]{1,3000}(?:[.!؟?؛\n]+)?")
CLAUSE = re.compile(r"[^،]+(?:،|$)")
NEXT = Telltale(
    "مقبل قادم مقرر مرتقب تالي لاحق مزمع نتظر ستضيف تحتضن يستانف ستعد عقد لتق جتمع لتئم حدد_ل"
    " نهايه",
    r"(?<!\w)(?:ال)?(?:مقبل|قادم|مقرر|مرتقب|تالي|(?<!وقت )لاحق)(?:ه|ا)?(?!\w)|ست?ستضيف|تستضيف"
    r"|تحتضن|ستعقد|سيعقد|(?:و|ف)?(?:ست|سي)(?:لتقي|لتقون|جتمعون)|يستانف"
    r"|(?<!\w)(?:حين|عندما|ريثما|الي ان) [يت](?:لتقي|لتقون|جتمع|جتمعون|نعقد|عقد)(?!\w)"
    r"|(?<!\w)[وف]?[يت](?:لتقي|جتمع|لتئم) (?:\S+ ){1,3}(?:مجددا|مره اخري|ثانيه)(?!\w)"
    r"|[يت]ستعد (?:\S+ ){0,2}لاستضافه"
    r"|المزمع|حدد لها|حدد له|ينتظر|تنتظر|(?:قبل|بحلول|في) نهايه (?:هذا )?(?:ال)?(?:عام|سنه)",
)
# «وكان القادة قد اجتمعوا …»: what went before the subject.
BEFORE_THAT = re.compile(r"(?<!\w)[وف]?كان(?:ت|وا)?(?!\w)[^.]{0,80}(?<!\w)قد(?!\w)")
EVENT = re.compile(
    r"(?<!\w)(?:[وفبلك]{0,2}(?:ال)?(?:قمه|قمم|قمت(?:هم|ها|ي)|دوره|دورت(?:هم|ها|ه)|لقاء|لقاؤهم"
    r"|لقائهم|لقاءات(?:هم|ها)|اجتماع(?:ا|هم|ها)?|جلسه|جلستهم|موعد)(?!\w)(?! ثنائي)"
    r"|ميثاق\w*|[وفس]{0,2}[يت](?:لتقي|جتمع|لتئم)\s+(?:\S+\s+){0,2}"
    r"(?:القاده|قادت(?:ها|هم)|الدول الاعضاء)|[وبل]?استضافه القاده"
    r"|(?:حين|عندما) ي(?:لتقون|جتمعون)\b|اجتمع(?:وا)?\b|التقوا\b"
    rf"|(?:القاده|الرؤساء) (?:س?ي)(?:لتقون|جتمعون)|{DECIDED_THERE}"
    r"|التقي القاده|يوبيل|(?:علي|امام|الي) (?:القاده|الرؤساء)(?!\w))"
)
CAPITAL = re.compile(r"العاصمه ال(\w+)")
# Slug of a city → the house there where leaders meet, not as the name of who lives in it.
HOUSES = {
    "moscow": Telltale(
        "الكرملين",
        r"(?<!مصدر )(?<!مصادر )(?<!مسؤول )(?<!مسؤولون )(?<!مسؤولين )(?<!متحدث )"
        r"(?<!\w)(?:[وب]?(?:في|داخل|قاعات|قصر|قمه|استضافها?|احتضنها?) )(?:قصر )?الكرملين(?!\w)"
        r"|(?<!\w)بالكرملين",
    ),
    "bishkek": Telltale("اوردو ارتشا", r"(?:انتيماك|ينتيماك) اوردو|الا ارتشا"),
}
HEADING = -1


@dataclass(frozen=True)
class Sentence:
    """A sentence of a unit with what it holds, sought when somebody asks. `paragraph` counts the
    units of the body from 0 and is None elsewhere; from `day` relative dates are reckoned."""

    unit: Unit
    paragraph: int | None
    start: int
    words: FoldedWords
    authority: Authority = field(compare=False)
    day: date | None
    whole: Sentence | None = None  # the sentence that this is a clause of

    @property
    def text(self) -> str:
        return self.words.folded.original

    @property
    def folded(self) -> str:
        return self.words.folded.text

    @cached_property
    def cities(self) -> tuple[str, ...]:
        return cities_in(self.words, self.authority)

    @cached_property
    def countries(self) -> frozenset[str]:
        """ISO codes."""
        return self.authority.country_index.keys_in(self.words)

    @cached_property
    def persons(self) -> frozenset[int]:
        """Their positions in the authority's terms."""
        return self.authority.person_index.keys_in(self.words)

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        return tuple(dates_in(self.words.folded, self.day))

    @cached_property
    def is_next(self) -> bool:
        return bool(NEXT.search(self.folded))

    @cached_property
    def is_event(self) -> bool:
        """A meeting that is not expressly another organisation's or the ministers'."""
        if not EVENT.search(self.folded):
            return False
        return bool(CSTO.search(self.folded)) or not rivals_in(self.folded)

    def before(self, place: int) -> str:
        """What stands before a place of `text`, folded."""
        return fold(self.text[:place]).strip()

    @cached_property
    def is_before(self) -> bool:
        return bool(BEFORE_THAT.search(self.folded))


def sentences(texts: Sequence[Text], authority: Authority, day: date | None) -> list[Sentence]:
    """All sentences of an article, relative dates reckoned from `day`."""
    return [
        Sentence(
            text.unit, paragraph, found.start(), text.words.part(*found.span()), authority, day
        )
        for text, paragraph in numbered(texts)
        for found in SENTENCE.finditer(text.unit.text)
    ]


def numbered(texts: Sequence[Text]) -> Iterator[tuple[Text, int | None]]:
    """Each text with its number among the paragraphs of the body: what stands outside it has
    none, a heading inside it the number of no paragraph."""
    paragraphs = count()
    for text in texts:
        in_body = HEADING if text.is_heading else None
        if text.unit.where == "body" and not text.is_heading:
            in_body = next(paragraphs)
        yield text, in_body


def dated_from(found: Sequence[Sentence], day: date) -> list[Sentence]:
    """The sentences with their relative dates reckoned from another day."""
    return [replace(sentence, day=day) for sentence in found]


def clauses(sentence: Sentence) -> Iterator[Sentence]:
    """The parts of a sentence between commas, each with what it holds itself."""
    for clause in CLAUSE.finditer(sentence.text):
        start, words = sentence.start + clause.start(), sentence.words.part(*clause.span())
        yield replace(sentence, start=start, words=words, whole=sentence)


def cities_in(words: FoldedWords, authority: Authority) -> tuple[str, ...]:
    """Cities by name, and capitals by «العاصمة» with an adjective. A city's name inside a
    person's («نور سلطان نزارباييف») is no city."""
    found = authority.city_index.find_in(words)
    persons = authority.person_index.find_in(words) if found else []
    named = [
        hit.key
        for hit in found
        if not any(person.start <= hit.start < person.end for person in persons)
    ]
    adjectives = CAPITAL.findall(words.folded.text)
    capitals = [authority.capital_adjectives.get(word) for word in adjectives]
    houses = [city for city, house in HOUSES.items() if house.search(words.folded.text)]
    return tuple(dict.fromkeys([*named, *filter(None, capitals), *houses]))
