"""`manage.py load_reference`: the facts on all summits, from CSV into the database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from summits.loading.load import FOLDER, Report, load_reference
from summits.loading.reading import MalformedReferenceError


class Command(BaseCommand):
    help = _("تحميل البيانات المرجعية عن القمم والدول والقادة والمبادرات")

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)

    def handle(self, *args, folder: Path, verbosity: int, **options):
        try:
            report = load_reference(folder)
        except MalformedReferenceError as error:
            raise CommandError(
                "\n".join([_("لم يُحمَّل شيء، ففي الملفات أخطاء:"), *map(str, error.problems)])
            ) from error
        if verbosity:
            self.tell(report)

    def tell(self, report: Report) -> None:
        labels = {
            "created": _("أضيف"), "updated": _("حُدّث"),
            "unchanged": _("بلا تغيير"), "edited": _("عدّله محرر فتُرك"),
        }  # fmt: skip
        for table, counts in report.counts.items():
            told = "، ".join(f"{labels[key]} {counts[key]}" for key in labels if counts[key])
            self.stdout.write(f"{table}: {told}")
        for record in report.edited:
            name = record._meta.verbose_name
            self.stdout.write(_("تُرك كما عدّله المحرر: %s") % f"{name} «{record}»")
