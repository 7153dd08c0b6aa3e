"""`manage.py ensure_roles`: the two groups as the tables of `roles.py` say, after `migrate`."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from csto_archive.roles import ROLES, ensure_roles


class Command(BaseCommand):
    help = _("إنشاء دورَي «محرر» و«رئيس تحرير» أو تجديد صلاحياتهما")

    def handle(self, *args, verbosity: int, **options):
        ensure_roles()
        if verbosity:
            self.stdout.write(_("الأدوار: %s") % "، ".join(ROLES))
