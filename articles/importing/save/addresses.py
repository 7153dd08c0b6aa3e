"""Which address an article keeps: one that the archive can store whole, and no site's home page."""

from __future__ import annotations

from articles.addresses import canonical_url

LONGEST = 1000
# An entry of PostgreSQL's index holds no more.
MOST_BYTES = 2600


def storable(url: str) -> str:
    """The address, empty where it is none or too long: half an address is another address."""
    return url if is_short(url) and is_short(canonical_url(url) or "x" * (LONGEST + 1)) else ""


def is_short(url: str) -> bool:
    return len(url) <= LONGEST and len(url.encode(errors="replace")) <= MOST_BYTES


def is_too_long(url: str) -> bool:
    return canonical_url(url) is not None and not storable(url)
