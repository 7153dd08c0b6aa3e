"""Who signs a line, and where: the grammar of «city, name, agency, day» in any order and between
any signs, and the patterns of `bylines` for lines that it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from articles.importing.clean.bylines import (
    BY,
    FOLLOWED,
    FULL_NAME,
    IN_TITLES,
    INITIALS,
    LANDS,
    LATIN,
    PARTICLES,
    PARTS,
    PLACE_WORDS,
    SLOGANS,
    SOURCE,
    WEEKDAY,
    WORK,
    Byline,
    authored,
    bracketed,
    given_names,
    is_city,
    is_known_agency,
    is_name,
    nameless,
    paired,
    slashed,
    unquoted,
    with_city,
    without_land,
)
from articles.importing.clean.datings import BESIDE, find_dates
from articles.importing.clean.furniture import is_furniture, is_section
from articles.importing.clean.trade import PICTURE_AGENCIES
from articles.importing.clean.vocabulary import SHARING, bare
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

SIGNS = re.compile(r"\s*[|·•●▪،,:()\[\]<>/]+\s*|\s+[-–—ـ]{1,2}\s*|\s*[-–—ـ]{1,2}\s+|\s{3,}|\t+")
CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[صم](?!\w))?|[+-]\d\d:?\d\d")
# What stands before a name: «المصدر: …», «رسالة دوشنبه: …», «من سعود».
LABEL = re.compile(
    r"^(?:(?:نشر|أضيف|أضاف|أرسل|مرسل|كتب|حرر|أعد)[هةت]?ا? بواسطة|بواسطة|المصدر|كتبت?ه?ا?"
    r"|بقلم(?: الكاتبة?)?|إعداد|أعدّ?[هت]?ا?|حرر[هت]?ا?|تقرير|ترجمة|متابعة|رسالة"
    r"|مراسل[هت]?(?:نا|تنا)?|موفد(?:نا|تنا)?|مبعوث(?:نا|تنا)?|الكاتبة?|المحررة?|المؤلفة?|By)(?!\w)\s*"
)
TIED = re.compile(r"^(?P<left>[^-]*[^-\s])-(?P<right>[^-\s][^-]*)$")
AFTER_NAME = re.compile(
    r"(?:^|(?<!\s)\s+)(?:في|من|يوم|بتاريخ|الساعة|التاريخ|تاريخ النشر|متابعة الكاتبة?"
    r"|نُ?شرت?|أضيفت?|حُ?دّ?ثت?)$"
)
WEEKDAY_END = re.compile(rf"(?:(?:في|يوم|بتاريخ)\s+)*{WEEKDAY}\s*[،,]?\s*$")
READING = re.compile(r"(?:(?:مدة|زمن|وقت)\s)?(?:ال)?قراءة\s*:?\s*(?:في\s)?\d+\s*دقا?ي?ئ?ق?ة?")
RANK = re.compile(
    r"^(?:(?:ال)?(?:عميد|عقيد|لواء|فريق|مقدم|رائد|نقيب|سفير|دكتورة?|مهندسة?|شيخ|بروفيسور)|أ?\.?د|م)\.?\s+"
    r"(?:(?:الركن|المتقاعد|السابق)\s+)*"
)
# «… قال بوتين.»; «أ. ب.» ends in letters.
SENTENCE = re.compile(r"^(?:\S+\s+){3}.*[^\W\d_]{3}[.!؟?]$")
DESK_LETTERS = 2
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two signs. kind: city, name, agency, mark (an editor's letters), place
    (a short name of anything), noise or other. `is_sure`: it begins with a first name; `label`:
    what stands before it."""

    text: str
    kind: str
    label: str = ""
    is_sure: bool = False


def byline_in(text: str, cities: NameIndex[str]) -> Byline | None:
    """The byline of a line or of one of its parts, None where there is none."""
    said = without_land(text.strip(" :"))
    if found := signed(said, cities) or tied(said, cities):
        return None if is_desk_mark(found.who) else found
    for part in PARTS.split(said):
        found = (
            authored(part, cities)
            or nameless(part)
            or bracketed(part, cities)
            or paired(part, cities)
            or slashed(part, cities)
        )
        if found and not is_desk_mark(found.who):
            return replace(found, who=unquoted(found.who))
    return None


def is_desk_mark(who: str) -> bool:
    """«ت. و»: the two letters of an editor, no name; «أ ب» is one."""
    letters = sum(char.isalpha() for char in who)
    two = letters <= DESK_LETTERS and INITIALS.match(who.strip()) is not None
    return two and bare(who) not in PICTURE_AGENCIES


def marked_byline(text: str, cities: NameIndex[str]) -> Byline:
    """The byline of a line that the mark-up calls one."""
    town = without_land(text)
    if is_city(town, cities) or town != text:
        return Byline("", town.strip(" ،,"))
    said = WORK.sub("", PARTS.split(text.strip())[0], count=1)
    found = (
        byline_in(text, cities)
        or byline_in(said, cities)
        or with_city(AFTER_NAME.sub("", said), cities)
    )
    return replace(found, who=unquoted(found.who))


