"""The initiatives an article names, matched to their records, with the measures that it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from articles.importing.overlap import Forms, all_forms, common, forms, share, word_forms
from articles.importing.page import Clean, Evidence, NamedInitiative, Passage
from articles.importing.recognise.facts import Authority, InitiativeFacts, SummitFacts
from csto_archive.arabic.normalise import fold, fold_with_map
from csto_archive.arabic.words import Word, words

DOCUMENT = (
    r"(?:ال)?(?:اعلان|بيان|قرار|لائحه|استراتيجي[هة]|برنامج|خطه|بروتوكول|اتفاقي[هة]|اتفاق|وثيقه|تصور|ميثاق"
    r"|رابطه|منتدي|قائمه|ميداليه|تعيين|تكليف)(?:ا|ين|ان|ات)?"
)
# A clause ends at punctuation, and before «و» with the next document.
CLAUSE_END = re.compile(
    r"[،؛:.!؟]\s*|\s+(?=و(?:إعلان|بيان|قرار|لائح|استراتيج|برنامج|خط[ةه]|بروتوكول|اتفاق|وثيق|رابط|منتد|ميدالي))"
)
UNSIGNED = re.compile(r"مشروع (?:قرار|اعلان|بيان)|لم (?:يوقع|توقع|تقر|يقر)|رفض (?:التوقيع|توقيع)")
DECLARATION = re.compile(
    r"(?<!\w)[وب]?(?P<name>(?:ال)?اعلانا? (?:(?:ال)?(?:مشترك|ختامي|سياسي)ا?|مجلس الامن الجماعي))"
)

# «إعلان مجلس الأمن الجماعي» is what most summits adopt: articles call it by other names.
PLAIN_DECLARATION = ("إعلان مجلس الأمن الجماعي", "إعلان رؤساء الدول")

ENOUGH = 0.6
ENOUGH_NAMED_ALIKE = 0.38
FEW, MANY = 2, 3
WORDS_MORE = 2
DOCUMENT_WITHIN = 2
UNDER_WAY = "in_progress"
HEADING, ITEM, CLAUSE = 2, 1, 0
WITHOUT_SUMMIT = timedelta(days=30)
UNSIGNED_STATUS = "not_signed"
LONGEST_WORDING = 300


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a passage that may name an initiative; `rank` puts headings before clauses."""

    passage: Passage
    position: int
    start: int
    text: str
    rank: int
    forms: Forms


@dataclass(frozen=True, slots=True)
class Match:
    record: InitiativeFacts
    phrase: Phrase
    strength: float
    is_plain_declaration: bool = False


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
    article: Clean, records: Sequence[InitiativeFacts], authority: Authority
) -> list[tuple[NamedInitiative, tuple[Evidence, ...]]]:
    """The initiatives in the order of the article, each record once."""
    found = matches(tuple(phrases(article)), records, authority)
    found.sort(key=lambda match: (match.phrase.position, match.phrase.start))
    return [(named(match, article), proof(match)) for match in found]


def matches(
    pool: Sequence[Phrase], records: Sequence[InitiativeFacts], authority: Authority
) -> list[Match]:
    """The best phrase for each record, the strongest matches first; a phrase serves once."""
    signed = [record for record in records if record.status != UNSIGNED_STATUS]
    ranked = sorted(
        filter(None, (best_of(signed, phrase, authority) for phrase in pool)),
        key=lambda match: (match.phrase.rank, match.strength, -match.phrase.position),
        reverse=True,
    )
    chosen: dict[str, Match] = {}
    for match in ranked:
        chosen.setdefault(match.record.slug, match)
    return list(chosen.values())


def best_of(
    records: Sequence[InitiativeFacts], phrase: Phrase, authority: Authority
) -> Match | None:
    """The record that a phrase means, if any: a strategy on terrorism is not the one on drugs."""
    found = (matched(record, phrase, authority) for record in records)
    return max(filter(None, found), key=lambda match: match.strength, default=None)


def matched(record: InitiativeFacts, phrase: Phrase, authority: Authority) -> Match | None:
    """A match when enough of the record's title is in the phrase."""
    if record.status == UNDER_WAY and phrase.rank == CLAUSE:
        return None
    if record.kind == "declaration" and record.title.startswith(PLAIN_DECLARATION):
        is_one = DECLARATION.search(fold(phrase.text))
        return Match(record, phrase, ENOUGH, True) if is_one else None
    title = authority.title_words[record.slug]
    shared = common(title, phrase.forms)
    if len(shared) < min(FEW, len(title)):
        return None
    strength = share(title, phrase.forms, authority.title_weights)
    named_alike = bool(title) and title[0] in shared and len(shared) >= MANY
    least = ENOUGH_NAMED_ALIKE if named_alike else ENOUGH
    return Match(record, phrase, strength) if strength >= least else None


def phrases(article: Clean) -> Iterator[Phrase]:
    for position, passage in enumerate(article.passages):
        if passage.block.type == "heading":
            yield phrase_of(passage, position, 0, passage.block.text, HEADING)
        elif not UNSIGNED.search(fold(passage.block.text)) or passage.block.type == "list_item":
            rank = ITEM if passage.block.type == "list_item" else CLAUSE
            for start, text in clauses(passage.block.text):
                yield phrase_of(passage, position, start, text, rank)


def phrase_of(passage: Passage, position: int, start: int, text: str, rank: int) -> Phrase:
    return Phrase(passage, position, start, text, rank, all_forms(text))


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """(offset, clause) of a paragraph."""
    start = 0
    for end in CLAUSE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


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
    if match.phrase.rank == HEADING:
        return 0, len(text)
    if match.is_plain_declaration:
        return span_of_declaration(text)
    found = words(text)
    last = last_word(match, found)
    first = first_word(match, found[: last + 1])
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
    rule = ("title-words-in-clause", "title-words-in-item", "title-words-in-heading")
    return (
        (Evidence("initiative", match.record.slug, rule[match.phrase.rank], *span),) if span else ()
    )
