"""Where quote marks open and close: one pass over a text, whatever stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MARK = re.compile('[«»“”„‟"″＂]')
OPENING = '«“”„‟"″＂'
GUILLEMET, REVERSED, CURLY, STRAIGHT = "«»", "»«", "“”", '""'
FAMILY = dict.fromkeys("“”„‟", CURLY) | dict.fromkeys('"″＂', STRAIGHT)


@dataclass(frozen=True, slots=True)
class Marks:
    """`closed`: (start, end) of the words between marks, in their order, none inside another.
    `left_open`: where the words begin after the first mark that nothing closes; `family`: its."""

    closed: tuple[tuple[int, int], ...]
    left_open: int | None = None
    family: str = ""


@dataclass(slots=True)
class Reading:
    """What is open while a text is read, and how often each family is."""

    text: str
    opened: list[tuple[str, int]] = field(default_factory=list)
    count: dict[str, int] = field(default_factory=dict)
    closed: list[tuple[int, int]] = field(default_factory=list)

    def open(self, family: str, start: int) -> None:
        self.opened.append((family, start))
        self.count[family] = self.count.get(family, 0) + 1

    def close(self, family: str, end: int) -> None:
        """Marks of other families that are still open inside were none."""
        while True:
            other, start = self.opened.pop()
            self.count[other] -= 1
            if other == family:
                break
        while self.closed and self.closed[-1][0] >= start:
            self.closed.pop()
        self.closed.append((start, end))

    def take(self, mark: str, at: int) -> None:
        if mark in GUILLEMET:
            self.guillemet(mark, at)
        elif self.count.get(family := FAMILY[mark]) and not self.is_inner(mark, at):
            self.close(family, at)
        else:
            self.open(family, at + 1)

    def guillemet(self, mark: str, at: int) -> None:
        """« opens and » closes, or the other way round on pages whose letters were mirrored."""
        if self.count.get(REVERSED):
            self.close(REVERSED, at) if mark == "«" else self.open(REVERSED, at + 1)
        elif mark == "«":
            self.open(GUILLEMET, at + 1)
        elif self.count.get(GUILLEMET):
            self.close(GUILLEMET, at)
        elif self.begins_a_word(at):
            self.open(REVERSED, at + 1)

    def is_inner(self, mark: str, at: int) -> bool:
        """A second opening mark of the same kind, before a word: a quote in a quote."""
        return mark not in "”‟" and self.begins_a_word(at) and not self.ends_a_word(at)

    def begins_a_word(self, at: int) -> bool:
        return self.text[at + 1 : at + 2].isalnum() and not self.text[at - 1 : at].isalnum()

    def ends_a_word(self, at: int) -> bool:
        return not self.text[max(at - 1, 0) : at].isspace() and at > 0


def marks_in(text: str, family: str = "", start: int = 0) -> Marks:
    """The quotes of a text; with a `family`, one of it is open already when `start` is reached."""
    reading = Reading(text)
    if family:
        reading.open(family, start)
    for mark in MARK.finditer(text, start):
        reading.take(mark[0], mark.start())
    first = reading.opened[0] if reading.opened else ("", None)
    return Marks(tuple(reading.closed), first[1], first[0])
