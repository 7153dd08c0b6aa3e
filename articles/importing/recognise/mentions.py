"""Which summits an article points to, sentence by sentence: by date, by city, by direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from articles.importing.page import Clean, Unit
from articles.importing.recognise.facts import Authority, SummitFacts
from articles.importing.recognise.organisations import CSTO, rivals_in
from csto_archive.arabic.dates import FoundDate, find_dates
from csto_archive.arabic.dates.patterns import any_of
from csto_archive.arabic.dates.vocabulary import GREGORIAN_NUMBER
from csto_archive.arabic.names import NameHit
from csto_archive.arabic.normalise import fold, fold_with_map

SENTENCE = re.compile(r"[^.!؟?؛\n]+(?:[.!؟?؛\n]+|$)")
EVENT = re.compile(
    r"(?<!\w)(?:[وفبلك]{0,2}(?:ال)?(?:قمه|قمم|قمتهم|قمتي|دوره|دورتهم|دورته|لقاء|لقاؤهم|لقائهم|اجتماع|جلسه|موعد)(?!\w)"
    r"|ميثاق\w*|[وفس]{0,2}ي(?:لتقي|جتمع)\s+(?:\S+\s+){0,2}القاده|اجتمع\b|التقي القاده|يوبيل)"
)
NEXT = re.compile(
    r"(?<!\w)(?:ال)?(?:مقبل|قادم|مقرر|مرتقب|تالي|لاحق)(?:ه|ا)?(?!\w)|ست?ستضيف|تستضيف|تحتضن|ستعقد|سيعقد|(?:و|ف)?(?:ست|سي)لتقي|يستانف"
    r"|المزمع|حدد لها|حدد له|ينتظر|تنتظر|(?:قبل|بحلول|في) نهايه (?:هذا )?(?:ال)?(?:عام|سنه)"
)
PAST = re.compile(r"(?<!\w)(?:ال)?(?:ماض|سابق|اخير|منصرم|فائت)(?:ي|يه|ه)?(?!\w)")
MONTH = any_of(GREGORIAN_NUMBER)
MEETING = r"(?<!\w)[وفبلك]{0,2}(?:ال)?(?:قمه|قمتهم|قمتي|دوره|دورتهم)"
# «قمة يريفان»، «القمة في يريفان»، «قمة أيار/مايو في موسكو»: the folded text before the city.
MEETING_AT = re.compile(rf"{MEETING}(?:\s+(?:{MONTH})(?:/(?:{MONTH}))?)?(?:\s+في)?$")
IN_MONTH = re.compile(rf"(?:(?<!\w)(?:في|من|شهر)|{MEETING})\s+({MONTH})(?!\w)")
# «حتى عام 2010»: how far a plan reaches, no year of a meeting.
UNTIL = re.compile(r"(?<!\w)(?:حتي|بحلول|للفتره|للاعوام|منذ)(?:\s+(?:عام|سنه))?$")
# «وكان القادة قد اجتمعوا …»: what went before the subject.
BEFORE_THAT = re.compile(r"(?<!\w)[وف]?كان(?:ت|وا)?(?!\w)[^.]{0,80}(?<!\w)قد(?!\w)")
HOSTS = re.compile(r"(?<!\w)[وفل]?س?ت(?:ستضيف|حتضن|ستقبل)(?!\w)|(?<!\w)[وبل]?استضافه(?!\w)")
JOINT = re.compile(r"(?<!\w)(?:ال)?مشترك(?:ه|ا)?(?!\w)")
CAPITAL = re.compile(r"العاصمه ال(\w+)")
VIDEO = re.compile(
    r"اتصال (?:ال)?(?:مرئي|فيديو)|عبر الفيديو|(?<!\w)عن بعد|افتراضي|الاتصال المرئي"
    r"|مؤتمر (?:عبر )?(?:ال)?فيديو|الدائره المغلقه"
)

LONGEST_WAIT = timedelta(days=550)
RECENT, SOON = timedelta(days=800), timedelta(days=120)
NEAR = timedelta(days=3)
PRECISE = {
    "day": 3.0,
    "month": 2.0,
    "year": 2.0,
    "next": 2.0,
    "previous": 1.5,
    "near": 2.0,
    "named": 1.5,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a unit with what it holds. `paragraph` counts the units of the body from 0 and
    is None elsewhere; `countries` are ISO codes, `persons` positions in the authority's terms."""

    unit: Unit
    paragraph: int | None
    start: int
    text: str
    folded: str
    cities: tuple[str, ...]
    countries: frozenset[str]
    persons: frozenset[int]
    dates: tuple[FoundDate, ...]

    @property
    def is_next(self) -> bool:
        return bool(NEXT.search(self.folded))

    def before(self, place: int) -> str:
        """What stands before a place of `text`, folded."""
        return fold(self.text[:place]).strip()

    @property
    def is_before(self) -> bool:
        return bool(BEFORE_THAT.search(self.folded))


