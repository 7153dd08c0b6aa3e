"""The project as an app (for its commands and template tags) and the Arabic admin."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ArchiveConfig(AppConfig):
    name = "csto_archive"
    default = True

    def ready(self) -> None:
        from csto_archive import checks  # noqa: F401 (registers them)


class ArchiveAdminConfig(admin_apps.AdminConfig):
    default_site = "csto_archive.editing.ArchiveAdminSite"
    default = False
