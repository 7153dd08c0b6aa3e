"""How figures are printed: a table in plain text and one line on the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Report:
    part: str
    text: str
    figures: dict[str, Any]
    failed: bool = False  # something is broken; a goal that was missed is only told


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The first column to the left, figures to the right."""
    cells = [list(header), *[[_shown(cell) for cell in row] for row in rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([title, lines[0], rule, *lines[1:], ""])


def _shown(cell: object) -> str:
    if cell is None:
        return "–"
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)


def machine(engines: Iterable[str] = ()) -> str:
    """What the figures were measured on; names no folder and no host."""
    load = os.getloadavg()[0]
    parts = [
        f"{os.cpu_count()} cores ({_processor()}), load {load:.1f}",
        f"Python {platform.python_version()}",
        *engines,
    ]
    return "Measured on " + ", ".join(parts)


def _processor() -> str:
    """The model where the system tells it (Linux), else the architecture."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, "") or platform.machine()
