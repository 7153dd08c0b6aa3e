"""The main summit and those in the background, by points that can be read one by one.

A summit gathers points for its city and dates where subjects are named, for the day of
publication, for the persons in office, for being the one before an announced summit. The best one
is the subject when it has enough points and a clear lead; a city alone never decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from articles.importing.page import Clean
from articles.importing.recognise.absence import absences
from articles.importing.recognise.facts import Authority, SummitFacts, TermFacts
from articles.importing.recognise.initiatives import Meanings, matches
from articles.importing.recognise.mentions import PRECISE, VIDEO, Mention
from articles.importing.recognise.organisations import kinds_in
from articles.importing.recognise.sentences import Sentence

ENOUGH = 8.0
LEAD = 2.0

HEADLINE, KICKER, FIRST, SECOND, REST = "headline", "kicker", "first", "second", "rest"
BY_PLACE = {"headline": HEADLINE, "caption": REST}
BY_PARAGRAPH = {0: FIRST, 1: SECOND, None: KICKER}
DATED = {HEADLINE: 5.0, KICKER: 4.0, FIRST: 5.0, SECOND: 2.0, REST: 1.0}
PLACED = {HEADLINE: 3.0, KICKER: 2.0, FIRST: 3.0, SECOND: 2.0, REST: 0.0}
MOST_BY_PLACE = 6.0
# (days from the end of the summit to the publication, points)
CLOSENESS = ((range(4), 8.0), (range(4, 15), 4.0), (range(-14, 0), 3.0))
FAR = 30
TOO_FAR = -8.0
BEFORE_ANNOUNCED = 5.0
# A preview looks ahead in its very title.
AWAITED = 8.0
AHEAD = re.compile(
    r"(?<!\w)[وف]?(?:قبيل|عشيه|قبل|[يت]سبق|تمهيدا?|[يت]مهد|[يت]ستعد|استعداد\w*|[يت]جهز|تجهيز"
    r"|[يت]حضر ل\w+|تحضيرا?ت?|(?:ال)?مقبله?|(?:ال)?قادمه?|(?:ال)?مرتقبه?|[يت]نتظر"
    r"|بانتظار|ستستضيف|تترقب)(?!\w)"
)
JUST_HELD = 14
BY_ABSENCE = 2.0
# Presidents stay for decades, secretaries general for a few years.
IN_OFFICE = {"secretary_general": 2.0}
OUT_OF_OFFICE, MOST_BY_OFFICE = -2.0, 4.0
BY_VIDEO, NOT_BY_VIDEO = 4.0, -5.0
BY_KIND = 2.0
BY_INITIATIVES = 1.0
MOST_BY_INITIATIVES = 3.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A summit with its points: (reason, points)."""

    summit: SummitFacts
    points: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        return sum(points for _reason, points in self.points)


