"""Which summits an article points to, sentence by sentence: by date, by city, by direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from articles.importing.recognise.facts import Authority, SummitFacts
from articles.importing.recognise.organisations import CSTO, kinds_in, rivals_in
from articles.importing.recognise.roundabout import (
    NEARBY,
    OF_ANOTHER,
    meant,
    of_kind,
    stretches,
)
from articles.importing.recognise.sentences import EVENT, Sentence, clauses
from articles.importing.recognise.telltales import Telltale
from csto_archive.arabic.dates import FoundDate
from csto_archive.arabic.dates.patterns import any_of
from csto_archive.arabic.dates.vocabulary import GREGORIAN_NUMBER
from csto_archive.arabic.normalise import fold

OURS = re.compile(r"(?<!\w)[وفبك]?(?:ال|لل)(?:منظمه|حلف)(?!\w)")
THIS_YEAR = re.compile(r"(?:ال)?(?:عام|سنه) ال(?:جاري|حالي)ه?|هذا العام|هذه السنه")
# «تعقد المنظمة قمتها هناك في تشرين الثاني»: a meeting to come, where a month is named.
HELD = re.compile(r"(?<!\w)[وف]?[يت](?:عقد|نعقد|لتئم)(?!\w)")
PAST = re.compile(r"(?<!\w)(?:ال)?(?:ماض|سابق|اخير|منصرم|فائت)(?:ي|يه|ه)?(?!\w)")
MONTH = any_of(GREGORIAN_NUMBER)
A_MONTH = re.compile(rf"(?<!\w)(?:{MONTH})(?!\w)")
PAST_MEETING = re.compile(
    r"(?:قمه|قمتهم|قمتها|دوره|دورتهم|دورتها|لقاء|اجتماع|جلسه|عام|سنه|شهر|ربيع|صيف|خريف|شتاء"
    rf"|{MONTH})(?!\w)(?:[\s(/]+\w+\)?){{0,3}}?\s+{PAST.pattern}"
)
MEETING = r"(?<!\w)[وفبلك]{0,2}(?:ال)?(?:قمه|قمتهم|قمتي|دوره|دورتهم)"
# «قمة يريفان»، «القمة في يريفان»، «قمة أيار/مايو في موسكو»: the folded text before the city.
MEETING_AT = re.compile(rf"{MEETING}(?:\s+(?:{MONTH})(?:/(?:{MONTH}))?)?(?:\s+في)?$")
IN_MONTH = re.compile(
    rf"(?:(?<!\w)(?:في|من|شهر|اواخر|اوائل|مطلع|منتصف)|{MEETING})\s+({MONTH})(?!\w)"
)
# «حتى عام 2010»: how far a plan reaches, no year of a meeting.
UNTIL = re.compile(r"(?<!\w)(?:حتي|بحلول|للفتره|للاعوام|منذ)(?:\s+(?:عام|سنه))?$")
HOSTS = re.compile(r"(?<!\w)[وفل]?س?ت(?:ستضيف|حتضن|ستقبل)(?!\w)|(?<!\w)[وبل]?استضافه(?!\w)")
# «القمة التالية في أرمينيا»، «تستضيف أرمينيا القمة»: the folded text before the country.
COMING_IN = re.compile(rf"{MEETING} (?:ال)?(?:مقبل|قادم|تالي|لاحق)ه (?:في|ب)")
HOSTED_BY = re.compile(rf"(?:{COMING_IN.pattern}|{HOSTS.pattern})$")
# «قمة الأخيرة»، «تعقد الأخيرة قمتها»: of the organisation named last.
LATTER = re.compile(
    r"(?<!\w)[وفبل]?(?:(?:قمه|قاده|دوره) الاخيره|الاخيره (?:قمت|دورت|قادت)ها)(?!\w)"
)
VIDEO = Telltale(
    "مرئي فيديو عن_بعد افتراضي الدائره_المغلقه شاش",
    r"اتصال (?:ال)?(?:مرئي|فيديو)|عبر الفيديو|(?<!\w)عن بعد|افتراضي|الاتصال المرئي"
    r"|مؤتمر (?:عبر )?(?:ال)?فيديو|الدائره المغلقه|بالفيديو|(?<!\w)(?:ال)?مرئيه?(?!\w)"
    r"|(?:عبر|خلف|وراء) (?:ال)?شاش(?:ه|ات)",
)
# Spoken of in these meetings, and meeting elsewhere.
ABROAD = {"nato", "eu", "un"}
MOST_STRETCHES = 20
LONGEST_WAIT = timedelta(days=550)
RECENT, SOON = timedelta(days=800), timedelta(days=120)
NEAR = timedelta(days=3)
PRECISE = {
    "day": 3.0, "month": 2.0, "year": 2.0, "next": 2.0, "near": 2.0, "previous": 1.5,
    "named": 1.5, "about": 1.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A summit that a sentence points to; `start` and `end` are offsets in the unit's text."""

    summit: SummitFacts
    rule: str
    sentence: Sentence
    start: int
    end: int


