"""Measure what pages cost the server: `python bench/pages.py --help`.

CPU milliseconds a request (user and system, all processes of a server) of our pages beside those of
Datasette, Wagtail and an empty Django over the same records, in one run: every server is a process
tree of its own on one core, the client on another, and the rounds take turns. The status is 1 where
an answer was not what it should be; a goal that is missed is told in the tables.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from sqlite3 import sqlite_version
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # the script's own folder would hide the packages beside it

from bench import peers, records  # noqa: E402
from bench.databases import Database, end_when_told  # noqa: E402
from bench.servers import Client, Server, granian, serving  # noqa: E402
from bench.speed import archive_folder  # noqa: E402
from bench.tables import Report, machine, table  # noqa: E402

ARTICLES, ROUNDS, SEED = 20_000, 5, 0
GROWN = (1_000, 100_000)
SECONDS = 0.5  # of CPU for one figure of one round: /proc counts hundredths
FEWEST, MOST = 4, 1_000  # requests for one figure of one round
LEAST = 0.01  # ms: of a few requests that cost nothing, /proc tells 0
CONNECTIONS, CROWD = 64, 640

# Our page -> peer and its page, the share of it that is the goal.
GOALS = {
    "list": {"Datasette list": 1 / 6, "Wagtail list": 1 / 10},
    "first page": {"Datasette list": 1 / 6, "Wagtail list": 1 / 10},
    "summit": {"Datasette list": 1 / 6, "Wagtail list": 1 / 10},
    "article": {"Datasette article": 1 / 4, "Wagtail article": 1 / 8},
    "new list": {"Datasette list": 1 / 6, "Wagtail list": 1 / 10},
    "new summit": {"Datasette list": 1 / 6, "Wagtail list": 1 / 10},
    "new article": {"Datasette article": 1 / 4, "Wagtail article": 1 / 8},
    "mix": {"Datasette mix": 1 / 6, "Wagtail mix": 1 / 10},
    "unchanged list": {"Django nothing": 1.5},
    "unchanged article": {"Django nothing": 1.5},
}
# Of our pages to readers who come by a Zipf law, the share of each kind; peers have two of them.
MIX = {"article": 6, "list": 2, "summit": 2}
A_MINUTE = 300  # requests of the mix between one publishing and the next: five a second
WORDS = """\
list, first page, summit, article …: asked again while nothing changed, as most are.
new …: an address that this process was never asked for, so the page is made: of an article, of a
  list of 20 articles of which it showed none before, of a summit (whose numbers it knows already).
mix: the same addresses again and again, the first much more often than the last (Zipf), {shares};
  one article is published every {minute} requests, and nothing that was told before is told again.
