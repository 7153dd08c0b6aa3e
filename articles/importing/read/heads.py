"""What the head of a page says it is. Anybody writes heads: none is believed, none is costly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

# The parser of the parameters takes time quadratic in their length.
LONGEST = 1000
KIND = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,80}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ContentType:
    """`kind` is «text/html», in small letters; "" for whatever is not said or not readable."""

    kind: str = ""
    charset: str = ""
    boundary: str = ""


def content_type(header: str) -> ContentType:
    """What a `Content-Type` says."""
    said = " ".join(header[:LONGEST].replace("\0", "").split())
    kind = said.partition(";")[0].strip().lower()
    if not KIND.fullmatch(kind):
        return ContentType()
    message = Message()
    message["Content-Type"] = said
    try:
        charset, boundary = message.get_content_charset(""), message.get_boundary("")
    except ValueError:  # a parameter in an encoding of its own that cannot be read
        return ContentType(kind)
    return ContentType(kind, charset[:40], boundary)
