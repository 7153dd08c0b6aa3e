"""What outlets do to a text that they take over: each kind a function from text to text.

A text is its headline and its paragraphs. The same text and random numbers give the same again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from bench.corpus import vocabulary

WORD = re.compile(r"[\u0621-\u064a\u064b-\u0652]{2,}")
SENTENCE_END = re.compile(r"(?<=[.؟!])\s+")
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
SPELLINGS = (
    (re.compile("[أإآ]"), "ا"),
    (re.compile(r"ة\b"), "ه"),
    (re.compile(r"ى\b"), "ي"),
    (re.compile("ؤو"), "ئو"),
)
PREFACE = 40  # words


class Text(NamedTuple):
    headline: str
    paragraphs: tuple[str, ...]

    @property
    def length(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


Kind = Callable[[Text, Text, Random], Text]  # the text, another text, random numbers


def drawn(random: Random, count: int) -> str:
    every, sums = vocabulary()
    return " ".join(random.choices(every, cum_weights=sums, k=count))


def headline_changed(text: Text, _other: Text, random: Random) -> Text:
    return text._replace(headline=drawn(random, 9))


def words_replaced(share: float) -> Kind:
    def replaced(text: Text, _other: Text, random: Random) -> Text:
        def another(match: re.Match) -> str:
            return drawn(random, 1) if random.random() < share else match[0]

        return _mapped(text, lambda line: WORD.sub(another, line))

    return replaced


def sentences_dropped(share: float) -> Kind:
    def dropped(text: Text, _other: Text, random: Random) -> Text:
        def fewer(paragraph: str) -> str:
            sentences = SENTENCE_END.split(paragraph)
            return " ".join(s for s in sentences if random.random() >= share)

        return Text(text.headline, tuple(filter(None, map(fewer, text.paragraphs))))

    return dropped


def cut_to(share: float) -> Kind:
    def cut(text: Text, _other: Text, _random: Random) -> Text:
        kept, room = [], round(text.length * share)
        for paragraph in text.paragraphs:
            kept.append(" ".join(paragraph.split()[: max(room, 0)]))
            room -= len(paragraph.split())
        return Text(text.headline, tuple(filter(None, kept)))

    return cut


def reordered(text: Text, _other: Text, random: Random) -> Text:
    return text._replace(paragraphs=tuple(random.sample(text.paragraphs, len(text.paragraphs))))


def spelled_otherwise(text: Text, _other: Text, random: Random) -> Text:
    """With a mark on one letter in three, and other seats of the hamza on one line in two."""

    def marked(line: str) -> str:
        if random.random() < 0.5:
            for spelling, other in SPELLINGS:
                line = spelling.sub(other, line)
        return WORD.sub(
            lambda match: "".join(
                c + (random.choice(MARKS) if random.random() < 1 / 3 else "") for c in match[0]
            ),
            line,
        )

    return _mapped(text, marked)


def prefaced(text: Text, _other: Text, random: Random) -> Text:
    """With the credit and the first lines of an agency before it, under its own headline."""
    return Text(drawn(random, 9), (f"وكالات – {drawn(random, PREFACE)}.", *text.paragraphs))


def inside_a_report(text: Text, other: Text, _random: Random) -> Text:
    return Text(other.headline, (*other.paragraphs, *text.paragraphs))


def rewritten(text: Text, other: Text, random: Random) -> Text:
    """As two agencies tell what a third wrote: sentences left out and words changed, another lead
    and another order, and a paragraph of their own at the end."""
    shorter = sentences_dropped(0.25)(text, other, random)
    changed = words_replaced(0.1)(reordered(shorter, other, random), other, random)
    lead = f"{drawn(random, 20)}."
    return Text(drawn(random, 9), (lead, *changed.paragraphs, other.paragraphs[-1]))


def _mapped(text: Text, change: Callable[[str], str]) -> Text:
    return Text(change(text.headline), tuple(map(change, text.paragraphs)))


KINDS: dict[str, Kind] = {
    "as it is": lambda text, _other, _random: text,
    "headline changed": headline_changed,
    "10 % of words replaced": words_replaced(0.1),
    "20 % of words replaced": words_replaced(0.2),
    "30 % of words replaced": words_replaced(0.3),
    "40 % of words replaced": words_replaced(0.4),
    "a fifth of sentences dropped": sentences_dropped(0.2),
    "half of sentences dropped": sentences_dropped(0.5),
    "cut to its first half": cut_to(1 / 2),
    "cut to its first third": cut_to(1 / 3),
    "cut to its first tenth": cut_to(1 / 10),
    "paragraphs in another order": reordered,
    "vowel marks, other hamza": spelled_otherwise,
    "an agency's preface added": prefaced,
    "inside another report": inside_a_report,
    "rewritten by an agency": rewritten,
}


def rewrites(text: Text, other: Text, seed: str) -> dict[str, Text]:
    """The text in every kind."""
    return {name: kind(text, other, Random(f"{seed}/{name}")) for name, kind in KINDS.items()}  # noqa: S311


def body(paragraphs: Sequence[str]) -> str:
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
