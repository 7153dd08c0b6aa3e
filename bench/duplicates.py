"""Measure how duplicates are found: `python bench/duplicates.py --help`.

Pages and synthetic articles are rewritten as outlets do it, and sought in an archive of synthetic
articles, in databases of the measurement's own. The status is 1 where a pair of different pages is
told; a goal that is missed is told below the tables.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # the script's own folder would hide the packages beside it

from bench.databases import NAMES, databases, end_when_told  # noqa: E402
from bench.tables import Report, machine, table  # noqa: E402
from csto_archive.arabic import minhash  # noqa: E402

FOLDERS = (ROOT.parent / "shared" / "pages", ROOT.parent / "shared" / "seeds", ROOT / "samples")
ARTICLES, REWRITTEN, SEED = 20_000, 60, 0
RECALL, HALVES, MILLISECONDS = 0.98, 0.9, 30
HALF, COMMON = "cut to its first half", "50 % and more"


def main(arguments: list[str] | None = None) -> int:
    end_when_told()
    asked = arguments_of(arguments)
    report = measure(asked)
    print(json.dumps(report.figures, ensure_ascii=False, indent=1) if asked.json else report.text)
    return int(report.failed)


def measure(asked: argparse.Namespace) -> Report:
    answers: dict[str, Any] = {}
    folders = [str(folder) for folder in asked.pages if folder.is_dir()]
    with databases((asked.only,) if asked.only else NAMES, asked.keep) as some:
        for database in some:
            answers[database.name] = database.ask(
                "duplicates", articles=asked.articles, folders=folders, count=asked.rewritten,
                seed=SEED, brute=not (asked.no_brute or answers), bins=asked.bins,
            )  # fmt: skip
        measured_on = machine(database.engine for database in some)
    parts = [measured_on]
    for name, answer in answers.items():
        parts += [*tables(f"{name}, {asked.articles:,} articles", answer)]
    notes = [f"Missed: {what}" for name, told in answers.items() for what in missed(name, told)]
    failed = any(answer["other articles"]["different"] for answer in answers.values())
    return Report("duplicates", "\n".join([*parts, *notes]), answers, failed)


def tables(title: str, told: dict[str, Any]) -> list[str]:
    some = told["found"]
    kinds = [
        [kind, *[some[name]["kinds"][kind][column] for name in some for column in COLUMNS]]
        for kind in next(iter(some.values()))["kinds"]
    ]
    common = [
        [f"{name}: {band}", row["n"], row["recall"]]
        for name in some
        for band, row in some[name]["common wording"].items()
    ]
    times = [[f"likes_of, {name}", *some[name]["ms"].values()] for name in some]
    times += [[f"save, {name}", *row.values()] for name, row in told["saving"].items()]
    strangers = [
        f"{name}: {some[name]['other articles told']} other articles told of rewrites"
        for name in some
    ]
    header = [f"{name} {column}" for name in some for column in COLUMNS]
    return [
        table(f"Rewrites found on {title}", ["", *header], kinds),
        table("By common wording", ["", "n", "recall"], common),
        table("Milliseconds", ["", "n", "p50", "p99", "CPU p50", "CPU p99"], times),
        *(brute_force(told["by brute force"]) if told["by brute force"] else ()),
        f"Filled: {told['filled']}",
        *strangers,
        "The likest of all different pages: {} % ({} / {})".format(*told["likest different pages"]),
        *[
            f"Told as alike ({kind}): {percent} % ({one} / {other})"
            for kind, pairs in told["other articles"].items()
            for percent, one, other in pairs
        ],
        "",
    ]


COLUMNS = ("n", "found", "first", "common")


def brute_force(told: dict[str, dict]) -> list[str]:
    columns = ("n", "recall", "recall at 50 %", "other articles told", "ms a text")
    rows = [[name, *[row.get(column) for column in columns]] for name, row in told.items()]
    return [table("Beside brute force", ["", *columns], rows)]


def missed(name: str, told: dict[str, Any]) -> list[str]:
    notes = []
    for of, some in told["found"].items():
        known = some["common wording"].get(COMMON)
        for what, got, goal in (
            (f"at {COMMON} common wording", known["recall"], RECALL),
            ("of halves", some["kinds"][HALF]["found"], HALVES),
        ):
            if got < goal:
                notes.append(f"recall {what} of {of} on {name}: {got}, goal {goal}")
        if some["ms"]["p99"] > MILLISECONDS:
            notes.append(f"p99 of {of} on {name}: {some['ms']['p99']} ms, goal {MILLISECONDS}")
    return notes


def arguments_of(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how the archive finds duplicates.")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many the archive holds")
    parser.add_argument(
        "--rewritten", type=int, default=REWRITTEN, metavar="N", help="of them, beside all pages"
    )
    parser.add_argument(
        "--pages", metavar="FOLDER", type=Path, nargs="+", default=FOLDERS,
        help="pages to rewrite (else the evaluation pages beside the project, and the samples)",
    )  # fmt: skip
    parser.add_argument(
        "--bins", type=int, default=minhash.BINS, metavar="N", help="so many keys an article"
    )
    parser.add_argument("--no-brute", action="store_true", help="compare with no other way")
    parser.add_argument(
        "--keep", metavar="FOLDER", type=Path, help="where the filled databases stay"
    )
    parser.add_argument("--only", choices=NAMES, help="measure this database alone")
    parser.add_argument("--json", action="store_true", help="print figures instead of tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
