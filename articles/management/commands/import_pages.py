"""`manage.py import_pages PATH…`: scraped pages into the archive."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from articles.importing.batch import ERROR, import_pages, pages_in, preview
from articles.importing.report import as_json, line_of, preview_lines, report_json
from articles.importing.save import Options


class Command(BaseCommand):
    help = _("استيراد صفحات صحفية (txt وhtml) إلى الأرشيف")

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, help=_("ملفات أو مجلدات"))
        parser.add_argument("--source", default="", help=_("اسم المصدر"))
        parser.add_argument("--url", default="", help=_("عنوان الصفحة، لصفحة واحدة"))
        parser.add_argument("--publish", action="store_true", help=_("نشر المقالات فوراً"))
        parser.add_argument("--dry-run", action="store_true", help=_("عرض ما يُفهم دون حفظ شيء"))
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--sample", action="store_true", help=_("عيّنات تعليمية"))

    def handle(self, *args, paths, url, dry_run, **options):
        pages = pages_in(paths)
        if not pages:
            raise CommandError(_("لا صفحات في المسارات المذكورة."))
        if url and len(pages) > 1:
            raise CommandError(_("الخيار --url لصفحة واحدة لا أكثر."))
        run = self.preview if dry_run else self.save
        failed = run(pages, url, as_text=options["format"] == "text", options=options)
        if failed:
            raise CommandError(_("صفحات لم تُقرأ: %d") % failed)

    def preview(self, pages, url, as_text, options) -> int:
        failed = 0
        for path, result, problem in self.progress(
            preview(pages, url, timezone.localdate()), pages
        ):
            if result is None:
                failed += 1
                self.tell(f"{path}: {_('خطأ')} — {problem}", self.stderr)
            elif as_text:
                self.tell("\n".join(preview_lines(str(path), result)))
            else:
                self.tell_json(as_json(str(path), result))
        return failed

    def save(self, pages, url, as_text, options) -> int:
        how = Options(options["source"], options["publish"], options["sample"])
        failed = 0
        for report in self.progress(import_pages(pages, how, url, timezone.localdate()), pages):
            is_error = report.outcome == ERROR
            failed += is_error
            if is_error or (as_text and options["verbosity"]):
                self.tell(line_of(report), self.stderr if is_error else self.stdout)
            elif not as_text:
                self.tell_json([report_json(report)])
        return failed

    def progress(self, reports, pages):
        return tqdm(reports, total=len(pages), file=sys.stderr, disable=None, unit="page")

    def tell_json(self, objects) -> None:
        for item in objects:
            self.tell(json.dumps(item, ensure_ascii=False))

    def tell(self, text: str, stream=None) -> None:
        (stream or self.stdout).write(text)
