"""Parity: whether both databases give the same totals, the same order and the same facets."""

from __future__ import annotations

from collections.abc import Iterator

from bench.databases import databases
from bench.tables import Report, machine, table

QUERIES = 400
ARTICLES = 3_000
SHOWN = 10  # differences that are printed


def measure(count: int, names: tuple[str, ...], articles: int = ARTICLES, seed: int = 1) -> Report:
    asked, answers, unsound = None, {}, []
    with databases(names) as found:
        for database in found:
            given = database.ask("parity", articles=articles, asked=asked, count=count, seed=seed)
            asked, answers[database.name] = given["asked"], given["answers"]
            unsound += [f"check on {database.name}: {problem}" for problem in given["check"]]
        measured_on = machine(database.engine for database in found)
    apart = [*unsound, *differences(asked, *answers.values())]
    hits = [answer["total"] for answer in next(iter(answers.values()))]
    rows = [
        ["queries", len(asked)],
        ["with hits", sum(map(bool, hits))],
        ["databases compared", len(answers)],
        ["differences", len(apart)],
    ]
    title = f"Parity on {articles:,} articles, edited after the rebuild"
    text = "\n".join([measured_on, table(title, ["", ""], rows), *apart[:SHOWN]])
    return Report("parity", text, {**dict(rows), "apart": apart}, bool(apart))


def differences(asked: list, *answers: list[dict]) -> Iterator[str]:
    """A line for each query and figure that the databases do not agree on."""
    for query, *given in zip(asked, *answers, strict=True):
        for figure in given[0]:
            values = [answer[figure] for answer in given]
            if any(value != values[0] for value in values):
                yield f"{query}: {figure} {' / '.join(map(str, values))}"
