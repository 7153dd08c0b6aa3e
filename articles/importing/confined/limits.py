"""What a process that reads a document may take. It binds itself before it reads a byte."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable

from articles.importing.confined import COSTLY, DAMAGED, ConfinedError
from articles.importing.confined.enclosure import enclose

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 8
LONGEST_TEXT = 10_000_000

LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)


def bind(limit: int, most: int) -> None:
    """Never above what the process that started this one may take."""
    _soft, hard = resource.getrlimit(limit)
    within = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (within, within))


def answer(read: Callable[[bytes], str]) -> None:
    """Standard input through `read` to standard output, as {"text": …} or {"code": …}."""
    for limit, most in LIMITS:
        bind(limit, most)
    enclose()
    try:
        text = read(sys.stdin.buffer.read())
        found = {"text": text} if len(text) <= LONGEST_TEXT else {"code": COSTLY}
    except ConfinedError as error:
        found = {"code": error.code}
    except (MemoryError, RecursionError):
        found = {"code": COSTLY}
    except Exception:
        found = {"code": DAMAGED}
    sys.stdout.write(json.dumps(found))
