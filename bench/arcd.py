"""Questions with the paragraph that answers each (the layout of SQuAD and ARCD), and the score.

A ranking is a function from a question to the numbers of paragraphs, best first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from csto_archive.arabic.normalise import fold

DEPTH = 100  # how far down a ranking is looked for the paragraph
MEASURES = ("recall@1", "recall@5", "recall@10", "MRR", f"recall@{DEPTH}")

Ranking = Callable[[str], Sequence[int]]


class Question(NamedTuple):
    text: str
    paragraph: int  # its place in `QuestionSet.paragraphs`
    answer: str = ""  # as it stands in the paragraph


class QuestionSet(NamedTuple):
    paragraphs: list[str]
    questions: list[Question]


def load(path: str | Path) -> QuestionSet:
    """The paragraphs of a file, equal ones once, and its questions in order.

    Raises OSError, ValueError (not JSON) or KeyError (another layout).
    """
    data = json.loads(Path(path).read_text(encoding="utf-8"))["data"]
    places: dict[str, int] = {}
    questions = []
    for paragraph in (paragraph for title in data for paragraph in title["paragraphs"]):
        place = places.setdefault(paragraph["context"], len(places))
        questions += [
            Question(
                asked["question"], place, next((a["text"] for a in asked.get("answers", ())), "")
            )
            for asked in paragraph["qas"]
        ]
    return QuestionSet(list(places), questions)


def answered(ranking: Ranking, questions: Sequence[Question]) -> list[list[int]]:
    """What the ranking gives for each question, as far down as is looked."""
    return [list(ranking(question.text)[:DEPTH]) for question in questions]


def ranks(found: Sequence[Sequence[int]], questions: Sequence[Question]) -> list[int | None]:
    """At which rank (from 1) each question's own paragraph came, None when it did not."""
    return [
        list(numbers).index(question.paragraph) + 1 if question.paragraph in numbers else None
        for numbers, question in zip(found, questions, strict=True)
    ]


def measures(placed: Sequence[int | None]) -> dict[str, float]:
    """Recall at 1, 5, 10 and 100 and the mean reciprocal rank, out of 1."""
    total = len(placed) or 1
    within = {
        f"recall@{depth}": sum(rank is not None and rank <= depth for rank in placed) / total
        for depth in (1, 5, 10, DEPTH)
    }
    within["MRR"] = sum(1 / rank for rank in placed if rank) / total
    return {measure: within[measure] for measure in MEASURES}


def score(ranking: Ranking, questions: Sequence[Question]) -> dict[str, float]:
    return measures(ranks(answered(ranking, questions), questions))


def answered_elsewhere(found: Sequence[Sequence[int]], asked: QuestionSet) -> int:
    """How many questions have another paragraph first that holds the words of the answer too.

    Paragraphs of one article overlap: where this is so, not being first is hardly a mistake.
    """
    paragraphs = [fold(paragraph) for paragraph in asked.paragraphs]
    return sum(
        bool(numbers and numbers[0] != question.paragraph)
        and bool(fold(question.answer))
        and fold(question.answer) in paragraphs[numbers[0]]
        for numbers, question in zip(found, asked.questions, strict=True)
    )
