"""The lines of an HTML page: its blocks in reading order, furniture elements left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

from articles.importing.extract.boxes import (
    HEADINGS,
    is_entry,
    is_facts,
    is_picture_box,
    is_pull_quote,
)
from articles.importing.extract.metadata import facts_of
from articles.importing.extract.pieces import Context, Piece, line_of
from articles.importing.extract.placement import Placement, shown
from articles.importing.extract.plain import itemised, text_page
from articles.importing.extract.tags import lean
from articles.importing.extract.vocabulary import (
    BLOCKS,
    DROPPED_ELEMENTS,
    DROPPED_ROLES,
    FURNITURE,
    KEPT,
    KINDS,
    LIVE,
    ROLE_WITHIN,
    ROLES,
    ROLES_OF_ELEMENTS,
    parts_of,
)
from articles.importing.page import Extracted, Line
from csto_archive.arabic.dates import find_dates
from csto_archive.arabic.hygiene import mend

MAX_TAGS = 100_000
# libxml2 silently drops what lies deeper than 255 elements.
DEEPEST = 250
TAGS = re.compile(r"<[^<>]*+>?(?P<more>(?:<[^<>]*+>?)*+)")
DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HEADING = re.compile("h[1-6]")
LARGE = frozenset({"5", "6", "7"})
MOST_OF_THE_PAGE = 0.4
SENTENCE = 80
OVERLINES = frozenset({"p", "div", "span", "strong", "h2", "h3", "h4"})
DAY_LENGTH, MOST_DAYS = 60, 10
DIGIT = re.compile(r"\d")

PROBLEMS = {
    "deep": "الصفحة متداخلة العناصر إلى حدّ لا يُقرأ كاملاً، فقُرئت نصاً مجرداً",
    "tags": "في الصفحة عناصر أكثر مما يُقرأ، فقُرئت نصاً مجرداً",
    "broken": "تعذّرت قراءة بنية الصفحة، فقُرئت نصاً مجرداً",
}
TABLE_LEFT_OUT = "في الصفحة جدول تُرك خارج النص"


def html_page(source: str) -> Extracted:
    """Lines and facts of an HTML page; as bare text where its structure is out of bounds."""
    if source.count("<") > MAX_TAGS:
        return bare_page(source, "tags")
    root = parsed(source)
    if root is None:
        return bare_page(source, "broken")
    if depth(root) >= DEEPEST:
        return bare_page(source, "deep")
    walk = Walk(root)
    lines = tuple(placed(walk.lines(), source))
    return Extracted(lines, tuple(facts_of(root)), (TABLE_LEFT_OUT,) if walk.has_facts else ())


def parsed(source: str) -> etree._Element | None:
    try:
        return lxml_html.document_fromstring(lean(source))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def depth(root: etree._Element) -> int:
    deepest, level = 0, 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def bare_page(source: str, problem: str) -> Extracted:
    """The page without its tags, each replaced by blanks of its length so that offsets hold."""
    kept = [" "] * len(source)
    for start, end in shown(source):
        kept[start:end] = TAGS.sub(blank, source[start:end])
    return text_page("".join(kept), (PROBLEMS[problem],))


def blank(tags: re.Match[str]) -> str:
    """One tag breaks the line, several in a row make a blank one."""
    return ("\n\n" if tags["more"] else "\n").ljust(len(tags[0]))


def placed(lines: Iterator[Line], source: str) -> Iterator[Line]:
    placement = Placement(source)
    return (itemised(replace(line, places=placement.find(line.text))) for line in lines)


@dataclass(slots=True)
class Walk:
    """One walk through a tree. `gap` counts the breaks since the last line."""

    root: etree._Element
    found: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    gap: int = 1
    prose: int = 0
    has_facts: bool = False

    def __post_init__(self) -> None:
        self.prose = prose_length(self.root)

    def lines(self) -> list[Line]:
        self._enter(self.root, Context(), linked=False, bold=False)
        self._flush()
        return self.found

    def _enter(self, element, context: Context, linked: bool, bold: bool) -> None:
        if not isinstance(element.tag, str):
            return
        if self._is_dropped(element):
            if element.tag == "header" and not is_hidden(element):
                self._note_day(element)
            return
        if is_facts(element):
            self._flush(gap=1)
            self.has_facts = True
            return
        if element.tag == "br":
            self._break()
            return
        own = roles_of(element)
        linked, bold = linked or element.tag == "a", bold or element.tag in {"b", "strong"}
        if (element.tag in BLOCKS or "-" in element.tag) and is_picture_box(element):
            own |= {"picture"}
        self._block(element, around(element, context, own), linked, bold, own)

    def _block(self, element, context: Context, linked: bool, bold: bool, own: frozenset) -> None:
        stands_alone = "date" in own or ("byline" in own and element.tag != "a")
        is_block = element.tag in BLOCKS or stands_alone
        if is_block:
            self._flush(gap=1)
        self._say(element.text, context, linked, bold)
        for child in element:
            self._enter(child, context, linked, bold)
            self._say(child.tail, context, linked, bold)
        if is_block:
            self._flush(gap=1)

    def _note_day(self, header) -> None:
        """The days in a header that is left out: one may be that on which the page was printed."""
        texts = (" ".join(text.split()) for text in header.itertext(with_tail=False))
        dated = (text for text in texts if len(text) <= DAY_LENGTH and DIGIT.search(text))
        for text in map(mend, islice(dated, MOST_DAYS)):
            if any(found.precision == "day" for found in find_dates(text.text)):
                self.found.append(Line("text", text.text, gap=1, roles=frozenset({"printed"})))

    def _say(self, text: str | None, context: Context, linked: bool, bold: bool) -> None:
        if text:
            self.pieces.append(Piece(text, context, linked, bold))

    def _break(self) -> None:
        if not any(piece.text.strip() for piece in self.pieces):
            self.gap += 1
        self._flush()

    def _flush(self, gap: int = 0) -> None:
        pieces = [piece for piece in self.pieces if piece.text.strip()]
        if line := line_of(pieces, self.pieces, self.gap):
            self.found.append(line)
            self.gap = 0
        self.pieces = []
        self.gap = max(self.gap, gap)

    def _is_dropped(self, element) -> bool:
        if element.tag in DROPPED_ELEMENTS:
            return not self._is_the_page(element)
        if element.tag == "header":
            return element.find(".//h1") is None and not any(element.iterancestors("article"))
        if element.get("role") in DROPPED_ROLES or is_hidden(element):
            return True
        if is_pull_quote(element):
            return True
        named = parts_of(names_of(element)) & FURNITURE
        if named == LIVE and (prose_length(element) or says_who(element)):
            return False
        return bool(named) and not self._is_the_page(element)

    def _is_the_page(self, element) -> bool:
        """Furniture by its name, but the headline or most of the words are inside it."""
        if element.tag in {"script", "style", "noscript", "head"}:
            return False
        if element.tag == "body" or element.find(".//h1") is not None:
            return True
        return prose_length(element) > MOST_OF_THE_PAGE * self.prose


def prose_length(element) -> int:
    """The characters of text in pieces long enough to be sentences."""
    pieces = (text.strip() for text in element.itertext(with_tail=False) if len(text) > SENTENCE)
    return sum(map(len, pieces))


def names_of(element) -> str:
    """Class and id, and the name of an element of the page's own making: <amp-ad>."""
    tag = element.tag if "-" in element.tag else ""
    return f"{element.get('class', '')} {element.get('id', '')} {tag}"


