"""The right-to-left admin: Django's own, with Arabic titles."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class ArchiveAdminSite(AdminSite):
    site_header = _("أرشيف قمم منظمة معاهدة الأمن الجماعي")
    site_title = _("إدارة الأرشيف")
    index_title = _("لوحة التحرير")
