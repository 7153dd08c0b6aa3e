"""Pages that come in through a door of the web: pasted, uploaded, fetched or sent to the API."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from time import monotonic

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from articles.importing.batch import (
    ERROR,
    BatchUndoneError,
    PageReport,
    Understood,
    import_stream,
)
from articles.importing.outcomes import Outcome
from articles.importing.page import RawPage
from articles.importing.read import MAX_BYTES, UnreadablePage, pages_in_bytes, printable
from articles.importing.save import Options
from articles.models import Capture
from csto_archive.arabic.hygiene import Mending

logger = logging.getLogger(__name__)

# What one request may bring: more is a matter of minutes, and of `manage.py import_pages`.
MOST_PAGES = 200
NAME_LENGTH = 200
END_TAG = re.compile(r"</(?:p|div|span|a|h[1-6]|li|article|section|body|html)\s*>", re.IGNORECASE)
PASTED = {True: "صفحة ملصوقة.html", False: "نص ملصوق.txt"}
# And no page is begun after so long: a proxy before us waits no longer than a minute.
MOST_SECONDS = 40
LATE = "طال الوقت فلم تُقرأ كل الصفحات: أعد إرسالها كلها، فما استُورد منها لا يُستورد ثانية"
CUT = "في المرة الواحدة 200 صفحة على الأكثر، ولم يُقرأ ما بعدها: أعد إرساله وحده"

Page = RawPage | UnreadablePage


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a page, and what was mended in its text, where it was read now. `capture` is
    where it is kept."""

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
        new = (one.batch for one in self.taken if one.report.outcome != Outcome.SKIPPED)
        return next((batch for batch in new if batch), None)


def take_in(pages: Iterable[Page], source: str, user) -> Intake:
    """Import the pages as one batch of that user, and tell what became of each."""
    coming = Bounded(pages, MOST_PAGES)
    taken: list[Taken] = []
    undone = ""
    try:
        for answer, report in import_stream(coming, Options(source), timezone.localdate(), user):
            taken.append(taken_as(answer, report))
    except BatchUndoneError as error:
        undone = error.message
    kept = kept_as({one.sha256 for one in taken})
    return Intake(
        tuple(replace(one, **kept.get(one.sha256, {})) for one in taken), undone or coming.problem
    )


class Bounded:
    """The pages of one request, as many as it may bring; `problem` says why there are no more."""

    def __init__(self, pages: Iterable[Page], most: int, cut: str = CUT) -> None:
        self._pages, self._most, self._cut = iter(pages), most, cut
        self.problem = ""

    def __iter__(self) -> Iterator[Page]:
        end = monotonic() + MOST_SECONDS
        for page in islice(self._pages, self._most):
            yield page
            if monotonic() > end:
                self.problem = self._unless_done(LATE)
                return
        self.problem = self._unless_done(self._cut)

    def _unless_done(self, problem: str) -> str:
        return "" if next(self._pages, None) is None else problem


def taken_as(answer: Understood, report: PageReport) -> Taken:
    page, result = answer.found.page, answer.result
    sha256 = page.sha256 if page else ""
    return (
        Taken(report, sha256, result.encoding, result.mendings) if result else Taken(report, sha256)
    )


def kept_as(hashes: set[str]) -> dict[str, dict]:
    rows = Capture.objects.filter(sha256__in=hashes).values("sha256", "pk", "batch", "encoding")
    return {
        row["sha256"]: {"capture": row["pk"], "batch": row["batch"], "encoding": row["encoding"]}
        for row in rows
    }


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
        return
    try:
        yield from pages_in_bytes(content, name, url)
    except Exception:
        logger.exception("reading of %s failed", name)
        yield UnreadablePage(name, "damaged")
