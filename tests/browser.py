"""A real site in a process of its own, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The path of the browser, None where it is not installed."""
    return shutil.which("chromium")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium(), args=OPTIONS)


@contextmanager
def running_site(var_dir: Path, *completed: str) -> Iterator[str]:
    """What `make run` serves, with the samples and what they lack (tests/furnishing.py, with its
    options `completed`), from a folder of its own; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site_url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "VAR_DIR": str(var_dir), "DATABASE_URL": "", "SITE_URL": site_url}
    subprocess.run(
        [sys.executable, "manage.py", "setup_local"], env=environment, cwd=ROOT, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    environment["DJANGO_SETTINGS_MODULE"] = "csto_archive.settings"
    furnishing = [sys.executable, "-m", "tests.furnishing", *completed]
    subprocess.run(furnishing, env=environment, cwd=ROOT, check=True)
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    server = subprocess.Popen(
        [*granian, "--port", str(port), "csto_archive.wsgi:application"],
        env=environment, cwd=ROOT, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(f"{site_url}/healthz/ready")
        yield site_url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, seconds: float = 120) -> None:
    """The first answer waits for all that is imported, on a busy machine for half a minute."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=seconds)  # noqa: S310 (our own server)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
