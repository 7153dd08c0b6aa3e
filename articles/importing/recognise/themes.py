"""What a chair sets itself: the motto of its year and its priorities, as an article tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.importing.page import Clean, Evidence, Unit
from articles.importing.recognise.organisations import CSTO, rivals_in
from articles.importing.recognise.quotes.marks import marks_in
from csto_archive.arabic.normalise import fold, fold_with_map

MOTTO = "شعار"
# Each is sought in the text as it is printed before anything is folded.
CUES = re.compile("شعار|أولوي|اولوي|محاور|ركائز")
CHAIR = re.compile(r"رئاس|ترؤس|تراس|لعامها|القمه|الدوره")
# What stands between «شعار» and the quote: «شعاراً من شقين هو «…»».
BEFORE_QUOTE = re.compile(
    r"(?<!\w)[وفبلك]{0,2}(?:ال)?شعار(?:ا|ها|ه|هم)?(?!\w)(?: [^\s.؛«»]+){0,6} ?:? ?[«“”\"„]? ?$"
)
PLAIN = re.compile(
    r"(?:ترفع|رفعت|يرفع|رفع|تحمل|حملت|تحت|اختارت) (?:\S+ ){0,3}?[وب]?(?:ال)?شعار(?:ا|ها|ه)?:? "
    r"(?!من |جديد|الرئاسه|رئاس|القمه|المنظمه|هو |هذا|يعكس|واحد)(?P<words>[^،؛:.!?؟«»“”\"(]{12,120})"
)
LISTED = re.compile(r"(?<!\w)[وف]?(?:ال)?(?:اولويات|محاور|ركائز)(?: \S+){0,3}? ل?ل?(?:ال)?رئاس\w*")
SAID = re.compile(
    r"(?<!\w)[وف]?اولويات(?:ه|ها|هم)?(?: \S+){0,4}? (?:ستكون|هي|ستشمل|تشمل|تتمثل في|تتركز علي"
    r"|تنصب علي) (?P<words>[^؛:.!?؟]{8,300})"
)
MOST_ITEMS, MOST_QUOTES = 12, 100
FEWEST, LONGEST = 3, 500

Theme = tuple[str, tuple[Evidence, ...]]


def chair_themes(article: Clean) -> list[Theme]:
    """(motto or priority, evidence) in the order of the article, each once; a motto that is only
    the beginning of another one left out."""
    if not any(CUES.search(unit.text) for unit in article.units):
        return []
    found: dict[str, Theme] = {}
    for theme in [*mottos(article), *priorities(article)]:
        found.setdefault(fold(theme[0]), theme)
    return [theme for key, theme in found.items() if not is_part(key, found)]


def is_part(key: str, keys: dict[str, Theme]) -> bool:
    return any(key != other and key in other for other in keys)


def mottos(article: Clean) -> Iterator[Theme]:
    for unit in article.units:
        if unit.where == "caption" or MOTTO not in unit.text or not is_ours(unit.text):
            continue
        quoted = list(quoted_mottos(unit))
        yield from quoted or plain_mottos(unit)


def quoted_mottos(unit: Unit) -> Iterator[Theme]:
    for start, end in marks_in(unit.text).closed[:MOST_QUOTES]:
        before = fold(unit.text[max(start - 120, 0) : start])
        if BEFORE_QUOTE.search(before) and len(unit.text[start:end].split()) >= FEWEST:
            yield told(unit, "motto-quoted", start, end)


def plain_mottos(unit: Unit) -> Iterator[Theme]:
    """A motto without quote marks, as far as its clause goes."""
    folded = fold_with_map(unit.text)
    found = PLAIN.search(folded.text)
    if found and len(found["words"].split()) >= FEWEST:
        yield told(unit, "motto-plain", *folded.span(*found.span("words")))


def priorities(article: Clean) -> Iterator[Theme]:
    body = [unit for unit in article.units if unit.where == "body"]
    for number, unit in enumerate(body):
        if not CUES.search(unit.text):
            continue
        folded = fold_with_map(unit.text)
        found = LISTED.search(folded.text)
        if found and (is_heading(unit) or folded.text.endswith(":")):
            yield from items(body[number + 1 :])
        elif found and (colon := folded.text.find(":", found.end())) >= 0:
            yield from inline(unit, folded, colon + 1)
        elif is_of_a_chair(folded.text) and (said := SAID.search(folded.text)):
            yield told(unit, "priority-said", *folded.span(*said.span("words")))


def is_heading(unit: Unit) -> bool:
    return unit.line.kind == "heading" and len(unit.text) < LONGEST


def inline(unit: Unit, folded, start: int) -> Iterator[Theme]:
    end = next((m.start() for m in re.finditer("[.؛!؟]", folded.text) if m.start() > start), None)
    span = folded.span(start, end if end is not None else len(folded.text))
    if unit.text[slice(*span)].strip():
        yield told(unit, "priority-said", *span)


def items(units: Sequence[Unit]) -> Iterator[Theme]:
    for unit in units[:MOST_ITEMS]:
        if unit.line.kind != "list_item":
            return
        yield told(unit, "priority-listed", 0, len(unit.text))


def is_ours(text: str) -> bool:
    """A chair or a summit is spoken of, and no other organisation's."""
    folded = fold(text)
    return bool(CSTO.search(folded)) or is_of_a_chair(folded)


def is_of_a_chair(folded: str) -> bool:
    return bool(CHAIR.search(folded)) and not rivals_in(folded)


def told(unit: Unit, rule: str, start: int, end: int) -> Theme:
    words = unit.text[start:end]
    start += len(words) - len(words.lstrip())
    kept = words.strip().rstrip("؛،. ")[:LONGEST]
    return kept, unit.proof("chair_theme", kept, rule, start, start + len(kept))
