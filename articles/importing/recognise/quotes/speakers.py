"""Which leader a phrase means: by name, or by an office and who held it on that day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from articles.importing.recognise.facts import Authority, TermFacts
from csto_archive.arabic.normalise import fold

HEAD, GOVERNMENT, SECRETARY = "head_of_state", "head_of_government", "secretary_general"
# Somebody beside the one whose name or office follows.
ANOTHER = re.compile(
    r"(?<!\w)(?:[وبل]?(?:ال)?(?:متحدث|ناطق|مستشار|مساعد|نائب|وزير|سكرتير|مبعوث|مكتب|باسم|ديوان|حزب"
    r"|محامي|مصدر|مصادر|سفير|دبلوماسي|مسؤول|وفد|خارجيه|دفاع|فريق|زوجه|ابن|حليف|خصم)|كل)(?:ه|ا|ين|ون)?(?!\w)"
)
STATE = re.compile(r"^(?:ال)?(?:رئيس(?:ه)?|زعيم)(?: (?:ال)?(?:جمهوريه|دوله))?(?: (?P<of>.+))?$")
CABINET = re.compile(r"^(?:ال)?رئيس (?:مجلس )?(?:ال)?(?:وزراء|حكومه)(?: (?P<of>.+))?$")
GENERAL = re.compile(
    r"^(?:ال)?امين (?:ال)?عام(?: (?:ل|ل?ل)?(?:منظمه|منظمه معاهده الامن الجماعي"
    r"|معاهده الامن الجماعي|مجلس الامن الجماعي|الامن الجماعي))?$"
)


def leader_named(phrase: str, authority: Authority, day: date | None) -> str:
    """The slug of the leader that a phrase names, empty where it is none or not one alone."""
    named = by_name(phrase, authority, day)
    return named if named is not None else by_office(fold(phrase), authority, day)


def by_name(phrase: str, authority: Authority, day: date | None) -> str | None:
    """None where no leader's name is in the phrase."""
    hits = authority.person_index.find(phrase)
    if not hits:
        return None
    starts = {hit.start for hit in hits}
    beside = ANOTHER.search(fold(phrase[: min(starts)]))
    terms = [authority.terms[hit.key] for hit in hits]
    return "" if beside or len(starts) > 1 else only_leader(terms, day)


def by_office(folded: str, authority: Authority, day: date | None) -> str:
    if day is None:
        return ""
    if GENERAL.match(folded):
        return only_leader(in_office(authority, SECRETARY, "", day), day)
    for role, office in ((GOVERNMENT, CABINET), (HEAD, STATE)):
        found = office.match(folded)
        if found:
            iso2 = country_of(found["of"] or "", authority)
            return only_leader(in_office(authority, role, iso2, day), day) if iso2 else ""
    return ""


def in_office(authority: Authority, role: str, iso2: str, day: date) -> list[TermFacts]:
    terms = (term for term in authority.terms if term.role == role and term.covers(day))
    return [term for term in terms if not iso2 or term.iso2 == iso2]


def only_leader(terms: Iterable[TermFacts], day: date | None) -> str:
    """The one leader of these terms; where several bear the name, the one in office that day."""
    found = list(terms)
    leaders = {term.leader for term in found}
    if len(leaders) > 1 and day:
        leaders = {term.leader for term in found if term.covers(day)}
    return leaders.pop() if len(leaders) == 1 else ""


def country_of(folded: str, authority: Authority) -> str:
    """The member that «روسيا» or «الروسي» names, when the words name nothing besides."""
    return authority.country_words.get(folded.removeprefix("ال"), "")
