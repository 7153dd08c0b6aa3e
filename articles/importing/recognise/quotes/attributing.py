"""To whom an article attributes a quote: a verb of saying before or after it, «بحسب», a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.importing.recognise.quotes.names import is_name
from articles.importing.recognise.quotes.sayings import (
    ACCORDING,
    AFTERWARDS,
    CITED_AFTERWARDS,
    HIS_WORDS,
    INTRODUCED,
    OTHER_CLAUSE,
    QUOTE,
    Saying,
    phrase_after,
    sayings,
    sentence_start,
)
from articles.importing.recognise.quotes.speakers import by_name
from articles.importing.recognise.quotes.text import Place, QuotedText, Speaker
from csto_archive.arabic.normalise import fold
from csto_archive.arabic.words import words

BEFORE, AFTER, ACCORDING_TO, CARRIED = "said-before", "said-after", "according-to", "said-carried"
FAR = 250
# How many words a fragment needs to be somebody's own, and one that is introduced as a whole.
FRAGMENT, WHOLE, AFTER_COLON = 4, 2, 1
PARAGRAPHS_BACK, FAR_BACK = 4, 3000
FULL_NAME_WITHIN = 5
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Attribution:
    """`ends_paragraph`: the number of the unit that the quote is the end of, if it is."""

    rule: str
    speaker: Speaker | None
    ends_paragraph: int | None = None


def attributed(
    text: QuotedText, parts: Sequence[Place], wording: str, former: Attribution | None
) -> Attribution | None:
    """How a quote is said to be somebody's words; None where it is not."""
    first, last = parts[0], parts[-1]
    folded, at = text.folded(first.unit).text, text.place_of(first)
    start = sentence_start(folded, at)
    before = folded[start:at]
    after = text.folded(last.unit).text[text.place_of(last) + 1 :][:FAR]
    if is_name(before, fold(wording), after):
        return None
    length = len(words(wording))
    said = said_before(text, first, start, at, length)
    if said and said.speaker:
        return said
    return (
        (cited_before(text, first, start, at, length) if length >= WHOLE else None)
        or said_after(text, last, after, length)
        or said
        or said_on(text, first, before, length, former)
    )


def said_before(
    text: QuotedText, part: Place, start: int, at: int, length: int
) -> Attribution | None:
    folded = text.folded(part.unit).text
    told = list(sayings(folded, start, at))
    if not told or at - told[-1].end > FAR:
        return named_before_colon(text, part, start, at) if not told else None
    last = told[-1]
    rest = folded[max(last.end, last.subject[1]) : at]
    is_direct = not rest.strip() or bool(INTRODUCED.search(rest))
    least = AFTER_COLON if rest.rstrip().endswith(":") else WHOLE if is_direct else FRAGMENT
    if length < least or (OTHER_CLAUSE.search(rest) and not is_direct):
        return None
    if HIS_WORDS.match(folded[at + 1 :]) is None and length < FRAGMENT and not is_direct:
        return None
    return by_saying(text, part, told, start)


def by_saying(text: QuotedText, part: Place, told: Sequence[Saying], start: int) -> Attribution:
    """The last subject that a verb of the sentence has, the leader it begins with, or whoever
    spoke last."""
    named = next((s for s in reversed(told) if s.is_named and s.gender), None)
    if named:
        return Attribution(BEFORE, full_name(text, part.unit, named))
    if person := first_person(text, part.unit, start, told[-1].start, told[-1].gender):
        return Attribution(BEFORE, person)
    return Attribution(CARRIED, last_speaker(text, part.unit, told[0].start, told[0].gender))


def full_name(text: QuotedText, unit: int, said: Saying) -> Speaker:
    """The subject with the name that follows its office behind a comma."""
    folded = text.folded(unit).text
    start, end = said.subject
    if folded[end : end + 2].lstrip()[:1] in {"،", ","}:
        begun, ended = phrase_after(folded, end + len(folded[end : end + 2].rstrip()))
        more = text.name(unit, begun, ended).name if ended > begun else ""
        is_short = 0 < len(more.split()) <= FULL_NAME_WITHIN
        if is_short and by_name(more, text.authority, None) is not None:
            end = ended
    return text.name(unit, start, end, said.gender)


def first_person(
    text: QuotedText, unit: int, start: int, end: int, gender: str = ""
) -> Speaker | None:
    """The first leader named in a sentence before its verb of saying: «استهل بوتين كلمته …
    قائلاً»، «وهو ما تطرق إليه بوتين حين أعلن …»."""
    first, last = text.folded(unit).span(start, end)
    hits = text.authority.person_index.find(text.texts[unit][first:last])
    if not hits:
        return None
    place = Place(unit, first + hits[0].start, first + hits[0].end)
    return Speaker(hits[0].text, place, gender)


