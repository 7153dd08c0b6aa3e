"""`manage.py build_fonts`: the WOFF2 files of the site, from the installed font packages."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from csto_archive.fonts import build


class Command(BaseCommand):
    help = _("بناء خطوط الموقع من حزم الخطوط المثبّتة")
    requires_system_checks = ()

    def handle(self, *args, **options):
        built = build(settings.FONTS_DIR)
        self.stdout.write(_("بُنيت الخطوط.") if built else _("الخطوط جاهزة بلا تغيير."))
