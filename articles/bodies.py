"""The body of an article: sanitised HTML of a few elements, and its blocks as plain text."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

from csto_archive.arabic.hygiene import writable

ELEMENTS = {
    "p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "a", "bdi", "br",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "p": {"dir", "lang"}, "bdi": {"dir", "lang"}}
HEADINGS = {"h2", "h3"}
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
MAX_TAG_LENGTH = 4_096
INLINE = ELEMENTS - {"p", "h2", "h3", "ul", "ol", "li", "blockquote"}
_TAG = re.compile(r"""<[a-zA-Z](?:"[^"]*+"|'[^']*+'|[^'">])*+""")
LETTER = r"[\w\u0640\u064b-\u0652\u0670]"  # or what belongs to one
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Block(NamedTuple):
    """One block of a body: `type` is paragraph, heading, list_item or quote."""

    type: str
    text: str


class Link(NamedTuple):
    """Words of a body that lead to a record; `mark` is the id that their place gets."""

    words: str
    mark: str
    address: str
    name: str


def sanitise(body: str) -> str:
    """Only the elements above, every word in a block, no scripts, no addresses but plain links.

    The limits are checked first: sanitising takes time quadratic in the depth of nesting and in
    the attributes of one tag. Raises ValueError for a body beyond them.
    """
    if len(body) > MAX_LENGTH or body.count("<") > MAX_TAGS:
        raise ValueError("body too long or too deeply marked up")
    if any(tag.end() - tag.start() > MAX_TAG_LENGTH for tag in _TAG.finditer(body)):
        raise ValueError("a tag of the body is too long")
    clean = nh3.clean(
        body,
        tags=ELEMENTS,
        attributes=ATTRIBUTES,
        attribute_filter=_absolute_links,
        link_rel="noopener noreferrer nofollow",
    )
    return _in_blocks(clean.strip())


def _in_blocks(body: str) -> str:
    """The body with its loose text in paragraphs, one for each piece between blank lines."""
    parts = lxml_html.fragments_fromstring(body) if body else []
    if not any(isinstance(part, str) or part.tag in INLINE or _tail(part) for part in parts):
        return body
    lines, loose = [], ""
    for part in parts:
        if isinstance(part, str) or part.tag in INLINE:
            loose += html.escape(part, quote=False) if isinstance(part, str) else _markup(part)
        else:
            tail, part.tail = part.tail or "", None
            lines += [*_paragraphs(loose), _markup(part)]
            loose = html.escape(tail, quote=False)
    return "\n".join([*lines, *_paragraphs(loose)])


def _tail(element: HtmlElement) -> str:
    return (element.tail or "").strip()


def _markup(element: HtmlElement) -> str:
    return lxml_html.tostring(element, encoding="unicode")


def _paragraphs(loose: str) -> list[str]:
    pieces = (piece.strip() for piece in _BLANK_LINE.split(loose))
    return [f"<p>{piece}</p>" for piece in pieces if piece]


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
    elements = lxml_html.fragment_fromstring(body, create_parent="div").iter(*TYPES)
    found = (Block(_type(element), _own_text(element)) for element in elements)
    return [block for block in found if block.text]


def _type(element: HtmlElement) -> str:
    """A paragraph inside a list item or a quotation is that item or that quotation."""
    around = next((a.tag for a in element.iterancestors("li", "blockquote")), element.tag)
    return TYPES[around if element.tag == "p" else element.tag]


def _own_text(element: HtmlElement) -> str:
    """The text of an element without that of the blocks inside it."""
    pieces = [element.text or ""]
    for child in element:
        inner = "" if child.tag in {"ul", "ol", *TYPES} else child.text_content()
        pieces += [" " if child.tag == "br" else inner, child.tail or ""]
    return " ".join("".join(pieces).split())


def numbered(body: str, names: Mapping[str, str], links: Iterable[Link] = ()) -> str:
    """The body with `id="p1"`, `id="p2"` … on its paragraphs, items and quotes, `id="h1"` … on its
    headings, and behind the words of each a link to it, named by `names["p"] % {"n": 1}`; the words
    of `links` lead to their records where they stand first.

    For rendering only, never stored: an editor may put a paragraph before another.
    """
    if not body.strip():
        return ""
    tree = lxml_html.fragment_fromstring(writable(body), create_parent="div")
    for link in sorted(links, key=lambda link: -len(link.words)):
        _link(tree, link)
    counts: Counter[str] = Counter()
    for element in [element for element in tree.iter(*TYPES) if _own_text(element)]:
        letter = "h" if element.tag in HEADINGS else "p"
        counts[letter] += 1
        element.set("id", f"{letter}{counts[letter]}")
        name = str(names[letter] % {"n": counts[letter]})
        _end_of_words(element, {"class": "anchor", "href": f"#{element.get('id')}"}, name)
    return _markup(tree).removeprefix("<div>").removesuffix("</div>")


def whole_words(words: str) -> re.Pattern[str]:
    """The words as they may stand in a text: not a part of others, the blanks between them any."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.compile(rf"(?<!{LETTER}){pattern}(?!{LETTER})")


def _link(tree: HtmlElement, link: Link) -> None:
    """Make a link of the first of these words that no link holds, if one piece of text has them."""
    pattern = whole_words(link.words)
    for element in tree.iter():
        if element.tag == "a" or next(element.iterancestors("a"), None) is not None:
            continue
        for place, holder in enumerate([None, *element]):
            text = (element.text if holder is None else holder.tail) or ""
            if found := pattern.search(text):
                made = element.makeelement("a", {"class": "said", "id": link.mark})
                made.attrib.update({"href": link.address, "title": writable(link.name)})
                made.text, made.tail = found[0], text[found.end() :]
                element.insert(place, made)
                if holder is None:
                    element.text = text[: found.start()]
                else:
                    holder.tail = text[: found.start()]
                return


def _end_of_words(element: HtmlElement, attributes: dict[str, str], name: str) -> None:
    """Put a link before the first block inside the element, else at its end."""
    link = element.makeelement("a", {**attributes, "aria-label": name})
    inside = (place for place, child in enumerate(element) if child.tag in {"ul", "ol", *TYPES})
    element.insert(next(inside, len(element)), link)


def plain_text(body: str) -> str:
    """The words of a body, a block a line."""
    return "\n".join(block.text for block in blocks(body))


def first_paragraph(body: str) -> str:
    """The first paragraph alone, as HTML: what may be quoted of a source that allows an excerpt."""
    return from_blocks([block for block in blocks(body) if block.type == "paragraph"][:1])
