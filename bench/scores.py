"""How well one article was understood: a truth and what came out in, a score a measure out.

Texts are compared as the evaluation pages ask for: after NFKC, without zero-width and bidi
characters and tatweel, ی ک as ي ك, blanks folded.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from bench.truths import Block, Truth
from csto_archive.arabic.normalise import fold

Article = dict[str, Any]  # as `import_pages --dry-run --format json` prints it
Words = tuple[str, ...]

EXACT = ("headline", "kicker", "standfirst", "byline", "dateline_city", "published_on")
LISTS = ("summits", "background_summits", "members", "absent_members")
PROSE = ("paragraph", "quote")
NO_ARTICLE = "no article found"  # right for no field, an empty one included
SAME_TEXT = 0.9  # how alike two paragraphs must be to be one
SAME_INITIATIVE = 0.6  # how many of their words two wordings of one initiative share
FOREIGN = 4  # so many words in a row that the clean body has not are a leaked line
RUN = 3
DATELINE = 10  # words at most, with the agency and the day
LETTERS = str.maketrans("یک", "يك", "\u0640")
EDGES = "«»“”‘’\"'()[]{}،؛؟.,:;!?…•*|<>–—"
PREFIXES = ("وال", "بال", "لل", "ال", "و")


@dataclass(frozen=True)
class Score:
    """`hits` of what was `expected` and of what was `got`; each miss as (expected, got)."""

    measure: str
    hits: float
    expected: float
    got: float
    misses: tuple[tuple[str, str], ...] = ()


def scores(truth: Truth, articles: Sequence[Article]) -> Iterator[Score]:
    """All measures of a page, from the articles that were found on it."""
    article = meant(truth, articles)
    for field in EXACT:
        got = article.get(field) if articles else NO_ARTICLE
        yield exact(field, truth.fields.get(field), got)
    yield from body_scores(truth, article.get("body", []))
    yield among("headings", truth.fields.get("headings", []), article.get("headings", []))
    yield from caption_scores(truth.fields.get("captions", []), article.get("captions", []))
    for field in LISTS:
        yield among(field, truth.fields.get(field, []), article.get(field, []))
    yield alike(
        "initiatives", truth.fields.get("initiatives", []), article.get("initiatives", []),
        wording_shared, SAME_INITIATIVE,
    )  # fmt: skip
    yield from record_scores(truth, article)
    yield exact("articles_on_page", truth.fields.get("articles_on_page", 1), len(articles))
    on_topic = any(found.get("on_topic") for found in articles) if articles else NO_ARTICLE
    yield exact("on_topic", bool(truth.fields.get("on_topic")), on_topic)
    yield exact("meant_first", True, bool(articles) and article is articles[0])


def meant(truth: Truth, articles: Sequence[Article]) -> Article:
    """The article that the truth is about: it shares most words; the first where none does."""
    due = counted(truth.body)
    shared = [(counted(article.get("body", [])) & due).total() for article in articles]
    return articles[shared.index(max(shared))] if articles else {}


# One value, or several


def exact(measure: str, expected: object, got: object) -> Score:
    """Nothing and an empty text are the same."""
    due, given = shown(expected), shown(got)
    hit = due == given
    return Score(measure, hit, 1, 1, () if hit else ((due, given),))


def among(measure: str, expected: Iterable[Hashable], got: Iterable[Hashable]) -> Score:
    """Values one by one, whatever their order."""
    due, given = Counter(map(shown, expected)), Counter(map(shown, got))
    return scored(measure, due, given, (due & given).total())


def scored(measure: str, due: Counter[str], given: Counter[str], hits: int) -> Score:
    lost, added = (due - given).elements(), (given - due).elements()
    misses = (*((value, "") for value in lost), *(("", value) for value in added))
    return Score(measure, hits, due.total(), given.total(), misses)


def alike(
    measure: str,
    expected: Sequence[str],
    got: Sequence[str],
    likeness: Callable[[str, str], float],
    least: float,
) -> Score:
    """Texts that match loosely, the likest pairs first, each text once."""
    pairs = sorted(
        (-likeness(due, given), row, column)
        for row, due in enumerate(expected)
        for column, given in enumerate(got)
    )
    rows: dict[int, int] = {}
    for unlike, row, column in pairs:
        if -unlike >= least and row not in rows and column not in rows.values():
            rows[row] = column
    lost = [(due, "") for row, due in enumerate(expected) if row not in rows]
    added = [("", given) for n, given in enumerate(got) if n not in rows.values()]
    return Score(measure, len(rows), len(expected), len(got), (*lost, *added))


def shown(value: object) -> str:
    return "" if value is None else normalised(str(value))


def normalised(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(LETTERS)
    kept = (char for char in plain if unicodedata.category(char) != "Cf")
    return " ".join("".join(kept).split())


# The body


def body_scores(truth: Truth, body: Sequence[Block]) -> Iterator[Score]:
    prose = [normalised(block["text"]) for block in body if block["type"] in PROSE]
    yield ends_right("body_first", truth, [*prose[:1], *texts(body[:1])])
    yield ends_right("body_last", truth, [*prose[-1:], *texts(body[-1:])])
    leaked = leaks(truth, body)
    yield Score("leaked_lines", 0, 0, len(leaked), tuple(("", line) for line in leaked))
    yield Score("clean_body", bool(body) and not leaked, 1, 1)
    if truth.body:
        clean_prose = texts(block for block in truth.body if block["type"] in PROSE)
        yield alike("paragraphs", clean_prose, prose, text_shared, SAME_TEXT)
        yield alike("list_items", items(truth.body), items(body), text_shared, SAME_TEXT)
        due, given = counted(truth.body), counted(body)
        yield Score("words", (due & given).total(), due.total(), given.total())


def ends_right(measure: str, truth: Truth, ends: Sequence[str]) -> Score:
    """The words are in the paragraph at that end, or in the block where no paragraph is."""
    due = shown(truth.fields.get(measure))
    hit = bool(due) and any(due in text for text in ends)
    return Score(measure, hit, 1, 1, () if hit else ((due, ends[0] if ends else ""),))


def texts(blocks: Iterable[Block]) -> list[str]:
    return [normalised(block["text"]) for block in blocks]


def items(blocks: Iterable[Block]) -> list[str]:
    return texts(block for block in blocks if block["type"] == "list_item")


def text_shared(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100


def counted(blocks: Iterable[Block]) -> Counter[str]:
    return Counter(word for block in blocks for word in words(block["text"]))


def words(text: str) -> Words:
    """The words of a text without the signs around them; a sign alone is none."""
    parts = (part.strip(EDGES) for part in normalised(text).split())
    return tuple(part for part in parts if any(map(str.isalnum, part)))


def leaks(truth: Truth, body: Sequence[Block]) -> list[str]:
    """The lines of a body that the clean body does not have, or has in no such place.

    A line leaks where it holds words that the truth forbids and the clean body has not, where none
    of its runs of three words is in the clean body, and where FOREIGN words in a row are not; the
    first paragraph may begin with a dateline. A line of one or two words must begin or end a block.
    Without a clean body only the forbidden words are looked for.
    """
    clean = [words(block["text"]) for block in truth.body]
    forbidden = [
        entry
        for entry in map(words, truth.fields.get("must_not_contain", ()))
        if entry and not any(holds(block, entry) for block in clean)
    ]
    named = set(map(words, truth.fields.get("must_not_contain", ()))) - set(clean)
    start = words(truth.fields.get("body_first") or "")
    lines = [line for block in body for line in block["text"].splitlines() if words(line)]
    return [
        line
        for line in lines
        if (found := words(line)) in named
        or any(holds(found, entry) for entry in forbidden)
        or (clean and is_foreign(after_dateline(found, start), clean))
    ]


def after_dateline(line: Words, start: Words) -> Words:
    """The line from the first words of the article on, where these come soon."""
    places = range(min(DATELINE, len(line) - len(start)) + 1) if start else ()
    return next((line[at:] for at in places if line[at : at + len(start)] == start), line)


def holds(text: Words, part: Words) -> bool:
    return any(text[at : at + len(part)] == part for at in range(len(text) - len(part) + 1))


def is_foreign(line: Words, clean: Sequence[Words]) -> bool:
    if len(line) < RUN:
        return not any(line in (block[: len(line)], block[-len(line) :]) for block in clean)
    runs = {block[at : at + RUN] for block in clean for at in range(len(block) - RUN + 1)}
    known = [False] * len(line)
    for at in range(len(line) - RUN + 1):
        if line[at : at + RUN] in runs:
            known[at : at + RUN] = [True] * RUN
    strange = "".join("-" if there else "x" for there in known)
    return True not in known or "x" * FOREIGN in strange


# Captions and initiatives


def caption_scores(expected: Sequence[dict], got: Sequence[dict]) -> Iterator[Score]:
    """The texts alone, then each text with its credit."""
    yield among("captions", *([row["text"] for row in rows] for rows in (expected, got)))
    yield among("credits", *([_credited(row) for row in rows] for rows in (expected, got)))


def _credited(caption: dict) -> str:
    return f"{caption['text']} ({caption.get('credit') or '–'})"


def wording_shared(one: str, other: str) -> float:
    """Of the words of both how many they share (Dice), without articles and case endings."""
    first, second = stems(one), stems(other)
    return 2 * len(first & second) / (len(first) + len(second) or 1)


def stems(text: str) -> set[str]:
    return {stem for word in words(fold(text)) if len(stem := _stem(word)) > 2}


def _stem(word: str) -> str:
    """برنامجاً, البرنامج and وبرنامج are برنامج."""
    cut = next((word.removeprefix(prefix) for prefix in PREFIXES if word.startswith(prefix)), word)
    stem = cut if len(cut) > 2 else word
    return stem.removesuffix("ا") if len(stem) > 4 else stem


def record_scores(truth: Truth, article: Article) -> Iterator[Score]:
    """The initiatives by their records, where the folder's index has them."""
    if "initiative_ids" in truth.fields:
        due, given = truth.fields["initiative_ids"], article.get("initiative_ids", [])
        yield among("initiative_ids", filter(None, due), filter(None, given))
