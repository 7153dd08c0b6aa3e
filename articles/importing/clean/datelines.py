"""The dateline that opens a first paragraph: city, agency, day."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from articles.importing.clean.bylines import (
    DASH,
    LANDS,
    PLACE_WORDS,
    Byline,
    is_agency,
    is_city,
    is_name,
    unquoted,
)
from csto_archive.arabic.dates import find_dates
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

LEAD = 80
# A dateline leaves out the year: any day serves to recognise «10 ديسمبر» as a date.
ANY_DAY = date(2020, 1, 1)
# Up to the last «م» of a year, and the two to four letters behind it.
CITY_AND_DAYS = re.compile(
    r"^(?P<city>\S+(?: \S+)?) (?P<days>\d{1,2} .{4,50}?(?:19|20)\d\d ?م) (?P<code>\w{2,4}) "
)
SIGN_AFTER = re.compile(r": | ?/ ")
ERAS = frozenset(("هـ", "ه", "م", "الموافق", "ل"))
AGENCY = re.compile(r"\(([^()]{2,40})\)")
# «يريفان في ١٣ سبتمبر/ رؤى / …».
SLASH_LINE = re.compile(r"^(?P<place>[^/]{2,50}?)\s*+/\s*+(?P<agency>[^/\d]{2,30}?)\s*+/\s*")


def dateline_of(paragraph: str, cities: NameIndex[str]) -> Byline | None:
    """The dateline that opens a paragraph: «أستانا (وكالة) - », «موسكو 10 ديسمبر (وكالة) -- »,
    «يريفان - وكالة: », «ألماتي - ». `end` is where the text itself begins."""
    head = paragraph[:LEAD]
    if found := outlet_and_city(head, cities) or city_and_days(head, cities):
        return found
    for mark in DASH.finditer(head):
        if found := place_before(head[: mark.start()], cities):
            return agency_after(found, paragraph, mark.end())
    return between_slashes(head, cities) or city_and_colon(head, cities)


def outlet_and_city(head: str, cities: NameIndex[str]) -> Byline | None:
    """«رويترز - موسكو - …»: who reports stands before the city."""
    first, second = [*islice(DASH.finditer(head), 2), None, None][:2]
    if first is None or second is None:
        return None
    who, place = head[: first.start()], head[first.end() : second.start()]
    is_place = is_city(place, cities) and not is_city(who, cities)
    return Byline(who.strip(), place.strip(), second.end()) if is_place and is_name(who) else None


def city_and_days(head: str, cities: NameIndex[str]) -> Byline | None:
    """«الرياض 10 صفر 1443 هـ الموافق 17 سبتمبر 2021 م واس …»: city, day and the agency's letters
    without a sign between them."""
    found = CITY_AND_DAYS.match(head)
    days = find_dates(found["days"], today=ANY_DAY) if found else []
    if not found or not days or not is_city(found["city"], cities):
        return None
    rest = without_dates(found["days"]).split()
    return Byline(found["code"], found["city"], found.end()) if set(rest) <= ERAS else None


def between_slashes(head: str, cities: NameIndex[str]) -> Byline | None:
    found = SLASH_LINE.match(head)
    place = without_dates(found["place"]) if found else ""
    if not found or not is_city(place, cities) or not is_name(found["agency"]):
        return None
    return Byline(found["agency"].strip(), place, found.end())


def without_dates(text: str) -> str:
    for found in reversed(find_dates(text, today=ANY_DAY)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return " ".join(text.replace("/", " ").split()).strip(" ،,").removesuffix(" في")


def place_before(opening: str, cities: NameIndex[str]) -> Byline | None:
    """City and bracketed agency in the words before the dash; None if there is anything more."""
    said = AGENCY.findall(opening)
    agency = next((name.strip() for name in said if fold(name.strip()) not in LANDS), "")
    place = without_dates(AGENCY.sub(" ", opening))
    known = is_city(place, cities)
    short = 1 <= len(place.split()) <= PLACE_WORDS and is_name(place)
    if known or (short and (said or len(opening.split()) <= PLACE_WORDS)):
        return Byline(agency, place)
    return None


def agency_after(found: Byline, paragraph: str, start: int) -> Byline:
    """An agency between the dash and a colon («يريفان - وكالة: ») or another dash."""
    ahead = paragraph[start : start + 30]
    mark = DASH.search(ahead)
    if mark and not found.who and is_agency(ahead[: mark.start()]):
        return Byline(unquoted(ahead[: mark.start()]), found.city, start + mark.end())
    sign = SIGN_AFTER.search(ahead)
    name, colon = (ahead[: sign.start()], sign[0]) if sign else (ahead, "")
    if colon and not found.who and is_name(name) and len(name.split()) <= 3:
        return Byline(name.strip(), found.city, start + len(name) + len(colon))
    return Byline(found.who, found.city, start)


def city_and_colon(head: str, cities: NameIndex[str]) -> Byline | None:
    place, colon, _rest = head.partition(": ")
    if colon and is_city(place, cities):
        return Byline("", place.strip(), len(place) + len(colon))
    return None
