"""Initiatives that no record matches: named documents that were adopted, named plans that were
proposed. Precision before recall: an editor is asked only about what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from articles.importing.overlap import all_forms, common, share
from articles.importing.page import Clean, Evidence, NamedInitiative, Passage, Proposal
from articles.importing.recognise.documents import (
    ACT,
    CREATION,
    DOCUMENT,
    DOCUMENTS,
    EXCLUDED,
    INITIATIVES,
    KINDS,
    MEASURES,
    NAME_END,
    PLAIN,
    SUBJECT,
    period_in,
)
from articles.importing.recognise.facts import Authority, InitiativeFacts, SummitFacts
from articles.importing.recognise.initiatives import measures_below
from articles.importing.recognise.organisations import CSTO, rivals_in
from articles.importing.recognise.quotes.sayings import phrase_after, sentence_start
from articles.importing.recognise.quotes.speakers import leader_named
from csto_archive.arabic.normalise import Folded, fold, fold_with_map

ADOPTED, SIGNED, PROPOSED, ANNOUNCED = "adopted", "signed", "proposed", "announced"
RULES = {"heading": "new-in-heading", "list_item": "new-in-item"}
IN_CLAUSE = "new-in-clause"
FEWEST_WORDS, MOST_WORDS = 2, 22
LONGEST = 300
MOST_ACTS = 50
# How far an act may stand before what it is done to.
REACH = 110
# «وكان القادة قد …»: what went before.
EARLIER = re.compile(r"(?<!\w)[وف]?كان(?:ت|وا)?(?!\w)")
# «بروتوكول ينظم …» is told of, «إحياء هذه المناسبة» pointed at, «الاتفاق على …» done, «استراتيجية
# بعيدة المدى» of no subject: none is a name.
VAGUE = re.compile(
    r"^\S+ ي\w+|(?<!\w)(?:هذه|هذا|تلك|ذلك|نفسها|نفسه|المذكور\w*)(?!\w)|^(?:ال)?اتفاق علي "
    r"|^\S+ (?:بعيد|طويل|متوسط|قصير)ه? (?:المدي|الاجل|الامد)$"
)
ENOUGH, ALIKE, SHARED = 0.6, 0.45, 2
PLAIN_FORMS = all_forms(" ".join(PLAIN))
FORGOTTEN = re.compile(r"^\d+[.)\-]\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in a passage (offsets of its text) and what is done with it."""

    passage: int
    start: int
    end: int
    noun: str
    status: str
    sponsor: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the search looks at."""

    article: Clean
    authority: Authority
    summit: SummitFacts
    named: Sequence[NamedInitiative]

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.article.passages


def initiatives_proposed(
    article: Clean,
    authority: Authority,
    summit: SummitFacts | None,
    named: Sequence[NamedInitiative],
) -> list[tuple[Proposal, tuple[Evidence, ...]]]:
    """New initiatives of the summit that the article reports on, each wording once."""
    is_preview = summit and article.published_on and article.published_on < summit.start
    if summit is None or is_preview:
        return []
    scene = Scene(article, authority, summit, named)
    found: dict[str, tuple[Proposal, tuple[Evidence, ...]]] = {}
    for candidate in candidates(scene):
        wording = wording_of(scene, candidate)
        key = fold(wording)
        if not is_known(wording, scene) and not any(key in other for other in found):
            found[key] = proposed(scene, candidate, wording)
    return list(found.values())


def wording_of(scene: Scene, candidate: Candidate) -> str:
    text = scene.passages[candidate.passage].block.text
    return " ".join(text[candidate.start : candidate.end].split())[:LONGEST]


def candidates(scene: Scene) -> Iterator[Candidate]:
    lead, sponsor, is_told = "", "", False
    for number, passage in enumerate(scene.passages):
        folded = fold_with_map(passage.block.text)
        is_told = is_named(scene, passage) if passage.block.type == "heading" else is_told
        if passage.block.type in {"paragraph", "quote"}:
            every = in_sentences(scene, number, folded)
            yield from (c for c in every if not (is_told and c.status in {PROPOSED, ANNOUNCED}))
        elif lead and is_list(passage, folded):
            yield from in_item(scene, number, folded, lead, sponsor)
        if passage.block.type != "list_item" and (now := lead_in(passage, folded.text)):
            lead, sponsor = now, sponsor_in(scene, folded.text, 0) or sponsor
        elif passage.block.type == "paragraph" and not folded.text.endswith(":"):
            lead = lead if lead == PROPOSED else ""


def is_named(scene: Scene, passage: Passage) -> bool:
    """Whether a heading names a record: what is announced below it is that same initiative."""
    return any(i.wording == passage.block.text for i in scene.named)


def is_list(passage: Passage, folded: Folded) -> bool:
    return passage.block.type == "list_item" or len(folded.text.split()) <= MOST_WORDS


def lead_in(passage: Passage, folded: str) -> str:
    """What is done to the items below this line: adopted, proposed, or nothing of the kind."""
    is_heading = passage.block.type == "heading"
    if not (is_heading or folded.endswith(":")) or MEASURES.search(folded):
        return ""
    if INITIATIVES.search(folded):
        return PROPOSED
    return ADOPTED if DOCUMENTS.search(folded) else ""


def in_item(
    scene: Scene, number: int, folded: Folded, lead: str, sponsor: str
) -> Iterator[Candidate]:
    """A heading or an item that begins with the name of a document."""
    text = FORGOTTEN.sub("", folded.text)
    at = len(folded.text) - len(text)
    found = DOCUMENT.match(text) or CREATION.match(text)
    if not found or EXCLUDED.search(text):
        return
    end = name_end(folded.text, at + found.end("name"))
    if says_enough(folded.text[at:end], found["noun"]):
        span = folded.span(at + found.start("name"), end)
        status = ANNOUNCED if lead == PROPOSED else lead
        yield Candidate(number, *span, found["noun"], status, sponsor if lead == PROPOSED else "")


def in_sentences(scene: Scene, number: int, folded: Folded) -> Iterator[Candidate]:
    text = folded.text
    for act in islice(ACT.finditer(text), MOST_ACTS):
        start = sentence_start(text, act.start())
        if not is_ours(scene, text, start, act.start()):
            continue
        yield from done_to(scene, number, folded, act)


def is_ours(scene: Scene, text: str, start: int, at: int) -> bool:
    """The sentence tells of this meeting: no other organisation, nothing that went before."""
    end = text.find(". ", at, at + LONGEST)
    sentence = text[start : end if end >= 0 else at + LONGEST]
    is_rival = rivals_in(sentence) and not CSTO.search(sentence)
    return not (is_rival or EARLIER.search(text[start:at]) or EXCLUDED.search(text[start:at]))


def done_to(scene: Scene, number: int, folded: Folded, act: re.Match[str]) -> Iterator[Candidate]:
    """The documents that follow a verb, one after the other."""
    text, at = folded.text, act.end()
    status = next(name for name, words in act.groupdict().items() if words)
    creates = status in {PROPOSED, ANNOUNCED}
    sponsor = sponsor_in(scene, text, act.start(), act.end()) if creates else ""
    while found := next_name(text, at, creates):
        between = text[at : found.start()]
        if re.search(r"[.؛]", between) or ACT.search(between) or EXCLUDED.search(between):
            return
        end = name_end(text, found.end("name"))
        name = text[found.start("name") : end]
        is_plan = not creates or found["noun"] not in KINDS or SUBJECT.search(name)
        if is_plan and says_enough(name, found["noun"]) and not EXCLUDED.search(name):
            span = folded.span(found.start("name"), end)
            yield Candidate(number, *span, found["noun"], status, sponsor)
        at = max(end, found.end())


def next_name(text: str, at: int, creates: bool) -> re.Match[str] | None:
    found = [DOCUMENT.search(text, at, at + REACH)]
    if creates:
        found.append(CREATION.search(text, at, at + REACH))
    return min(filter(None, found), key=lambda match: match.start(), default=None)


def name_end(text: str, at: int) -> int:
    found = NAME_END.search(text, at)
    end = found.start() if found else len(text)
    return at + len(text[at:end].rstrip())


def says_enough(name: str, noun: str) -> bool:
    """Named by its subject: «بيان بشأن …»، «اتفاقية التعاون في …»; not «بيان مشترك»."""
    rest = name.split()[1:]
    if not FEWEST_WORDS <= len(rest) <= MOST_WORDS or VAGUE.search(name):
        return False
    telling = [word for word in rest if word not in PLAIN and len(word) > 2]
    is_founded = noun not in KINDS
    is_indefinite = name.split()[0].endswith("ا") and noun != name.split()[0]
    has_subject = bool(SUBJECT.search(name)) or is_founded
    return len(telling) >= FEWEST_WORDS and (has_subject or not is_indefinite)


def is_known(wording: str, scene: Scene) -> bool:
    """Whether the article's initiatives or any record says the same; another period is another
    document."""
    forms = all_forms(wording)
    if any(share_of(forms, all_forms(i.wording)) >= ENOUGH for i in scene.named):
        return True
    period, kind = period_in(fold(wording)), KINDS.get(fold(wording).split()[0].removesuffix("ا"))
    return any(
        (is_same(record.slug, forms, scene.authority) or is_near(record, forms, kind, scene))
        and not (period and (other := period_in(fold(record.title))) and other != period)
        for record in scene.authority.initiatives
    )


def is_near(record: InitiativeFacts, forms: frozenset[str], kind: str | None, scene: Scene) -> bool:
    """Papers freely rename what a summit adopted: of the same summit and kind, a word that tells
    is enough."""
    if record.summit != scene.summit.slug:
        return False
    shared = common(scene.authority.title_words[record.slug][1:], forms)
    telling = [word for word in shared if not word & PLAIN_FORMS]
    return len(telling) >= (1 if kind == record.kind else SHARED)


def share_of(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / min(len(some), len(others)) if some and others else 0.0


def is_same(slug: str, forms: frozenset[str], authority: Authority) -> bool:
    title = authority.title_words[slug]
    shared = common(title, forms)
    if len(shared) < min(SHARED, len(title)):
        return False
    strength = share(title, forms, authority.title_weights)
    return strength >= ENOUGH or (title[0] in shared and strength >= ALIKE)


def sponsor_in(scene: Scene, folded: str, start: int, end: int = 0) -> str:
    """The member whose leader proposes: behind the verb, before it, or in the line."""
    authority, day = scene.authority, scene.summit.start
    begun, ended = phrase_after(folded, end) if end else (0, 0)
    slug = leader_named(folded[begun:ended], authority, day) if ended > begun else ""
    if not slug:
        begun = sentence_start(folded, start) if end else 0
        line = folded[begun : max(start, end) + LONGEST]
        hits = [authority.terms[hit.key] for hit in authority.person_index.find(line)]
        leaders = {term.leader for term in hits if term.covers(day) and term.in_council}
        slug = leaders.pop() if len(leaders) == 1 else ""
    return member_of(slug, authority, day)


def member_of(slug: str, authority: Authority, day: date) -> str:
    terms = (t for t in authority.terms if t.leader == slug and t.covers(day) and t.in_council)
    return next((term.iso2 for term in terms), "") if slug else ""


def proposed(
    scene: Scene, candidate: Candidate, wording: str
) -> tuple[Proposal, tuple[Evidence, ...]]:
    passage = scene.passages[candidate.passage]
    folded = fold(passage.block.text)
    proposal = Proposal(
        wording, KINDS.get(candidate.noun, "decision"), candidate.status, scene.summit.start,
        period_in(fold(wording)), candidate.sponsor, scene.summit.slug,
        measures_of(scene, candidate, folded),
    )  # fmt: skip
    return proposal, proof(passage, candidate, wording)


def measures_of(scene: Scene, candidate: Candidate, folded: str) -> tuple[str, ...]:
    """The items below its heading, or below its paragraph where that says «تتضمن …:»."""
    passage = scene.passages[candidate.passage]
    is_told = folded.endswith(":") and MEASURES.search(folded)
    if passage.block.type == "heading" or is_told:
        return measures_below(scene.article, candidate.passage)
    following = scene.passages[candidate.passage + 1 : candidate.passage + 2]
    tells = [p for p in following if p.block.type == "paragraph" and p.block.text.endswith(":")]
    if tells and MEASURES.search(fold(tells[0].block.text)):
        return measures_below(scene.article, candidate.passage + 1)
    return ()


def proof(passage: Passage, candidate: Candidate, wording: str) -> tuple[Evidence, ...]:
    """The place of the name; the line may hold more blanks than the block, so it is sought."""
    text = passage.block.text[candidate.start : candidate.end]
    at = passage.line.text.find(text, passage.start)
    span = passage.line.span(at, at + len(text)) if at >= 0 else passage.line.span(passage.start)
    rule = RULES.get(passage.block.type, IN_CLAUSE)
    return (Evidence("proposal", wording, rule, *(span or (0, 0))),)
