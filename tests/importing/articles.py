"""Articles for the recogniser, made of lines: «## » a heading, «- » an item, else a paragraph."""

from __future__ import annotations

from datetime import date

from articles.bodies import Block
from articles.importing.page import Clean, Evidence, Line, Passage, Unit

MARKS = {"## ": "heading", "- ": "list_item", "> ": "quote"}
DAY = date(2023, 11, 23)


def article(*lines: str, standfirst: str = "", day: date | None = DAY) -> Clean:
    """The offsets of each line are its own, so that evidence is `line[start:end]`."""
    passages = tuple(map(passage, lines))
    heads = (Unit("standfirst", line_of("text", standfirst)),) if standfirst else ()
    return Clean("عنوان", passages=passages, published_on=day, heads=heads)


def passage(line: str) -> Passage:
    mark = next((mark for mark in MARKS if line.startswith(mark)), "")
    kind, text = MARKS.get(mark, "paragraph"), line.removeprefix(mark)
    return Passage(Block(kind, text), line_of("text" if kind == "paragraph" else kind, text))


def line_of(kind: str, text: str) -> Line:
    return Line(kind, text, range(len(text)))


def words_of(line: str, proofs: tuple[Evidence, ...]) -> list[str]:
    return [line[proof.start : proof.end] for proof in proofs]
