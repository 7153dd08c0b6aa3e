"""A private PostgreSQL for one test run, from the server programs of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


def programs() -> Path | None:
    """The folder of initdb and pg_ctl (the newest version installed), None where there is none."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    found = str(installed[-1]) if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(bin_dir: Path) -> Iterator[str]:
    """A throw-away cluster on a socket of its own; yields its address and removes it after.

    PostgreSQL refuses to run as root: root hands the folder to the user `postgres` first. The
    collation is Arabic, so that an order which depends on the server's locale comes to light.
    """
    with tempfile.TemporaryDirectory(prefix="archive-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        locale = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=ar")
        _run(bin_dir / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
        _run(bin_dir / "pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            yield f"postgresql://postgres@{quote(folder, safe='')}/archive"
        finally:
            _run(bin_dir / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(*command: str | Path) -> None:
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_postgres, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/"
    )
