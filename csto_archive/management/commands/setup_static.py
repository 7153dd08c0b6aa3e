"""`manage.py setup_static`: what is built from packages and sources, without a database."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from csto_archive import static_files, translations


class Command(BaseCommand):
    help = _("بناء الخطوط والترجمات والملفات الثابتة")
    requires_system_checks = ()

    def handle(self, *args, **options):
        translations.compile_all()
        call_command("build_fonts", verbosity=0)
        static_files.collect()
