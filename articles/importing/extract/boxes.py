"""What some elements are by what they hold: tables of facts, pictures with a line of text, entries.

Bounded: of a large element no more is looked at than tells that it is none of these.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from articles.importing.extract.vocabulary import parts_of
from articles.importing.tables import words

SENTENCE = 80
# «article-info»: who wrote it and when, in a list of terms.
OF_THE_ARTICLE = words("info meta byline author")
CELLS = words("td th dd dt")
LABELLED = words("th dt")
PICTURES = words("img picture amp-img")
CAPTION_LENGTH = 160
# A picture that stands in a paragraph makes no caption of it.
PARAGRAPH = re.compile(r"^(?:\S+ ){11,}\S*[.!؟]$")
PULLED = re.compile(r"(?<![a-z])pull[-_]?(?:ed[-_]?)?quote(?![a-z])")
PULLED_LENGTH = 240
PARTS_OF_BOX, PARTS_OF_ENTRY, MOST_CELLS = 30, 300, 300
# What stands beside a picture of an article that is no caption of its own.
STRANGE = words("a h1 h2 h3 h4 h5 h6 li time table form button")
HEADINGS = words("h1 h2 h3 h4 h5 h6")


def is_facts(element) -> bool:
    """True for a table or a list of terms with labels and without a sentence: figures, a card."""
    if element.tag not in {"table", "dl"} or element.find(f".//{element.tag}") is not None:
        return False
    if parts_of(element.get("class", "")) & OF_THE_ARTICLE:
        return False
    cells = list(islice(element.iter(*CELLS), MOST_CELLS + 1))
    labelled = any(cell.tag in LABELLED and length(cell, SENTENCE) for cell in cells)
    return (
        labelled
        and 1 < len(cells) <= MOST_CELLS
        and all(length(cell, SENTENCE) <= SENTENCE for cell in cells)
    )


def is_entry(element) -> bool:
    """True for an item of a list that is a small article: it has a heading or two paragraphs."""
    if element.tag != "li":
        return False
    tags = [part.tag for part in islice(element.iter(etree.Element), PARTS_OF_ENTRY)]
    return tags.count("p") > 1 or bool(HEADINGS & set(tags))


def is_pull_quote(element) -> bool:
    """A short element that its name calls a pull quote: it repeats what the text says."""
    names = element.get("class", "").lower()
    return PULLED.search(names) is not None and length(element, PULLED_LENGTH) <= PULLED_LENGTH


def is_picture_box(element) -> bool:
    """True for an element with a picture and a short line of text, no link and no heading."""
    parts = list(islice(element.iter(etree.Element), PARTS_OF_BOX + 1))
    tags = {part.tag for part in parts}
    fits = len(parts) <= PARTS_OF_BOX and bool(tags & PICTURES) and not tags & STRANGE
    if not fits or not 0 < length(element, CAPTION_LENGTH) <= CAPTION_LENGTH:
        return False
    return not PARAGRAPH.search(" ".join(element.text_content().split()))


def length(element, most: int) -> int:
    """The characters of text in an element; more than `most` where it is longer or intricate."""
    total = 0
    for count, part in enumerate(element.iter()):
        if count > PARTS_OF_ENTRY or total > most:
            return most + 1
        total += len((part.text or "").strip())
        total += len((part.tail or "").strip()) if part is not element else 0
    return total
