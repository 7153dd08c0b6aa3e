"""Speed: what a reader waits for on a large synthetic archive, beside what was promised."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from bench.databases import NAMES, ROOT, databases
from bench.tables import Report, machine, table

ARTICLES, QUERIES = 100_000, 200
SEED = 0
FILLED_BY = ("*/migrations/*.py", "*/*/migrations/*.py", "bench/corpus.py", "bench/loading.py")

# Milliseconds (p50, p99) on SQLite and on PostgreSQL; None: nothing promised.
GOALS = {
    "realistic mix": ((20, 80), (35, 120)),
    "2 very frequent words": ((None, 150), (None, 200)),
    "2 of the archive's own words": ((None, 150), (None, 200)),
    "phrase of 2": ((None, 50), (None, 180)),
    "phrase of 3": ((None, 50), (None, 180)),
    "facets": ((40, None), (50, None)),
    "20 snippets (CPU)": ((25, None), (25, None)),
    "did you mean": ((None, 40), (None, 40)),
    "suggestions": ((None, 10), (None, 10)),
    "saving one article": ((None, 30), (None, 40)),
}
SECONDS = {"load": (None, None), "rebuild": (180, 300), "settle": (None, None)}


def measure(
    articles: int, count: int, names: tuple[str, ...], keep: Path | None, rebuilt: bool
) -> Report:
    """Time `count` queries of each class. What was loaded stays in a folder for the next run."""
    answers, queries = {}, None
    with databases(names, archive_folder(keep, articles)) as found:
        for database in found:
            answers[database.name] = database.ask(
                "speed", articles=articles, queries=queries, count=count, seed=SEED, rebuilt=rebuilt
            )
            queries = answers[database.name].pop("queries")
        measured_on = machine(database.engine for database in found)
    rows, missed = _rows(answers)
    title = f"Speed on {articles:,} articles: ms, {count} queries a class, one client, warm"
    header = ["", "hits p50", *[f"{n} {f}" for n in answers for f in ("p50", "p99", "goal")]]
    notes = [f"Missed: {what}" for what in missed]
    text = "\n".join([measured_on, table(title, header, rows), _seconds(answers), *notes])
    return Report("speed", text, answers)


def archive_folder(keep: Path | None, articles: int) -> Path:
    """Where this archive lies; what other tables or another generator filled is thrown away."""
    made_by = hashlib.sha256()
    for pattern in FILLED_BY:
        for path in sorted(ROOT.glob(pattern)):
            made_by.update(path.read_bytes())
    base = keep or Path(tempfile.gettempdir()) / "archive-bench"
    folder = base / f"{articles}-{SEED}-{made_by.hexdigest()[:12]}"
    for old in base.glob(f"{articles}-{SEED}-*"):
        if old != folder:
            shutil.rmtree(old)
    return folder


def _rows(answers: dict[str, dict]) -> tuple[list[list], list[str]]:
    rows, missed = [], []
    for name in next(iter(answers.values()))["times"]:
        hits = next(iter(answers.values()))["hits"].get(name)
        row = [name, hits]
        for database, answer in answers.items():
            taken = answer["times"][name]
            goals = GOALS.get(name, ((None, None), (None, None)))[NAMES.index(database)]
            over = [
                f"{name} on {database}: {kind} {taken[kind]:.1f} ms, goal {goal}"
                for kind, goal in zip(("p50", "p99"), goals, strict=True)
                if goal and taken[kind] > goal
            ]
            missed += over
            row += [f"{taken['p50']:.1f}", f"{taken['p99']:.1f}", _goal(goals) + "!" * bool(over)]
        rows.append(row)
    return rows, missed + _slow(answers)


def _goal(goals: tuple[int | None, int | None]) -> str:
    return " / ".join("–" if goal is None else str(goal) for goal in goals) if any(goals) else ""


def _slow(answers: dict[str, dict]) -> list[str]:
    return [
        f"{name} on {database}: {answer['seconds'][name]:.0f} s, goal {goal}"
        for database, answer in answers.items()
        for name, goals in SECONDS.items()
        if (goal := goals[NAMES.index(database)]) and (answer["seconds"][name] or 0) > goal
    ]


def _seconds(answers: dict[str, dict]) -> str:
    def shown(seconds: float | None) -> str:
        return "from an earlier run" if seconds is None else f"{seconds:.0f} s"

    header = ["", *[f"{name} {kind}" for name in answers for kind in ("took", "goal")]]
    rows = []
    for name, goals in SECONDS.items():
        row = [name]
        for database, answer in answers.items():
            row += [shown(answer["seconds"][name]), goals[NAMES.index(database)]]
        rows.append(row)
    return table("Filling, rebuilding, settling what the rebuild left", header, rows)
