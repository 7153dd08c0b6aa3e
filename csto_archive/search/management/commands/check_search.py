"""`manage.py check_search`: does the search index say what the articles say?"""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from csto_archive.search.index import ARTICLES
from csto_archive.search.management.commands.rebuild_search import show


class Command(BaseCommand):
    help = _("مطابقة فهرس البحث بالمقالات؛ لا يغيّر شيئاً")

    def add_arguments(self, parser):
        parser.add_argument("--sample", type=int, metavar="N", help=_("عدد من المقالات بدل كلها"))

    def handle(self, *args, sample: int | None, verbosity: int, **options):
        with tqdm(file=sys.stderr, disable=None, unit="article") as bar:
            found = ARTICLES.check(sample, lambda done, of: show(bar, done, of))
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(_("فروق بين الفهرس والمقالات: %d") % len(found))
        if verbosity:
            self.stdout.write(_("الفهرس مطابق للمقالات."))
