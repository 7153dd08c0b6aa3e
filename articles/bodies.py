"""The body of an article: sanitised HTML of a few elements, and its blocks as plain text."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NamedTuple

import nh3
from lxml import html as lxml_html

ELEMENTS = {
    "p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "bdi", "br",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "p": {"dir", "lang"}, "bdi": {"dir", "lang"}}
TYPES = {
    "p": "paragraph",
    "h2": "heading",
    "h3": "heading",
    "li": "list_item",
    "blockquote": "quote",
}
LINKS = ("http://", "https://", "mailto:")
MAX_LENGTH = 2_000_000
MAX_TAGS = 20_000


class Block(NamedTuple):
    """One block of a body: `type` is paragraph, heading, list_item or quote."""

    type: str
    text: str


def sanitise(body: str) -> str:
    """Only the elements above, no scripts, styles or foreign addresses but plain links.

    The limits are checked first because sanitising takes time quadratic in the depth of nesting.
    Raises ValueError for a body beyond them.
    """
    if len(body) > MAX_LENGTH or body.count("<") > MAX_TAGS:
        raise ValueError("body too long or too deeply marked up")
    return nh3.clean(
        body,
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        attribute_filter=_absolute_links,
        link_rel="noopener noreferrer nofollow",
    ).strip()


def _absolute_links(_element: str, attribute: str, value: str) -> str | None:
    """Drops an address that has no host of its own: in the archive it would lead elsewhere."""
    plain_link = value.strip().lower().startswith(LINKS)
    return value if attribute != "href" or plain_link else None


def from_blocks(blocks: Iterable[Block]) -> str:
    """The HTML of plain-text blocks; neighbouring list items share one list."""
    lines: list[str] = []
    in_list = False
    for block in blocks:
        if in_list != (block.type == "list_item"):
            in_list = not in_list
            lines.append("<ul>" if in_list else "</ul>")
        lines.append(_element(block))
    return "\n".join([*lines, "</ul>"] if in_list else lines)


def _element(block: Block) -> str:
    text = html.escape(block.text, quote=False)
    match block.type:
        case "heading":
            return f"<h2>{text}</h2>"
        case "list_item":
            return f"<li>{text}</li>"
        case "quote":
            return f"<blockquote><p>{text}</p></blockquote>"
        case _:
            return f"<p>{text}</p>"


def blocks(body: str) -> list[Block]:
    """The blocks of a body in reading order, as plain text."""
    if not body.strip():
        return []
    found = []
    for element in lxml_html.fragment_fromstring(body, create_parent="div").iter(*TYPES):
        if element.tag == "p" and element.getparent().tag in {"li", "blockquote"}:
            continue
        text = " ".join(element.text_content().split())
        if text:
            found.append(Block(TYPES[element.tag], text))
    return found


def plain_text(body: str) -> str:
    """The words of a body, a block a line."""
    return "\n".join(block.text for block in blocks(body))


def first_paragraph(body: str) -> str:
    """The first paragraph alone, as HTML: what may be quoted of a source that allows an excerpt."""
    return from_blocks([block for block in blocks(body) if block.type == "paragraph"][:1])
