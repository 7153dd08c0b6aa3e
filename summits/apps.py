from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from csto_archive.search.names import names_from


class SummitsConfig(AppConfig):
    name = "summits"
    verbose_name = _("القمم والأعضاء")

    def ready(self) -> None:
        from summits import spellings

        names_from(spellings.names)
