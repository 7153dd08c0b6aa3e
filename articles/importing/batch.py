"""A run over many pages: files and folders in, one report a page out. A bad page stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from articles.importing.authority import load_authority
from articles.importing.page import PageResult
from articles.importing.pipeline import understand
from articles.importing.read import SUFFIXES, UnreadablePageError, printable, read_path
from articles.importing.recognise import Authority
from articles.importing.save import Options, save_page
from articles.importing.save.batches import close_batch, open_batch
from articles.models import ImportBatch

logger = logging.getLogger(__name__)

ERROR = "error"
UNEXPECTED = "خطأ غير متوقع لم يُحفظ بسببه شيء من الصفحة"
# Blessed results lie beside their pages in the sample folders.
BLESSED = ".clean.txt"


@dataclass(frozen=True, slots=True)
class PageReport:
    """What became of a page: created, updated, newer, skipped, needs_editor or error."""

    page: str
    outcome: str
    articles: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
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


def import_pages(
    paths: Sequence[Path], options: Options, url: str, today: date, user=None
) -> Iterator[PageReport]:
    """Save page after page, each in its own transaction, and yield its report.

    A run that is stopped keeps what it has done and its report; run again, it does the rest.
    """
    authority, batch = load_authority(), open_batch(user)
    reports: list[PageReport] = []
    try:
        for path in paths:
            reports.append(import_page(path, url, authority, batch, options, today))
            yield reports[-1]
    finally:
        close_batch(batch, [asdict(report) for report in reports], timezone.now())


def import_page(
    path: Path, url: str, authority: Authority, batch: ImportBatch, options: Options, today: date
) -> PageReport:
    try:
        page = read_path(path, url)
        saved = save_page(page, understand(page, authority, today), batch, options)
    except UnreadablePageError as error:
        return PageReport(printable(str(path)), ERROR, problem=error.message)
    except Exception:
        logger.exception("import of %s failed", path)
        return PageReport(printable(str(path)), ERROR, problem=UNEXPECTED)
    return PageReport(printable(str(path)), **asdict(saved))


def preview(
    paths: Sequence[Path], url: str, today: date
) -> Iterator[tuple[Path, PageResult | None, str]]:
    """(path, result, problem) of each page; writes nothing."""
    authority = load_authority()
    for path in paths:
        try:
            yield path, understand(read_path(path, url), authority, today), ""
        except UnreadablePageError as error:
            yield path, None, error.message
        except Exception:
            logger.exception("reading of %s failed", path)
            yield path, None, UNEXPECTED