@dataclass(frozen=True, slots=True)
class Mention:
    """A summit that a sentence points to; `start` and `end` are offsets in the unit's text."""

    summit: SummitFacts
    rule: str
    sentence: Sentence
    start: int
    end: int


def sentences(article: Clean, authority: Authority, day: date | None) -> list[Sentence]:
    """All sentences of an article, relative dates reckoned from `day`."""
    bodies = (number for number in count())
    numbered = [(u, next(bodies) if u.where == "body" else None) for u in article.units]
    return [
        read(unit, paragraph, found, authority, day)
        for unit, paragraph in numbered
        for found in SENTENCE.finditer(unit.text)
    ]


def read(
    unit: Unit, paragraph: int | None, found: re.Match[str], authority: Authority, day: date | None
) -> Sentence:
    text = found[0]
    persons = authority.person_index.find(text)
    return Sentence(
        unit, paragraph, found.start(), text, fold(text),
        cities_in(text, persons, authority),
        frozenset(hit.key for hit in authority.country_index.find(text)),
        frozenset(hit.key for hit in persons),
        tuple(find_dates(text, today=day)),
    )  # fmt: skip


def cities_in(text: str, persons: Sequence[NameHit], authority: Authority) -> tuple[str, ...]:
    """Cities by name, and capitals by «العاصمة» with an adjective. A city's name inside a
    person's («نور سلطان نزارباييف») is no city."""
    named = [
        hit.key
        for hit in authority.city_index.find(text)
        if not any(person.start <= hit.start < person.end for person in persons)
    ]
    capitals = [authority.capital_adjectives.get(word) for word in CAPITAL.findall(fold(text))]
    return tuple(dict.fromkeys([*named, *filter(None, capitals)]))


def mentions(
    found: Sequence[Sentence], authority: Authority, day: date | None, on_topic: bool
) -> list[Mention]:
    """The summits that the sentences point to with a date, or with a city and a direction.

    In an article about something else the sentence itself has to name the organisation.
    """
    spoken = [s for s in found if on_topic or CSTO.search(s.folded)]
    return [mention for sentence in spoken for mention in of_sentence(sentence, authority, day)]


def of_sentence(sentence: Sentence, authority: Authority, day: date | None) -> list[Mention]:
    latest = day + LONGEST_WAIT if day else date.max
    summits = [summit for summit in authority.summits if summit.start <= latest]
    dated = [m for said in sentence.dates for m in by_date(sentence, said, summits)]
    if dated or not is_event(sentence):
        return dated
    return list(by_direction(sentence, authority, day))


def by_date(
    sentence: Sentence, said: FoundDate, summits: Sequence[SummitFacts]
) -> Iterator[Mention]:
    """A day names a summit by itself; a month or a year only beside its city."""
    start, end = sentence.start + said.start, sentence.start + said.end
    if said.precision == "year" and UNTIL.search(sentence.before(said.start)):
        return
    for summit in summits:
        if fits(summit, said, sentence):
            yield Mention(summit, said.precision, sentence, start, end)


def fits(summit: SummitFacts, said: FoundDate, sentence: Sentence) -> bool:
    if said.precision == "day":
        return summit.start <= said.value <= summit.end or is_other_year(summit, said, sentence)
    same_month = (said.value.year, said.value.month) == (summit.start.year, summit.start.month)
    same = same_month if said.precision == "month" else said.value.year == summit.start.year
    return same and is_event(sentence) and is_there(summit, said, sentence)


