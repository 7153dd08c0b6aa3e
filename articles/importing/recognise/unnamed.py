"""The declaration or statement of a summit that an article gives no name of its own: «إعلان مشترك
تبناه القادة»، «بيان في المناسبة». It is meant where the summit has one such paper and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.importing.recognise.documents import ACT, DOCUMENT, EXCLUDED, KINDS
from articles.importing.recognise.facts import InitiativeFacts, SummitFacts
from articles.importing.recognise.mentions import PAST_MEETING
from articles.importing.recognise.organisations import MINISTERIAL, rivals_in
from articles.importing.recognise.phrases import CLAUSE, Match, Phrase
from csto_archive.arabic.normalise import fold_with_map

PAPERS = {"declaration", "statement"}
WHOSE = (
    r"(?:(?:ال)?صادرا? عن |باسم |عن |ل)?(?:ل?مجلس الامن الجماعي|(?:ال|لل?)(?:مجلس|قمه|قاده|رؤساء)"
    r"|ل?(?:رؤساء|قاده) الدول(?: الاعضاء)?|ل?الدول الاعضاء)"
)
BY_WHOM = r"(?:تبناه|اصدره|وقعه|اقره|اعتمده) (?:القاده|الرؤساء)(?: ال(?!يوم|ليله)\w+ه)?(?!\w)"
OCCASION = r"(?:في |ب|عن |بمناسبه |(?:ال)?خاصا? ب)(?:هذه )?(?:ال)?(?:مناسبه|ذكري(?: \w+)?)"
PLAIN = r"(?:ال)?(?:مشترك|ختامي|سياسي|نهائي)ا?"
PAPER = re.compile(
    rf"(?<!\w)[وبلف]?(?P<name>(?:ال)?(?P<noun>اعلان|بيان)ا?"
    rf"(?: (?:{PLAIN}|{WHOSE}|{BY_WHOM}|{OCCASION})(?!\w))+)"
)
ISSUED = re.compile(BY_WHOM)
BEFORE_THAT = re.compile(r"(?<!\w)[وف]?كان(?:ت|وا)?(?!\w)")


def papers_unnamed(
    said: Sequence[Phrase], summit: SummitFacts | None, records: Sequence[InitiativeFacts],
    found: Sequence[Match],
) -> list[Match]:  # fmt: skip
    """`found` with the paper of the summit that had no match yet, or one without its name."""
    taken = {(match.phrase.position, match.phrase.start) for match in found}
    own = [r for r in records if summit and r.summit == summit.slug and r.kind in PAPERS]
    due = [r for r in own if r.is_signed and not is_named(r, found)]
    for phrase in said if due else ():
        record = paper_in(phrase, own)
        if record in due and (phrase.position, phrase.start) not in taken:
            name = fold_with_map(phrase.text)
            span = name.span(*PAPER.search(name.text).span("name"))
            others = [match for match in found if match.record != record]
            return [*others, Match(record, phrase, 0.0, wording=span)]
    return list(found)


def is_named(record: InitiativeFacts, found: Sequence[Match]) -> bool:
    """A phrase was found for it that holds the name of a document of its kind."""
    own = [match.phrase for match in found if match.record == record]
    return any(phrase.rank != CLAUSE or record.kind in kinds_in(phrase) for phrase in own)


def kinds_in(phrase: Phrase) -> set[str]:
    return {KINDS[named["noun"]] for named in DOCUMENT.finditer(phrase.folded)}


def paper_in(phrase: Phrase, own: Sequence[InitiativeFacts]) -> InitiativeFacts | None:
    """The one paper of the kind that the phrase names, else the one paper there is."""
    named = PAPER.search(phrase.folded)
    if not named or not is_issued(phrase, named):
        return None
    alike = [record for record in own if record.kind == KINDS[named["noun"]]] or own
    return alike[0] if len(alike) == 1 else None


def is_issued(phrase: Phrase, named: re.Match[str]) -> bool:
    """The leaders signed or adopted it, here and now; an item of a list says so above."""
    text = phrase.folded
    others = MINISTERIAL.search(text) or rivals_in(text) or EXCLUDED.search(text[: named.start()])
    if others or BEFORE_THAT.search(text) or PAST_MEETING.search(text):
        return False
    acts = (act for act in ACT.finditer(text) if act["signed"] or act["adopted"])
    return phrase.rank != CLAUSE or bool(ISSUED.search(text)) or any(acts)
