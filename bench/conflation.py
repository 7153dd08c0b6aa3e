"""Which words become one term: pairs that must match or must not, and spellings of one word."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Hashable
from pathlib import Path

from bench.stemmers import light10, snowball
from bench.tables import Report, machine, table

PAIRS = Path(__file__).resolve().parent.parent / "tests" / "arabic" / "conflation.csv"
YES = {"1", "yes", "true", "same"}
GOAL = 0.98
GOAL_VARIANT, GOAL_PRONOUN = 0.95, 0.88
PRONOUNS = ("ها", "هم")

Stem = Callable[[str], Hashable]


def measure(pairs: str | None = None) -> Report:
    """The pairs of a table (kind, first, second, same) and the variants of the tests' nouns."""
    systems = {"ours": ours(), "light10": light10, "Snowball": snowball}
    tables, figures = [], {}
    for name, rows in (
        ("Pairs", of_pairs(Path(pairs or PAIRS), systems)),
        ("Spellings of one word", of_variants(systems) if pairs is None else []),
    ):
        if rows:
            tables.append(table(f"Conflation: {name}", ["", "words", "goal", *systems], rows))
            figures[name] = [
                dict(zip(("kind", "words", "goal", *systems), row, strict=True)) for row in rows
            ]
    missed = [
        f"Missed: {row['kind']}: {row['ours']:.3f}, goal {row['goal']}"
        for rows in figures.values()
        for row in rows
        if row["goal"] and row["ours"] < row["goal"]
    ]
    return Report("conflation", "\n".join([machine(), *tables, *missed]), figures)


def ours() -> Stem:
    """The terms of the archive's analyser; a function word stands for itself."""
    from csto_archive.arabic.analysis import analyse

    return lambda word: tuple(token.term or token.word for token in analyse(word))


def of_pairs(path: Path, systems: dict[str, Stem]) -> list[list]:
    """By kind, and for all that must match and all that must not: the share that is right."""
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [
            (r["kind"], r["first"], r["second"], r["same"].lower() in YES)
            for r in csv.DictReader(file)
        ]
    groups: dict[tuple[str, float | None], list] = defaultdict(list)
    for pair in pairs:
        groups["must match" if pair[3] else "must not match", GOAL].append(pair)
        groups[pair[0], None].append(pair)
    return [
        [name, len(group), goal, *[_right(stem, group) for stem in systems.values()]]
        for (name, goal), group in sorted(groups.items(), key=lambda item: item[0][1] is None)
    ]


def _right(stem: Stem, pairs: list) -> float:
    return sum((stem(first) == stem(second)) == same for _, first, second, same in pairs) / len(
        pairs
    )


def of_variants(systems: dict[str, Stem]) -> list[list]:
    """By kind of variant: the share of nouns whose variant has the noun's own term."""
    from tests.arabic.variants import NOUNS, variants

    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for noun in NOUNS:
        for kind, form in variants(noun).items():
            forms[kind].append((noun, form))
    return [
        [kind, len(pairs), _goal(kind), *[_same(stem, pairs) for stem in systems.values()]]
        for kind, pairs in forms.items()
    ]


def _goal(kind: str) -> float:
    return GOAL_PRONOUN if kind.endswith(PRONOUNS) else GOAL_VARIANT


def _same(stem: Stem, pairs: list[tuple[str, str]]) -> float:
    return sum(stem(noun) == stem(form) for noun, form in pairs) / len(pairs)
