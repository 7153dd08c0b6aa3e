"""Pages that break whoever reads them, for worker processes to meet (they import this module)."""

import os
import time

from articles.importing.pipeline import understand as understand_well

BURST = 2 * 1024**3


def understand(page, authority, today):
    """As the real one, but for pages that hold one of these marks."""
    for mark, act in ACTS.items():
        if mark in page.content:
            act()
    return understand_well(page, authority, today)


class understand_elsewhere:  # noqa: N801 (called like the others, and known by its name)
    """As the real one, but not in this process."""

    def __init__(self, here: int) -> None:
        self.here = here

    def __call__(self, page, authority, today):
        if os.getpid() == self.here:
            raise RuntimeError("understood in the process of the request")
        return understand_well(page, authority, today)


def fail():
    raise RuntimeError("unforeseen")


ACTS = {
    b"!exit": lambda: os._exit(3),
    b"!hang": lambda: time.sleep(600),
    b"!burst": lambda: bytearray(BURST),
    b"!raise": fail,
}
