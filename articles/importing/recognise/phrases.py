"""The stretches of an article that may name an initiative, and what they were found to name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.importing.overlap import Forms, forms_in
from articles.importing.page import Clean, Passage
from articles.importing.recognise.facts import InitiativeFacts
from csto_archive.arabic.normalise import fold

# A clause ends at punctuation, and before «و» with the next document.
CLAUSE_END = re.compile(
    r"[،؛:.!؟]\s*|\s+(?=و(?:إعلان|بيان|قرار|لائح|استراتيج|برنامج|خط[ةه]|بروتوكول|اتفاق|وثيق|رابط|منتد|ميدالي"
    r"|إدار[ةه] لل|مركز لل|صندوق لل))"
)
UNSIGNED = re.compile(
    r"(?<!اعداد )مشروع (?:قرار|اعلان|بيان)|لم (?:يوقع|توقع|تقر|يقر)|رفض (?:التوقيع|توقيع)"
)
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
    for position, passage in enumerate(article.passages):
        if passage.block.type == "heading":
            yield phrase_of(passage, position, 0, passage.block.text, HEADING)
        elif not UNSIGNED.search(fold(passage.block.text)) or passage.block.type == "list_item":
            rank = ITEM if passage.block.type == "list_item" else CLAUSE
            for start, text in clauses(passage.block.text):
                yield phrase_of(passage, position, start, text, rank)


def phrase_of(passage: Passage, position: int, start: int, text: str, rank: int) -> Phrase:
    folded = fold(text)
    return Phrase(passage, position, start, text, rank, folded, forms_in(folded))


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """(offset, clause) of a paragraph."""
    start = 0
    for end in CLAUSE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]
