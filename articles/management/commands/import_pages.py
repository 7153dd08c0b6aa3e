"""`manage.py import_pages PATH…`: scraped pages into the archive."""

import json
import signal
import sys
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.importing import tally
from articles.importing.batch import ERROR, BatchUndoneError, import_pages, pages_in, preview
from articles.importing.report import as_json, line_of, preview_lines, report_json
from articles.importing.save import Options

INTERRUPTED = 130
MOST_JOBS = 64
ARCHIVES = {".zip", ".warc", ".gz"}


def jobs(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= MOST_JOBS):
        raise ArgumentTypeError(_("عدد من 1 إلى %d") % MOST_JOBS)
    return int(text)


@contextmanager
def stopping() -> Iterator[Event]:
    """Ctrl-C lets the page at hand be saved whole; a second one waits for nothing."""
    asked, former = Event(), signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread():
        yield asked
        return

    def ask(*_signal) -> None:
        signal.signal(signal.SIGINT, former)
        asked.set()

    signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, former)


class Command(BaseCommand):
    help = _("استيراد صفحات صحفية إلى الأرشيف؛ إن توقّف أُعيد فأكمل ما بقي")

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, help=_("ملفات أو مجلدات"))
        parser.add_argument("--source", default="", help=_("اسم المصدر"))
        parser.add_argument("--url", default="", help=_("عنوان الصفحة، لصفحة واحدة"))
        parser.add_argument("--publish", action="store_true", help=_("نشر المقالات فوراً"))
        parser.add_argument("--dry-run", action="store_true", help=_("عرض ما يُفهم دون حفظ شيء"))
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--sample", action="store_true", help=_("عيّنات تعليمية"))
        parser.add_argument("--jobs", type=jobs, default=1, help=_("عدد العمليات التي تقرأ معاً"))

    def handle(self, *args, paths, url, dry_run, **options):
        pages = pages_in(paths)
        if not pages:
            raise CommandError(_("لا صفحات في المسارات المذكورة."))
        if url and len(pages) > 1:
            raise CommandError(_("الخيار --url لصفحة واحدة لا أكثر."))
        self.as_text = options["format"] == "text"
        self.outcomes = Counter()
        run = self.preview if dry_run else self.save
        try:
            with stopping() as self.is_stopped:
                run(pages, url, options)
        except KeyboardInterrupt:
            raise CommandError(self.stopped(), returncode=INTERRUPTED) from None
        except BatchUndoneError as undone:
            raise CommandError(_(undone.message)) from None
        if failed := self.outcomes[ERROR]:
            raise CommandError(_("صفحات لم تُقرأ: %d") % failed)

    def stopped(self) -> str:
        done = tally.pages(self.outcomes.total())
        return _("توقّف الاستيراد بعد %s. أعد الأمر نفسه ليكمل ما بقي.") % done

    def preview(self, pages, url, options) -> None:
        with closing(preview(pages, url, timezone.localdate(), options["jobs"])) as found:
            for name, result, problem in self.progress(found, pages):
                self.outcomes[ERROR if result is None else ""] += 1
                if result is None:
                    self.tell(f"{name}: {_('خطأ')} — {problem}", self.stderr)
                elif self.as_text:
                    self.tell("\n".join(preview_lines(name, result)))
                else:
                    self.tell_json(as_json(name, result))

    def save(self, pages, url, options) -> None:
        how = Options(options["source"], options["publish"], options["sample"])
        is_told = self.as_text and options["verbosity"]
        today, count = timezone.localdate(), options["jobs"]
        with closing(import_pages(pages, how, url, today, jobs=count)) as reports:
            for report in self.progress(reports, pages):
                self.outcomes[report.outcome] += 1
                is_error = report.outcome == ERROR
                if is_error or is_told:
                    self.tell(line_of(report), self.stderr if is_error else self.stdout)
                elif not self.as_text:
                    self.tell_json([report_json(report)])
        if is_told:
            self.tell(tally.summary(self.outcomes))

    def progress(self, reports, pages):
        """How many pages an archive holds is not known before they are read."""
        known = not any(path.suffix.lower() in ARCHIVES for path in pages)
        total = len(pages) if known else None
        with tqdm(
            reports, total=total, file=sys.stderr, disable=None, unit=_(" صفحة"),
            desc=_("الاستيراد"),
        ) as bar:  # fmt: skip
            for report in bar:
                yield report
                if self.is_stopped.is_set():
                    raise KeyboardInterrupt

    def tell_json(self, objects) -> None:
        for item in objects:
            self.tell(json.dumps(item, ensure_ascii=False))

    def tell(self, text: str, stream=None) -> None:
        with tqdm.external_write_mode(file=sys.stderr):
            (stream or self.stdout).write(text)
