"""Datasette and Wagtail over the same records, each set up as its own guide recommends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen
from venv import EnvBuilder

from bench import records
from bench.databases import ROOT
from bench.servers import Server, granian, serving

NEEDED = ("wagtail", "granian")
# What our list shows of an article, the names of its source and summit included; the body stands
# on the page of the row alone.
ROWS = "_size=20&_sort_desc=published_on&_nocol=body"


def served(running: ExitStack, file: Path, wagtail: Path | None) -> Iterator[tuple[str, Server]]:
    """The peers that run here, on the records in `file`; `wagtail` is its environment."""
    yield "Datasette", running.enter_context(_datasette(file))
    if wagtail:
        yield "Wagtail", running.enter_context(_wagtail(file, wagtail))


def pages(peer: Server, file: Path) -> dict[str, list[str]]:
    """As many pages of the list and of articles as of ours, the newest first."""
    newest = records.newest(file, records.MOST)
    if peer.name == "Wagtail":
        lists = [f"/?page={number}" for number in range(1, records.LIST_PAGES + 1)]
        return {"list": lists, "article": [f"/a{number}/" for number in newest]}
    table = f"/{file.stem}/article"
    return {
        "list": list(_pages_of_datasette(peer, f"{table}?{ROWS}")),
        "article": [f"{table}/{number}" for number in newest],
    }


def _pages_of_datasette(peer: Server, first: str) -> Iterator[str]:
    """Its pages follow one another by cursors, which it tells in the JSON of each."""
    path = first
    for _ in range(records.LIST_PAGES):
        yield path
        at = path.replace("/article?", "/article.json?")
        with urlopen(f"http://127.0.0.1:{peer.port}{at}", timeout=60) as told:  # noqa: S310
            following = json.load(told)["next_url"]
        if not following:
            return
        path = "{0.path}?{0.query}".format(urlsplit(following)).replace(".json", "")


def _datasette(file: Path):
    """Read-only with counts made beforehand; what only explorers need is off."""
    datasette = [sys.executable, "-m", "datasette"]
    counts = file.with_suffix(".json")
    subprocess.run([*datasette, "inspect", file, "--inspect-file", counts], check=True, cwd=ROOT)
    off = [
        part for name in ("suggest_facets", "allow_download") for part in ("--setting", name, "off")
    ]
    command = [*datasette, "serve", "--immutable", str(file), "--inspect-file", str(counts), *off]
    return serving("Datasette", command, {})


def _wagtail(file: Path, environment: Path):
    """Granian, one worker; the site is filled anew where it is older than the records."""
    python = str(environment / "bin" / "python")
    folder = file.parent / "wagtail"
    folder.mkdir(exist_ok=True)
    own = {"WAGTAIL_DIR": str(folder), "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"}
    site = folder / "wagtail.sqlite3"
    if not site.exists() or site.stat().st_mtime < file.stat().st_mtime:
        shutil.rmtree(folder)
        folder.mkdir()
        fill = [python, "-m", "bench.wagtail_site.fill", str(file)]
        subprocess.run(fill, env={**os.environ, **own}, check=True, cwd=ROOT)
    return serving("Wagtail", granian("bench.wagtail_site.wsgi:application", python), own)


def wagtail_environment(folder: Path) -> Path | None:
    """An environment with Wagtail in `folder`, made if it is not there; None where that fails."""
    python = folder / "bin" / "python"
    if not python.exists():
        EnvBuilder(with_pip=True).create(folder)
    there = subprocess.run([python, "-c", "import wagtail, granian"], capture_output=True)
    if there.returncode:
        installed = subprocess.run([python, "-m", "pip", "install", "--quiet", *NEEDED])
        if installed.returncode:
            print("Wagtail cannot be installed here.", file=sys.stderr)
            return None
    return folder
