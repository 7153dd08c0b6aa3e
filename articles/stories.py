"""What the carriers of a story share and what each says otherwise, of what readers may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby

from articles.bodies import blocks
from articles.models import Article, Source, StoryFamily
from articles.querysets import ArticleQuerySet
from csto_archive.arabic.differences import Piece, differences, differs
from csto_archive.arabic.words import words

CARRIERS_A_PAGE = 20
# Of the texts compared on a page, with the one they are compared with; those that go beyond are
# listed only.
MOST_CHARACTERS = 300_000
# Of the first that may be shown: what is there may be markup without a word of what is shown.
TRIED = 5


@dataclass(frozen=True)
class Passage:
    """A paragraph with differences, or neighbouring ones without."""

    paragraphs: list[list[Piece]]
    differs: bool


@dataclass(frozen=True)
class Version:
    """What a carrier says otherwise than the first one; `kept`: the words of that which it has."""

    article: Article
    headline: list[Piece]
    paragraphs: list[list[Piece]]
    kept: frozenset[int]
    percent: int

    @property
    def passages(self) -> list[Passage]:
        runs = groupby(self.paragraphs, differs)
        return [
            Passage(part, is_changed)
            for is_changed, run in runs
            for part in (([one] for one in run) if is_changed else [list(run)])
        ]

    @property
    def difference(self) -> str:
        """`none`, `slight` (spelling, punctuation, place) or `wording`."""
        pieces = [piece for row in [self.headline, *self.paragraphs] for piece in row]
        changed = [piece for piece in pieces if piece.kind != "same"]
        if not changed:
            return "none"
        return "slight" if all(piece.slight for piece in changed) else "wording"


def carriers_of(story: StoryFamily) -> ArticleQuerySet:
    """What is shown page by page, and a page of it compared."""
    return story.told_by.with_texts()


class Comparison:
    """Some carriers of a story, a page of them, each against the first of the story that may be
    shown in full.

    Where none may, against the first of which an excerpt may be shown, and what is no excerpt only
    as far as that goes; link-only ones are compared with nothing.
    """

    def __init__(self, story: StoryFamily, carriers: Sequence[Article]) -> None:
        shown = carriers_of(story).shown_first(MOST_CHARACTERS)[:TRIED]
        self.first = next(filter(text_of, shown), None)
        self.carriers = carriers

    @cached_property
    def texts(self) -> dict[Article, list[str]]:
        """Of the first one and of those that are compared with it: as many as there is time for."""
        texts, left = {}, MOST_CHARACTERS
        for carrier in dict.fromkeys([self.first, *self.carriers] if self.first else ()):
            text = text_of(carrier)
            length = sum(map(len, text))
            if 0 < length <= left:
                texts[carrier] = text
                left -= length
        return texts if self.first in texts else {}

    @cached_property
    def versions(self) -> list[Version]:
        return [self._version(carrier) for carrier in self.texts if carrier != self.first]

    @property
    def percent(self) -> int | None:
        """How many of the first one's words all of these have that are shown in full; None where
        none is compared with it."""
        compared = [version.kept for version in self.versions if is_whole(version.article)]
        if not compared or not is_whole(self.first):
            return None
        return share(reduce(frozenset.intersection, compared), self.texts[self.first])

    def _version(self, carrier: Article) -> Version:
        before, after = self.texts[self.first], self.texts[carrier]
        rows = differences(before, after)
        kept = kept_words(rows)
        if not is_whole(carrier):
            rows = [row for row in rows if not is_all(row, "removed")]
        if not is_whole(self.first):
            rows = [row for row in rows if not is_all(row, "added")]
        headline = headline_of(self.first, carrier)
        return Version(carrier, headline, rows, kept, share(kept, before))


def text_of(article: Article) -> list[str]:
    """As much of the text as may be shown, a paragraph an item."""
    told = [article.public_standfirst, *(block.text for block in blocks(article.public_body))]
    return list(filter(None, map(str.strip, told)))


def headline_of(first: Article, carrier: Article) -> list[Piece]:
    """The headline with what it says otherwise; one that is another altogether by itself."""
    rows = differences([first.headline], [carrier.headline])
    return (
        rows[0] if rows[1:] == [] else [piece for piece in sum(rows, []) if piece.kind == "added"]
    )


def is_whole(article: Article) -> bool:
    return article.rights == Source.Rights.FULL_TEXT


def is_all(row: Iterable[Piece], kind: str) -> bool:
    return all(piece.kind == kind for piece in row)


def kept_words(rows: Iterable[Iterable[Piece]]) -> frozenset[int]:
    """The places, among the words of the first text, of those that the other has too."""
    kept: set[int] = set()
    at = 0
    for piece in (piece for row in rows for piece in row if piece.kind != "added"):
        end = at + len(words(piece.text))
        if piece.kind == "same" or piece.slight:
            kept.update(range(at, end))
        at = end
    return frozenset(kept)


def share(kept: frozenset[int], text: Iterable[str]) -> int:
    """In percent, 100 for all alone."""
    return len(kept) * 100 // max(1, sum(len(words(paragraph)) for paragraph in text))
