"""The members named in an article, and those that it says were absent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from articles.importing.page import Clean, Evidence
from articles.importing.recognise.facts import Authority, MemberFacts, SummitFacts, adjectives
from articles.importing.recognise.mentions import Mention, Sentence
from csto_archive.arabic.normalise import fold, fold_with_map

# Words of absence, folded. BEFORE stand before the member («غياب أرمينيا»), AFTER behind it
# («أرمينيا تغيب»); the number is how many words may stand between.
BEFORE = {
    r"[بل]?غياب": 2, r"غابت?": 3, r"[يت]غيب": 2, r"تغيبت?": 2,
    r"مقاطعه": 1, r"قاطعت": 1, r"تخلفت?": 3, r"(?:لم|لن) توفد": 1, r"لم ترسل": 1,
    r"(?:من|ب)?دون": 1, r"ب?استثناء": 1, r"عدم (?:حضور|مشاركه)": 2,
    r"(?:لم|لن) [تي](?:شارك|حضر)": 2, r"ينقص(?:ها|هم|ه)": 6, r"ب?مقعد": 1,
}  # fmt: skip
AFTER = {
    r"[تي]?غيبت?": 1, r"تغيب": 1, r"غائب(?:ه|ا)?": 1, r"غابت?": 1, r"قاطعت?": 1, r"[تي]قاطع": 1,
    r"شاغر(?:ا|ه)?": 2, r"(?:ال)?خال(?:ي|يا)?": 1, r"(?:لم|لن) [تي](?:شارك|حضر)": 2,
    r"(?:لم|لن) [تي]سافر": 2, r"(?:ب|ال)?غياب": 1, r"تكتفي بالغياب": 0, r"(?:ال)?مقاطعه?": 1,
}  # fmt: skip
NEEDS_EMPTY = "ب?مقعد"
EMPTY = re.compile(r"(?<!\w)(?:شاغر|خال|فارغ)")
DELEGATE = re.compile(
    r"اوفدت?|نيابه عن|ينوب|ناب عن|باسمها|ممثلا ل"
    r"|(?<!\w)[وف]?[ميت]?مثل(?:ها|ه|ت)? (?:رئيس|نائب|وزير)"
)
NOT_SENT = re.compile(r"لم (?:توفد|يوفد|ترسل)")


def members_named(
    article: Clean, authority: Authority, day: date | None
) -> list[tuple[str, Evidence | None]]:
    """(iso2, evidence) of each member of that day, in the order of the first naming.

    By the name of the country, or of the one who sat in the Council for it.
    """
    found: dict[str, Evidence | None] = {}
    for unit in article.units:
        for iso2, rule, hit in named(unit.text, authority, day):
            if iso2 not in found:
                proof = unit.proof("member", iso2, rule, hit.start, hit.end)
                found[iso2] = proof[0] if proof else None
    return list(found.items())


def named(text: str, authority: Authority, day: date | None) -> Iterator[tuple]:
    """(iso2, rule, hit) of every member named in a text."""
    for hit in authority.country_index.find(text):
        if belongs(authority.member(hit.key), day):
            yield hit.key, "country", hit
    for hit in authority.person_index.find(text):
        term = authority.terms[hit.key]
        seated = term.in_council and (day is None or term.covers(day))
        if seated and belongs(authority.member(term.iso2), day):
            yield term.iso2, "council-member", hit


def belongs(member: MemberFacts | None, day: date | None) -> bool:
    if member is None:
        return False
    return member.belonged_on(day) if day else bool(member.joined_on and not member.left_on)


def absentees(
    article: Clean,
    sentences: Sequence[Sentence],
    authority: Authority,
    main: SummitFacts | None,
    mentions: Sequence[Mention],
    day: date | None,
) -> list[tuple[str, Evidence | None]]:
    """(iso2, evidence) of members that the article says nobody represented at its meeting.

    Nobody is absent from a meeting still to come; sentences on other summits do not count; nor do
    members that the reference data knows were represented.
    """
    if main and article.published_on and article.published_on < main.start:
        return []
    elsewhere = {id(m.sentence) for m in mentions if m.summit != main} if main else set()
    own = [s for s in sentences if id(s) not in elsewhere]
    found = []
    for member in authority.members:
        represented = main is not None and member.iso2 in main.present
        if represented or not belongs(member, day) or is_delegated(member, sentences, authority):
            continue
        if proof := first_absence(member, own, authority):
            found.append((member.iso2, proof))
    return found


def first_absence(
    member: MemberFacts, sentences: Sequence[Sentence], authority: Authority
) -> Evidence | None:
    words = words_for(member, authority)
    for sentence in sentences:
        folded = fold_with_map(sentence.text)
        if span := absence_in(folded.text, words):
            start, end = (sentence.start + at for at in folded.span(*span))
            proofs = sentence.unit.proof("absent", member.iso2, "absence-words", start, end)
            return proofs[0] if proofs else Evidence("absent", member.iso2, "absence-words", 0, 0)
    return None


def words_for(member: MemberFacts, authority: Authority) -> str:
    """A pattern for the member under any name: country, adjective, capital, leader."""
    cities = [n for city in authority.cities if city.slug == member.capital for n in city.names]
    leaders = [
        name.split()[-1]
        for term in authority.terms
        if term.iso2 == member.iso2 and term.in_council
        for name in term.names
        if len(name.split()[-1]) > 4
    ]
    spellings = {fold(name) for name in (*member.names, *cities, *leaders)}
    choices = [*spellings, *(f"{word}ه?" for word in adjectives(member))]
    longest_first = "|".join(sorted(choices, key=len, reverse=True))
    return rf"(?<!\w)[وفبلك]{{0,2}}(?:ال|لل)?(?:{longest_first})(?!\w)"


def absence_in(text: str, words: str) -> tuple[int, int] | None:
    """The span of an absence of the member in a folded sentence."""
    found = [*before_member(text, words), *after_member(text, words)]
    return found[0].span() if found else None


def before_member(text: str, words: str) -> Iterator[re.Match[str]]:
    for cue, gap in BEFORE.items():
        between = rf"\W+(?:\w+\W+){{0,{gap}}}?"
        found = re.search(rf"(?<!\w)[وف]?{cue}(?!\w){between}{words}", text)
        if found and (cue != NEEDS_EMPTY or EMPTY.search(text, found.end(), found.end() + 25)):
            yield found


def after_member(text: str, words: str) -> Iterator[re.Match[str]]:
    for cue, gap in AFTER.items():
        between = rf"\W+(?:\w+\W+){{0,{gap}}}?"
        if found := re.search(rf"{words}{between}[وف]?{cue}(?!\w)", text):
            yield found


def is_delegated(member: MemberFacts, sentences: Sequence[Sentence], authority: Authority) -> bool:
    """True when a sentence says who came in the place of the member's leader."""
    words = words_for(member, authority)
    return any(
        DELEGATE.search(s.folded) and not NOT_SENT.search(s.folded) and re.search(words, s.folded)
        for s in sentences
    )
