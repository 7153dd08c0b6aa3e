"""The full-text index as an app: its tables, its commands, its checks."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "csto_archive.search"
    label = "search"

    def ready(self) -> None:
        from csto_archive.search import checks  # noqa: F401 (registers them)
