"""Where a page turns to another subject: a headline without byline or date below the article.

The words of an article come back in it; those of the next story do not. Subheadings stand right
below a paragraph, are shorter or are marked lower than the headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from articles.importing.clean.continuing import GOES_ON
from articles.importing.clean.shapes import TEXT, Shaped
from articles.importing.clean.surroundings import AROUND
from articles.importing.clean.trade import NUMBERED, ORDINAL
from articles.importing.clean.vocabulary import ADVERT
from articles.importing.overlap import Forms, common, forms_in, share, told_in, word_forms

TITLE_WORDS, MOST_TEXTS, TEXT_LENGTH, MOST_ASKED = 5, 8, 6000, 40
ENOUGH_ABOVE, ENOUGH_BELOW = 90, 18
SAME_TEXT, SAME_TITLE, SAME_SUBJECT = 0.25, 0.35, 2
MOST_TOLD, OFTEN, FEWEST_NAMED = 40, 3, 2
OURS = re.compile(
    r"الامن الجماعي|ارمينيا|بيلاروس|كازاخستان|ق[ي]?رغيز|طاجيكستان|اوزبكستان|روسيا|موسكو|الكرملين"
)


class Subjects:
    """Asks a page where its subject changes; no more than MOST_ASKED times."""

    def __init__(self, lines: Sequence[Shaped]) -> None:
        self.lines = lines
        self.asked = 0

    def change(self, start: int, at: int) -> bool:
        """True where the title at `at` opens a text that has nothing to do with the article that
        begins at `start`."""
        line = self.lines[at]
        if self.asked >= MOST_ASKED or not could_open(line) or not self.is_apart(at):
            return False
        self.asked += 1
        texts = self.texts_below(at)
        if not texts or GOES_ON.match(texts[0]) or self.is_marked_lower(start, at):
            return False
        above = self.story(start, at)
        below = word_forms(" ".join(texts)[:TEXT_LENGTH])
        if len(above) < ENOUGH_ABOVE or len(below) < ENOUGH_BELOW:
            return False
        same_title = share(word_forms(line.line.text), above) > SAME_TITLE
        if same_title or share(below, above) > SAME_TEXT:
            return False
        told = common(below, self.subject(start, at))
        return len(told) <= SAME_SUBJECT and not is_ours(texts)

    def is_apart(self, at: int) -> bool:
        """True where more than pictures and advertisements stands between the last paragraph and
        the title, or a wider gap: a subheading follows its text."""
        above = (
            line for line in reversed(self.lines[max(0, at - AROUND) : at]) if not is_passed(line)
        )
        last = next(above, None)
        below = self.lines[at + 1].line.gap if at + 1 < len(self.lines) else 0
        wide = self.lines[at].line.gap > max(1, below)
        return wide or (last is not None and last.shape not in {*TEXT, "item"})

    def is_marked_lower(self, start: int, at: int) -> bool:
        """True for a heading of a lower rank than one above it in the article."""
        own = self.lines[at].line.level
        above = (other.line.level for other in self.lines[start:at] if other.shape == "title")
        return own > min(filter(None, above), default=own)

    def texts_below(self, at: int) -> list[str]:
        """The paragraphs down to the end of the page or a list of other pages."""
        found: list[str] = []
        for line in islice(self.lines, at + 1, None):
            if line.shape in {"closer", "related"} or len(found) == MOST_TEXTS:
                break
            if line.is_text:
                found.append(line.key)
        return found

    def subject(self, start: int, at: int) -> Forms:
        """The words that come back in the paragraphs of an article: what it is about."""
        texts = islice((ln.key for ln in self.lines[start:at] if ln.is_text), MOST_TOLD)
        told = told_in(text[:TEXT_LENGTH] for text in texts)
        return frozenset(term for term, count in told.items() if count >= OFTEN)

    def story(self, start: int, at: int) -> Forms:
        texts = (line.key for line in self.lines[start:at] if line.is_text)
        return forms_in(" ".join(texts)[:TEXT_LENGTH])


def is_passed(line: Shaped) -> bool:
    """True for a picture or an advertisement, which may stand anywhere in an article."""
    is_advert = line.shape == "furniture" and ADVERT.search(line.key) is not None
    return line.shape == "caption" or is_advert


def is_ours(texts: Sequence[str]) -> bool:
    """True where a text names the organisation, or two of its members: it is kept where it is."""
    return len({found[0] for text in texts for found in OURS.finditer(text)}) >= FEWEST_NAMED


def could_open(line: Shaped) -> bool:
    plain = line.shape == "title" and line.words >= TITLE_WORDS
    return plain and not (NUMBERED.match(line.line.text) or ORDINAL.match(line.key))
