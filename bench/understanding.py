"""Speed and memory of the importer: pages understood in one process, beside what was promised."""

from __future__ import annotations

from pathlib import Path

from bench import truths
from bench.databases import databases
from bench.tables import Report, machine, table

TIMED, LONG = 2_000, 10_000
RUNS = ("the same pages", "other words in each")
SEED = 0
PAGES_A_SECOND = 50
GROWTH = 1.1  # memory at the end, over memory after a tenth of the pages


def measure(folder: Path, timed: int, long: int) -> Report:
    """Raises OSError or ValueError (see bench/truths.py)."""
    paths = [str(truth.page.resolve()) for truth in truths.load(folder)]
    with databases(("SQLite",)) as [database]:
        told = database.ask("understanding", paths=paths, timed=timed, long=long, seed=SEED)
    return Report("understanding", _text(told, len(paths)), told)


def _text(told: dict, different: int) -> str:
    runs = {name: told[name] for name in RUNS}
    pages = " and ".join(f"{run['ms a page (CPU)']['n']:,} ({name})" for name, run in runs.items())
    header = ["", "pages/s/core", "goal", "pages/s, wall", "p50 ms", "p99 ms"]
    rows = [
        [
            name, f"{run['pages a second (CPU)']:.1f}", PAGES_A_SECOND,
            f"{run['pages a second (wall)']:.1f}", *_ends(run["ms a page (CPU)"]),
        ]
        for name, run in runs.items()
    ]  # fmt: skip
    memory = told["resident MB after pages"]
    others = [
        *[[f"time in {room}", share, None] for room, share in told["share of rooms"].items()],
        *[[f"MB after {int(n):,} pages", f"{mb:.1f}", None] for n, mb in memory.items()],
        ["memory grew by the factor", growth(memory), GROWTH],
    ]
    return "\n".join(
        [
            machine(),
            table(f"Understanding {pages} made of {different} pages; CPU time", header, rows),
            table(f"Of the run with {RUNS[1]}", ["", "measured", "goal"], others),
            *missed(told),
        ]
    )


def _ends(times: dict[str, float]) -> tuple[str, str]:
    return f"{times['p50']:.1f}", f"{times['p99']:.1f}"


def growth(memory: dict[str, float]) -> float:
    """Later over earlier."""
    return list(memory.values())[-1] / next(iter(memory.values()))


def missed(told: dict) -> list[str]:
    speeds = {name: told[name]["pages a second (CPU)"] for name in RUNS}
    notes = [
        f"Missed: {speed} pages a second and core ({name}), goal {PAGES_A_SECOND}"
        for name, speed in speeds.items()
        if speed < PAGES_A_SECOND
    ]
    if (grown := growth(told["resident MB after pages"])) > GROWTH:
        notes.append(f"Missed: memory grew by the factor {grown:.2f}, goal {GROWTH}")
    return notes