def signed(text: str, cities: NameIndex[str]) -> Byline | None:
    """Who signs a line of which every part is known, and one names a person for sure, or is
    labelled, or stands beside a city with an agency."""
    if len(text) > LONGEST or SENTENCE.search(text):
        return None
    parts = list(parts_of(text, cities))
    if any(part.kind == "other" for part in parts):
        return None
    agencies = len(parts) > 1 and all(part.kind in {"agency", "mark"} for part in parts)
    if agencies and any(fold(part.text) in FOLLOWED for part in parts):
        return Byline(text, "")
    city = next((part.text for part in parts if part.kind == "city"), "")
    places = [part for part in parts if part.kind == "place"]
    who = next((part for part in parts if part.is_sure), None) or backed(parts)
    if who is None:
        return unvouched(parts, city, places, is_dated(text))
    most = 1 if who.kind == "name" or not city else 0
    passed_on = places and not city and fold(who.text) in FOLLOWED
    alone = not (city or places or who.label or is_dated(text))
    if len(places) > most or passed_on or alone:
        return None
    return Byline(unquoted(who.text), city or (places[0].text if is_before(parts, places) else ""))


def unvouched(parts: list[Part], city: str, places: list[Part], dated: bool) -> Byline | None:
    """Where nothing vouches for a name: one beside a day and nothing else, a city beside a day, or
    a single word beside a city."""
    if dated and len(parts) == 1 and is_full(places):
        return Byline(unquoted(places[0].text), "")
    if city and dated and not places:
        return Byline("", city)
    pair = city and len(parts) == 2 and len(places) == 1
    return Byline(unquoted(places[0].text), city) if pair and is_word(places[0]) else None


def is_word(part: Part) -> bool:
    return len(part.text.split()) == 1


def is_full(places: list[Part]) -> bool:
    """True for two or three words that may be a name, and nothing else: «بتوقيت الدوحة» is none."""
    said = places[0].text.split() if len(places) == 1 else []
    return len(said) in FULL_NAME and BESIDE.isdisjoint(map(fold, said))


def tied(text: str, cities: NameIndex[str]) -> Byline | None:
    """«دوشنبه-وكالات»: a city and an agency around a dash without blanks."""
    found = TIED.match(text)
    left, right = (found["left"], found["right"]) if found else ("", "")
    if found and is_city(left, cities) and is_name(right) and len(right.split()) <= PLACE_WORDS:
        return Byline(right.strip() if is_known_agency(right) else "", left.strip())
    return None


def is_before(parts: list[Part], places: list[Part]) -> bool:
    """«وادي السدر - نجلاء البعداني»: a place that no list knows opens the line."""
    return bool(places) and parts[0] is places[0] and len(places[0].text.split()) <= PLACE_WORDS


def backed(parts: list[Part]) -> Part | None:
    """What a label or a city vouches for; a source alone may be anybody."""
    placed = any(part.kind in {"city", "place"} for part in parts)
    return next((part for part in parts if is_backed(part, placed)), None)


def is_backed(part: Part, placed: bool) -> bool:
    if part.kind == "agency" and placed:
        return True
    vouched = placed or not part.label.startswith(SOURCE)
    labelled = bool(part.label) and vouched
    return labelled and part.kind in {"name", "agency"}


def is_dated(text: str) -> bool:
    return any(found.kind == "absolute" for found in find_dates(text))


def parts_of(text: str, cities: NameIndex[str]) -> Iterator[Part]:
    """The parts of a line without its days and hours; a label alone goes to the next part."""
    label = ""
    for piece in SIGNS.split(without_days(text)):
        said = piece.strip(' ."«»') if not piece.startswith("«") else piece.strip()
        if not said:
            continue
        found = LABEL.match(said)
        label, said = (found[0].strip(), said[found.end() :]) if found else (label, said)
        said = AFTER_NAME.sub("", WORK.sub("", BY.sub("", said)))
        if not said:
            continue
        part = part_of(said, label, cities)
        yield part
        label = label if part.kind == "city" else ""


def without_days(text: str) -> str:
    for found in reversed(find_dates(text)):
        text = f"{WEEKDAY_END.sub('', text[: found.start])} | {text[found.end :]}"
    return CLOCK.sub(" | ", READING.sub(" | ", text))


def is_agency_or_desk(name: str) -> bool:
    known = is_known_agency(name) or fold(name) in FOLLOWED
    return known or INITIALS.match(name) is not None


def part_of(said: str, label: str, cities: NameIndex[str]) -> Part:
    words = fold(said).split()
    if is_city(said, cities):
        return Part(said, "city", label)
    if is_desk_mark(said):
        return Part(said, "mark", label)
    several = [name.strip() for name in said.split("+")]
    others = [name for name in several if not is_agency_or_desk(name)]
    if len(others) < len(several) and all(map(is_name, others)):
        return Part(said, "agency", label)
    beside = all(word in BESIDE or word in SHARING or word.isdigit() for word in words)
    if beside or fold(said) in LANDS or is_furniture(said):
        return Part(said, "noise", label)
    if (
        not is_name(said)
        or LATIN.search(said)
        or IN_TITLES.search(said)
        or SLOGANS & set(words)
        or is_section(said)
    ):
        return Part(said, "other", label)
    named = fold(RANK.sub("", said)).split() or words
    sure = named[0] in given_names() or named[0] in PARTICLES
    if len(named) in FULL_NAME and (sure or label):
        return Part(said, "name", label, sure)
    return Part(said, "place", label) if len(words) <= PLACE_WORDS + 1 else Part(said, "other")
