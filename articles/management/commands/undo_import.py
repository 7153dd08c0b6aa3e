"""`manage.py undo_import BATCH`: one import taken back as a whole."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.importing import tally
from articles.importing.batch import plan_undo, undo_batch
from articles.models import ImportBatch


class Command(BaseCommand):
    help = _("إلغاء استيراد كامل: يُحذف ما أنشأه ولم يعمل عليه أحد، ويبقى ما سواه")

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, help=_("رقم دفعة الاستيراد"))
        parser.add_argument("--dry-run", action="store_true", help=_("عرض ما يُحذف دون حذف شيء"))

    def handle(self, *args, batch: int, dry_run: bool, **options):
        found = ImportBatch.objects.filter(pk=batch).first()
        if found is None:
            raise CommandError(_("لا دفعة استيراد بالرقم %d.") % batch)
        if found.undone_at:
            day = date_format(found.undone_at, "SHORT_DATE_FORMAT")
            self.stdout.write(_("أُلغيت هذه الدفعة من قبل في %s.") % day)
            return
        undone = plan_undo(found) if dry_run else undo_batch(found)
        deleted, kept = (_("سيُحذف"), _("سيبقى")) if dry_run else (_("حُذف"), _("بقي"))
        for one in undone.deleted:
            self.stdout.write(f"{deleted}: {one.pk} {one.headline}")
        for one in undone.kept:
            self.stdout.write(f"{kept}: {one.pk} {one.headline} — {_(one.reason)}")
        counts = (tally.articles(len(undone.deleted)), tally.articles(len(undone.kept)))
        self.stdout.write(f"{deleted}: {counts[0]}؛ {kept}: {counts[1]}")
