"""`manage.py create_chief_editor`: the first account, with a password that is told once."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from csto_archive.roles import CHIEF_USERNAME, create_chief_editor, ensure_roles


class Command(BaseCommand):
    help = _("إنشاء حساب رئيس التحرير بكلمة مرور عشوائية تُعرض مرة واحدة")

    @transaction.atomic
    def handle(self, *args, **options):
        ensure_roles()
        password = secrets.token_urlsafe(15)
        if create_chief_editor(password) is None:
            self.stdout.write(_("حساب رئيس التحرير موجود، ولم يتغيّر فيه شيء."))
            return
        path = Path(settings.VAR_DIR) / "chief-editor-password"
        write_private(path, password)
        self.stdout.write(_("أُنشئ حساب رئيس التحرير."))
        self.stdout.write(_("الإدارة: %s") % (settings.SITE_URL + reverse("admin:index")))
        self.stdout.write(_("اسم المستخدم: %s") % CHIEF_USERNAME)
        self.stdout.write(_("كلمة المرور (لن تُعرض ثانية): %s") % password)
        self.stdout.write(_("حُفظت في الملف: %s") % path)


def write_private(path: Path, text: str) -> None:
    """Write a file that its owner alone can read, from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
