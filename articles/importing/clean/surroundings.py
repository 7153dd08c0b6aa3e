"""The lines of a page with what stands around each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from articles.importing.clean.shapes import TEXT, Shaped
from articles.importing.overlap import Forms, forms_in, share, told_in, word_forms
from csto_archive.arabic.names import NameIndex

AROUND, HEADLINE_WORDS = 8, 5
ON_STORY = 0.15
STORY_LENGTH, MOST_STORIES = 20_000, 50
HEADED = TEXT | {"item", "byline", "date", "deck"}


class Page:
    """The lines of a page on their way: those above `at` are settled already."""

    def __init__(self, lines: Sequence[Shaped], cities: NameIndex[str]) -> None:
        self.lines = list(lines)
        self.cities = cities
        self.quotes = 0
        self.last_note = -2
        self.stories: dict[int, Forms] = {}

    def beside(self, at: int, step: int) -> Shaped | None:
        return self.lines[at + step] if 0 <= at + step < len(self.lines) else None

    def is_inside(self, at: int) -> bool:
        """True for a line with text right above and below it, or at the end of the page."""
        above, below = self.beside(at, -1), self.beside(at, 1)
        ends = below is None or below.shape in TEXT
        return above is not None and above.shape in TEXT and ends

    def is_below_a_text(self, at: int) -> bool:
        """True where some paragraph stands not far above."""
        return any(line.is_text for line in self.lines[max(0, at - AROUND) : at])

    def heads_text(self, at: int) -> bool:
        """True where text, a list or a signature follows, whatever pictures stand between."""
        below = self.lines[at + 1 : at + 1 + AROUND]
        first = next((line for line in below if line.shape != "caption"), None)
        return first is not None and first.shape in HEADED

    def ends_text(self, at: int) -> bool:
        """True where no list follows, and no paragraph soon but those of other pages."""
        below = self.lines[at + 1 : at + 1 + AROUND]
        own = takewhile(lambda line: line.shape not in {"closer", "related"}, below)
        return not self.heads_text(at) and all(line.shape != "prose" for line in own)

    @cached_property
    def dated_headings(self) -> Counter[int]:
        """How many headings of each rank are nothing but a day."""
        return Counter(ln.line.level for ln in self.lines if ln.shape == "date" and ln.line.level)

    @cached_property
    def story(self) -> Forms:
        return forms_in(" ".join(line.key for line in self.lines if line.is_text)[:STORY_LENGTH])

    @cached_property
    def tellings(self) -> Counter[str]:
        """In how many different lines of the text each term stands."""
        return told_in(dict.fromkeys(line.key for line in self.lines if line.is_text))

    def share_with_others(self, line: Shaped) -> float:
        """How much of a line comes back in other lines of the text."""
        least = 2 if line.is_text else 1
        found = word_forms(line.line.text)
        told = [word for word in found if any(self.tellings[term] >= least for term in word)]
        return len(told) / len(found) if found else 0.0

    @cached_property
    def first_heading(self) -> int:
        return next((at for at, line in enumerate(self.lines) if line.line.level), len(self.lines))

    @cached_property
    def paragraphs(self) -> str:
        return "\n".join(line.key for line in self.lines if line.is_text and line.words > 8)

    def head(self, at: int) -> Head | None:
        """What stands around a line between titles and a first paragraph."""
        below = self.lines[at + 1 : at + 1 + AROUND]
        count = next((n for n, line in enumerate(below) if line.is_text), None)
        story = self.story_from(at + 1 + count) if count is not None else None
        if count is None or story is None or below[count].shape != "prose":
            return None
        above: list[Shaped] = []
        for line in reversed(self.lines[max(0, at - 2 * AROUND) : at]):
            if line.is_text:
                break
            above.append(line)
        return Head(above, below[:count], story)

    def story_from(self, at: int) -> Forms | None:
        """What the paragraphs from here on say; None on a page with too many beginnings."""
        if at not in self.stories and len(self.stories) < MOST_STORIES:
            text = " ".join(line.key for line in self.lines[at : at + 2 * AROUND] if line.is_text)
            self.stories[at] = forms_in(text[:STORY_LENGTH])
        return self.stories.get(at)


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above (nearest first) and below one in a head, and what the story says."""

    above: Sequence[Shaped]
    below: Sequence[Shaped]
    story: Forms

    def has_headline(self) -> bool:
        """True where a title above can be the headline: a heading, or long and on the story."""
        return any(
            line.shape == "title"
            and (line.line.level or (line.words >= HEADLINE_WORDS and self.share(line) > ON_STORY))
            for line in self.above
        )

    def share(self, line: Shaped) -> float:
        return share(word_forms(line.line.text), self.story)
