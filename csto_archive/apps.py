"""The project as an app (for its commands and template tags) and the Arabic admin."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ArchiveConfig(AppConfig):
    name = "csto_archive"
    default = True


class ArchiveAdminConfig(admin_apps.AdminConfig):
    default_site = "csto_archive.admin.ArchiveAdminSite"
    default = False
