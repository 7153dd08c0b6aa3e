"""Drafts: how much of each field the importer gets right, beside trafilatura alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bench import truths
from bench.databases import databases
from bench.extractors import Articles, ours
from bench.scores import Score, scores
from bench.tables import Report, machine, table
from bench.truths import Truth

SHORTENED = 90
OURS, LIBRARY = "ours", "trafilatura"


def precision(all_of: Sequence[Score]) -> float | None:
    return _share(sum(s.hits for s in all_of), sum(s.got for s in all_of))


def recall(all_of: Sequence[Score]) -> float | None:
    return _share(sum(s.hits for s in all_of), sum(s.expected for s in all_of))


def f1(all_of: Sequence[Score]) -> float | None:
    both = sum(s.expected + s.got for s in all_of)
    return _share(2 * sum(s.hits for s in all_of), both)


def a_page(all_of: Sequence[Score]) -> float | None:
    return _share(sum(s.got for s in all_of), len(all_of))


def _share(hits: float, total: float) -> float | None:
    """None where there was nothing to find."""
    return hits / total if total else None


class Figure(NamedTuple):
    name: str
    measure: str
    of: Callable[[Sequence[Score]], float | None]
    goal: float | None = None
    by_library: bool = False  # trafilatura gives it too


FIGURES = (
    Figure("headline", "headline", recall, 0.95, True),
    Figure("kicker", "kicker", recall),
    Figure("standfirst", "standfirst", recall, None, True),
    Figure("byline", "byline", recall, None, True),
    Figure("dateline city", "dateline_city", recall),
    Figure("date", "published_on", recall, 0.95, True),
    Figure("body: first paragraph right", "body_first", recall, None, True),
    Figure("body: last paragraph right", "body_last", recall, None, True),
    Figure("body: paragraphs, recall", "paragraphs", recall, None, True),
    Figure("body: words, precision", "words", precision, None, True),
    Figure("body: words, recall", "words", recall, None, True),
    Figure("body without a leaked line", "clean_body", recall, 0.95, True),
    Figure("leaked lines a page", "leaked_lines", a_page, None, True),
    Figure("headings F1", "headings", f1, None, True),
    Figure("list items F1", "list_items", f1, None, True),
    Figure("captions F1", "captions", f1),
    Figure("captions with credit F1", "credits", f1),
    Figure("main summit, precision", "summits", precision, 0.98),
    Figure("main summit, recall", "summits", recall, 0.90),
    Figure("background summits, precision", "background_summits", precision),
    Figure("background summits, recall", "background_summits", recall),
    Figure("members, precision", "members", precision),
    Figure("members, recall", "members", recall),
    Figure("members F1", "members", f1, 0.97),
    Figure("absent members F1", "absent_members", f1),
    Figure("initiatives F1 (wording)", "initiatives", f1),
    Figure("initiatives F1 (records)", "initiative_ids", f1),
    Figure("articles a page", "articles_on_page", recall),
    Figure("the article meant comes first", "meant_first", recall),
    Figure("on topic", "on_topic", recall),
)
BY_LIBRARY = frozenset(figure.measure for figure in FIGURES if figure.by_library)
NOTES = """\
Shares out of 1 over all pages; – where nothing was to find. Of several articles on a page the one
that shares most words with the truth is compared. A paragraph or list item is found where 0.9 of
its letters are the same. A line leaks where the clean body does not have it (`leaks` in
bench/scores.py). Two wordings of an initiative match where they share 0.6 of the words of both
(Dice; folded, without articles, «و» and final alif), the likest pairs first, each once."""

Scored = dict[str, list[Score]]  # of each page by its name


def measure(folder: Path, failures: bool) -> Report:
    """Both readers on the pages of a folder. Raises OSError or ValueError (see bench/truths.py)."""
    known = truths.load(folder)
    paths = [truth.page.resolve() for truth in known]
    with databases(("SQLite",)) as [database]:
        database.ask("prepare")
        start = perf_counter()
        read = ours(paths, database)
        seconds = perf_counter() - start
        library = database.ask("trafilatura_alone", paths=list(map(str, paths)))
    found = {OURS: scored(known, read), LIBRARY: scored(known, library)}
    return _report(known, found, seconds, failures, failed=not any(read.values()))


def scored(known: Sequence[Truth], read: Articles) -> Scored:
    return {
        truth.name: list(scores(truth, read.get(str(truth.page.resolve()), []))) for truth in known
    }


def figures(pages: Iterable[Sequence[Score]]) -> dict[str, float | None]:
    by_measure: Mapping[str, list[Score]] = defaultdict(list)
    for page in pages:
        for score in page:
            by_measure[score.measure].append(score)
    return {figure.name: figure.of(by_measure[figure.measure]) for figure in FIGURES}


def _report(
    known: Sequence[Truth], found: dict[str, Scored], seconds: float, failures: bool, failed: bool
) -> Report:
    plain = {truth.name for truth in known if truth.is_plain}
    mine = found[OURS]
    columns = {
        OURS: figures(mine.values()),
        f"{OURS}, text": figures(page for name, page in mine.items() if name in plain),
        f"{OURS}, other": figures(page for name, page in mine.items() if name not in plain),
        LIBRARY: figures(found[LIBRARY].values()),
    }
    for figure in FIGURES:
        if not figure.by_library:
            columns[LIBRARY][figure.name] = None
    rows = [[f.name, f.goal, *[column[f.name] for column in columns.values()]] for f in FIGURES]
    title = f"Drafts: {len(known)} pages ({len(plain)} of them plain text)"
    notes = [
        NOTES,
        f"import_pages took {seconds:.1f} s, its start included.",
        *[f"Missed: {line}" for line in _missed(columns[OURS])],
        *(_failures(found) if failures else ()),
    ]
    text = "\n".join([machine(), table(title, ["", "goal", *columns], rows), *notes, ""])
    told = {"pages": len(known), "seconds": round(seconds, 2), **columns}
    if failures:
        told["failures"] = _told_failures(mine)
    return Report("drafts", text, told, failed)


def _missed(mine: Mapping[str, float | None]) -> list[str]:
    return [
        f"{figure.name} {mine[figure.name]:.3f}, goal {figure.goal}"
        for figure in FIGURES
        if figure.goal and mine[figure.name] is not None and mine[figure.name] < figure.goal
    ]


def _failures(found: Mapping[str, Scored]) -> list[str]:
    lines = []
    for page, misses in _told_failures(found[OURS]).items():
        lines += ["", page]
        lines += [f"  {field}: «{due}» – got «{got}»" for field, due, got in misses]
    return lines or ["No failures."]


def _told_failures(mine: Scored) -> dict[str, list[tuple[str, str, str]]]:
    """Every miss of ours by page: field, what was due, what came."""
    told = {
        page: [
            (score.measure, _shortened(due), _shortened(got))
            for score in of_page
            for due, got in score.misses
        ]
        for page, of_page in mine.items()
    }
    return {page: misses for page, misses in told.items() if misses}


def _shortened(text: str) -> str:
    return text if len(text) <= SHORTENED else f"{text[:SHORTENED]}…"
