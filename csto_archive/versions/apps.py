"""The version of the archive as an app: its table, its check."""

from django.apps import AppConfig


class VersionsConfig(AppConfig):
    name = "csto_archive.versions"
    label = "versions"

    def ready(self) -> None:
        from csto_archive.versions import checks  # noqa: F401 (registers them)
