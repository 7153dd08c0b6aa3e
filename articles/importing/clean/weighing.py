"""What a line is by the sum of its signs, where no single one tells.

Each sign of a name, a picture or the page's own service adds its weight or takes it away; the sum
decides. A new sign is a new row. The weights were set on pages with truths (`bench/importing.py`).
"""

from __future__ import annotations

import re

from articles.importing.clean.bylines import (
    FULL_NAME,
    IN_TITLES,
    PARTICLES,
    SLOGANS,
    given_names,
    is_city,
    is_name,
)
from articles.importing.clean.continuing import GOES_ON
from articles.importing.clean.furniture import is_section
from articles.importing.clean.shapes import ENDS_SENTENCE, Shaped
from articles.importing.clean.surroundings import Head, Page
from articles.importing.clean.titles import VERB
from articles.importing.clean.trade import (
    ADDRESSING,
    DOING,
    GENRES,
    NEWSLETTER,
    NUMBERED,
    OWN_SERVICES,
    PICTURED,
    SEEN,
    SERVICES,
    SHOWN_AT,
    SHOWN_FIRST,
)
from articles.importing.clean.vocabulary import ADVERT
from articles.importing.overlap import WORD
from csto_archive.arabic.names import NameIndex

ENOUGH_OF_A_NAME, ENOUGH_OF_A_PICTURE, ENOUGH_OF_A_SERVICE = 2, 3, 3
PICTURE_WORDS, SERVICE_WORDS = 20, 22
LITTLE_SHARED = 0.25
SUBHEADING_WORDS, LONGER_PICTURE = 4, 7
SHOWN_SHARE, SHORT_PICTURE, SHORT_SERVICE = 0.5, 4, 8
STANDING = re.compile(r"\((?:يمين|يسار|وسط)\)")
UNNAMED = re.compile(r"[:/|°\[\]()]|[A-Za-z]{2}")
NISBA = re.compile(r"^ال\w{2,}ي$")
JOINED = ("وال", "بال", "لل", "وب", "ول")
ASKS = re.compile(r"[:؟?]")
# Arrows and stars, numbers that are no years, discounts.
ODD_SIGNS = re.compile(
    r"[↓↑→←⬇★☆✉☎►▼▲✓+#@%٪]|-{3}|[A-Za-z]\+|[^\W\d]\d{3,}|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4,}"
    r"|\d+\s*[×x]\s*\d+|\d (?:بالمئة|بالمائة|في المئة|في المائة)"
)
AMONG = frozenset({"prose", "sentence", "title", "furniture", "item"})
BRACKETED_END = re.compile(r"\w\s*\[[^\[\]]{3,40}\]$")
# «(إعلان) حاسوب الحقول»: what a page says of itself in brackets.
LABELLED = re.compile(r"^\W{0,3}[(\[](?P<label>[^()\[\]]{3,20})[)\]]")


def reads_as_name(page: Page, at: int, line: Shaped) -> bool:
    """A name alone on its line, near the headline, of nobody in the story."""
    head = page.head(at)
    if line.line.level or head is None or not could_be_name(line, page.cities):
        return False
    dated = any(other.shape == "date" for other in (*head.above[:1], *head.below[:1]))
    if line.shape == "item" and not dated:
        return False
    return head.has_headline() and name_weight(line, head) >= ENOUGH_OF_A_NAME


def signs_off(page: Page, at: int, line: Shaped) -> bool:
    """A name alone below the last paragraph."""
    above = page.beside(at, -1)
    last = above is not None and above.is_text and page.ends_text(at)
    sure = line.key.split()[0] in given_names() and line.words < FULL_NAME.stop - 1
    plain = last and sure and not line.line.level and could_be_name(line, page.cities)
    return plain and page.share_with_others(line) == 0


def name_weight(line: Shaped, head: Head) -> float:
    first, *rest = line.key.split()
    beside = [*head.above[:1], *head.below[:1]]
    is_apart = line.line.gap > 0 or not any(other.line.gap for other in head.above[:-1])
    return total(
        (+1, head.share(line) == 0),
        (-3, head.share(line) > 0),
        (+2, first in given_names()),
        (+1, bool(PARTICLES & {first, *rest[:1]})),
        (+1, bool(NISBA.match(line.key.split()[-1]))),
        (+1, any(other.shape == "date" for other in beside)),
        (+1, not any(other.shape in {"title", "byline", "deck"} for other in head.below)),
        (-1, not is_apart),
        (-3, any(other.shape == "byline" for other in head.above)),
        (-3, any(word.startswith(JOINED) for word in rest)),
    )


def could_be_name(line: Shaped, cities: NameIndex[str]) -> bool:
    text = line.line.text
    plain = line.words in FULL_NAME and is_name(text) and not UNNAMED.search(text)
    known = SLOGANS & set(line.key.split()) or is_section(text) or is_city(text, cities)
    reads_as_title = VERB.search(line.key) or IN_TITLES.search(text) or is_label(line.key.split())
    return plain and not known and not reads_as_title


