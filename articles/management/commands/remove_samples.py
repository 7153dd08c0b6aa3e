"""`manage.py remove_samples`: the archive without its teaching samples."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from articles.importing.save.samples import remove_samples


class Command(BaseCommand):
    help = _("حذف العيّنات التعليمية ولقطاتها ومصادرها التي لا مقالات سواها لها")

    def handle(self, *args, **options):
        removed = remove_samples()
        self.stdout.write(
            _("حُذفت العيّنات: المقالات %(articles)d، اللقطات %(captures)d، المصادر %(sources)d")
            % removed
        )
