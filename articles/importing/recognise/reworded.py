"""Initiatives told in other words than their titles: «تجميد عضوية أوزبكستان» for «قرار تعليق …».

Only those of the summits that the article is about are looked for, and only where nothing went by
their titles: half of what a title tells has to be in a few words on end, as itself or as a word
like it, where the article tells of a decision, and no other of these initiatives may fit as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from articles.importing.overlap import Forms
from articles.importing.recognise.documents import ACT, CREATION, DOCUMENT, EXCLUDED, KINDS
from articles.importing.recognise.facts import Authority, InitiativeFacts
from articles.importing.recognise.phrases import CLAUSE, Match, Phrase
from articles.importing.recognise.synonyms import ACTS, NONE, like_forms, telling_words, word_like
from csto_archive.arabic.normalise import fold
from csto_archive.arabic.words import Word, words

ENOUGH, ENOUGH_OF_KIND, AHEAD = 0.5, 0.28, 0.1
FEW, MANY = 2, 3  # words that it tells, behind the name of a document or without it
WINDOW = 14
LONGEST = 2000  # letters of a clause
NAMED_WITHIN = 3
BEFORE = 300  # letters of a sentence before its clause
OFFICE_ENDS = {"عام", "عاما"}  # «أميناً عاماً»
OWN_NAME = ["الامن", "الجماعي"]
UNDER_WAY = "in_progress"
# What decides besides the acts on documents: «حدد المجلس أولويات …»، «خلصوا إلى إرسال وفد».
DECIDED = re.compile(
    r"(?<!\w)[وف]?(?:حددت?|حددوا|كلفت?|كلفوا|قررت?|قرروا|اتفقت?|اتفقوا|انشات?|انشاوا|استحدثت?"
    r"|طالبت?|سمت?|سمي|سموا|اختارت?|اختاروا|عينت?|عينوا|خلص\w* الي|توصلوا|جمدت?|علقت?|مددت?"
    r"|مددوا|اوعزت?)(?!\w)"
)
SENTENCE_END = re.compile(r"[.!؟؛]")
# A statement is no agreement; programmes, strategies and decisions are called by one another.
FAMILIES = {
    "agreement": "agreement", "declaration": "statement", "statement": "statement",
    "strategy": "plan", "programme": "plan", "decision": "plan", "forum": "plan",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """How much of what a title tells some words on end have; `first` and `last` are those words."""

    record: InitiativeFacts
    share: float
    first: int
    last: int
    words: int


def reworded(
    said: Sequence[Phrase],
    records: Sequence[InitiativeFacts],
    found: Sequence[Match],
    authority: Authority,
) -> list[Match]:
    """A match for each record that has none yet, in the phrase that fits it best."""
    known = {match.record.slug for match in found}
    taken = {(match.phrase.position, match.phrase.start) for match in found}
    open_ones = [r for r in records if r.is_signed and r.slug not in known]
    best: dict[str, Match] = {}
    for phrase in said if open_ones else ():
        if (phrase.position, phrase.start) not in taken:
            match = match_of(phrase, records, known, authority)
            if match and match.strength > strength_of(best.get(match.record.slug)):
                best[match.record.slug] = match
    return list(best.values())


def strength_of(match: Match | None) -> float:
    return match.strength if match else 0.0


def tells_of_decision(phrase: Phrase) -> bool:
    """It names a document or an act, or its sentence did before; a list or heading need not."""
    if phrase.rank != CLAUSE:
        return True
    earlier = phrase.passage.block.text[max(phrase.start - BEFORE, 0) : phrase.start]
    before = SENTENCE_END.split(earlier)[-1]
    text = f"{fold(before)} {phrase.folded}"
    return any(pattern.search(text) for pattern in (ACT, DECIDED, CREATION, DOCUMENT))


def match_of(
    phrase: Phrase, records: Sequence[InitiativeFacts], known: set[str], authority: Authority
) -> Match | None:
    """The one record that fits the phrase clearly better than the others, if it is still open."""
    like = like_forms(phrase.forms)
    near = [r for r in records if r.is_signed and shared(r, like) >= least_of(r)]
    if all(record.slug in known for record in near) or not tells_of_decision(phrase):
        return None
    found = words(phrase.text[:LONGEST])
    spoken = telling(found)
    fits = filter(None, (fit(record, spoken, authority) for record in near))
    ranked = sorted(fits, key=lambda fit: fit.share, reverse=True)
    named = [fit for fit in ranked if is_of_kind(fit, phrase, found)]
    several = [fit for fit in ranked if fit.words >= MANY]
    best = clearly_best(named, ENOUGH_OF_KIND) if named else clearly_best(several, ENOUGH)
    if best is None or best.record.slug in known or not agrees(best, phrase, found):
        return None
    return Match(best.record, phrase, best.share, wording=span(best, phrase, found))


def telling(found: Sequence[Word]) -> list[Forms]:
    """What each word goes by; «الأمن الجماعي» is a name and tells nothing."""
    spoken = [word_like(word.text) for word in found]
    for at in range(1, len(found)):
        if [fold(word.text) for word in found[at - 1 : at + 1]] == OWN_NAME:
            spoken[at - 1 : at + 1] = [NONE, NONE]
    return spoken


def clearly_best(ranked: Sequence[Fit], least: float) -> Fit | None:
    if not ranked or ranked[0].share < least:
        return None
    alone = len(ranked) == 1 or ranked[0].share - ranked[1].share >= AHEAD
    return ranked[0] if alone else None


def shared(record: InitiativeFacts, like: Forms) -> int:
    return sum(not like.isdisjoint(word) for word in telling_words(record.title))


def least_of(record: InitiativeFacts) -> int:
    return min(FEW, len(telling_words(record.title)) or FEW)


def fit(record: InitiativeFacts, spoken: Sequence[Forms], authority: Authority) -> Fit | None:
    """The best few words on end."""
    title = telling_words(record.title)
    weights = [weight(word, authority) for word in title]
    hits = [(at, n) for at, word in enumerate(spoken) for n, due in enumerate(title) if word & due]
    best: Fit | None = None
    for first, _n in hits:
        inside = [(at, n) for at, n in hits if first <= at < first + WINDOW]
        have = {n for _at, n in inside}
        # Two words of a title may be alike: one word of the article is not both.
        if min(len(have), len({at for at, _n in inside})) < min(FEW, len(title)):
            continue
        if any(word & ACTS and n not in have for n, word in enumerate(title)):
            continue
        share = sum(weights[n] for n in have) / sum(weights)
        if best is None or share > best.share:
            best = Fit(record, share, first, max(at for at, _n in inside), len(have))
    return best


def weight(word: Forms, authority: Authority) -> float:
    """Rare words of the titles tell more than common ones."""
    counts = [len(authority.titles_with.get(term, ())) for term in word]
    return log(1 + len(authority.initiatives) / max(*counts, 1))


def agrees(fit: Fit, phrase: Phrase, found: Sequence[Word]) -> bool:
    """Nothing there denies it, and a document that it names is of the record's kind."""
    if fit.record.status == UNDER_WAY and phrase.rank == CLAUSE:
        return False
    start = max(fit.first - NAMED_WITHIN, 0)
    around = fold(phrase.text[found[start].start : found[fit.last].end])
    if EXCLUDED.search(around) and not EXCLUDED.search(fold(fit.record.title)):
        return False
    named = DOCUMENT.search(around)
    return not named or FAMILIES[KINDS[named["noun"]]] in families(fit.record)


