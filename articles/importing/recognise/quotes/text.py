"""The text of an article with its quotes set apart: where they are, what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from articles.importing.page import Unit
from articles.importing.recognise.facts import Authority
from articles.importing.recognise.quotes.marks import OPENING, marks_in
from articles.importing.recognise.quotes.sayings import QUOTE
from csto_archive.arabic.normalise import Folded, fold_with_map

MOST_QUOTES = 100
MOST_PARAGRAPHS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a unit (its number); of a quote, without the marks."""

    unit: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` as the article says, `at` where; `gender` of the verb."""

    name: str
    at: Place | None
    gender: str = ""


class QuotedText:
    """The units of an article with their quotes, each folded once and only where it is needed."""

    def __init__(self, units: Sequence[Unit], authority: Authority) -> None:
        self.units, self.authority = units, authority
        self.texts = [unit.text for unit in units]
        self.quotes = list(islice(quotes_in(self.texts), MOST_QUOTES))
        self._folded: dict[int, Folded] = {}

    def folded(self, number: int) -> Folded:
        """The unit with a single QUOTE in the place of each quote."""
        if number not in self._folded:
            parts = [p for quote in self.quotes for p in quote if p.unit == number]
            self._folded[number] = fold_with_map(without(self.texts[number], parts))
        return self._folded[number]

    def place_of(self, part: Place) -> int:
        """Where the QUOTE of a part stands in the folded text."""
        offsets = self.folded(part.unit).offsets
        low, high = 0, len(offsets)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if offsets[middle] < part.start - 1 else (low, middle)
        return low

    def ends_with(self, place: Place) -> bool:
        """Whether a paragraph ends with these words, but for their mark and a full stop."""
        return len(self.texts[place.unit]) - place.end <= 3

    def name(self, number: int, start: int, end: int, gender: str = "") -> Speaker:
        """The phrase as it is printed, up to the name of a leader where there is one."""
        first, last = self.folded(number).span(start, end)
        hits = self.authority.person_index.find(self.texts[number][first:last])
        if len({hit.start for hit in hits}) == 1:
            last = first + hits[0].end
        printed = " ".join(self.texts[number][first:last].split())
        return Speaker(printed, Place(number, first, last), gender)


def quotes_in(texts: Sequence[str]) -> Iterator[tuple[Place, ...]]:
    """The quotes of all units; one that is left open goes on where the next paragraph opens with
    a mark and closes at last."""
    open_parts: list[Place] = []
    start, family = 0, ""
    for number, text in enumerate(texts):
        begins = bool(open_parts) and text[:1] in OPENING and bool(text)
        if open_parts and not (begins and len(open_parts) < MOST_PARAGRAPHS):
            open_parts = []
        family, start = (family, 1) if open_parts else ("", 0)
        marks = marks_in(text, family, start)
        if open_parts and marks.left_open == start:
            open_parts.append(Place(number, start, len(text)))
            continue
        for first, last in marks.closed:
            is_rest = bool(open_parts) and first == start
            place = Place(number, first, last)
            yield (*open_parts, place) if is_rest else (place,)
            open_parts = [] if is_rest else open_parts
        goes_on = marks.left_open is not None
        open_parts = [Place(number, marks.left_open, len(text))] if goes_on else []
        family = marks.family


def without(text: str, parts: Sequence[Place]) -> str:
    """The text, as long as it was, with QUOTE for the mark that opens a quote and blanks for it."""
    pieces, at = [], 0
    for part in sorted(parts, key=lambda part: part.start):
        start, end = max(part.start - 1, at), min(part.end + 1, len(text))
        if start < end:
            pieces += [text[at:start].replace(QUOTE, " "), QUOTE, " " * (end - start - 1)]
            at = end
    return "".join([*pieces, text[at:].replace(QUOTE, " ")])
