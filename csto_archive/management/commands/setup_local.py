"""`manage.py setup_local`: all that `make run` needs, made once and left alone afterwards."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

SAMPLES = settings.BASE_DIR / "samples" / "pages"


class Command(BaseCommand):
    help = _("تهيئة الأرشيف على هذا الجهاز: القاعدة والبيانات والخطوط والملفات وحساب رئيس التحرير")

    def add_arguments(self, parser):
        parser.add_argument("--no-samples", action="store_true", help=_("من دون الصفحات التعليمية"))

    def handle(self, *args, no_samples: bool, **options):
        call_command("setup_static")
        call_command("migrate", verbosity=0)
        call_command("load_reference", verbosity=0)
        if not no_samples:
            call_command("import_pages", str(SAMPLES), publish=True, sample=True, verbosity=0)
        call_command("rebuild_search", if_needed=True, verbosity=0)
        call_command("create_chief_editor")
        self.stdout.write(_("الموقع: %s/") % settings.SITE_URL)
        self.stdout.write(_("الإدارة: %s/admin/") % settings.SITE_URL)
