"""`manage.py load_reference`: the facts on all summits, from CSV into the database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from summits.loading import load
from summits.loading.reading import MalformedReferenceError

OUTCOMES = {
    load.CREATED: _("أضيف"),
    load.UPDATED: _("حُدّث"),
    load.UNCHANGED: _("بلا تغيير"),
    load.EDITED: _("عدّله محرر فتُرك"),
    load.DELETED: _("حذفه محرر فتُرك"),
    load.BEREFT: _("حذف محرر ما يستند إليه فتُرك"),
    load.BARRED: _("يعارضه سجل آخر فتُرك"),
}


class Command(BaseCommand):
    help = _("تحميل البيانات المرجعية عن القمم والدول والقادة والمبادرات")

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=load.FOLDER)

    def handle(self, *args, folder: Path, verbosity: int, **options):
        try:
            report = load.load_reference(folder)
        except MalformedReferenceError as error:
            raise CommandError(
                "\n".join([gettext("لم يُحمَّل شيء، ففي الملفات أخطاء:"), *map(str, error.problems)])
            ) from error
        if verbosity:
            self.tell(report)

    def tell(self, report: load.Report) -> None:
        for table, counts in report.counts.items():
            told = "، ".join(f"{OUTCOMES[key]} {counts[key]}" for key in OUTCOMES if counts[key])
            self.stdout.write(f"{table}: {told}")
        for reason, names in report.left.items():
            for name in names:
                self.stdout.write(f"{OUTCOMES[reason]}: {name}")
