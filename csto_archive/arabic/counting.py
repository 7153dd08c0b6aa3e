"""Counting in Arabic: which of the six noun forms goes with a number.

Source: Unicode CLDR plural rules for `ar`, the same order as gettext's `nplurals=6` header.
"""

from __future__ import annotations

ZERO, ONE, TWO, FEW, MANY, OTHER = range(6)

_EXACT = {0: ZERO, 1: ONE, 2: TWO}


def plural_form(n: int) -> int:
    """Return the plural index of `n`: 0 zero, 1 one, 2 two, 3 few, 4 many, 5 other.

    103–110 take `few` (مواد), 11–99 and 111–199 `many` (مادة, accusative), 100–102 `other`.
    A negative number counts like its positive twin.
    """
    n = abs(n)
    if n in _EXACT:
        return _EXACT[n]
    rest = n % 100
    return FEW if 3 <= rest <= 10 else MANY if rest >= 11 else OTHER
