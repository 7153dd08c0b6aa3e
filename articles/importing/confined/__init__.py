"""Documents whose readers cannot be trusted with what they read: each is opened by a process of
its own, which sees no secret, writes no file and is ended when it takes too much.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SECONDS = 10
COSTLY, DAMAGED = "costly", "damaged"


class ConfinedError(Exception):
    """`code` is a key of the reasons why a page cannot be read."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def confined(reader: str, content: bytes) -> str:
    """What `reader` (a module beside this one) makes of the content. Raises ConfinedError."""
    command = [sys.executable, "-m", f"{__name__}.{reader}"]
    try:
        done = subprocess.run(  # noqa: S603 (fixed words; the content goes through the pipe)
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            cwd=ROOT,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise ConfinedError(COSTLY) from None
    if done.returncode:
        raise ConfinedError(COSTLY)
    answer = json.loads(done.stdout)
    if "code" in answer:
        raise ConfinedError(answer["code"])
    return answer["text"]
