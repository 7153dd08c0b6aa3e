"""The main summit and those in the background, by points that can be read one by one.

A summit gathers points for its city and dates where subjects are named, for the day of
publication, for the persons in office, for being the one before an announced summit. The best one
is the subject when it has enough points and a clear lead; a city alone never decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.importing.page import Clean
from articles.importing.recognise.facts import Authority, SummitFacts
from articles.importing.recognise.initiatives import Phrase, matches
from articles.importing.recognise.mentions import PRECISE, VIDEO, Mention, Sentence
from csto_archive.arabic.normalise import fold

ENOUGH = 8.0
LEAD = 2.0

HEADLINE, KICKER, FIRST, SECOND, REST = "headline", "kicker", "first", "second", "rest"
DATED = {HEADLINE: 5.0, KICKER: 4.0, FIRST: 5.0, SECOND: 2.0, REST: 1.0}
PLACED = {HEADLINE: 3.0, KICKER: 2.0, FIRST: 3.0, SECOND: 2.0, REST: 0.0}
MOST_BY_PLACE = 6.0
# (days from the end of the summit to the publication, points)
CLOSENESS = ((range(4), 8.0), (range(4, 15), 4.0), (range(-14, 0), 3.0))
FAR = 30
TOO_FAR = -8.0
BEFORE_ANNOUNCED = 5.0
# Presidents stay for decades, secretaries general for a few years.
IN_OFFICE = {"secretary_general": 2.0}
OUT_OF_OFFICE, MOST_BY_OFFICE = -2.0, 4.0
BY_VIDEO, NOT_BY_VIDEO = 4.0, -5.0
BY_KIND = 2.0
BY_INITIATIVES = 1.0
MOST_BY_INITIATIVES = 3.0
KINDS = {
    "informal": ("غير رسمي", "غير الرسمي"),
    "extraordinary": ("استثنائي", "طارئ"),
    "jubilee": ("يوبيل", "الذكري"),
    "joint": ("اجتماع مشترك", "اجتماعا مشتركا", "لقاء مشترك", "قمه مشتركه"),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """A summit with its points: (reason, points)."""

    summit: SummitFacts
    points: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        return sum(points for _reason, points in self.points)


@dataclass(frozen=True, slots=True)
class Question:
    """All that the scoring looks at."""

    article: Clean
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    authority: Authority
    phrases: Sequence[Phrase]


def zone(sentence: Sentence) -> str:
    """Where in the article a sentence stands, as far as it matters for its subject."""
    by_paragraph = {0: FIRST, 1: SECOND, None: KICKER}
    by_place = {"headline": HEADLINE, "caption": REST}
    return by_place.get(sentence.unit.where) or by_paragraph.get(sentence.paragraph, REST)


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
    yield "published", closeness(summit, question, bool(dated))
    if dated or placed or summit.is_video:
        yield "office", office_points(summit, question)
        yield "announced", announced_points(summit, question)
        yield "format", format_points(summit, question)
        yield "kind", kind_points(summit, question)
        yield "initiatives", initiative_points(summit, question)


def dated_points(summit: SummitFacts, question: Question) -> float:
    """The best mention in each zone; what is still to come, or went before, only up front."""
    best: dict[str, float] = {}
    for mention in question.mentions:
        where = zone(mention.sentence)
        beside = mention.sentence.is_next or mention.sentence.is_before
        if mention.summit != summit or (beside and where in {SECOND, REST}):
            continue
        best[where] = max(best.get(where, 0.0), DATED[where] * PRECISE[mention.rule])
    return sum(best.values())


def placed_points(summit: SummitFacts, question: Question) -> float:
    """Its city, or country, named in the titles and first paragraphs."""
    zones = {
        zone(sentence)
        for sentence in question.sentences
        if summit.city and names_place(sentence, summit)
    }
    return min(sum(PLACED[where] for where in zones), MOST_BY_PLACE)


def names_place(sentence: Sentence, summit: SummitFacts) -> bool:
    """Its city, or its country where no other is named."""
    return summit.city in sentence.cities or sentence.countries == {summit.country}


def closeness(summit: SummitFacts, question: Question, is_dated: bool) -> float:
    day = question.article.published_on
    if day is None:
        return 0.0
    gap = (day - summit.end).days
    near = next((value for days, value in CLOSENESS if gap in days), None)
    if summit.start <= day <= summit.end:
        return CLOSENESS[0][1]
    if near is not None:
        return near
    return TOO_FAR if abs(gap) > FAR and not is_dated else 0.0


def office_points(summit: SummitFacts, question: Question) -> float:
    """Persons named who held office then, against those who did not."""
    terms = question.authority.terms
    hits = frozenset().union(*(sentence.persons for sentence in question.sentences))
    persons: dict[tuple[str, ...], float] = {}
    for term in map(terms.__getitem__, hits):
        held = IN_OFFICE.get(term.role, 1.0) if term.covers(summit.start) else OUT_OF_OFFICE
        persons[term.names] = max(persons.get(term.names, OUT_OF_OFFICE), held)
    total = sum(persons.values())
    return max(-2 * MOST_BY_OFFICE, min(total, MOST_BY_OFFICE))


def announced_points(summit: SummitFacts, question: Question) -> float:
    """It is the last one before a summit that the article announces with its date."""
    announced = [m.summit for m in question.mentions if m.sentence.is_next and m.rule == "day"]
    following = min((s.start for s in announced if s.start > summit.end), default=None)
    if following is None:
        return 0.0
    between = [s for s in question.authority.summits if summit.end < s.start < following]
    return 0.0 if between else BEFORE_ANNOUNCED


def format_points(summit: SummitFacts, question: Question) -> float:
    is_video = any(
        VIDEO.search(s.folded) for s in question.sentences if zone(s) not in {SECOND, REST}
    )
    return {(True, True): BY_VIDEO, (False, True): NOT_BY_VIDEO, (True, False): NOT_BY_VIDEO}.get(
        (summit.is_video, is_video), 0.0
    )


def kind_points(summit: SummitFacts, question: Question) -> float:
    head = " ".join(s.folded for s in question.sentences if zone(s) != REST)
    said = {kind for kind, words in KINDS.items() if any(fold(word) in head for word in words)}
    if summit.kind in said:
        return BY_KIND
    return -BY_KIND if said & {"informal", "joint"} or summit.kind in {"informal", "joint"} else 0.0


def initiative_points(summit: SummitFacts, question: Question) -> float:
    """How many of its initiatives the article seems to name."""
    records = [r for r in question.authority.initiatives if r.summit == summit.slug]
    found = matches(question.phrases, records, question.authority)
    return min(len(found) * BY_INITIATIVES, MOST_BY_INITIATIVES)


def background(mentions: Sequence[Mention], main: SummitFacts | None) -> list[Mention]:
    """The first mention of each other summit, in the order of the article."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.summit != main:
            found.setdefault(mention.summit.slug, mention)
    return list(found.values())
