"""`manage.py analyse_anew`: by what records are searched and compared, as today's code has it."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from csto_archive.records import Record


class Command(BaseCommand):
    help = _("ملء ما تُبحث به السجلات وتُقارن، بعد تغيير المحلّل أو إدخال سجلات دفعةً واحدة")

    def handle(self, *args, verbosity: int, **options):
        for model in apps.get_models():
            if issubclass(model, Record):
                changed = model._default_manager.analyse_anew()
                if verbosity:
                    self.stdout.write(f"{model._meta.verbose_name_plural}: {changed}")
