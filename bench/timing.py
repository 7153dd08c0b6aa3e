"""How long things take: a list of milliseconds, its median and its 99th percentile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from time import perf_counter, process_time
from typing import Any

Clock = Callable[[], float]


def milliseconds(
    work: Callable[[Any], Any], inputs: Iterable[Any], clock: Clock = perf_counter
) -> list[float]:
    """Time `work` for each input; `clock` may be `time.process_time` for CPU time."""
    taken = []
    for given in inputs:
        start = clock()
        work(given)
        taken.append((clock() - start) * 1000)
    return taken


def percentile(figures: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: a figure that was measured, none between two."""
    return sorted(figures)[max(0, ceil(share * len(figures)) - 1)]


def summary(figures: Sequence[float]) -> dict[str, float]:
    return {
        "n": len(figures),
        "p50": round(percentile(figures, 0.5), 2),
        "p99": round(percentile(figures, 0.99), 2),
    }


class Times:
    """Milliseconds by the clock and of this process alone: on a busy machine the two differ, on
    PostgreSQL the server's part is in the first alone."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.cpu: list[float] = []

    def of(self, work: Callable, *given: Any) -> Any:
        start, cpu = perf_counter(), process_time()
        answer = work(*given)
        self.cpu.append((process_time() - cpu) * 1000)
        self.clock.append((perf_counter() - start) * 1000)
        return answer

    def figures(self) -> dict[str, float]:
        cpu = summary(self.cpu)
        return {**summary(self.clock), "CPU p50": cpu["p50"], "CPU p99": cpu["p99"]}
