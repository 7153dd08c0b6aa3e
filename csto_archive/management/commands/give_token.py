"""`manage.py give_token USERNAME`: lets a person's programs import through the API."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.authtoken.models import Token


class Command(BaseCommand):
    help = _("إعطاء رمز استيراد لمن يضيف مقالات؛ الرمز السابق يبطل")

    def add_arguments(self, parser):
        parser.add_argument("username", help=_("اسم المستخدم"))
        parser.add_argument("--take-back", action="store_true", help=_("إبطال الرمز بلا جديد"))

    @transaction.atomic
    def handle(self, *args, username: str, take_back: bool, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("لا مستخدم باسم %s.") % username)
        taken_back, _kinds = Token.objects.filter(user=user).delete()
        if take_back:
            done = _("أُبطل الرمز.") if taken_back else _("لا رمز لهذا المستخدم.")
            self.stdout.write(done)
            return
        if not user.has_perm("articles.add_article"):
            raise CommandError(_("%s لا يضيف مقالات، فلا رمز له.") % username)
        token = Token.objects.create(user=user)
        self.stdout.write(_("الرمز (لن يُعرض ثانية): %s") % token.key)