@dataclass(frozen=True)
class Question:
    """All that the scoring looks at, and what it asks again for every summit (worked out once)."""

    article: Clean
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    authority: Authority
    meanings: Sequence[Meanings]

    @cached_property
    def mentions_of(self) -> dict[str, list[Mention]]:
        """Slug of a summit → its mentions."""
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.summit.slug].append(mention)
        return found

    @cached_property
    def zones_of_cities(self) -> dict[str, set[str]]:
        """Slug → where in the article the city is named."""
        return gathered((city, zone(s)) for s in self.sentences for city in s.cities)

    @cached_property
    def zones_of_countries(self) -> dict[str, set[str]]:
        """ISO code → where in the article the country is named and no other beside it."""
        alone = (s for s in self.sentences if len(s.countries) == 1)
        return gathered((country, zone(s)) for s in alone for country in s.countries)

    @cached_property
    def terms(self) -> list[TermFacts]:
        """The terms of the persons named."""
        named = frozenset().union(*(sentence.persons for sentence in self.sentences))
        return [self.authority.terms[at] for at in named]

    @cached_property
    def announced(self) -> list[date]:
        """The first days of the summits that it announces with their dates."""
        dated = (m for m in self.mentions if m.rule == "day" and m.sentence.is_next)
        return [mention.summit.start for mention in dated]

    @cached_property
    def absent(self) -> frozenset[str]:
        """The members that it says were absent from whatever it is about."""
        return frozenset(absences(self.sentences, self.authority, self.article.published_on))

    @cached_property
    def awaited(self) -> str:
        """The slug of the summit that it looks ahead to, where its title does and none was held
        in the days before it."""
        day = self.article.published_on
        titles = [s.folded for s in self.sentences if zone(s) in {HEADLINE, KICKER}]
        if day is None or not any(map(AHEAD.search, titles)):
            return ""
        held = any(0 <= (day - s.end).days <= JUST_HELD for s in self.authority.summits)
        coming = [m.summit for m in self.mentions if m.sentence.is_next and m.summit.start > day]
        first = min(coming, key=lambda summit: summit.start, default=None)
        return first.slug if first and not held else ""

    @cached_property
    def is_by_video(self) -> bool:
        front = (s for s in self.sentences if zone(s) not in {SECOND, REST})
        return any(VIDEO.search(sentence.folded) for sentence in front)

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of summit that its titles and first paragraphs speak of."""
        return kinds_in(" ".join(s.folded for s in self.sentences if zone(s) != REST))


def zone(sentence: Sentence) -> str:
    """Where in the article a sentence stands, as far as it matters for its subject."""
    return BY_PLACE.get(sentence.unit.where) or BY_PARAGRAPH.get(sentence.paragraph, REST)


def gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def main_summit(question: Question) -> Scored | None:
    """The subject of the article, or None where no summit is clearly it."""
    ranked = sorted(scores(question), key=lambda scored: scored.total, reverse=True)
    if not ranked or ranked[0].total < ENOUGH:
        return None
    lead = ranked[0].total - (ranked[1].total if len(ranked) > 1 else 0.0)
    return ranked[0] if lead >= LEAD else None


def scores(question: Question) -> list[Scored]:
    return [
        Scored(summit, tuple(points(summit, question))) for summit in question.authority.summits
    ]


def points(summit: SummitFacts, question: Question) -> Iterator[tuple[str, float]]:
    dated = dated_points(summit, question)
    placed = placed_points(summit, question)
    yield "dated", dated
    yield "placed", placed
    awaited = summit.slug == question.awaited
    yield "published", closeness(summit, question, awaited or is_up_front(summit, question))
    if awaited and placed:
        yield "awaited", AWAITED
    if dated or placed or summit.is_video:
        yield "office", office_points(summit, question)
        yield "announced", announced_points(summit, question)
        yield "format", format_points(summit, question)
        yield "kind", kind_points(summit, question)
        yield "absence", absence_points(summit, question)
        yield "initiatives", initiative_points(summit, question)


def dated_points(summit: SummitFacts, question: Question) -> float:
    """The best mention in each zone; what is still to come, or went before, only up front."""
    best: dict[str, float] = {}
    for mention in question.mentions_of.get(summit.slug, ()):
        where = zone(mention.sentence)
        beside = mention.sentence.is_next or mention.sentence.is_before
        if beside and where in {SECOND, REST}:
            continue
        best[where] = max(best.get(where, 0.0), DATED[where] * PRECISE[mention.rule])
    return sum(best.values())


def placed_points(summit: SummitFacts, question: Question) -> float:
    """Its city, or its country where no other is, named in the titles and first paragraphs."""
    if not summit.city:
        return 0.0
    by_city = question.zones_of_cities.get(summit.city, set())
    zones = by_city | question.zones_of_countries.get(summit.country, set())
    return min(sum(PLACED[where] for where in zones), MOST_BY_PLACE)


def is_up_front(summit: SummitFacts, question: Question) -> bool:
    """The titles or the first paragraph point to it: what comes later may recall it."""
    return any(
        zone(mention.sentence) in {HEADLINE, KICKER, FIRST}
        for mention in question.mentions_of.get(summit.slug, ())
    )


def closeness(summit: SummitFacts, question: Question, is_up_front: bool) -> float:
    """A summit of other weeks is the subject only where the article begins with it."""
    day = question.article.published_on
    if day is None:
        return 0.0
    gap = (day - summit.end).days
    near = next((value for days, value in CLOSENESS if gap in days), None)
    if summit.start <= day <= summit.end:
        return CLOSENESS[0][1]
    if near is not None:
        return near
    return TOO_FAR if abs(gap) > FAR and not is_up_front else 0.0


def office_points(summit: SummitFacts, question: Question) -> float:
    """Persons named who held office then, against those who did not."""
    persons: dict[tuple[str, ...], float] = {}
    for term in question.terms:
        held = IN_OFFICE.get(term.role, 1.0) if term.covers(summit.start) else OUT_OF_OFFICE
        persons[term.names] = max(persons.get(term.names, OUT_OF_OFFICE), held)
    total = sum(persons.values())
    return max(-2 * MOST_BY_OFFICE, min(total, MOST_BY_OFFICE))


def announced_points(summit: SummitFacts, question: Question) -> float:
    """It is the last one before a summit that the article announces with its date."""
    following = min((day for day in question.announced if day > summit.end), default=None)
    if following is None:
        return 0.0
    between = [s for s in question.authority.summits if summit.end < s.start < following]
    return 0.0 if between else BEFORE_ANNOUNCED


def format_points(summit: SummitFacts, question: Question) -> float:
    if summit.is_video != question.is_by_video:
        return NOT_BY_VIDEO
    return BY_VIDEO if summit.is_video else 0.0


def kind_points(summit: SummitFacts, question: Question) -> float:
    said = question.kinds
    if summit.kind in said:
        return BY_KIND
    return -BY_KIND if said & {"informal", "joint"} or summit.kind in {"informal", "joint"} else 0.0


def absence_points(summit: SummitFacts, question: Question) -> float:
    """Those that it says were absent are those whom the record lacks, or they are not; where its
    day does not tell more."""
    if question.article.published_on or not summit.present or not question.absent:
        return 0.0
    return -BY_ABSENCE if question.absent & summit.present else BY_ABSENCE


def initiative_points(summit: SummitFacts, question: Question) -> float:
    """How many of its initiatives the article seems to name."""
    records = question.authority.adopted_at.get(summit.slug, ())
    found = matches(question.meanings, records)
    return min(len(found) * BY_INITIATIVES, MOST_BY_INITIATIVES)


def background(mentions: Sequence[Mention], main: SummitFacts | None) -> list[Mention]:
    """The first mention of each other summit, in the order of the article."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.summit != main:
            found.setdefault(mention.summit.slug, mention)
    return list(found.values())
