"""A run over many pages: files and folders in, one report a page out. A bad page stops nothing."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path

from articles.importing.authority import load_authority
from articles.importing.outcomes import Outcome
from articles.importing.page import PageResult, RawPage
from articles.importing.pipeline import understand
from articles.importing.read import (
    SUFFIXES,
    UnreadablePage,
    UnreadablePageError,
    pages_at,
    printable,
)
from articles.importing.save import SKIPPED, Options, is_known, save_page
from articles.importing.save.batches import BatchUndoneError, Log, open_batch
from articles.importing.save.undoing import Taken, Undone, plan_undo, undo_batch
from articles.importing.similar import Similar, similar_to
from articles.importing.workers import REASONS, PageFailedError, resting, workers
from articles.models import ImportBatch

__all__ = [
    "ERROR", "BatchUndoneError", "PageReport", "Taken", "Undone", "import_pages", "import_stream",
    "pages_in", "plan_undo", "preview", "undo_batch",
]  # fmt: skip

logger = logging.getLogger(__name__)

ERROR = Outcome.ERROR
UNEXPECTED = REASONS["unexpected"]
# Outcomes of pages that changed the wording of an article.
REWORDED = (Outcome.CREATED, Outcome.UPDATED)
# Instead of a number of processes: one that understands what comes over the web.
APART = 0
# Blessed results lie beside their pages in the sample folders.
BLESSED = ".clean.txt"
# How far reading may run ahead of saving.
PAGES_A_WORKER = 4
BYTES_AHEAD = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PageReport:
    """What became of a page; `outcome` is an Outcome."""

    page: str
    outcome: str
    articles: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problem: str = ""
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of what is imported: its page, or why it has none."""

    name: str
    page: RawPage | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was found and understood; without `result` the page has a problem or is known."""

    found: Found
    result: PageResult | None = None
    problem: str = ""


def pages_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the pages inside the folders named, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        found += sorted(filter(is_page, path.rglob("*"))) if path.is_dir() else [path]
    return found


def is_page(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.name.endswith(BLESSED)
    return path.suffix.lower() in SUFFIXES and not hidden and path.is_file()


def found_in(paths: Iterable[Path], url: str) -> Iterator[Found]:
    """The pages of the files, named by their files; nothing that is wrong with one stops it."""
    for path in paths:
        file = printable(str(path))
        folder = file.removesuffix(printable(path.name))
        try:
            for page in pages_at(path, url):
                yield found(page, folder + page.name)
        except Exception:
            logger.exception("reading of %s failed", file)
            yield Found(file, problem=UNEXPECTED)


def found(page: RawPage | UnreadablePage, name: str) -> Found:
    if isinstance(page, UnreadablePage):
        return Found(name, problem=page.message)
    return Found(name, page)


def import_pages(
    paths: Sequence[Path], options: Options, url: str, today: date, user=None, jobs: int = 1
) -> Iterator[PageReport]:
    """Save page after page, each in its own transaction, and yield its report.

    A run that is stopped keeps what it has done and its report; run again, it does the rest.
    Raises BatchUndoneError where somebody takes the import back meanwhile.
    """
    done = save_all(found_in(paths, url), options, today, user, jobs)
    with closing(done):
        for _answer, report in done:
            yield report


def import_stream(
    pages: Iterable[RawPage | UnreadablePage],
    options: Options,
    today: date,
    user=None,
    jobs: int = APART,
) -> Iterator[tuple[Understood, PageReport]]:
    """`import_pages` of pages that are read already; each report with what it is about."""
    return save_all((found(page, page.name) for page in pages), options, today, user, jobs)


def save_all(
    entries: Iterator[Found], options: Options, today: date, user, jobs: int
) -> Iterator[tuple[Understood, PageReport]]:
    batch = open_batch(user)
    log = Log(batch)
    answers = understood(entries, today, jobs, lambda page: is_known(page, options))
    try:
        with closing(answers):
            for answer in answers:
                report = saved(answer, batch, options)
                log.add(asdict(report))
                yield answer, report
    finally:
        log.close()


def saved(answer: Understood, batch: ImportBatch, options: Options) -> PageReport:
    name = answer.found.name
    if answer.problem:
        return PageReport(name, ERROR, problem=answer.problem)
    if answer.result is None:
        return PageReport(name, SKIPPED)
    try:
        done = save_page(answer.found.page, answer.result, batch, options)
        similar = similar_to(done.articles) if done.outcome in REWORDED else ()
    except BatchUndoneError:
        raise
    except Exception:
        logger.exception("import of %s failed", name)
        return PageReport(name, ERROR, problem=UNEXPECTED)
    return PageReport(name, **asdict(done), similar=similar)


def preview(
    paths: Sequence[Path], url: str, today: date, jobs: int = 1
) -> Iterator[tuple[str, PageResult | None, str]]:
    """(name, result, problem) of each page; writes nothing."""
    with closing(understood(found_in(paths, url), today, jobs)) as answers:
        for answer in answers:
            yield answer.found.name, answer.result, answer.problem


def understood(
    entries: Iterator[Found], today: date, jobs: int, is_there: Callable = lambda page: False
) -> Iterator[Understood]:
    """Each entry with what it was understood to be, in the order of the entries.

    Pages that are there already are not read again. With `jobs` > 1 processes work ahead; APART,
    one process understands page after page; with 1 it is done in this very process.
    """
    facts = (load_authority(), today)

    def is_open(one: Found) -> bool:
        return one.page is not None and not is_there(one.page)

    if jobs <= 1:
        with (resting.worker if jobs == APART else at_hand)(understand, *facts) as read:
            for one in entries:
                yield answered(one, partial(read, one.page) if is_open(one) else None)
        return
    with workers(jobs, understand, *facts) as pool:
        ahead: deque[tuple[Found, Callable | None]] = deque()
        for one in entries:
            ahead.append((one, pool.submit(one.page).result if is_open(one) else None))
            while is_far(ahead, jobs):
                yield answered(*ahead.popleft())
        while ahead:
            yield answered(*ahead.popleft())


def at_hand(understand: Callable, *facts) -> AbstractContextManager[Callable]:
    return nullcontext(lambda page: understand(page, *facts))


def is_far(ahead: deque, jobs: int) -> bool:
    size = sum(len(one.page.content) for one, _answer in ahead if one.page)
    return len(ahead) > PAGES_A_WORKER * jobs or size > BYTES_AHEAD


def answered(one: Found, answer: Callable[[], PageResult] | None) -> Understood:
    if answer is None:
        return Understood(one, problem=one.problem)
    try:
        return Understood(one, answer())
    except (UnreadablePageError, PageFailedError) as error:
        return Understood(one, problem=error.message)
    except Exception:
        logger.exception("reading of %s failed", one.name)
        return Understood(one, problem=UNEXPECTED)