def mentions(
    found: Sequence[Sentence], authority: Authority, day: date | None, on_topic: bool
) -> list[Mention]:
    """The summits that the sentences point to with a date, or with a city and a direction.

    In an article about something else the sentence itself has to name the organisation.
    """
    latest = day + LONGEST_WAIT if day else date.max
    summits = [summit for summit in authority.summits if summit.start <= latest]
    spoken = found if on_topic else [s for n, s in enumerate(found) if is_ours(found, n)]
    return [
        mention
        for sentence in spoken
        for mention in of_sentence(sentence, summits, authority, day)
        or of_clauses(sentence, summits, authority, day)
    ]


def is_ours(found: Sequence[Sentence], n: int) -> bool:
    """It names the organisation, or means by «the latter» what the sentence before names last."""
    if CSTO.search(found[n].folded):
        return True
    before = found[n - 1] if n else found[n]
    if not LATTER.search(found[n].folded) or before.unit is not found[n].unit:
        return False
    named = list(CSTO.finditer(before.folded))
    return bool(named) and not rivals_in(before.folded[named[-1].end() :])


def of_clauses(
    sentence: Sentence, summits: Sequence[SummitFacts], authority: Authority, day: date | None
) -> list[Mention]:
    """Of a sentence that tells of another organisation too: «يلتقون في سمرقند على هامش قمة شنغهاي،
    ثم يجتمعون في يريفان لقمة المنظمة»; where it meets elsewhere, of any clause without it."""
    if sentence.is_event or not EVENT.search(sentence.folded):
        return []
    parts = clauses(sentence)
    if not rivals_in(sentence.folded) <= ABROAD:
        parts = (part for part in parts if OURS.search(part.folded))
    return [m for part in parts for m in of_sentence(part, summits, authority, day)]


def of_sentence(
    sentence: Sentence, summits: Sequence[SummitFacts], authority: Authority, day: date | None
) -> list[Mention]:
    dated = [m for said in sentence.dates for m in by_date(sentence, said, summits)]
    if day is None or not sentence.is_event:
        return dated
    if dated:
        return [*dated, *beside(sentence, dated, summits, day)]
    about = list(by_stretch(sentence, summits, day))
    others = by_direction(sentence, authority, day)
    known = {mention.summit for mention in about}
    return [*about, *(m for m in others if not about or m.rule == "next" and m.summit not in known)]


def beside(
    sentence: Sentence,
    dated: Sequence[Mention],
    summits: Sequence[SummitFacts],
    day: date,
) -> Iterator[Mention]:
    """Of the clauses without a date: «بحثته في قمتها بدوشنبه قبل شهر، ويجتمع قادتها في كانون
    الأول المقبل»."""
    if sentence.whole or "،" not in sentence.text:
        return
    known = {mention.summit for mention in dated}
    for part in clauses(sentence):
        if EVENT.search(part.folded) and len(part.cities) == 1 and not part.dates:
            yield from (m for m in by_stretch(part, summits, day) if m.summit not in known)


