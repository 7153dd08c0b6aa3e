"""The stretches of an article that may name an initiative, and what they were found to name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.importing.overlap import Forms, forms_in
from articles.importing.page import Clean, Passage
from articles.importing.recognise.facts import InitiativeFacts
from csto_archive.arabic.normalise import Folded, fold_with_map

# A clause ends at punctuation, and before «و» with the next document.
CLAUSE_END = re.compile(
    r"[،؛:.!؟]\s*|\s+(?=و(?:ال)?(?:إعلان|بيان|قرار|لائح|استراتيج|برنامج|خط[ةه]|بروتوكول|اتفاق|وثيق|رابط|منتد|ميدالي"
    r"|إدار[ةه] لل|مركز لل|صندوق لل|مجلس(?:ا|اً)? (?:آخر|تنسيقي|لتنسيق|يعنى)))"
)
UNSIGNED = re.compile(
    r"(?<!اعداد )مشروع (?:قرار|اعلان|بيان)|لم (?:يوقع|توقع|تقر|يقر)|رفض (?:التوقيع|توقيع)"
)
# Above a list of what was talked about: none of its items is a document.
TALKS = re.compile(
    r"(?<!\w)[وف]?(?:[تين]?(?:تحدث|بحث|ناقش|تناول|تطرق|تدارس|تباحث)\w*|نوقشت?|(?:ال)?(?:نقاط|محاور|ملفات"
    r"|قضايا|مواضيع|مسائل))(?!\w)"
)
DECIDED = re.compile(r"وقع|اقر|اعتمد|تبن|اصدر|صدر|وثيق|وثائق|قرار|مبادر|مقترح|اقترح")
HEADING, ITEM, CLAUSE = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a passage that may name an initiative; `rank` puts headings before clauses."""

    passage: Passage
    position: int
    start: int
    text: str
    rank: int
    folded: str
    forms: Forms


@dataclass(frozen=True, slots=True)
class Match:
    record: InitiativeFacts
    phrase: Phrase
    strength: float
    is_plain_declaration: bool = False
    wording: tuple[int, int] | None = None  # of the phrase, where the title does not tell it


def phrases(article: Clean) -> Iterator[Phrase]:
    of_talks = False
    for position, passage in enumerate(article.passages):
        folded = fold_with_map(passage.block.text)
        if passage.block.type == "heading":
            yield phrase_of(passage, position, 0, folded, HEADING)
        elif passage.block.type == "list_item":
            yield from () if of_talks else phrases_in(passage, position, folded, ITEM)
            continue
        elif not UNSIGNED.search(folded.text):
            yield from phrases_in(passage, position, folded, CLAUSE)
        of_talks = leads_to_talks(folded.text)


def phrases_in(passage: Passage, position: int, folded: Folded, rank: int) -> Iterator[Phrase]:
    for start, end in clauses(passage.block.text):
        yield phrase_of(passage, position, start, folded.part(start, end), rank)


def leads_to_talks(folded: str) -> bool:
    return folded.endswith(":") and bool(TALKS.search(folded)) and not DECIDED.search(folded)


def phrase_of(passage: Passage, position: int, start: int, folded: Folded, rank: int) -> Phrase:
    forms = forms_in(folded.text)
    return Phrase(passage, position, start, folded.original, rank, folded.text, forms)


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of a paragraph are."""
    start = 0
    for end in CLAUSE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)
