"""`make gates`: what looks at the pages with Node and Java.

The Nu checker reads the answers of every kind of page (tests/page_types.py) and the style sheets,
stylelint the style sheets, pa11y the pages, Lighthouse four of them as a phone. Where Node, Java,
Chromium or the packages are not to be had a notice says so, and that gate is passed over. Reports
of what was found lie in `gates/` of VAR_DIR. The status is 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.browser import ROOT, chromium, running_site
from tests.gates import looking
from tests.gates.tools import Missing, Tools

GATES: dict[str, Callable[[Tools, str], list[str]]] = {
    "stylelint": looking.stylelint,
    "nu": looking.nu,
    "pa11y": looking.pa11y,
    "lighthouse": looking.lighthouse,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make gates", description=__doc__)
    parser.add_argument("gates", nargs="*", default=list(GATES), help=", ".join(GATES))
    asked = parser.parse_args().gates
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "gates"
    try:
        tools = Tools.ready(folder, chromium())
    except Missing as what:
        return passed_over(str(what))
    faults = []
    with tempfile.TemporaryDirectory() as var_dir, running_site(Path(var_dir)) as site:
        for name in asked:
            try:
                found = GATES[name](tools, site)
            except Missing as what:
                passed_over(f"{name}: {what}")
                continue
            print(f"{name}: {len(found)} wrong")  # noqa: T201
            faults += [f"{name}: {fault}" for fault in found]
    print("\n".join(faults))  # noqa: T201
    return int(bool(faults))


def passed_over(what: str) -> int:
    print(f"\n*** NOT LOOKED AT with {what} ***\n", flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