def by_stretch(sentence: Sentence, summits: Sequence[SummitFacts], day: date) -> Iterator[Mention]:
    """«قبل ثلاثة أسابيع»، «في مايو الماضي»، «العام الماضي»: days that just one summit fits."""
    folded = sentence.folded
    is_video = bool(VIDEO.search(folded))
    told = stretches(folded, in_months(sentence), day, sentence.is_next)
    for stretch in islice(told, MOST_STRETCHES):
        summit = meant(stretch, folded, summits, sentence.cities, is_video)
        if summit:
            span = sentence.words.folded.span(stretch.start, stretch.end)
            yield Mention(summit, "about", sentence, *(sentence.start + at for at in span))


def in_months(sentence: Sentence) -> list[tuple[int, int, date]]:
    """Where the folded sentence names months that are dates, and their first days."""
    every = [said for said in sentence.dates[:MOST_STRETCHES] if said.precision == "month"]
    starts = [len(fold(sentence.text[: said.start])) for said in every]
    return [
        (start, start + len(fold(said.text)), said.value)
        for start, said in zip(starts, every, strict=True)
    ]


def by_date(
    sentence: Sentence, said: FoundDate, summits: Sequence[SummitFacts]
) -> Iterator[Mention]:
    """A day names a summit by itself; a month or a year only beside its city."""
    start, end = sentence.start + said.start, sentence.start + said.end
    before = sentence.before(said.start) if said.precision != "day" else ""
    if (said.precision == "year" and UNTIL.search(before)) or OF_ANOTHER.search(before[-NEARBY:]):
        return
    found = [summit for summit in summits if fits(summit, said, sentence)]
    for summit in found if said.precision == "day" else of_kind(found, sentence.folded):
        yield Mention(summit, said.precision, sentence, start, end)


def fits(summit: SummitFacts, said: FoundDate, sentence: Sentence) -> bool:
    if said.precision == "day":
        return summit.start <= said.value <= summit.end or is_other_year(summit, said, sentence)
    same_month = (said.value.year, said.value.month) == (summit.start.year, summit.start.month)
    same = same_month if said.precision == "month" else said.value.year == summit.start.year
    return same and sentence.is_event and is_there(summit, said, sentence)


def is_there(summit: SummitFacts, said: FoundDate, sentence: Sentence) -> bool:
    """Its city is named, or none: «يجتمعون في أبريل المقبل»."""
    coming = said.precision == "month" and said.kind == "relative" and sentence.is_next
    return summit.city in sentence.cities if sentence.cities else coming


def is_other_year(summit: SummitFacts, said: FoundDate, sentence: Sentence) -> bool:
    """«قمة مينسك في 30 نوفمبر من العام الماضي»، «الجلسة الطارئة في 10 يناير»: the city or the kind
    settles which year a bare day means."""
    same_day = (said.value.month, said.value.day) == (summit.start.month, summit.start.day)
    if not same_day or said.kind != "relative" or not A_MONTH.search(fold(said.text)):
        return False
    later = summit.start.year - said.value.year
    if later == -1 and summit.kind in kinds_in(sentence.folded) and not sentence.is_next:
        return True
    if summit.city not in sentence.cities:
        return False
    last_year = "العام الماضي" in sentence.folded and later == -1
    return last_year or (later == 1 and bool(sentence.is_next or THIS_YEAR.search(sentence.folded)))


