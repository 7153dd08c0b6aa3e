"""The next summit that an article announces: place and time as far as it says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from articles.importing.page import Clean, Evidence, NextSummit
from articles.importing.recognise.facts import Authority, SummitFacts
from articles.importing.recognise.mentions import PRECISE, Mention, Sentence
from articles.importing.recognise.organisations import CSTO
from csto_archive.arabic.dates import format_date

SAID = {"day": 10, "month": 7, "year": 4}
# «القمة المقبلة»، «الدورة التالية»: a meeting of leaders, not of ministers.
NEXT_SUMMIT = re.compile(
    r"(?<!\w)[وفبل]{0,2}(?:ال)?(?:قمه|قمتهم|دوره|دورتهم)(?: \S+){0,4}? "
    r"(?:ال)?(?:مقبل|قادم|تالي|لاحق)ه(?!\w)"
    r"|ست?ستضيف (?:\S+ ){0,3}(?:ال)?(?:قمه|دوره)|(?:ست|سي)لتقي (?:\S+ ){0,2}القاده"
)
MINISTERS = re.compile(r"وزراء|امناء مجالس")
LONGEST = 300
# A joint meeting on the morrow is no next summit.
SAME_DAYS = timedelta(days=3)

Announced = tuple[NextSummit, tuple[Evidence, ...]]


def next_summit(
    article: Clean,
    found: Sequence[Sentence],
    pointed: Sequence[Mention],
    authority: Authority,
    main: SummitFacts | None,
) -> Announced | None:
    """The first summit after the one reported on; in a preview, the summit it is about."""
    since = reported_until(article, main)
    if since is None:
        return None
    later = since + SAME_DAYS if main and since == main.end else since
    known = [m for m in pointed if m.summit.start > later and is_announced(m, main)]
    if known:
        first = min(m.summit.start for m in known)
        coming = next(m.summit for m in known if m.summit.start == first)
        return of_mention([m for m in pointed if m.summit == coming], authority)
    return next((told for s in found if (told := of_sentence(s, since, authority))), None)


def reported_until(article: Clean, main: SummitFacts | None) -> date | None:
    """The last day of the summit reported on; the day of the article where there is none yet."""
    published = article.published_on
    is_preview = main and published and published < main.start
    return main.end if main and not is_preview else published


def is_announced(mention: Mention, main: SummitFacts | None) -> bool:
    return mention.sentence.is_next or mention.summit == main


def of_mention(every: Sequence[Mention], authority: Authority) -> Announced:
    """What the record is and what the article says of it; the record itself tells no date."""
    best = max(every, key=lambda m: PRECISE[m.rule])
    said = best.summit.start.isoformat()[: SAID.get(best.rule, 0)]
    sentences = [mention.sentence for mention in every]
    city = best.summit.city if any(best.summit.city in s.cities for s in sentences) else ""
    country = best.summit.country if any(is_country(best.summit, s) for s in sentences) else ""
    return proven(
        NextSummit(words_of(best.sentence), best.summit.slug, city, country, said),
        best.sentence, best.start, best.end, f"next-by-{best.rule}", authority,
    )  # fmt: skip


def is_country(summit: SummitFacts, sentence: Sentence) -> bool:
    return summit.country in sentence.countries


def of_sentence(sentence: Sentence, since: date, authority: Authority) -> Announced | None:
    """A summit without a record, where the words leave no doubt that one is announced."""
    said = NEXT_SUMMIT.search(sentence.folded)
    if not said or not sentence.is_event or MINISTERS.search(sentence.folded):
        return None
    dates = [d for d in sentence.dates if d.value > since]
    city = sentence.cities[-1] if sentence.cities else ""
    if not (dates or city) or (sentence.is_before and not CSTO.search(sentence.folded)):
        return None
    day = dates[0].value.isoformat()[: SAID[dates[0].precision]] if dates else ""
    start, end = sentence.start, sentence.start + len(sentence.text.rstrip())
    announced = NextSummit(words_of(sentence), "", city, country_of(city, authority), day)
    return proven(announced, sentence, start, end, "next-in-words", authority)


def country_of(city: str, authority: Authority) -> str:
    return next((c.country for c in authority.cities if c.slug == city), "")


def words_of(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())[:LONGEST]


def proven(
    told: NextSummit, sentence: Sentence, start: int, end: int, rule: str, authority: Authority
) -> Announced:
    value = "، ".join(parts(told, authority)) or told.words
    return told, sentence.unit.proof("next_summit", value, rule, start, end)


def parts(told: NextSummit, authority: Authority) -> Iterator[str]:
    """Place and time as an editor reads them: «موسكو»، «11 نوفمبر 2026»."""
    if told.city:
        yield next(c.names[0] for c in authority.cities if c.slug == told.city)
    elif member := authority.member(told.country):
        yield member.names[0]
    if told.date:
        precision = next(name for name, length in SAID.items() if length == len(told.date))
        yield format_date(date.fromisoformat(f"{told.date}-01-01"[:10]), precision)
