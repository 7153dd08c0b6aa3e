"""A process gives up all that it can do but think: no file, no network, no other process.

A filter of system calls (seccomp), which neither it nor whoever takes it over can lift. Everything
must be imported before. Where the system knows no such filter, the limits alone remain.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

# What it takes to calculate, to read what is open, to answer and to end. By machine: how the
# kernel calls it, then read, write, readv, writev, close, fstat, newfstatat, lseek, mmap,
# mprotect, munmap, mremap, madvise, brk, the signals, sched_yield, getpid, gettid, the clocks,
# futex, getrandom, membarrier, rseq, exit.
CALLS = {
    "x86_64": (0xC000003E, (
        0, 1, 19, 20, 3, 5, 262, 8, 9, 10, 11, 25, 28, 12, 13, 14, 15, 131, 24, 39, 186, 96, 228,
        230, 202, 318, 324, 334, 60, 231,
    )),
    "aarch64": (0xC00000B7, (
        63, 64, 65, 66, 57, 80, 79, 62, 222, 226, 215, 216, 233, 214, 134, 135, 139, 132, 124, 172,
        178, 169, 113, 115, 98, 278, 283, 293, 93, 94,
    )),
}  # fmt: skip
LOAD, IF_EQUAL, RETURN = 0x20, 0x15, 0x06
NUMBER_AT, MACHINE_AT = 0, 4
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # the call fails with EPERM
NO_NEW_PRIVILEGES, SET_FILTER, FILTER = 38, 22, 2


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]


def enclose() -> bool:
    """From here on; False where the system cannot."""
    calls = CALLS.get(platform.machine())
    if not (sys.platform == "linux" and calls):
        return False
    code = filter_of(*calls)
    program = Program(len(code) // 8, code)
    control = ctypes.CDLL(None).prctl
    return not (
        control(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        or control(SET_FILTER, FILTER, ctypes.byref(program), 0, 0)
    )


def filter_of(machine: int, allowed: tuple[int, ...]) -> bytes:
    steps = [(LOAD, 0, 0, MACHINE_AT), (IF_EQUAL, 1, 0, machine), (RETURN, 0, 0, REFUSE)]
    steps.append((LOAD, 0, 0, NUMBER_AT))
    for number in allowed:
        steps += [(IF_EQUAL, 0, 1, number), (RETURN, 0, 0, ALLOW)]
    steps.append((RETURN, 0, 0, REFUSE))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
