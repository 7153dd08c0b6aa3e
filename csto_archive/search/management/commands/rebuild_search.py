"""`manage.py rebuild_search`: the search index anew, while the site answers from the old one."""

import sys
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from csto_archive.search.building import BusyError, RebuildError
from csto_archive.search.index import ARTICLES


class Command(BaseCommand):
    help = _("إعادة بناء فهرس البحث من دون إيقاف الموقع؛ ما توقّف منها يُستأنف")

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed", action="store_true", help=_("إن كان الفهرس قديماً أو ناقصاً وحسب")
        )

    def handle(self, *args, if_needed: bool, verbosity: int, **options):
        if if_needed and not ARTICLES.needs_rebuild():
            return
        began = monotonic()
        with tqdm(file=sys.stderr, disable=None, unit="article") as bar:
            try:
                done = ARTICLES.rebuild(lambda done, of: show(bar, done, of))
            except BusyError as error:
                if if_needed:
                    return
                raise CommandError(str(error)) from error
            except RebuildError as error:
                raise CommandError(str(error)) from error
        if verbosity:
            seconds = monotonic() - began
            self.stdout.write(
                _("بُني الفهرس: %(count)d مقالاً في %(seconds).1f ثانية (%(speed)d في الثانية)")
                % {"count": done, "seconds": seconds, "speed": done / seconds}
            )


def show(bar: tqdm, done: int, of: int) -> None:
    bar.total = of
    bar.update(done - bar.n)
