"""Measure the importer: `python bench/importing.py --help`.

Pages with their truths are read through `manage.py import_pages --dry-run --format json`, in a
database of the measurement's own. The status is 1 where the command gave nothing at all and 2
where there are no pages; a goal that is missed is told below the table.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # the script's own folder would hide the packages beside it

from bench import drafts, truths, understanding  # noqa: E402
from bench.databases import end_when_told  # noqa: E402

PAGES = ROOT.parent / "shared" / "pages"


def main(arguments: list[str] | None = None) -> int:
    end_when_told()
    asked = arguments_of(arguments)
    try:
        if not truths.load(asked.pages):
            raise ValueError("no truths (NAME.json) in it")
    except (OSError, ValueError) as error:
        return without_pages(asked.pages, error)
    reports = [drafts.measure(asked.pages, asked.failures)]
    if asked.speed:
        reports.append(understanding.measure(asked.pages, asked.timed, asked.long))
    if asked.json:
        print(json.dumps([report.figures for report in reports], ensure_ascii=False, indent=1))
    else:
        print("\n".join(report.text for report in reports))
    return int(any(report.failed for report in reports))


def without_pages(folder: Path, error: Exception) -> int:
    """The evaluation pages do not come with the project."""
    print(
        f"Nothing measured: {folder} is not a folder of pages with truths ({error}).\n"
        "Name one with --pages FOLDER: NAME.txt or NAME.html, NAME.json and clean/NAME.txt, "
        "as bench/truths.py says.",
        file=sys.stderr,
    )
    return 2


def arguments_of(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the importer of the archive.")
    parser.add_argument(
        "--pages", metavar="FOLDER", type=Path, default=PAGES,
        help="pages with their truths (else the evaluation pages beside the project)",
    )  # fmt: skip
    parser.add_argument("--failures", action="store_true", help="list every miss of ours by page")
    parser.add_argument(
        "--speed", action="store_true", help="also pages a second, time in each room, memory"
    )
    parser.add_argument(
        "--timed",
        type=int,
        default=understanding.TIMED,
        metavar="N",
        help="pages timed as they are",
    )
    parser.add_argument(
        "--long", type=int, default=understanding.LONG, metavar="N",
        help="pages in other words; memory is looked at after a tenth and after all of them",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print figures instead of tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