def is_there(summit: SummitFacts, said: FoundDate, sentence: Sentence) -> bool:
    """Its city is named, or none: «يجتمعون في أبريل المقبل»."""
    coming = said.precision == "month" and said.kind == "relative" and sentence.is_next
    return summit.city in sentence.cities if sentence.cities else coming


def is_other_year(summit: SummitFacts, said: FoundDate, sentence: Sentence) -> bool:
    """«قمة مينسك في 30 نوفمبر من العام الماضي»: the city settles which year a bare day means."""
    same_day = (said.value.month, said.value.day) == (summit.start.month, summit.start.day)
    last_year = "العام الماضي" in sentence.folded and summit.start.year == said.value.year - 1
    return same_day and last_year and said.kind == "relative" and summit.city in sentence.cities


def is_event(sentence: Sentence) -> bool:
    """A meeting that is not expressly another organisation's or the ministers'."""
    if not EVENT.search(sentence.folded):
        return False
    rival = rivals_in(sentence.folded)
    return bool(CSTO.search(sentence.folded)) or not rival


def by_direction(sentence: Sentence, authority: Authority, day: date | None) -> Iterator[Mention]:
    """The next summit in a city, the one of these days there, or the last one there."""
    if day is None:
        return
    named = names_of_meetings(sentence, authority)
    for city in sentence.cities:
        there = in_month([summit for summit in authority.summits if summit.city == city], sentence)
        for summit, rule in choose(sentence, there, day, city in named):
            yield Mention(summit, rule, sentence, *place_of(sentence))
    if not sentence.cities and (host := next_host(sentence, authority)):
        there = [summit for summit in authority.summits if summit.city and summit.country == host]
        for summit, rule in choose(sentence, there, day, is_named=False):
            yield Mention(summit, rule, sentence, *place_of(sentence))


def next_host(sentence: Sentence, authority: Authority) -> str | None:
    """The country before the words that announce: «… إلى طاجيكستان التي تستضيف القمة المقبلة»."""
    announced = HOSTS.search(sentence.folded)
    hits = authority.country_index.find(sentence.text) if announced else []
    before = [hit for hit in hits if len(sentence.before(hit.start)) < announced.start()]
    return before[-1].key if before else None


def names_of_meetings(sentence: Sentence, authority: Authority) -> set[str]:
    """The cities after which a meeting is called: «قمة يريفان»; of months: «القمة في سبتمبر»."""
    return {
        hit.key
        for hit in authority.city_index.find(sentence.text)
        if MEETING_AT.search(sentence.before(hit.start))
    }


def in_month(there: list[SummitFacts], sentence: Sentence) -> list[SummitFacts]:
    """Those in the month that is named without a year, all where none met then."""
    months = {GREGORIAN_NUMBER[name] for name in IN_MONTH.findall(sentence.folded)}
    return [summit for summit in there if summit.start.month in months] or there


def choose(
    sentence: Sentence, there: Sequence[SummitFacts], day: date, is_named: bool
) -> list[tuple[SummitFacts, str]]:
    """Two that met there in the same days are both meant, unless one is a joint meeting."""
    coming = [s for s in there if day < s.start <= day + LONGEST_WAIT]
    near = [s for s in there if s.start - NEAR <= day <= s.end + NEAR]
    past = [s for s in there if s.end < day]
    if sentence.is_next and coming:
        return [(coming[0], "next")]
    if near and not PAST.search(sentence.folded):
        joint = [s for s in near if s.kind == "joint" and JOINT.search(sentence.folded)]
        return [(summit, "near") for summit in joint or near]
    if past and PAST.search(sentence.folded) and not sentence.dates:
        return [(past[-1], "previous")]
    is_soon = any(summit.start <= day + SOON for summit in coming)
    if is_named and past and day - past[-1].end <= RECENT and not (near or is_soon):
        return [(past[-1], "named")]
    return []


def place_of(sentence: Sentence) -> tuple[int, int]:
    """The event word and what follows up to the end of its clause, in offsets of the unit."""
    found = EVENT.search(sentence.folded)
    folded = fold_with_map(sentence.text)
    start, end = folded.span(found.start(), min(found.end() + 40, len(folded.text)))
    return sentence.start + start, sentence.start + end
