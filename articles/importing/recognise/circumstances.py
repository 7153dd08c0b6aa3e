"""What tells that an article is about the CSTO where it hardly spells the name.

«المنظمة»، «الحلف»، «الدول الأعضاء» are any organisation's. Whose they are is told by who sits at
the table: all members of that day named and no neighbour beside them, the secretary general in
office, a summit by its city and its very day, or a meeting in the city where one is held just
then, of three members or with what that summit decided. Another organisation named anywhere, and
none of it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from articles.importing.page import Clean
from articles.importing.recognise.absence import absences
from articles.importing.recognise.facts import Authority, SummitFacts, TermFacts
from articles.importing.recognise.initiatives import matches, meanings_in
from articles.importing.recognise.mentions import VIDEO
from articles.importing.recognise.organisations import LEADERS, rivals_in
from articles.importing.recognise.phrases import phrases
from articles.importing.recognise.sentences import Sentence

# A name that leaves open which organisation it is. Folded.
NAMELESS = re.compile(
    r"(?<!\w)[وفبلك]{0,2}(?:ال|لل)(?:منظمه|حلف|تحالف|معاهده|دول الاعضاء|دول الحليفه|حلفاء)(?!\w)"
    r"|(?<!\w)[وبل]?(?:حلفاء|حلفائ|شركاء|شركائ)(?:ها?|هم|نا)(?!\w)|الامن الجماعي"
)
SECRETARY = re.compile(r"امينا? عام|الامين العام|الامانه")
# Neighbours that sit in the other organisations of the same region.
NEIGHBOURS = re.compile(
    r"(?:علييف|ميرضيائيف|ميرزيوييف|محمدوف|لوكاشفيلي|شي جين|مودي)"
    r"|رؤساء [^.]{0,60}(?:اذربيجان|تركمانستان|مولدوفا|مولدافيا|الصين|الهند|ايران|تركيا)"
)
ELSEWHERE = {"cis", "sco", "eaeu", "brics", "turkic", "g20", "arab"}
GUEST = re.compile(r"(?<!\w)(?:ال)?(?:ضيف|مراقب)\w*")
FRONT = {None, 0, 1}
AFTER = timedelta(days=2)
FACT = 3.0
MOST_MISSING, TOGETHER = 1, 4
ENOUGH_MEMBERS = 3


def circumstances(article: Clean, sentences: Sequence[Sentence], authority: Authority) -> float:
    """Points for the CSTO as the subject, none where another organisation may be meant."""
    day = article.published_on
    texts = [sentence.folded for sentence in sentences]
    if not any(map(LEADERS.search, texts)) or any(map(is_of_others, texts)):
        return 0.0
    by_place = met_there(article, sentences, authority)
    is_open = any(map(NAMELESS.search, texts))
    return FACT * (by_place + (sum(facts(sentences, authority, day)) if is_open else 0))


def is_of_others(folded: str) -> bool:
    """Another organisation is named, or a neighbour sits at the table and not as a guest."""
    neighbour = NEIGHBOURS.search(folded) and not GUEST.search(folded)
    return bool(neighbour or rivals_in(folded) & ELSEWHERE)


def met_there(article: Clean, sentences: Sequence[Sentence], authority: Authority) -> bool:
    """The titles or first paragraphs tell of a meeting where a summit is held just then, and what
    else they tell is of it."""
    front = [s for s in sentences if s.paragraph in FRONT and s.unit.where != "caption"]
    day = article.published_on
    held = [s for s in authority.summits if day and is_held(s, day)]
    there = [s for s in held if any(is_meeting_at(s, sentence) for sentence in front)]
    return any(is_borne_out(summit, article, sentences, authority) for summit in there)


def just_met(authority: Authority, day: date | None) -> bool:
    return any(day and is_held(summit, day) for summit in authority.summits)


def is_held(summit: SummitFacts, day: date) -> bool:
    return summit.start <= day <= summit.end + AFTER


def is_meeting_at(summit: SummitFacts, sentence: Sentence) -> bool:
    """«قمة أستانا»، «اجتماع موسكو»; by video «اجتماعهم الطارئ عن بعد»."""
    if summit.is_video:
        by_video = VIDEO.search(sentence.folded) and LEADERS.search(sentence.folded)
        return bool(by_video and sentence.is_event)
    return summit.city in sentence.cities and sentence.is_event


def is_borne_out(
    summit: SummitFacts, article: Clean, sentences: Sequence[Sentence], authority: Authority
) -> bool:
    """Three members are at it, or one is absent that was, or its decisions are told."""
    patterns = authority.member_patterns.values()
    texts = [sentence.folded for sentence in sentences]
    if sum(any(map(name.search, texts)) for name in patterns) >= ENOUGH_MEMBERS:
        return True
    absent = absences(sentences, authority, summit.start)
    if absent and summit.present and not summit.present.intersection(absent):
        return True
    if summit.is_video and any(map(NAMELESS.search, texts)):
        return True
    records = authority.adopted_at.get(summit.slug, ())
    return bool(matches(meanings_in(tuple(phrases(article)), authority), records))


def facts(sentences: Sequence[Sentence], authority: Authority, day: date | None) -> Iterator[bool]:
    yield all_members(sentences, authority, day)
    yield any(names_secretary(sentence, authority, day) for sentence in sentences)
    yield any(names_summit(sentence, authority) for sentence in sentences)


def all_members(sentences: Sequence[Sentence], authority: Authority, day: date | None) -> bool:
    """By country or leader, one missing at most: most of them in a sentence on leaders, or all in
    one that says whom the organisation is of."""
    due = {m.iso2 for m in authority.members if authority.belonged(m.iso2, day)}
    named = [due & members_in(sentence, authority, day) for sentence in sentences]
    together = any(
        (len(some) >= TOGETHER and LEADERS.search(sentence.folded))
        or (some == due and NAMELESS.search(sentence.folded))
        for some, sentence in zip(named, sentences, strict=True)
    )
    return together and len(due.difference(*named)) <= MOST_MISSING


def members_in(sentence: Sentence, authority: Authority, day: date | None) -> set[str]:
    terms = in_office([sentence], authority, day)
    return {*sentence.countries, *(term.iso2 for term in terms if term.in_council)}


def in_office(
    sentences: Sequence[Sentence], authority: Authority, day: date | None
) -> Iterator[TermFacts]:
    every = (authority.terms[at] for sentence in sentences for at in sentence.persons)
    return (term for term in every if day is None or term.covers(day))


def names_secretary(sentence: Sentence, authority: Authority, day: date | None) -> bool:
    terms = in_office([sentence], authority, day)
    by_name = any(term.role == "secretary_general" for term in terms)
    return by_name and bool(SECRETARY.search(sentence.folded))


def names_summit(sentence: Sentence, authority: Authority) -> bool:
    """«قمة بيشكيك يوم 27 نوفمبر»: a meeting in a city on the very day of a summit there."""
    days = {said.value for said in sentence.dates if said.precision == "day"}
    there = [s for s in authority.summits if s.city in sentence.cities and s.start in days]
    return bool(there) and sentence.is_event
