"""Text made small on its way, in the coding that the reader asks for.

Only for what holds no secret: where a reader can put words of his own beside one, the length tells
it (BREACH). The public pages have none; those of the admin have, and are sent as they are.
"""

from __future__ import annotations

import gzip

import brotli
from django.http import HttpResponse
from django.http.request import MediaType

# The better first. A page of 40 KB takes 1 ms; the best Brotli can do would take sixty.
PACKS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
UNPACKS = {"br": brotli.decompress, "gzip": gzip.decompress}
SMALLEST = 500  # less than this is one packet in any case
TEXTS = {
    "application/atom+xml", "application/json", "application/ld+json", "application/problem+json",
    "application/opensearchdescription+xml", "application/rss+xml", "application/feed+json",
    "application/vnd.citationstyles.csl+json", "application/x-bibtex", "application/xml",
    "application/x-research-info-systems", "image/svg+xml",
}  # fmt: skip


def is_text(response: HttpResponse) -> bool:
    media = MediaType(response.headers.get("Content-Type", ""))
    return media.main_type == "text" or f"{media.main_type}/{media.sub_type}" in TEXTS


def coding(accepted: str) -> str:
    """The best coding that the header `Accept-Encoding` allows, "" for none."""
    allowed = {}
    for part in accepted.lower().split(","):
        name, *parameters = (text.strip() for text in part.split(";"))
        allowed[name] = not any(_is_zero(parameter) for parameter in parameters)
    return next((name for name in PACKS if allowed.get(name, allowed.get("*", False))), "")


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and not value.strip().strip("0.")


def pack(body: bytes, how: str) -> bytes:
    return PACKS[how](body) if how else body


def unpack(packed: bytes, how: str) -> bytes:
    return UNPACKS[how](packed) if how else packed
