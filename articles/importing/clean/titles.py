"""Which lines of an article's head are kicker, headline and standfirst."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from articles.importing.clean.captions import is_credited
from articles.importing.clean.furniture import is_section
from articles.importing.clean.heads import (
    KICKER_WORDS,
    NAME_WORDS,
    ON_STORY,
    SUBJECT,
    candidates,
    has_gaps,
    nearest_to_story,
    on_story,
    standing_over,
)
from articles.importing.clean.shapes import Shaped
from articles.importing.overlap import Forms, forms_in, share, word_forms
from csto_archive.arabic.normalise import fold

# Pages that say so little of their headline have menus and slogans above it.
BY_HEADING = frozenset({"only-heading", "begins-as-metadata"})
SHORT_KICKER, KICKER_OF_TWO, KICKER_OF_THREE = 4, 5, 6
STANDFIRST_WORDS = 5
OVER_WORDS = range(2, 7)
LONG_TITLE = 3
STRANGE_SHARE = 0.5
LONG_HEADLINE, SHOULDER_HEADLINE, SHOULDER_WORDS = 14, 18, 8
# «يختم», «يوقعون»: a line with a verb is no kicker; names that only look like one.
KNOWN = re.compile(r"^[وفبك]?(?:ال|لل)\w{2}|ستان$|\w{2}ا$|[«»\d]")
VERB = re.compile(r"(?<!\w)ي(?!ريفان|وبيل|وم|ناير|ونيو|وليو|سار|مين|هود)\w{3,}")


@dataclass(frozen=True, slots=True)
class Titles:
    """Indexes of the lines, None where there is no such line."""

    headline: int
    kicker: int | None = None
    standfirst: int | None = None
    rule: str = ""


def is_strange(head: Sequence[Shaped], at: int, story: Forms) -> bool:
    """True for the name of the site in the place of a headline: the text has none of its words,
    and those of a line below."""
    own = share(word_forms(head[at].line.text), story)
    if head[at].words > NAME_WORDS or own > STRANGE_SHARE:
        return False
    below = (line for line in head[at + 1 :] if line.shape == "title" and line.words > LONG_TITLE)
    marked = (line for line in below if line.line.level or "title" in line.line.roles)
    return any(share(word_forms(line.line.text), story) > max(own, ON_STORY) for line in marked)


def pinned(
    lines: Sequence[Shaped], stated: Sequence[str], start: int = 0
) -> tuple[int, str] | None:
    """The headline where something beyond its place says so: (index, rule). `start`: the index of
    the first line."""
    keys = {fold(text) for text in stated}
    counts = Counter(line.key for line in lines if line.shape == "title" and line.words > 3)
    doubled = {key for key, count in counts.items() if count > 1} - captions_below(lines)
    alone = only_heading(lines)
    rules = (
        ("same-as-metadata", lambda line: line.key in keys),
        ("begins-as-metadata", lambda line: begins(line, keys)),
        ("first-heading", lambda line: line.line.level == 1),
        ("printed-twice", lambda line: line.key in doubled),
        ("title-markup", lambda line: {"title", "big"} & line.line.roles and line.words > 3),
        ("only-heading", lambda line: line is alone),
    )
    for rule, holds in rules:
        for at, line in enumerate(lines, start):
            if line.shape == "title" and holds(line):
                return at, rule
    return None


def only_heading(lines: Sequence[Shaped]) -> Shaped | None:
    """The one heading above the text that is long enough for a headline."""
    first = next((at for at, line in enumerate(lines) if line.shape == "prose"), len(lines))
    found = [line for line in lines[:first] if line.line.level and line.words > LONG_TITLE]
    return found[0] if len(found) == 1 else None


def begins(line: Shaped, stated: Collection[str]) -> bool:
    """A heading of which the page states the beginning: «… | الصحيفة» has room for no more."""
    whole = line.line.level and line.words > LONG_TITLE
    return bool(whole) and any(
        len(text.split()) > LONG_TITLE and line.key.startswith(text) for text in stated
    )


def captions_below(lines: Sequence[Shaped]) -> set[str]:
    """What is printed twice, one below the other, below a longer title: pictures repeat their
    caption so."""
    found, longest = set(), 0
    for above, line in pairwise(lines):
        if line.key == above.key and longest > line.words:
            found.add(line.key)
        longest = max(longest, above.words if above.shape == "title" else 0)
    return found


def titles_of(
    head: Sequence[Shaped], body: Sequence[Shaped], stated: Sequence[str], first: bool
) -> Titles | None:
    """The titles of an article from the lines of its head (those before the body)."""
    story = forms_in(" ".join(line.key for line in body if line.is_text)[:6000])
    known = pinned(head, stated)
    if known and is_strange(head, known[0], story):
        known = pinned([*head[known[0] + 1 :]], stated, known[0] + 1)
    kept = known[0] if known else None
    group = [at for at in candidates(head, first) if at == kept or on_story(head, at, story)]
    if known:
        return around(head, group, *known, story)
    if not group:
        return longest_title(head)
    found = by_place(head, nearest_to_story(head, group, story), story)
    return found if found.kicker is not None else replace(found, kicker=over(head, group, found))


def over(head: Sequence[Shaped], group: list[int], found: Titles) -> int | None:
    """A short line on the story right above the headline, though it shares less with it."""
    at = found.headline - 1
    if at not in group or head[at].words not in OVER_WORDS or head[at].line.level:
        return None
    plain = names_a_subject(head[at]) and ": " not in head[at].line.text
    return at if plain and head[found.headline].line.gap else None


def longest_title(head: Sequence[Shaped]) -> Titles | None:
    """Nothing tells a headline apart: the last title long enough, else the last title."""
    titles = [at for at, line in enumerate(head) if line.shape == "title"]
    long = [at for at in titles if head[at].words > LONG_TITLE]
    return Titles((long or titles)[-1], rule="last-title") if titles else None


def around(head: Sequence[Shaped], group: list[int], at: int, rule: str, story: Forms) -> Titles:
    """Kicker just above the known headline, standfirst below it."""
    near = [n for n in group if n < at and is_kicker(head, n, at)]
    near += [n for n in range(at + 1, len(head)) if "kicker" in head[n].line.roles]
    above = [n for n in near if rule not in BY_HEADING or head[n].line.level]
    kicker = above[-1] if above else standing_over(head, at, story)
    return Titles(at, kicker, standfirst(head, group, at), rule)


def standfirst(head: Sequence[Shaped], group: list[int], headline: int) -> int | None:
    """What the mark-up calls so, else the first longer line below the headline."""
    decks = [at for at, line in enumerate(head) if line.shape == "deck"]
    below = [
        at
        for at in range(headline + 1, len(head))
        if (at in group or head[at].is_text or is_joined_below(head, headline, at))
        and head[at].words >= STANDFIRST_WORDS
        and not is_credited(head[at])
        and not is_repeated(head, at)
    ]
    return next(iter(decks or below), None)


def is_repeated(head: Sequence[Shaped], at: int) -> bool:
    """True for a line that stands there twice in a row, as captions do."""
    return any(head[at].key == other.key for other in (*head[at - 1 : at], *head[at + 1 : at + 2]))


def is_joined_below(head: Sequence[Shaped], headline: int, at: int) -> bool:
    """The line in one block with the headline, where blank lines set the blocks apart, or the only
    title between headline and text."""
    line = head[at]
    if at != headline + 1 or line.shape != "title":
        return False
    alone = not any(other.shape == "title" for other in head[at + 1 :])
    return (has_gaps(head) and not line.line.gap) or alone


def by_place(head: Sequence[Shaped], group: list[int], story: Forms) -> Titles:
    """Very short titles in front are kickers at most; of the others the first is the headline,
    unless it is clearly a kicker too."""
    short = [at for at in group if is_short_label(head[at])]
    front = next((n for n, at in enumerate(group) if at not in short), 0)
    rest = group[front:]
    shoulder = front == 0 and len(rest) > 1 and is_shoulder(head, rest)
    opens = shoulder or (len(rest) > 1 and is_short_opener(head, rest))
    place = front + opens
    fits = place > 0 and (shoulder or is_kicker(head, group[place - 1], group[place]))
    above = group[place - 1] if fits else None
    kicker = standing_over(head, group[place], story) if above is None else above
    return Titles(group[place], kicker, standfirst(head, group, group[place]), "by-place")


def is_short_label(line: Shaped) -> bool:
    """Too short for a headline; four words may be one."""
    if line.words < SHORT_KICKER or "kicker" in line.line.roles:
        return line.words <= SHORT_KICKER
    return line.words == SHORT_KICKER and names_a_subject(line)


def names_a_subject(line: Shaped) -> bool:
    """A kicker names what is known; a line with a verb is a headline, and so is one that joins new
    things: «خمس خطوات وسؤال مفتوح»."""
    return not (VERB.search(line.key) or joins_new_things(line.key.split()))


def joins_new_things(words: Sequence[str]) -> bool:
    """True for indefinite words around an «و»: no article, no name of a land in ـستان or ـا."""
    joined = any(word.startswith("و") and len(word) > LONG_TITLE for word in words[1:-1])
    return joined and not any(KNOWN.search(word) for word in words)


def is_short_opener(head: Sequence[Shaped], group: list[int]) -> bool:
    """A kicker is short, shorter than the headline, and no sentence; two lines of which the second
    is very long are a headline and its standfirst."""
    first, second = head[group[0]], head[group[1]]
    shorter = first.words < second.words and names_a_subject(first)
    if len(group) > 2:
        return shorter and first.words <= KICKER_OF_THREE
    return shorter and first.words <= KICKER_OF_TWO and second.words <= LONG_HEADLINE


def is_shoulder(head: Sequence[Shaped], group: list[int]) -> bool:
    """A line right above one that names the organisation, which it does not, with no other label
    above it."""
    first, second = head[group[0]], head[group[1]]
    above = head[group[0] - 1] if group[0] and not first.line.gap else None
    if above is not None and above.shape == "title" and not is_section(above.line.text):
        return False
    joined = group[1] == group[0] + 1 and not second.line.gap and not second.line.level
    long = second.words <= SHOULDER_HEADLINE and not second.line.text.endswith(".")
    fits = joined and long and first.words <= SHOULDER_WORDS
    return fits and bool(SUBJECT.search(second.key)) and not SUBJECT.search(first.key)


def is_kicker(head: Sequence[Shaped], at: int, headline: int) -> bool:
    between = head[at + 1 : headline]
    if "kicker" in head[at].line.roles:
        return True
    plain = all(line.shape == "title" for line in between)
    return plain and head[at].words <= KICKER_WORDS