def is_of_kind(fit: Fit, phrase: Phrase, found: Sequence[Word]) -> bool:
    """It stands right behind the name of a document of the record's own kind."""
    start = max(fit.first - NAMED_WITHIN, 0)
    named = DOCUMENT.search(fold(phrase.text[found[start].start : found[fit.first].end]))
    return bool(named) and KINDS[named["noun"]] == fit.record.kind


def families(record: InitiativeFacts) -> set[str]:
    """A decision may be put down in a document of any name."""
    family = FAMILIES.get(record.kind, "plan")
    return {family, "statement", "agreement"} if record.kind == "decision" else {family}


def span(fit: Fit, phrase: Phrase, found: Sequence[Word]) -> tuple[int, int]:
    """From the name of the document just before, if there is one, to the last word that fits."""
    before = range(max(fit.first - NAMED_WITHIN, 0), fit.first)
    named = (n for n in before if DOCUMENT.fullmatch(fold(found[n].text)))
    first = found[next(named, fit.first)]
    after = fit.last + 1
    last = after if after < len(found) and fold(found[after].text) in OFFICE_ENDS else fit.last
    return first.start + particle(first.text), found[last].end


def particle(word: str) -> int:
    """Length of the «و» or «ب» written onto a word that goes by the same term without it."""
    same = len(word) > 4 and word[0] in "وبف" and word_like(word) == word_like(word[1:])
    return int(same)