def says_who(element) -> bool:
    return bool(parts_of(element.get("class", "")) & KEPT)


def is_hidden(element) -> bool:
    style = element.get("style") or ""
    hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
    return hidden or bool(DISPLAY_NONE.search(style))


def around(element, context: Context, own: frozenset[str]) -> Context:
    """The context inside an element: headings, lists, captions."""
    level = level_of(element) or context.level
    own |= {"overline"} if stands_over_headline(element) else set()
    kind = KINDS.get(element.tag, context.kind)
    return Context("text" if is_entry(element) else kind, level, context.roles | own)


def stands_over_headline(element) -> bool:
    """True for the element right above the <h1> in the article's own element, and for a heading
    right above one of a higher rank."""
    below = element.getnext()
    if below is None or element.tag not in OVERLINES or below.tag not in HEADINGS:
        return False
    if element.tag in HEADINGS and level_of(element) > level_of(below):
        return True
    return below.tag == "h1" and any(e.tag == "article" for e in element.iterancestors())


def level_of(element) -> int:
    """1-6 for a heading, 0 for anything else."""
    if element.get("role") == "heading":
        said = element.get("aria-level", "")
        return int(said) if said in set("123456") else 2
    return int(element.tag[1]) if HEADING.fullmatch(element.tag) else 0


def roles_of(element) -> frozenset[str]:
    names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('rel', '')}"
    roles = {ROLES[part] for part in parts_of(names) & ROLES.keys()}
    roles |= ROLES_OF_ELEMENTS.get(element.tag, frozenset())
    if element.tag == "font" and element.get("size", "") in LARGE:
        roles.add("big")
    if roles and len(element.text_content()) > ROLE_WITHIN:
        return frozenset()
    return frozenset(roles)
