"""`make test`: all tests on SQLite, then those that ask the database, but for the browser's, on
PostgreSQL; on every core.

The PostgreSQL is that of TEST_DATABASE_URL, else a private cluster. Where neither is to be had a
notice says so; with CI=true that is a failure, and so is a missing Chromium.
"""

import os
import subprocess
import sys

from tests.browser import chromium
from tests.postgres import cluster, programs

IN_CI = os.environ.get("CI") == "true"


def pytest(database_url: str, *arguments: str) -> int:
    environment = {**os.environ, "DATABASE_URL": database_url}
    asked = sys.argv[1:]
    at_once = () if any(argument.startswith("-n") for argument in asked) else ("-n", "auto")
    command = [sys.executable, "-m", "pytest", *at_once, *arguments, *asked]
    return subprocess.run(command, env=environment, check=False).returncode


def on_postgresql() -> int:
    arguments = ("-m", "not browser", "--only-with-database")
    if url := os.environ.get("TEST_DATABASE_URL"):
        return pytest(url, *arguments)
    if bin_dir := programs():
        with cluster(bin_dir) as url:
            return pytest(url, *arguments)
    return skipped("PostgreSQL: no TEST_DATABASE_URL and no server programs on this machine.")


def skipped(what: str) -> int:
    print(f"\n*** NOT TESTED on {what} ***\n", flush=True)  # noqa: T201
    return int(IN_CI)


if __name__ == "__main__":
    failures = 0 if chromium() else skipped("a browser: /usr/bin/chromium is missing.")
    for name, run in (("SQLite", lambda: pytest("")), ("PostgreSQL", on_postgresql)):
        print(f"\n=== {name} ===", flush=True)  # noqa: T201
        failures += bool(run())
    sys.exit(failures and 1)
