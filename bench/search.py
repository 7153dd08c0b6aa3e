"""Measure the search: `python bench/search.py --help`.

Without an option all parts run, one after the other; the speed part takes long. The status is 1
where the databases differ or our search did not run; a goal that is missed is told in the table.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # the script's own folder would hide the packages beside it

from bench import conflation, parity, questions, speed  # noqa: E402
from bench.databases import NAMES, end_when_told  # noqa: E402

QUESTIONS = ROOT.parent / "shared" / "arcd" / "arcd-train.json"


def main(arguments: list[str] | None = None) -> int:
    end_when_told()
    asked = arguments_of(arguments)
    conflated = asked.conflation or asked.pairs
    databases = (asked.only,) if asked.only else NAMES
    everything = not (asked.questions or conflated or asked.speed or asked.parity)
    reports = []
    if asked.questions or (everything and QUESTIONS.exists()):
        reports.append(questions.measure(Path(asked.questions or QUESTIONS), databases))
    if conflated or everything:
        reports.append(conflation.measure(asked.pairs))
    if asked.speed or everything:
        reports.append(
            speed.measure(
                asked.articles, asked.queries, databases, asked.keep, not asked.no_rebuild
            )
        )
    if asked.parity or everything:
        reports.append(
            parity.measure(asked.parity or parity.QUERIES, databases, asked.parity_articles)
        )
    if asked.json:
        print(json.dumps([report.figures for report in reports], ensure_ascii=False, indent=1))
    else:
        print("\n".join(report.text for report in reports))
    return int(any(report.failed for report in reports))


def arguments_of(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the search of the archive.")
    parser.add_argument(
        "--questions", metavar="FILE", nargs="?", const=str(QUESTIONS),
        help="recall and MRR for the questions of a file in SQuAD's layout, beside other engines",
    )  # fmt: skip
    parser.add_argument("--conflation", action="store_true", help="pairs and spellings of words")
    parser.add_argument("--pairs", metavar="FILE", help="another table of pairs (CSV)")
    parser.add_argument("--speed", action="store_true", help="times on a synthetic archive")
    parser.add_argument("--articles", type=int, default=speed.ARTICLES, help="how many it holds")
    parser.add_argument("--queries", type=int, default=speed.QUERIES, help="queries of each class")
    parser.add_argument(
        "--keep", metavar="FOLDER", type=Path,
        help="where the filled databases stay for the next run (else in the temporary folder)",
    )  # fmt: skip
    parser.add_argument(
        "--no-rebuild", action="store_true", help="use the index that an earlier run has built"
    )
    parser.add_argument(
        "--parity", type=int, nargs="?", const=parity.QUERIES, metavar="N",
        help="N queries that must give the same on both databases; status 1 where they do not",
    )  # fmt: skip
    parser.add_argument("--parity-articles", type=int, default=parity.ARTICLES, metavar="N")
    parser.add_argument("--only", choices=NAMES, help="measure this database alone")
    parser.add_argument("--json", action="store_true", help="print figures instead of tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