def by_direction(sentence: Sentence, authority: Authority, day: date) -> Iterator[Mention]:
    """The next summit in a city, the one of these days there, or the last one there."""
    named = names_of_meetings(sentence, authority)
    for city in sentence.cities:
        there = [summit for summit in authority.summits if summit.city == city]
        there = in_month(there, sentence, day)
        for summit, rule in choose(sentence, there, day, city in named):
            yield Mention(summit, rule, sentence, *place_of(sentence))
    if not sentence.cities and (host := next_host(sentence, authority)):
        there = [s for s in authority.summits if s.city and s.country == host]
        years = {said.value.year for said in sentence.dates if said.value > day}
        there = [s for s in there if s.start <= day or not years or s.start.year in years]
        for summit, rule in choose(sentence, there, day, is_named=False):
            yield Mention(summit, rule, sentence, *place_of(sentence))


def next_host(sentence: Sentence, authority: Authority) -> str | None:
    """The country before the words that announce: «… إلى طاجيكستان التي تستضيف القمة المقبلة»;
    or right behind the meeting: «القمة التالية في أرمينيا»."""
    announced = HOSTS.search(sentence.folded)
    if not announced and not COMING_IN.search(sentence.folded):
        return None
    said = [
        (h.key, sentence.before(h.start)) for h in authority.country_index.find_in(sentence.words)
    ]
    behind = [key for key, text in said if HOSTED_BY.search(text)]
    before = [key for key, text in said if announced and len(text) < announced.start()]
    return next(iter(behind or before[-1:]), None)


def names_of_meetings(sentence: Sentence, authority: Authority) -> set[str]:
    """The cities after which a meeting is called: «قمة يريفان»; of months: «القمة في سبتمبر»."""
    return {
        hit.key
        for hit in authority.city_index.find_in(sentence.words)
        if MEETING_AT.search(sentence.before(hit.start))
    }


def in_month(there: list[SummitFacts], sentence: Sentence, day: date) -> list[SummitFacts]:
    """Those in the month that is named, all where none met then: plans for May may end in
    September, but of the year that is said with them."""
    months = {GREGORIAN_NUMBER[name] for name in IN_MONTH.findall(sentence.folded)}
    found = [summit for summit in there if summit.start.month in months]
    if not sentence.is_next or any(day < s.start <= day + LONGEST_WAIT for s in found):
        return found or there
    years = {said.value.year for said in sentence.dates}
    return [s for s in there if s.start <= day or not years or s.start.year in years]


def choose(
    sentence: Sentence, there: Sequence[SummitFacts], day: date, is_named: bool
) -> list[tuple[SummitFacts, str]]:
    """The one to come, the one of these days or the last one there."""
    coming = [s for s in there if day < s.start <= day + LONGEST_WAIT]
    near = [s for s in there if s.start - NEAR <= day <= s.end + NEAR]
    past = [s for s in there if s.end < day]
    if coming and (sentence.is_next or (not near and is_scheduled(sentence))):
        return [(coming[0], "next")]
    if near and not is_of_past(sentence):
        return [(summit, "near") for summit in of_kind(near, sentence.folded)]
    if past and is_of_past(sentence) and not sentence.dates:
        return [(past[-1], "previous")]
    is_soon = any(summit.start <= day + SOON for summit in coming)
    if is_named and past and day - past[-1].end <= RECENT and not (near or is_soon):
        return [(past[-1], "named")]
    return []


def is_scheduled(sentence: Sentence) -> bool:
    return bool(HELD.search(sentence.folded) and IN_MONTH.search(sentence.folded))


def is_of_past(sentence: Sentence) -> bool:
    """A meeting or its time is called past: «الدورة السابقة»، «في أيار الماضي», not «مساء سابق»."""
    return bool(PAST_MEETING.search(sentence.folded))


def place_of(sentence: Sentence) -> tuple[int, int]:
    """The event word and what follows up to the end of its clause, in offsets of the unit."""
    found = EVENT.search(sentence.folded)
    folded = sentence.words.folded
    start, end = folded.span(found.start(), min(found.end() + 40, len(folded.text)))
    return sentence.start + start, sentence.start + end