def named_before_colon(text: QuotedText, part: Place, start: int, at: int) -> Attribution | None:
    """«لوكاشينكو: «…»»"""
    folded = text.folded(part.unit).text
    if not folded[start:at].rstrip().endswith(":"):
        return None
    begun, ended = phrase_after(folded, start)
    is_all = folded[ended:at].strip() == ":"
    speaker = text.name(part.unit, begun, ended) if is_all and ended > begun else None
    is_known = speaker and by_name(speaker.name, text.authority, None)
    return Attribution(BEFORE, speaker) if is_known else None


def cited_before(
    text: QuotedText, part: Place, start: int, at: int, length: int
) -> Attribution | None:
    """«وبحسب بوتين فإن «…»»، «ووفقاً لبوتين، فإنه «…»»."""
    folded = text.folded(part.unit).text
    found = list(ACCORDING.finditer(folded, start, at))
    if not found or at - found[-1].end() > FAR:
        return None
    begun, ended = phrase_after(folded[:at], found[-1].end())
    is_direct = INTRODUCED.search(folded[ended:at])
    if ended <= begun or (length < FRAGMENT and not is_direct):
        return None
    return Attribution(ACCORDING_TO, named_after_lam(text, part.unit, begun, ended))


def named_after_lam(text: QuotedText, unit: int, begun: int, ended: int) -> Speaker:
    """«للرئيس» has written the article onto its «ل»: what is left of it is «الرئيس»."""
    speaker = text.name(unit, begun, ended)
    has_article = speaker.name.startswith("ل") and text.folded(unit).text[begun - 1] == "ل"
    return replace(speaker, name=f"ا{speaker.name}") if has_article else speaker


def said_after(text: QuotedText, part: Place, after: str, length: int) -> Attribution | None:
    """«…»، قال الأمين العام; «…» بحسب بوتين."""
    at = text.place_of(part) + 1
    folded = text.folded(part.unit).text
    if length < WHOLE or HIS_WORDS.match(after):
        return None
    if cited := CITED_AFTERWARDS.match(after):
        begun, ended = phrase_after(folded, at + cited.end())
        speaker = named_after_lam(text, part.unit, begun, ended)
    elif verb := AFTERWARDS.match(after):
        begun, ended = phrase_after(folded, at + verb.end())
        speaker = text.name(part.unit, begun, ended, "m" if verb["he"] else "f")
    else:
        return None
    return Attribution(AFTER, speaker) if ended > begun else None


def said_on(
    text: QuotedText, part: Place, before: str, length: int, former: Attribution | None
) -> Attribution | None:
    """A quote that goes on after another, or «على حد قوله» after it."""
    is_joined = former is not None and BLANK.sub("", before).endswith((QUOTE + "و", QUOTE + "،و"))
    if is_joined and length >= WHOLE:
        return replace(former, rule=CARRIED)
    folded, at = text.folded(part.unit).text, text.place_of(part)
    if (his := HIS_WORDS.match(folded, at + 1)) and length >= WHOLE:
        gender = "f" if his[0].endswith(("ها", "ت")) else "m"
        return Attribution(CARRIED, last_speaker(text, part.unit, at, gender))
    is_alone = not before.strip() and part.start <= 2 and text.ends_with(part)
    goes_on = former is not None and former.ends_paragraph == part.unit - 1
    return replace(former, rule=CARRIED) if is_alone and goes_on else None


def last_speaker(text: QuotedText, unit: int, before: int, gender: str) -> Speaker | None:
    """Whoever was last said to speak, in this paragraph or those just before; of that gender."""
    silent = 0
    for number in range(unit, max(unit - PARAGRAPHS_BACK - 1, -1), -1):
        folded = text.folded(number).text
        end = before if number == unit else len(folded)
        told = list(sayings(folded, max(end - FAR_BACK, 0), end))
        speakers = (speaker_of(text, number, said) for said in reversed(told) if said.gender)
        if speaker := next(filter(None, speakers), None):
            return speaker if speaker.gender == gender or not gender else None
        silent += not told
        if silent > 1 and number != unit:
            return None
    return None


def speaker_of(text: QuotedText, unit: int, said: Saying) -> Speaker | None:
    """The subject of a verb, or the leader named before it in its sentence."""
    if said.is_named:
        return full_name(text, unit, said)
    start = sentence_start(text.folded(unit).text, said.start)
    return first_person(text, unit, start, said.start, said.gender)