unchanged …: the reader has the page, and is told so (304). The peers make every page anew.
"""
GROWTH, P99, MEMORY = 1.3, 100, 120  # times, milliseconds, megabytes


@dataclass(frozen=True)
class Asked:
    """One row: these addresses of this server, answered with this status."""

    server: Server
    paths: list[str]
    tags: dict[str, str] | None = None  # of the copies that the reader has
    status: int = 200
    once: bool = False  # each address is asked once, in this order
    before: Callable[[], Any] | None = None  # what is done before each round, of `count` requests
    count: int = 0

    def taken(self, count: int) -> list[str]:
        """The next addresses; the client asks them by turn."""
        if not self.once:
            return self.paths
        taken, self.paths[:count] = self.paths[:count], []
        return taken


def main(arguments: list[str] | None = None) -> int:
    end_when_told()
    asked = arguments_of(arguments)
    with Client() as client, Client(pinned=False) as crowd:
        reports = [] if asked.no_peers else [against_peers(asked, client)]
        if not asked.no_crowd:
            reports.append(in_a_crowd(asked, crowd))
        if asked.growth:
            reports.append(grown(asked, client))
    if asked.json:
        print(json.dumps([report.figures for report in reports], ensure_ascii=False, indent=1))
    else:
        print("\n".join([machine([f"SQLite {sqlite_version}"]), *(r.text for r in reports)]))
    return int(any(report.failed for report in reports))


def against_peers(asked: argparse.Namespace, client: Client) -> Report:
    archive = made(asked.articles, asked.keep)
    file = archive.database.folder / "records.sqlite3"
    records.write(archive.database.folder / "db.sqlite3", file)
    with ExitStack() as running:
        ours = running.enter_context(archive.served())
        empty = running.enter_context(
            serving("Django", granian("bench.empty_site:application"), {})
        )
        rows = our_rows(client, ours, archive, asked.rounds)
        rows["Django nothing"] = Asked(empty, ["/"])
        for name, peer in peers.served(running, file, _wagtail(asked)):
            kinds = peers.pages(peer, file)
            for kind, paths in kinds.items():
                rows[f"{name} {kind}"] = Asked(peer, paths)
            rows[f"{name} mix"] = Asked(peer, mixed({**kinds, "summit": kinds["list"]}, A_MINUTE))
        # What is published makes all else be made anew: the mix comes last.
        mixes = {name: rows.pop(name) for name in list(rows) if name.endswith("mix")}
        figures = measured(client, rows, asked.rounds, asked.seconds)
        figures |= measured(client, mixes, asked.rounds, asked.seconds)
    title = (
        f"{asked.articles:,} articles: CPU ms a request, median of {asked.rounds} rounds, "
        "one process a server, one connection"
    )
    return Report("pages", _against(title, figures, GOALS), figures, _wrong(figures, rows | mixes))


def _wagtail(asked: argparse.Namespace) -> Path | None:
    return None if asked.no_wagtail else peers.wagtail_environment(asked.wagtail)


def our_rows(client: Client, ours: Server, archive: Archive, rounds: int) -> dict[str, Asked]:
    """Every kind of our pages as WORDS says; unchanged ones are answered by 304 where we know how,
    by the whole page where not."""
    pages = archive.pages
    rows = {name: Asked(ours, paths) for name, paths in pages.items()}
    for name, paths in archive.unseen.items():
        rows[name] = Asked(ours, paths, once=True)
    drawn = mixed(pages, A_MINUTE * rounds + 2 * FEWEST)
    publish = partial(archive.database.ask, "publish")
    rows["mix"] = Asked(ours, drawn, once=True, before=publish, count=A_MINUTE)
    for name in ("list", "article"):
        paths = pages[name][: records.LIST_PAGES]
        tags = client.ask(ours, paths, len(paths))["tags"]
        known = any(tags.values())
        rows[f"unchanged {name}"] = Asked(ours, paths, tags, 304 if known else 200)
    return rows


def mixed(pages: dict[str, list[str]], count: int) -> list[str]:
    """Addresses as readers ask for them: the kinds by MIX, the n-th of a kind 1/n as often as the
    first."""
    draw = Random(SEED)  # noqa: S311
    drawn = {}
    for kind in MIX:
        weights = [1 / place for place in range(1, len(pages[kind]) + 1)]
        drawn[kind] = iter(draw.choices(pages[kind], weights, k=count))
    kinds = draw.choices(list(MIX), list(MIX.values()), k=count)
    return [next(drawn[kind]) for kind in kinds]


def in_a_crowd(asked: argparse.Namespace, client: Client) -> Report:
    """Two workers, as `make run` starts them, and many readers at once."""
    archive = made(asked.articles, asked.keep)
    figures: dict[str, Any] = {}
    with archive.served(workers=2, pinned=False) as ours:
        for name, paths in archive.pages.items():
            client.ask(ours, paths, FEWEST)
            figures[name] = client.ask(ours, paths, asked.crowd, connections=CONNECTIONS)
            del figures[name]["tags"]
        memory = ours.workers_memory()
    rows = [[n, f["p50"], f["p99"], _met(f["p99"] < P99)] for n, f in figures.items()]
    title = (
        f"{CONNECTIONS} connections, {asked.crowd} requests a page, two workers: ms by the clock"
    )
    told = "\n".join(
        f"Memory of a worker: {size:.0f} MB (goal ≤ {MEMORY}): {_met(size <= MEMORY)}"
        for size in memory
    )
    header = ["", "p50", "p99", f"< {P99}"]
    wrong = any(set(figure["statuses"]) != {"200"} for figure in figures.values())
    figures["memory"] = memory
    return Report("crowd", "\n".join([table(title, header, rows), told, ""]), figures, wrong)


def grown(asked: argparse.Namespace, client: Client) -> Report:
    """The same pages of a small and of a large archive."""
    with ExitStack() as running:
        rows: dict[str, Asked] = {}
        small, large = (made(count, asked.keep) for count in asked.grown)
        for archive in (small, large):
            server = running.enter_context(archive.served())
            for name, paths in archive.pages.items():
                rows[f"{name} {archive.articles}"] = Asked(server, paths)
        figures = measured(client, rows, asked.rounds, asked.seconds)
    lines, grew = [], {}
    for name in large.pages:
        before, after = (figures[f"{name} {count}"]["ms"] for count in asked.grown)
        grew[name] = after / before
        lines.append([name, before, after, grew[name], _met(grew[name] <= GROWTH)])
    title = f"Growth: CPU ms a request with {asked.grown[0]:,} and {asked.grown[1]:,} articles"
    header = ["", *(f"{count:,}" for count in asked.grown), "times", f"≤ {GROWTH}"]
    return Report("growth", table(title, header, lines), figures, _wrong(figures, rows))


def measured(
    client: Client, rows: dict[str, Asked], rounds: int, seconds: float
) -> dict[str, dict[str, Any]]:
    """CPU milliseconds and bytes of each row; the rows take turns in each round."""
    counts, figures = {}, {}
    for name, row in rows.items():
        _cost(client, row, FEWEST)  # wakes templates and connections
        one = _cost(client, row, FEWEST)["ms"] / 1000
        many = max(FEWEST, min(MOST, round(seconds / max(one, 0.0001))))
        counts[name] = row.count or many
        if row.once:  # enough for all rounds
            counts[name] = min(counts[name], len(row.paths) // rounds)
        figures[name] = {"rounds": [], "statuses": {}, "requests": counts[name]}
    for _ in range(rounds):
        for name, row in rows.items():
            told = _cost(client, row, counts[name])
            figures[name]["rounds"].append(told["ms"])
            figures[name]["bytes"] = told["bytes"]
            figures[name]["statuses"] |= told["statuses"]
    for figure in figures.values():
        figure["ms"] = median(figure["rounds"])
    return figures


def _cost(client: Client, row: Asked, count: int) -> dict[str, Any]:
    if row.before:
        row.before()
    before = row.server.cpu_seconds()
    paths = row.taken(count)
    told = client.ask(row.server, paths, count, tags=row.tags or {})
    return told | {"ms": (row.server.cpu_seconds() - before) * 1000 / count}


def _wrong(figures: dict[str, dict], rows: dict[str, Asked]) -> bool:
    """Whether a page was refused or moved; what is unchanged may be told by the whole page."""
    for name, row in rows.items():
        if set(figures[name]["statuses"]) != {str(row.status)}:
            print(f"{name} answered {figures[name]['statuses']}", file=sys.stderr)
            return True
    return False


def _against(title: str, figures: dict[str, dict], goals: dict[str, dict[str, float]]) -> str:
    costs = [
        [name, f["ms"], min(f["rounds"]), max(f["rounds"]), round(f["bytes"]), f["requests"],
         " ".join(f["statuses"])]
        for name, f in figures.items()
    ]  # fmt: skip
    header = ["", "ms", "least", "most", "bytes", "requests", "status"]
    lines = []
    for name, against in goals.items():
        for peer, goal in against.items():
            if peer in figures:
                share = figures[name]["ms"] / max(figures[peer]["ms"], LEAST)
                lines.append([f"{name} / {peer}", share, f"≤ {goal:.3f}", _met(share <= goal)])
    notes = [] if "Wagtail list" in figures else ["Not measured: Wagtail (see --wagtail)."]
    if "304" not in figures["unchanged list"]["statuses"]:
        notes.append("Our pages carry no ETag: what is unchanged was sent anew.")
    beside = table("Beside the peers: times what theirs costs", ["", "is", "goal", ""], lines)
    told = WORDS.format(shares=", ".join(f"{n}0% {k}" for k, n in MIX.items()), minute=A_MINUTE)
    return "\n".join([table(title, header, costs), told, beside, *notes])


def _met(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


@dataclass(frozen=True)
class Archive:
    articles: int
    database: Database
    pages: dict[str, list[str]]
    unseen: dict[str, list[str]]

    @contextmanager
    def served(self, workers: int = 1, pinned: bool = True) -> Iterator[Server]:
        own = {name: self.database.environment[name] for name in ("VAR_DIR", "DATABASE_URL")}
        command = granian("csto_archive.wsgi:application", workers=workers)
        with serving("ours", command, own, "/healthz/ready", pinned) as server:
            yield server


def made(articles: int, keep: Path | None) -> Archive:
    """The archive of so many articles, filled anew or as an earlier run has left it."""
    database = Database("SQLite", "", archive_folder(keep, articles), "")
    database.folder.mkdir(parents=True, exist_ok=True)
    return Archive(articles, database, **database.ask("site", articles=articles, seed=SEED))


def arguments_of(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what pages cost the server.")
    add = parser.add_argument
    add("--articles", type=int, default=ARTICLES, help="how many the archive holds")
    add("--rounds", type=int, default=ROUNDS)
    add("--seconds", type=float, default=SECONDS, help="of CPU for one figure of one round")
    add("--crowd", type=int, default=CROWD, help=f"requests over {CONNECTIONS} connections")
    add("--no-peers", action="store_true", help="leave out the comparison with others")
    add("--no-crowd", action="store_true", help="leave out p99 and memory")
    add("--growth", action="store_true", help="compare a small archive with a large one, too")
    add("--grown", type=int, nargs=2, default=GROWN, metavar=("SMALL", "LARGE"))
    add("--wagtail", metavar="PATH", type=Path, default=ROOT / "var" / "wagtail",
        help="an environment for Wagtail, made if it is not there")  # fmt: skip
    add("--no-wagtail", action="store_true", help="leave Wagtail out")
    add("--keep", metavar="FOLDER", type=Path, help="where the archives stay for the next run")
    add("--json", action="store_true", help="print figures instead of tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
