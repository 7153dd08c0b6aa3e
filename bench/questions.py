"""Retrieval: at which rank does the paragraph come back that answers a question."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench import arcd, baselines
from bench.databases import databases
from bench.tables import Report, machine, table

GOALS = {"recall@10": 0.985, "MRR": 0.825}


Found = dict[str, list[list[int]]]


def measure(path: Path, names: tuple[str, ...]) -> Report:
    """Ours on each database and the baselines, on the paragraphs of the file at `path`."""
    asked = arcd.load(path)
    with databases(names) as servers:
        found: Found = {}
        for database in servers:
            try:
                given = database.ask("questions", path=str(path.resolve()))
            except subprocess.CalledProcessError:
                print(f"Our search did not run on {database.name}.", file=sys.stderr)
            else:
                found[f"ours on {database.name}"] = given["found"]
        others = baselines.without_server(asked.paragraphs)
        for database in servers:
            if database.address:
                others |= baselines.postgresql(asked.paragraphs, database.address)
        found |= {name: arcd.answered(other, asked.questions) for name, other in others.items()}
        measured_on = machine(database.engine for database in servers)
    return _report(asked, found, measured_on)


def _report(asked: arcd.QuestionSet, found: Found, measured_on: str) -> Report:
    figures = {
        name: arcd.measures(arcd.ranks(numbers, asked.questions)) for name, numbers in found.items()
    }
    rows = [
        ["goal", *[GOALS.get(measure) for measure in arcd.MEASURES]],
        *[[name, *measured.values()] for name, measured in figures.items()],
    ]
    total = len(asked.questions)
    title = f"Retrieval: {total} questions to {len(asked.paragraphs)} paragraphs"
    ours = [name for name in found if name.startswith("ours")]
    overlap = [
        f"{name}: {arcd.answered_elsewhere(found[name], asked)} of {total} questions have another "
        "paragraph first that holds the words of the answer too."
        for name in ours
    ]
    missed = [
        f"Missed: {name}: {measure} {figures[name][measure]:.3f}, goal {goal}"
        for name in ours
        for measure, goal in GOALS.items()
        if figures[name][measure] < goal
    ]
    text = "\n".join([measured_on, table(title, ["", *arcd.MEASURES], rows), *overlap, *missed])
    return Report("retrieval", text, figures, failed=not ours)
