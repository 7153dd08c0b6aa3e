"""Pieces of text with what the elements around them say, put together into lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from articles.importing.page import Line
from csto_archive.arabic.hygiene import mend

# «بيشكيك», «16:05»: four letters or more, or a number, right before the next box.
TOUCHING, WORD = (
    re.compile(r"[^\W\d_]{4}$|\d$"),
    re.compile(r"(?:[^\W\d_][\u064b-\u0652]*){3}|\d\d"),
)
# What is written together with the next word.
PARTICLES = frozenset(
    ["و", "ف", "ب", "ك", "ل", "ال", "لل", "وال", "بال", "فال", "كال", "ول", "وب", "فل", "فب"]
)
# Whose name behind a caption is its credit, whatever stands between.
CREDITOR = re.compile(r"(?:ال)?(?:وزارة|مكتب|وكالة|رئاسة|خدمة|دائرة)\s\S+(?:\s\S+){0,2}$|الكرملين$")
LAST_LETTERS, QUOTES = 8, "»”"
PICTURED = frozenset({"caption", "picture"})
CREDIT_WORDS, LEAST_WORDS, LEAST_LETTERS = 4, 3, 3


@dataclass(frozen=True, slots=True)
class Context:
    """What the elements around a piece of text say of it."""

    kind: str = "text"
    level: int = 0
    roles: frozenset[str] = frozenset()


@dataclass(slots=True)
class Piece:
    text: str
    context: Context
    linked: bool
    bold: bool


def line_of(pieces: list[Piece], all_pieces: list[Piece], gap: int) -> Line | None:
    """One line of the pieces of text between two block boundaries."""
    if not pieces:
        return None
    glued = glued_credit(pieces)
    credit = credit_of(pieces) or (glued.text.strip() if glued else "")
    kept = [piece for piece in all_pieces if not (credit and (piece is glued or is_credit(piece)))]
    text = " ".join(mend(run_together(kept)).text.split())
    if not text:
        return None
    context = pieces[0].context
    return Line(context.kind, text, (), gap, context.level, roles_in(pieces), credit)


def run_together(pieces: list[Piece]) -> str:
    """The text of the pieces, a blank between words that only their boxes set apart: «بيشكيك» and
    «نُشر: …» in a <span> each. Particles and endings stay with their word."""
    found = "".join(piece.text for piece in pieces[:1])
    for before, piece in pairwise(pieces):
        apart = before.context is not piece.context and is_apart(before.text, piece.text)
        found += f" {piece.text}" if apart else piece.text
    return found


def is_apart(before: str, after: str) -> bool:
    """True for whole words on both sides of a border, or whole phrases: no particle before it."""
    if TOUCHING.search(before[-LAST_LETTERS:]) and WORD.match(after):
        return True
    one, other = before.split(), after.split()
    phrases = len(one) > 1 and len(other) > 1 and before[-1:].isalpha() and after[:1].isalpha()
    return phrases and one[-1] not in PARTICLES


def roles_in(pieces: list[Piece]) -> frozenset[str]:
    """The roles of the pieces; `linked` where all words are a link, `bold` where all are bold."""
    roles = set().union(*(piece.context.roles for piece in pieces))
    marks = {"linked": all(p.linked for p in pieces), "bold": all(p.bold for p in pieces)}
    return frozenset(roles | {mark for mark, holds in marks.items() if holds})


def credit_of(pieces: list[Piece]) -> str:
    """The credit inside a caption, where a small element of its own holds it."""
    inside = [piece.text.strip(" ()[]\n") for piece in pieces if is_credit(piece)]
    return " ".join(inside) if 0 < len(inside) < len(pieces) else ""


def glued_credit(pieces: list[Piece]) -> Piece | None:
    """The last words of a picture's line, in an element of their own and without a blank before:
    «… في مينسك<span>بيلتا</span>»."""
    if len(pieces) < 2 or not any(PICTURED & piece.context.roles for piece in pieces):
        return None
    before, last = pieces[-2:]
    shown, credit = before.text.split(), last.text.strip()
    apart = before.context is not last.context and not last.linked
    if not apart or len(shown) < LEAST_WORDS:
        return None
    if CREDITOR.match(credit):
        return last
    letters = (before.text[-1].isalpha() or before.text[-1] in QUOTES) and last.text[0].isalpha()
    short = len(credit.split()) <= CREDIT_WORDS and len(credit) >= LEAST_LETTERS
    return last if letters and short and len(shown[-1]) > LEAST_LETTERS else None


def is_credit(piece: Piece) -> bool:
    return "credit" in piece.context.roles and piece.context.kind == "caption"
