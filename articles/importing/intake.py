"""Pages that come in through a door of the web: pasted, uploaded, fetched or sent to the API."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from articles.importing.batch import ERROR, BatchUndoneError, PageReport, import_stream
from articles.importing.decode import decode
from articles.importing.page import RawPage
from articles.importing.read import MAX_BYTES, UnreadablePage, pages_in_bytes, printable
from articles.importing.save import Options
from articles.models import Capture
from csto_archive.arabic.hygiene import Mending

# What one request may bring: more is a matter of minutes, and of `manage.py import_pages`.
MOST_PAGES = 200
NAME_LENGTH = 200
END_TAG = re.compile(r"</(?:p|div|span|a|h[1-6]|li|article|section|body|html)\s*>", re.IGNORECASE)
PASTED = {True: "صفحة ملصوقة.html", False: "نص ملصوق.txt"}
CUT = "في المرة الواحدة 200 صفحة على الأكثر، ولم يُقرأ ما بعدها: أعد إرساله وحده"

Page = RawPage | UnreadablePage


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a page, and what was mended in its text. `capture` is where it is kept."""

    report: PageReport
    sha256: str = ""
    encoding: str = ""
    mendings: tuple[Mending, ...] = ()
    capture: int | None = None
    batch: int | None = None

    @property
    def failed(self) -> bool:
        return self.report.outcome == ERROR


@dataclass(frozen=True, slots=True)
class Intake:
    """The pages of one request; `problem` says why there are no more of them."""

    taken: tuple[Taken, ...]
    problem: str = ""

    @property
    def batch(self) -> int | None:
        """The import that kept the pages, None where none of them was new."""
        new = (one.batch for one in self.taken if one.report.outcome != "skipped")
        return next((batch for batch in new if batch), None)


def take_in(pages: Iterable[Page], source: str, user) -> Intake:
    """Import the pages as one batch of that user, and tell what became of each."""
    coming = iter(pages)
    reports: list[PageReport] = []
    traces: list[Taken] = []
    problem = ""
    bounded = traced(islice(coming, MOST_PAGES), traces)
    try:
        for report in import_stream(bounded, Options(source), timezone.localdate(), user):
            reports.append(report)
    except BatchUndoneError as error:
        problem = error.message
    if len(reports) == MOST_PAGES and next(coming, None) is not None:
        problem = CUT
    kept = kept_as({trace.sha256 for trace in traces})
    taken = (
        Taken(report, t.sha256, t.encoding, t.mendings, *kept.get(t.sha256, (None, None)))
        for report, t in zip(reports, traces, strict=False)
    )
    return Intake(tuple(taken), problem)


def traced(pages: Iterable[Page], traces: list[Taken]) -> Iterator[Page]:
    """The pages one after the other; of each only what is to be told stays in memory."""
    for page in pages:
        traces.append(trace_of(page))
        yield page


def trace_of(page: Page) -> Taken:
    nothing = PageReport(page.name, ERROR)
    if not isinstance(page, RawPage):
        return Taken(nothing)
    try:
        decoded = decode(page)
    except Exception:  # the import meets the same and reports it
        return Taken(nothing, page.sha256)
    return Taken(nothing, page.sha256, decoded.encoding, decoded.mendings)


def kept_as(hashes: set[str]) -> dict[str, tuple[int, int | None]]:
    rows = Capture.objects.filter(sha256__in=hashes).values_list("sha256", "pk", "batch")
    return {sha256: (capture, batch) for sha256, capture, batch in rows}


def pasted_pages(text: str, url: str = "") -> Iterator[Page]:
    """What was pasted: HTML where it has end tags, else plain text."""
    name = PASTED[END_TAG.search(text) is not None]
    return sent_pages(text.encode(errors="replace"), name, url)


def uploaded_pages(files: Iterable[UploadedFile], url: str = "") -> Iterator[Page]:
    """The pages in the files; a file is read when its turn comes."""
    for file in files:
        name = printable(file.name or "")[:NAME_LENGTH]
        if (file.size or 0) > MAX_BYTES:
            yield UnreadablePage(name, "huge")
        else:
            yield from sent_pages(file.read(), name, url)


def sent_pages(content: bytes, name: str, url: str = "") -> Iterator[Page]:
    if len(content) > MAX_BYTES:
        yield UnreadablePage(name, "huge")
    else:
        yield from pages_in_bytes(content, name, url)
