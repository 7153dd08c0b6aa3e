"""The gates: each looks at the running site and tells what is wrong, a line a fault."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import ROOT, browser
from tests.gates.tools import Tools
from tests.page_types import MINSK, PAGE_TYPES

# What Lighthouse measures, and what it must find (of 100). Answers of a search are kept out of
# search engines on purpose, which its audit `is-crawlable` takes for a fault: there the rest of
# SEO must be right, and the entry of the search stands for the score.
MEASURED = {
    "home": "/",
    "summit": MINSK,
    "article": "",  # the newest
    "search": "/search/",
    "search-results": "/search/?q=قمة مينسك",
}
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
ON_PURPOSE = {("search-results", "is-crawlable")}
# What browsers know and Nu does not yet: the halo around the names on the map.
UNKNOWN_TO_NU = "CSS: “paint-order”: Property “paint-order” doesn't exist."
TIMES = 3  # of which the median counts: a busy machine makes a page slower


def stylelint(tools: Tools, site: str) -> list[str]:
    """Our own style sheets; its packages are found from where they are installed."""
    done = tools.node(
        "stylelint", "--config", ROOT / ".stylelintrc.json", "--config-basedir", tools.folder,
        "--formatter", "unix", "static/site/*.css",
    )  # fmt: skip
    lines = (done.stdout + done.stderr).replace(f"{ROOT}/", "").splitlines()
    return [line for line in lines if line.strip()] if done.returncode else []


def nu(tools: Tools, site: str) -> list[str]:
    """Every kind of page as the server sends it, and the style sheets."""
    folder = tools.folder / "answers"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in _answers(site):
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    styles = sorted((ROOT / "static" / "site").glob("*.css"))
    pages = tools.nu(
        "--format", "json", "--also-check-css", "--stdout", "--exit-zero-always", folder, *styles
    )
    told = json.loads(pages.stdout)["messages"]
    return together(
        (Path(fault.get("url", "")).stem, f"{fault['message']} {fault.get('extract', '')!r}")
        for fault in told
        if fault["type"] == "error" and fault["message"] != UNKNOWN_TO_NU
    )


def together(faults: Iterable[tuple[str, str]]) -> list[str]:
    """The same fault of many pages in one line; faults differ by what stands before a quote."""
    pages: dict[str, dict[str, str]] = {}
    for page, fault in faults:
        pages.setdefault(fault.partition(" '")[0], {}).setdefault(page, fault)
    return [
        f"{next(iter(where.values()))} ({len(where)}: {', '.join(where)})"
        for where in pages.values()
    ]


@contextmanager
def _window(site: str) -> Iterator[Page]:
    """Of Chromium, in which addresses begin at the site."""
    with browser() as process:
        yield process.new_context(base_url=site, locale="ar").new_page()


def _answers(site: str) -> Iterator[tuple[str, str]]:
    with _window(site) as page:
        for name, kind in PAGE_TYPES.items():
            yield name, kind.open(page).text()


def pa11y(tools: Tools, site: str) -> list[str]:
    faults: list[tuple[str, str]] = []
    for name, address in _addresses(site):
        done = tools.node(
            "pa11y", "--config", "tests/gates/pa11y.json", "--reporter", "json", address
        )
        if done.returncode not in {0, 2}:
            faults.append((name, done.stderr[-300:]))
        elif done.stdout.strip():
            faults += [
                (name, f"{issue['code']} {issue['message']} {issue['context'][:160]!r}")
                for issue in json.loads(done.stdout)
            ]
    return together(faults)


def _addresses(site: str) -> list[tuple[str, str]]:
    """Of the pages that are answers and no refusals: pa11y looks at those alone."""
    found = []
    with _window(site) as page:
        for name, kind in PAGE_TYPES.items():
            if kind.status == 200:
                kind.open(page)
                found.append((name, page.url))
    return found


def lighthouse(tools: Tools, site: str) -> list[str]:
    newest = dict(_addresses(site))["article"]
    faults = []
    for name, path in MEASURED.items():
        address = site + path if path else newest
        reports = [_measured(tools, f"{name}-{turn}", address) for turn in range(TIMES)]
        one = sorted(reports, key=lambda report: _score(report, "performance"))[TIMES // 2]
        scores = {kind: _score(one, kind) for kind in LEAST}
        largest, shift = (
            one["audits"][audit]["displayValue"]
            for audit in ("largest-contentful-paint", "cumulative-layout-shift")
        )
        shown = ", ".join(f"{kind} {score}" for kind, score in scores.items())
        print(f"{name}: {shown}; LCP {largest}, CLS {shift}", flush=True)  # noqa: T201
        faults += [
            f"{name}: {kind} {scores[kind]} of {least}: {', '.join(failed)}"
            for kind, least in LEAST.items()
            if scores[kind] < least and (failed := _failed(one, name, kind))
        ]
    return faults


def _measured(tools: Tools, name: str, address: str) -> dict:
    report = tools.folder / f"lighthouse-{name}.json"
    report.unlink(missing_ok=True)
    done = tools.node(
        "lighthouse", address, "--quiet", "--chrome-flags=--headless=new --no-sandbox",
        f"--only-categories={','.join(LEAST)}", "--output=json", f"--output-path={report}",
    )  # fmt: skip
    if not report.exists():
        raise RuntimeError(done.stderr[-1000:])
    return json.loads(report.read_text())


def _score(report: dict, kind: str) -> int:
    return round((report["categories"][kind]["score"] or 0) * 100)


def _failed(report: dict, name: str, kind: str) -> list[str]:
    """The audits that cost points, less what is so on purpose."""
    return [
        audit["id"]
        for audit in report["categories"][kind]["auditRefs"]
        if audit["weight"]
        and (report["audits"][audit["id"]]["score"] or 0) < 0.9
        and report["audits"][audit["id"]]["scoreDisplayMode"] not in {"notApplicable", "manual"}
        and (name, audit["id"]) not in ON_PURPOSE
    ]
