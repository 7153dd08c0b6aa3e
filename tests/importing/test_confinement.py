"""Whoever takes over the reader of a document gets hold of nothing with it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from articles.importing.confined import ROOT
from articles.importing.confined.enclosure import CALLS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a filter of Linux")

TAKEN_OVER = """
import ctypes, os, pathlib, socket, sys
from articles.importing.confined.limits import answer

ACTS = {
    "reads a file": lambda: open("manage.py"),
    "reads the secrets of the site": lambda: open(f"/proc/{os.getppid()}/environ"),
    "looks into a folder": lambda: os.listdir("."),
    "writes a file": lambda: open(sys.argv[1] + "/made", "w"),
    "removes a file": lambda: os.unlink(sys.argv[1] + "/victim"),
    "makes a link": lambda: os.symlink("/", sys.argv[1] + "/made"),
    "calls a machine": lambda: socket.create_connection(("127.0.0.1", 80), 1),
    "asks for a name": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "calls on this machine": lambda: socket.socket(socket.AF_UNIX),
    "starts a process": os.fork,
    "becomes a program": lambda: os.execv("/bin/true", ["true"]),
    "ends a process": lambda: os.kill(os.getppid(), 0),
    "takes more memory than it may": lambda: bytearray(2**30),
}

def attempts(content):
    done = []
    for name, act in ACTS.items():
        try:
            act()
        except (PermissionError, MemoryError):
            continue
        except OSError as error:
            name += f" ({error})"
        done.append(name)
    return content.decode() + ", ".join(done)

answer(attempts)
"""


def test_a_reader_that_is_taken_over_can_do_nothing(tmp_path):
    victim = tmp_path / "victim"
    victim.touch()
    done = subprocess.run(
        [sys.executable, "-c", TAKEN_OVER, tmp_path], input=b"read; ", capture_output=True, cwd=ROOT
    )
    assert json.loads(done.stdout) == {"text": "read; "}
    assert os.listdir(tmp_path) == [victim.name]


def test_both_machines_allow_the_same_calls():
    """By the names that the headers of the kernel give to the numbers, where they lie here."""
    lengths = {len(set(numbers)) for _machine, numbers in CALLS.values()}
    assert len(lengths) == 1
    tables = (
        Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        Path("/usr/include/asm-generic/unistd.h"),
    )
    if not all(table.exists() for table in tables):
        pytest.skip("the headers of the kernel are not installed")
    first, second = (
        [names_in(table.read_text())[number] for number in CALLS[machine][1]]
        for table, machine in zip(tables, ("x86_64", "aarch64"), strict=True)
    )
    assert first == second


def names_in(header: str) -> dict[int, str]:
    lines = (line.split() for line in header.splitlines() if line.startswith("#define __NR"))
    found = {}
    for _define, name, number, *_rest in (line for line in lines if len(line) >= 3):
        if number.isdigit():
            found[int(number)] = (
                name.removeprefix("__NR3264_").removeprefix("__NR_").removeprefix("new")
            )
    return found
