"""Lines that belong together: a paragraph that an advertisement broke, a caption and its credit.

Only what the first line leaves open is joined, so no whole line ever disappears in another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.importing.clean.shapes import CAPTION, SIGNED, Shaped, shape_of
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

BROKEN_WORDS, LABEL_WORDS, CAPTION_WORDS = 8, 6, 20
BETWEEN, FEWEST_GAPS, OPEN_LETTERS = 3, 4, 8
FEWEST_ENDS, MOST_CUT = 4, 1
# No paragraph and no title ends so: «…، وآخر هو».
OPEN_END = re.compile(
    r"(?<!\w)(?:[وف]?(?:هو|هي|ان|الي|علي|عن|في|من|مع|بين|حول|لدي|عند|منذ|خلال|الذي|التي|الذين|كما"
    r"|قد|لم|لن|اما|او|ثم|حيث|بعد|قبل|كان|كانت|ضمن|نحو|عبر|بشان|لكن|سوي|غير)|و)$|،$"
)
NUMBERED = re.compile(r"^\(?\d{1,2}\s*[.)\-–:]")
STOPPED = re.compile(r"""[.!?؟…؛]["'»”’)\]]*$""")
CREDIT_LINE = re.compile(
    r"^\(?\s*(?:ب?(?:ال)?(?:عدسة|تصوير|كاميرا)|مصدر الصورة|الصورة من)\s*[:/]\s*+"
    r"(?P<credit>[^()\d:]{2,40}?)\s*+\)?$"
)
# «ويشمل ما يلي:».
JOINS = re.compile(r"^[وف]\w{2}")
TITLED = frozenset({"title", "kicker", "standfirst", "overline"})


def joined(lines: Sequence[Shaped], cities: NameIndex[str]) -> tuple[Shaped, ...]:
    """The lines with each broken paragraph in one piece and each credit at its caption."""
    done: list[Shaped] = []
    spaced, stopped = is_spaced(lines), is_stopped(lines)
    for line in lines:
        at = broken_at(done, stopped)
        credit = CREDIT_LINE.match(line.line.text.strip())
        if at is not None and goes_on(line):
            done[at] = one(done[at], line, cities)
        elif credit and is_uncredited(done):
            done[-1] = with_credit(done[-1], credit["credit"].strip())
        elif spaced and done and is_label(done[-1], line):
            done[-1] = one(done[-1], line, cities)
        else:
            done.append(line)
    return tuple(done)


def is_stopped(lines: Sequence[Shaped]) -> bool:
    """True where nearly every paragraph ends as one: another was cut."""
    ends = [bool(STOPPED.search(line.line.text)) for line in lines if line.shape == "prose"]
    return len(ends) >= FEWEST_ENDS and sum(ends) >= len(ends) - MOST_CUT


def broken_at(done: Sequence[Shaped], stopped: bool) -> int | None:
    """Where the last line is that was left open, with nothing but furniture below it."""
    for at in range(len(done) - 1, max(-1, len(done) - BETWEEN - 1), -1):
        if done[at].shape != "furniture":
            cut = stopped and at < len(done) - 1 and is_cut(done[at])
            return at if cut or is_broken(done[at]) else None
    return None


def is_broken(line: Shaped) -> bool:
    is_plain = line.line.kind == "text" and not line.line.level and not line.line.roles & TITLED
    long = line.shape in {"title", "prose"} and line.words >= BROKEN_WORDS
    return is_plain and long and OPEN_END.search(line.key, len(line.key) - OPEN_LETTERS) is not None


def is_cut(line: Shaped) -> bool:
    """True for a paragraph without an end above furniture, where the others have theirs."""
    is_plain = line.line.kind == "text" and line.shape == "prose"
    return is_plain and not STOPPED.search(line.line.text)


def goes_on(line: Shaped) -> bool:
    """True for the rest of a paragraph: it ends as one."""
    plain = line.line.kind == "text" and not line.line.level and line.is_text
    return plain and bool(STOPPED.search(line.line.text)) and not NUMBERED.match(line.line.text)


def is_spaced(lines: Sequence[Shaped]) -> bool:
    """True where a blank line stands below nearly all paragraphs."""
    pairs = zip(lines, lines[1:], strict=False)
    gaps = [below.line.gap > 0 for above, below in pairs if above.is_text]
    return len(gaps) >= FEWEST_GAPS and sum(gaps) >= len(gaps) - 1


def is_label(above: Shaped, line: Shaped) -> bool:
    """«ويشمل ما يلي:» right below the sentence that it belongs to."""
    close = not line.line.gap and above.line.kind == line.line.kind == "text"
    short = line.words <= LABEL_WORDS and line.line.text.endswith(":") and not line.line.level
    return close and short and above.is_text and JOINS.match(line.key) is not None


def is_uncredited(done: Sequence[Shaped]) -> bool:
    """True where a picture's line is the last: it is told as one, or stands below the byline."""
    last = done[-1] if done else None
    if last is None or last.line.credit or last.line.level or last.words > CAPTION_WORDS:
        return False
    if last.shape == "caption":
        return CAPTION.match(last.line.text) is None
    above = next(
        (one.shape for one in reversed(done[:-1]) if one.shape in SIGNED or one.is_text), ""
    )
    return last.shape == "title" and above in SIGNED


def with_credit(line: Shaped, credit: str) -> Shaped:
    return replace(line, shape="caption", line=replace(line.line, credit=credit))


def one(first: Shaped, second: Shaped, cities: NameIndex[str]) -> Shaped:
    text = f"{first.line.text} {second.line.text}"
    places = list(first.line.places) + list(second.line.places[:1]) + list(second.line.places)
    known = bool(first.line.places and second.line.places)
    line = replace(first.line, text=text, places=places if known else ())
    return Shaped(line, shape_of(line, cities), fold(text), first.words + second.words)
