"""How fast pages are understood, in which rooms the time goes, and whether memory stays flat.

To be imported in a configured Django.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from articles.importing import pipeline
from articles.importing.authority import load_authority
from articles.importing.decode import decode
from articles.importing.page import RawPage
from articles.importing.read import UnreadablePageError, read_path
from bench.timing import summary

ROOMS = ("decode", "extract", "clean", "recognise")
WORD = re.compile("[\u0621-\u064a]{6,}")
CHANGED = 0.1  # of the long words of a copy
EARLY = 10  # memory is looked at after a tenth of the pages, and at the end


def understanding(paths: Sequence[str], timed: int, long: int, seed: int) -> dict[str, Any]:
    """Understand `timed` pages as they are, again and again, then `long` pages in other words."""
    pages = [page for _path, page in read(paths)]
    authority, today = load_authority(), timezone.localdate()

    def understand(page: RawPage) -> None:
        pipeline.understand(page, authority, today)

    for page in pages:  # tables and expressions are made once
        understand(page)
    again = Clocked(understand, islice(cycle(pages), timed))
    spent: Counter[str] = Counter()
    with watched(spent):
        changed = Clocked(understand, islice(copies(pages, seed), long), (long // EARLY, long))
    return {
        "the same pages": again.figures(),
        "other words in each": changed.figures(),
        "share of rooms": shares(spent, changed.seconds),
        "resident MB after pages": changed.memory,
    }


def shares(spent: Mapping[str, float], seconds: float) -> dict[str, float]:
    """The share of each room, and of what is done outside them."""
    whole = {**{room: spent[room] for room in ROOMS}, "no room": seconds - sum(spent.values())}
    return {room: round(part / seconds, 3) for room, part in whole.items()}


class Clocked:
    """CPU milliseconds of each page and memory after some; making the page is not counted."""

    def __init__(
        self,
        understand: Callable[[RawPage], None],
        pages: Iterable[RawPage],
        looked_at: Sequence[int] = (),
    ) -> None:
        self.taken: list[float] = []
        self.wall = 0.0
        self.memory: dict[int, float] = {}
        for number, page in enumerate(pages, 1):
            wall, cpu = perf_counter(), process_time()
            understand(page)
            self.taken.append((process_time() - cpu) * 1000)
            self.wall += perf_counter() - wall
            if number in looked_at:
                self.memory[number] = resident()

    @property
    def seconds(self) -> float:
        return sum(self.taken) / 1000

    def figures(self) -> dict[str, Any]:
        return {
            "pages a second (CPU)": round(len(self.taken) / self.seconds, 1),
            "pages a second (wall)": round(len(self.taken) / self.wall, 1),
            "ms a page (CPU)": summary(self.taken),
        }


def read(paths: Sequence[str]) -> Iterator[tuple[str, RawPage]]:
    for path in paths:
        try:
            yield path, read_path(Path(path))
        except UnreadablePageError:
            continue


def decoded(paths: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """The path of each page, its text, and whether that is HTML."""
    for path, page in read(paths):
        text = decode(page)
        yield path, text.text, getattr(text, "media_type", page.media_type) == "text/html"


@contextmanager
def watched(spent: Counter[str]) -> Iterator[None]:
    """Within it, the pipeline's rooms note their CPU seconds in `spent`; none calls another."""
    plain = {room: getattr(pipeline, room) for room in ROOMS if hasattr(pipeline, room)}

    def clocked(room: str) -> Callable:
        def work(*given, **named):
            start = process_time()
            try:
                return plain[room](*given, **named)
            finally:
                spent[room] += process_time() - start

        return work

    with ExitStack() as stack:
        for room in plain:
            stack.enter_context(patch.object(pipeline, room, clocked(room)))
        yield


def copies(pages: Sequence[RawPage], seed: int) -> Iterator[RawPage]:
    """The pages again and again, each time with other words: nothing can be remembered of them."""
    for number in count():
        page = pages[number % len(pages)]
        yield varied(page, Random(f"{seed}-{number}"))  # noqa: S311


def varied(page: RawPage, random: Random) -> RawPage:
    """Some long Arabic words get two more letters. Formats that are not text stay as they are."""
    if not page.media_type.startswith("text/"):
        return page
    encoding = decode(page).encoding

    def lengthened(word: re.Match[str]) -> str:
        if random.random() >= CHANGED:
            return word[0]
        return word[0] + random.choice("بتجدسشعفقكلمنه") + random.choice("بتجدسشعفقكلمنه")

    text = WORD.sub(lengthened, page.content.decode(encoding, "replace"))
    return replace(page, content=text.encode(encoding, "replace"))


def resident() -> float:
    """Megabytes of this process in memory now (Linux)."""
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line
    )
    return round(int(line.split()[1]) / 1024, 1)
