"""The initiatives an article names, matched to their records, with the measures that it lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from articles.importing.overlap import Forms, all_forms, common, forms, word_forms
from articles.importing.page import Clean, Evidence, NamedInitiative
from articles.importing.recognise.facts import Authority, InitiativeFacts, SummitFacts
from articles.importing.recognise.phrases import CLAUSE, HEADING, Match, Phrase
from articles.importing.recognise.reworded import reworded
from articles.importing.recognise.synonyms import acts_of, like_forms
from articles.importing.recognise.unnamed import papers_unnamed
from csto_archive.arabic.normalise import fold, fold_with_map
from csto_archive.arabic.words import Word, words

DOCUMENT = (
    r"(?:ال)?(?:اعلان|بيان|قرار|لائحه|استراتيجي[هة]|برنامج|خطه|بروتوكول|اتفاقي[هة]|اتفاق|وثيقه|تصور|ميثاق"
    r"|رابطه|منتدي|قائمه|ميداليه|تعيين|تكليف)(?:ا|ين|ان|ات)?"
)
DECLARATION = re.compile(
    r"(?<!\w)[وب]?(?P<name>(?:ال)?اعلانا? (?:(?:ال)?(?:مشترك|ختامي|سياسي)ا?|مجلس الامن الجماعي"
    r"|المجلس|القمه|القاده|الرؤساء|قاده الدول|رؤساء الدول|الدول الاعضاء)(?!\w))"
)

ENOUGH = 0.6
ENOUGH_NAMED_ALIKE = 0.38
FEW, MANY = 2, 3
WORDS_MORE = 2
DOCUMENT_WITHIN = 2
UNDER_WAY = "in_progress"
PLANNED = {"announced", "scheduled", "proposed"}
WITHOUT_SUMMIT = timedelta(days=30)
LONGEST_WORDING = 300
# What a document says or who signed it: behind its name, and no part of it.
SAYS = {
    "الذي", "التي", "وفيه", "وفيها", "يقضي", "تقضي", "يتيح", "تتيح", "يسمح", "تسمح", "دعا",
    "دعت", "شدد", "شددت", "تناول", "تناولت", "وقعه", "وقعها", "اقره", "اقرها", "اعتمده",
    "اعتمدها", "تبناه", "تبناها", "اصدره", "الموقع", "الموقعه",
}  # fmt: skip
RULES = ("title-words-in-clause", "title-words-in-item", "title-words-in-heading")


Meanings = Mapping[str, Match]


def targets(
    authority: Authority,
    main: SummitFacts | None,
    background: Sequence[SummitFacts],
    day: date | None,
) -> list[InitiativeFacts]:
    """The records that an article of that day can mean: those of its summit and decisions shortly
    before it; where its summit has none (yet), those of the latest earlier summit that it mentions.
    Where it is about no summit, decisions of these days without one, and what is still to come of
    the plans of the summits that it mentions."""
    if main is None:
        past = {summit.slug for summit in background if day and summit.end < day}
        plans = (r for r in authority.initiatives if r.status in PLANNED and r.summit in past)
        return [*plans, *(r for r in authority.initiatives if day and is_just_before(r, day))]
    own = [
        record
        for record in authority.initiatives
        if record.summit == main.slug or is_just_before(record, main.start)
    ]
    if any(record.summit for record in own):
        return own
    earlier = sorted((s for s in background if s.start < main.start), key=lambda s: s.start)
    latest = earlier[-1].slug if earlier else ""
    return own + [r for r in authority.initiatives if latest and r.summit == latest]


def is_just_before(record: InitiativeFacts, day: date) -> bool:
    return not record.summit and day - WITHOUT_SUMMIT <= record.date <= day


def initiatives_named(
    article: Clean,
    main: SummitFacts | None,
    records: Sequence[InitiativeFacts],
    pool: Sequence[Meanings],
    said: Sequence[Phrase],
    authority: Authority,
) -> list[tuple[NamedInitiative, tuple[Evidence, ...]]]:
    """The initiatives in the order of the article, each record once."""
    found = matches(pool, records)
    found += reworded(said, records, found, authority)
    found = papers_unnamed(said, main, records, found)
    found.sort(key=lambda match: (match.phrase.position, match.phrase.start))
    return [(named(match, article), proof(match)) for match in found]


def matches(pool: Sequence[Meanings], records: Sequence[InitiativeFacts]) -> list[Match]:
    """The best phrase for each record, the strongest matches first; a phrase serves once."""
    ranked = sorted(
        filter(None, (best_of(records, meanings) for meanings in pool)),
        key=lambda match: (match.phrase.rank, match.strength, -match.phrase.position),
        reverse=True,
    )
    chosen: dict[str, Match] = {}
    for match in ranked:
        chosen.setdefault(match.record.slug, match)
    return list(chosen.values())


def best_of(records: Sequence[InitiativeFacts], meanings: Meanings) -> Match | None:
    """The record that a phrase means, if any: a strategy on terrorism is not the one on drugs."""
    found = (meanings[record.slug] for record in records if record.slug in meanings)
    return max(found, key=lambda match: match.strength, default=None)


def meanings_in(said: Sequence[Phrase], authority: Authority) -> list[Meanings]:
    """What each phrase may mean, by the slugs of the records; phrases that mean none left out."""
    every = (meanings_of(phrase, authority) for phrase in said)
    return [meanings for meanings in every if meanings]


def meanings_of(phrase: Phrase, authority: Authority) -> Meanings:
    found = (*titled(phrase, authority), *declared(phrase, authority))
    return {match.record.slug: match for match in found if may_name(phrase, match.record)}


def may_name(phrase: Phrase, record: InitiativeFacts) -> bool:
    """What is under way is no document yet: only a heading or an item of a list is about it. A
    decision to do something is told with what is done: «قوات حفظ السلام في كازاخستان» is not the
    one to send them."""
    if phrase.rank == HEADING:
        return True
    acts = acts_of(record.title)
    is_told = not acts or bool(acts & like_forms(phrase.forms))
    return is_told and (record.status != UNDER_WAY or phrase.rank != CLAUSE)


def declared(phrase: Phrase, authority: Authority) -> Iterator[Match]:
    if DECLARATION.search(phrase.folded):
        for record in authority.plain_declarations:
            yield Match(record, phrase, ENOUGH, True)


def titled(phrase: Phrase, authority: Authority) -> Iterator[Match]:
    """A match with each record that has enough of its title in the phrase."""
    with_term = authority.titles_with
    shared = Counter(chain.from_iterable(with_term.get(term, ()) for term in phrase.forms))
    for at, count in shared.items():
        record = authority.initiatives[at]
        title = authority.title_words[record.slug]
        if count < FEW <= len(title):
            continue
        if match := matched(record, title, phrase, authority):
            yield match


def matched(
    record: InitiativeFacts, title: tuple[Forms, ...], phrase: Phrase, authority: Authority
) -> Match | None:
    shared = common(title, phrase.forms)
    if len(shared) < min(FEW, len(title)):
        return None
    weight = sum(map(authority.title_weights.__getitem__, shared))
    strength = weight / authority.whole_weights[record.slug]
    named_alike = title[0] in shared and len(shared) >= MANY
    least = ENOUGH_NAMED_ALIKE if named_alike else ENOUGH
    return Match(record, phrase, strength) if strength >= least else None


def named(match: Match, article: Clean) -> NamedInitiative:
    start, end = wording_in(match)
    wording = match.phrase.text[start:end][:LONGEST_WORDING]
    measures = (
        measures_below(article, match.phrase.position) if match.phrase.rank == HEADING else ()
    )
    return NamedInitiative(match.record.slug, wording, measures)


def wording_in(match: Match) -> tuple[int, int]:
    """The stretch of the phrase from the name of the document to the last word of its title."""
    text = match.phrase.text
    if match.wording:
        return match.wording
    if match.phrase.rank == HEADING:
        return 0, len(text)
    if match.is_plain_declaration:
        return span_of_declaration(text)
    found = words(text)
    last = last_word(match, found)
    first = first_word(match, found[: last + 1])
    last = name_end(match, found, first, last)
    return found[first].start + opening(found[first].text, match.record), found[last].end


def first_word(match: Match, found: Sequence[Word]) -> int:
    """The name of a document just before the first word of the title, that word itself, or the
    first that is of the title at all."""
    title = word_forms(match.record.title)
    said = [forms(fold(word.text)) for word in found]
    heads = (n for n, word in enumerate(said) if title and word & title[0])
    others = (n for n, word in enumerate(said) if not word.isdisjoint(chain(*title)))
    at = next(chain(heads, others), 0)
    before = range(max(at - DOCUMENT_WITHIN, 0), at)
    return next((n for n in before if is_document(found[n].text)), at)


def last_word(match: Match, found: Sequence[Word]) -> int:
    """The last word of the title; a word or two more belong to it, a further clause does not."""
    title = all_forms(match.record.title)
    hits = [n for n, word in enumerate(found) if forms(fold(word.text)) & title]
    last = hits[-1] if hits else len(found) - 1
    return len(found) - 1 if len(found) - 1 - last <= WORDS_MORE else last


def name_end(match: Match, found: Sequence[Word], first: int, last: int) -> int:
    """The word before what the document says: that is not its name."""
    if not SAYS.isdisjoint(fold(match.record.title).split()):
        return last
    inside = range(first + FEW, last + 1)
    return next((n - 1 for n in inside if fold(found[n].text) in SAYS), last)


def span_of_declaration(text: str) -> tuple[int, int]:
    folded = fold_with_map(text)
    found = DECLARATION.search(folded.text)
    return folded.span(*found.span("name")) if found else (0, len(text))


def is_document(word: str) -> bool:
    return bool(re.fullmatch(rf"[وبلف]?{DOCUMENT}", fold(word)))


def opening(word: str, record: InitiativeFacts) -> int:
    """Length of the «و» or «ف» written onto the name of a document or a word of its title."""
    if word[0] not in "وف":
        return 0
    return int(is_document(word[1:]) or bool(forms(fold(word[1:])) & all_forms(record.title)))


def measures_below(article: Clean, position: int) -> tuple[str, ...]:
    """The list items between a heading and the next one."""
    found = []
    for passage in article.passages[position + 1 :]:
        if passage.block.type == "heading":
            break
        if passage.block.type == "list_item":
            found.append(passage.block.text.rstrip("؛.، "))
    return tuple(found)


def proof(match: Match) -> tuple[Evidence, ...]:
    """The place of the phrase; the line may hold more blanks than the block, so it is sought."""
    line, text = match.phrase.passage.line, match.phrase.text.strip()
    at = line.text.find(text, match.phrase.passage.start)
    span = line.span(at, at + len(text)) if at >= 0 else line.span(match.phrase.passage.start)
    rule = RULES[match.phrase.rank] if match.wording is None else "like-words"
    return (Evidence("initiative", match.record.slug, rule, *span),) if span else ()
