"""Arabic for places that cannot shape it (Pillow without Raqm). Never for HTML or stored text.

Source: the guide "arabic-ux", section 3. Wrap the logical text first, then shape line by line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display

ELLIPSIS = "…"
_UNSUPPORTED = frozenset({"", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


@cache
def _reshaper() -> ArabicReshaper:
    return ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


def shape_line(line: str) -> str:
    """Return one line joined and in visual order, left to right, for an unshaped renderer.

    Uses `bidi.algorithm.get_display`: the top-level `bidi.get_display` leaves «» and brackets
    facing the wrong way. Direction marks have done their work and are gone, like the isolates
    and unassigned characters on which python-bidi stops. Never feed the result to Raqm or a
    browser: they would shape it again.
    """
    shaped = _reshaper().reshape(line)
    known = "".join(c for c in shaped if unicodedata.bidirectional(c) not in _UNSUPPORTED)
    return get_display(known, base_dir="R").translate(_MARKS)


def wrap(text: str, fits: Callable[[str], bool], max_lines: int) -> list[str]:
    """Break logical text at blanks into at most `max_lines` lines for which `fits` is true.

    The last line ends in «…» when text had to be left out. A single word too wide for a line
    stands alone on it. `max_lines` below 1 gives no lines.
    """
    lines: list[str] = []
    for word in text.split():
        if lines and fits(f"{lines[-1]} {word}"):
            lines[-1] += f" {word}"
        elif len(lines) < max_lines:
            lines.append(word)
        else:
            return [*lines[:-1], *(_ended(line, fits) for line in lines[-1:])]
    return lines


def _ended(line: str, fits: Callable[[str], bool]) -> str:
    """Drop words until the line and its ellipsis fit; the first word always stays."""
    parts = line.split()
    while len(parts) > 1 and not fits(" ".join(parts) + ELLIPSIS):
        parts.pop()
    return " ".join(parts) + ELLIPSIS
