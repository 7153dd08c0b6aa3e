"""The initiatives an article names, matched to their records, with the measures that it lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import chain

from articles.importing.overlap import Forms, all_forms, common, forms, word_forms
from articles.importing.page import Clean, Evidence, NamedInitiative
from articles.importing.recognise.facts import Authority, InitiativeFacts, SummitFacts
from articles.importing.recognise.phrases import CLAUSE, HEADING, Match, Phrase
from articles.importing.recognise.reworded import reworded
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
WITHOUT_SUMMIT = timedelta(days=30)
LONGEST_WORDING = 300
RELATIVE = {"الذي", "التي"}
RULES = ("title-words-in-clause", "title-words-in-item", "title-words-in-heading")


Meanings = Mapping[str, Match]


def targets(
    authority: Authority, main: SummitFacts | None, background: Sequence[SummitFacts]
) -> list[InitiativeFacts]:
    """The records that an article can mean: those of its summit and decisions shortly before it;
    where its summit has none (yet), those of the latest earlier summit that it mentions."""
    if main is None:
        return []
    own = [r for r in authority.initiatives if r.summit == main.slug or is_just_before(r, main)]
    if any(record.summit for record in own):
        return own
    earlier = sorted((s for s in background if s.start < main.start), key=lambda s: s.start)
    latest = earlier[-1].slug if earlier else ""
    return own + [r for r in authority.initiatives if latest and r.summit == latest]


def is_just_before(record: InitiativeFacts, main: SummitFacts) -> bool:
    return not record.summit and main.start - WITHOUT_SUMMIT <= record.date <= main.start


def initiatives_named(
    article: Clean,
    records: Sequence[InitiativeFacts],
    pool: Sequence[Meanings],
    said: Sequence[Phrase],
    authority: Authority,
) -> list[tuple[NamedInitiative, tuple[Evidence, ...]]]:
    """The initiatives in the order of the article, each record once."""
    found = matches(pool, records)
    found += reworded(said, records, found, authority)
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
    """What is under way is no document yet: only a heading or an item of a list is about it."""
    return record.status != UNDER_WAY or phrase.rank != CLAUSE


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
    return found[first].start + opening(found[first].text), found[last].end


def first_word(match: Match, found: Sequence[Word]) -> int:
    """The name of a document just before the first word of the title, that word itself, or the
    first that is of the title at all."""
    title = word_forms(match.record.title)
    heads = [n for n, word in enumerate(found) if title and forms(fold(word.text)) & title[0]]
    every = all_forms(match.record.title)
    others = [n for n, word in enumerate(found) if forms(fold(word.text)) & every]
    at = next(iter(heads or others), 0)
    before = range(max(at - DOCUMENT_WITHIN, 0), at)
    return next((n for n in before if is_document(found[n].text)), at)


def last_word(match: Match, found: Sequence[Word]) -> int:
    """The last word of the title; a word or two more belong to it, a further clause does not."""
    title = all_forms(match.record.title)
    hits = [n for n, word in enumerate(found) if forms(fold(word.text)) & title]
    last = hits[-1] if hits else len(found) - 1
    return len(found) - 1 if len(found) - 1 - last <= WORDS_MORE else last


def name_end(match: Match, found: Sequence[Word], first: int, last: int) -> int:
    """The word before «الذي» or «التي»: what the document says is not its name."""
    if not RELATIVE.isdisjoint(fold(match.record.title).split()):
        return last
    inside = range(first + FEW, last + 1)
    return next((n - 1 for n in inside if fold(found[n].text) in RELATIVE), last)


def span_of_declaration(text: str) -> tuple[int, int]:
    folded = fold_with_map(text)
    found = DECLARATION.search(folded.text)
    return folded.span(*found.span("name")) if found else (0, len(text))


def is_document(word: str) -> bool:
    return bool(re.fullmatch(rf"[وبلف]?{DOCUMENT}", fold(word)))


def opening(word: str) -> int:
    """Length of the «و» or «ف» written onto the name of a document."""
    return 1 if word[0] in "وف" and is_document(word[1:]) else 0


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
