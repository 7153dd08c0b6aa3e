"""Databases of the measurement's own: a file for SQLite, a private server for PostgreSQL.

Settings are read once a process, so whatever needs the archive runs in a process for each database
(`bench/inside.py`): `Database.ask` starts it, hands it JSON and returns what it answers.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import sqlite_version
from typing import Any
from urllib.parse import quote

from tests.postgres import programs

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("SQLite", "PostgreSQL")

# Of a server that stands beside the site on a small machine; commits are as safe as on the site.
SETTINGS = (
    "listen_addresses=''",
    "shared_buffers=512MB",
    "maintenance_work_mem=256MB",
    "work_mem=16MB",
    "effective_cache_size=2GB",
    "max_wal_size=4GB",
    "random_page_cost=1.1",
)


@dataclass(frozen=True)
class Database:
    name: str
    address: str  # DATABASE_URL; empty: SQLite in the folder
    folder: Path  # VAR_DIR
    engine: str  # its name and version

    @property
    def environment(self) -> dict[str, str]:
        """What tells a process to work in this database."""
        return {
            **os.environ,
            "DATABASE_URL": self.address,
            "VAR_DIR": str(self.folder),
            "PRODUCTION": "false",
            "DJANGO_SETTINGS_MODULE": "csto_archive.settings",
        }

    def ask(self, part: str, **question: Any) -> Any:
        """Run `part` of bench/inside.py on this database. Raises CalledProcessError."""
        command = [sys.executable, "-m", "bench.inside", part]
        with subprocess.Popen(
            command, env=self.environment, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as running:  # fmt: skip
            try:
                answer, _ = running.communicate(json.dumps(question))
            finally:
                running.terminate()  # where this measurement is broken off
        if running.returncode:
            raise subprocess.CalledProcessError(running.returncode, command)
        return json.loads(answer)


def end_when_told() -> None:
    """Let SIGTERM end the process as an error does, so that servers and folders are removed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


@contextmanager
def databases(names: tuple[str, ...], kept_in: Path | None = None) -> Iterator[list[Database]]:
    """Those of `names` that this machine has; in a folder that goes afterwards, if not kept."""
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as scratch:
        folder = kept_in or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        sqlite = Database("SQLite", "", folder, f"SQLite {sqlite_version}")
        found = [sqlite] if "SQLite" in names else []
        if "PostgreSQL" not in names:
            yield found
        elif bin_dir := programs():
            with server(bin_dir, folder / "postgresql") as address:
                yield [*found, Database("PostgreSQL", address, folder, _version(bin_dir))]
        else:
            print("Not measured on PostgreSQL: no server programs here.", file=sys.stderr)
            yield found


@contextmanager
def server(bin_dir: Path, data: Path) -> Iterator[str]:
    """Start PostgreSQL on `data`, made if it is not there; yield its address; stop it after.

    PostgreSQL refuses to run as root: root hands the folders to the user `postgres` first. The
    collation is Arabic, as in the tests.
    """
    with tempfile.TemporaryDirectory(prefix="archive-pg-") as socket:
        if os.geteuid() == 0:
            shutil.chown(socket, "postgres")
        if not data.exists():
            _make_cluster(bin_dir, data)
        options = " ".join(f"-c {setting}" for setting in SETTINGS)
        start = (bin_dir / "pg_ctl", "-D", data, "-o", f"-k {socket} {options}")
        _run(*start, "-l", f"{socket}/log", "-w", "-t", "120", "start")
        try:
            yield f"postgresql://postgres@{quote(socket, safe='')}/postgres"
        finally:
            _run(bin_dir / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop")


def _make_cluster(bin_dir: Path, data: Path) -> None:
    if os.geteuid() == 0:
        data.parent.chmod(0o755)
        data.mkdir(mode=0o700)
        shutil.chown(data, "postgres")
    locale = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=ar")
    _run(bin_dir / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale)


def _version(bin_dir: Path) -> str:
    """«postgres (PostgreSQL) 15.14 (Debian …)» in two words."""
    told = subprocess.run([bin_dir / "postgres", "--version"], capture_output=True, text=True)
    return f"PostgreSQL {told.stdout.split()[2]}"


def _run(*command: str | Path) -> None:
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_postgres, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/"
    )
