"""The texts of an article, each folded and cut into words once for all who look for something."""

from __future__ import annotations

from dataclasses import dataclass

from articles.importing.page import Clean, Unit
from csto_archive.arabic.names import FoldedWords
from csto_archive.arabic.normalise import fold_with_map


@dataclass(frozen=True, slots=True)
class Text:
    """A unit of an article as it is searched."""

    unit: Unit
    words: FoldedWords
    is_heading: bool = False

    @property
    def folded(self) -> str:
        return self.words.folded.text

    @property
    def is_title(self) -> bool:
        return self.unit.where not in {"body", "caption"}


def texts_of(article: Clean) -> tuple[Text, ...]:
    """In the order of `article.units`: titles, the body, captions."""
    headings = iter([passage.block.type == "heading" for passage in article.passages])
    return tuple(
        Text(unit, FoldedWords(fold_with_map(unit.text)), unit.where == "body" and next(headings))
        for unit in article.units
    )