def is_label(words: list[str]) -> bool:
    """«القصة الكاملة», «تحليل إخباري»."""
    definite = all(word.startswith("ال") for word in words) and words[0] not in given_names()
    return len(words) == 2 and (definite or words[0] in GENRES)


def reads_as_picture(page: Page, at: int, line: Shaped) -> bool:
    """A line between headline and text, or among paragraphs, that says what a picture shows."""
    if line.line.level or line.words > PICTURE_WORDS or line.line.roles & {"title", "byline"}:
        return False
    head = page.head(at)
    if head is None or not head.has_headline():
        return False
    return picture_weight(line, head, page.cities) >= ENOUGH_OF_A_PICTURE


def picture_weight(line: Shaped, head: Head, cities: NameIndex[str]) -> float:
    above = next((one for one in head.above if one.shape not in {"furniture", "closer"}), None)
    told = PICTURED.search(line.key) is not None
    shows = bool(DOING.search(line.key) or SEEN.search(line.key))
    signed = above is not None and above.shape == "byline"
    return total(
        (+2, told),
        (+1, shows),
        (-2, VERB.search(line.key) is not None and not STANDING.search(line.key)),
        (+2, BRACKETED_END.search(line.line.text) is not None),
        (-1, any(other.shape in {"byline", "date"} for other in head.below)),
        (+1, not [other for other in head.below if other.shape not in {"furniture", "caption"}]),
        (+1, above is not None and above.shape in {"byline", "date", "caption"}),
        (+1, head.share(line) >= SHOWN_SHARE),
        (-1, line.words > (LONGER_PICTURE if signed else SHORT_PICTURE) and not (told or shows)),
        (-1, above is not None and above.shape == "title" and not line.line.gap),
        (-2, ENDS_SENTENCE.search(line.line.text) is not None),
        (-2, is_section(line.line.text) or is_city(line.line.text, cities)),
    )


def reads_as_picture_inside(page: Page, at: int, line: Shaped) -> bool:
    """A line among paragraphs, too long for a subheading, that says what is to be seen."""
    plain = not (line.line.level or line.line.roles or ENDS_SENTENCE.search(line.line.text))
    long = SUBHEADING_WORDS < line.words <= PICTURE_WORDS
    if not (plain and long) or NUMBERED.match(line.line.text) or GOES_ON.match(line.key):
        return False
    above, below = page.beside(at, -1), page.beside(at, 1)
    among = above is not None and above.shape in AMONG and below is not None and below.is_text
    among = among and page.is_below_a_text(at)
    return among and not ASKS.search(line.line.text) and is_shown(line.key)


def is_shown(key: str) -> bool:
    """«جانب من الجلسة», «الرئيسان خلال الجلسة»: whom or what somebody took at an occasion;
    «خلاف خلال الجلسة» is a subheading."""
    if SHOWN_FIRST.match(key) and SEEN.search(key):
        return True
    return PICTURED.search(key) is not None and SHOWN_AT.search(key) is not None


def reads_as_service(page: Page, at: int, line: Shaped) -> bool:
    """A line in which the page speaks of itself: its letters, applications, advertisements."""
    marked = line.line.kind == "caption" or "caption" in line.line.roles
    continues = line.shape == "prose" and GOES_ON.match(line.key) is not None
    if marked or continues or line.words > SERVICE_WORDS:
        return False
    named = SERVICES & set(WORD.findall(line.key)) or LABELLED.match(line.key)
    return bool(named) and service_weight(page, at, line) >= ENOUGH_OF_A_SERVICE


def service_weight(page: Page, at: int, line: Shaped) -> float:
    words = WORD.findall(line.key)
    shared = page.share_with_others(line)
    labelled = LABELLED.match(line.key)
    own = bool(OWN_SERVICES & set(words))
    return total(
        (+2, own),
        (+1, not own and bool(SERVICES & set(words))),
        (+1, sum(word in SERVICES for word in words) > 1),
        (+1, bool(ADDRESSING.search(line.key))),
        (+2, labelled is not None and ADVERT.search(labelled["label"]) is not None),
        (+1, bool(ODD_SIGNS.search(line.line.text))),
        (+2, bool(NEWSLETTER.match(line.key))),
        (+1, shared <= LITTLE_SHARED),
        (+1, not page.heads_text(at)),
        (-2, shared >= SHOWN_SHARE),
        (-2, bool(line.line.level)),
        (-1, line.shape == "sentence"),
        (-1, line.words > SHORT_SERVICE),
        (-1, line.shape == "prose"),
    )


def total(*signs: tuple[float, bool]) -> float:
    return sum(weight for weight, holds in signs if holds)
