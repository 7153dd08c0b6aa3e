"""Servers that are measured: each a tree of processes, its CPU time and memory read from /proc."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from bench.databases import ROOT

TICKS = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START = 120


def cores() -> tuple[set[int], set[int]]:
    """Those of the server and those of the client: apart where there is more than one."""
    first, *others = sorted(os.sched_getaffinity(0))
    return {first}, set(others) or {first}


def granian(application: str, python: str = sys.executable, workers: int = 1) -> list[str]:
    """The command that serves a WSGI application as `make run` does; `serving` adds the port."""
    return [
        python, "-m", "granian", "--interface", "wsgi", "--workers", str(workers),
        "--blocking-threads", "4", "--no-ws", application,
    ]  # fmt: skip


@dataclass(frozen=True)
class Server:
    name: str
    port: int
    process: int  # the first one of the tree

    def cpu_seconds(self) -> float:
        """User and system time of all its processes since they began."""
        return sum(sum(_times(process)) for process in _tree(self.process)) / TICKS

    def workers_memory(self) -> list[float]:
        """Megabytes of each process below the first one (of the first where it stands alone): its
        own pages and its share of those that it has in common with others."""
        first, *workers = _tree(self.process)
        return [_share(process) / 1024 for process in workers or [first]]


@contextmanager
def serving(
    name: str, command: list[str], environment: dict[str, str], ready: str = "/",
    pinned: bool = True,
) -> Iterator[Server]:  # fmt: skip
    """Start `command` on a free port of this machine and wait until `ready` answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pin = (lambda: os.sched_setaffinity(0, cores()[0])) if pinned else None
    with subprocess.Popen(
        [*command, "--port", str(port)], env={**os.environ, **environment}, cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, preexec_fn=pin,
    ) as running:  # fmt: skip
        try:
            _wait(running, f"http://127.0.0.1:{port}{ready}")
            yield Server(name, port, running.pid)
        finally:
            running.terminate()
            running.communicate(timeout=30)


def _wait(running: subprocess.Popen, url: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        if running.poll() is not None:
            raise RuntimeError(f"The server ended: {running.stderr.read()[-2000:]}")
        try:
            urlopen(url, timeout=20).close()  # noqa: S310 (our own server)
            return
        except HTTPError as error:
            raise RuntimeError(f"{url} answers {error.code}") from error
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _tree(first: int) -> list[int]:
    """The process and all that descend from it, parents before children."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if fields := _stat(int(folder.name)):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found = [first]
    for process in found:
        found += sorted(children.get(process, ()))
    return found


def _stat(process: int) -> list[str]:
    """The fields of /proc/…/stat after the name, which may hold blanks; none where it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _times(process: int) -> tuple[int, ...]:
    """Ticks: its own user and system time and that of its children that have ended."""
    return tuple(map(int, _stat(process)[11:15]))


def _share(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@dataclass
class Client:
    """bench/requesting.py in a process of its own, on other cores than the servers."""

    pinned: bool = True
    running: subprocess.Popen = field(init=False)

    def __enter__(self) -> Client:
        pin = (lambda: os.sched_setaffinity(0, cores()[1])) if self.pinned else None
        self.running = subprocess.Popen(
            [sys.executable, "-m", "bench.requesting"], cwd=ROOT, text=True, preexec_fn=pin,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        return self

    def __exit__(self, *error: object) -> None:
        self.running.communicate(timeout=60)

    def ask(self, server: Server, paths: list[str], count: int, **more: Any) -> dict[str, Any]:
        """`count` requests, the paths by turn: see `bench.requesting.Asked`. Raises RuntimeError
        where the client ended."""
        asked = {"port": server.port, "paths": paths, "count": count, **more}
        self.running.stdin.write(json.dumps(asked) + "\n")
        self.running.stdin.flush()
        if not (line := self.running.stdout.readline()):
            raise RuntimeError(f"The client ended at {server.name}: {paths[0]}")
        return json.loads(line)
