"""What the box offers while a reader types: records to go to, then words to search for."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles.suggestions import headlines
from csto_archive.search.suggestions import WORD, Suggestion, suggest
from summits.suggestions import records

PROVIDERS = (records, headlines)
MOST = 8
NOUNS = {
    "summits": _("قمة"),
    "members": _("دولة"),
    "leaders": _("قائد"),
    "cities": _("مدينة"),
    "initiatives": _("مبادرة أو وثيقة"),
    "articles": _("مقال"),
    WORD: _("بحث"),
}


@dataclass(frozen=True)
class Offer:
    """A suggestion with where it leads: to a record, or to the search for it."""

    suggestion: Suggestion

    @property
    def text(self) -> str:
        return self.suggestion.text

    @property
    def kind(self) -> str:
        return self.suggestion.kind

    @property
    def also(self) -> str:
        return self.suggestion.also

    @property
    def label(self) -> str:
        return str(NOUNS[self.kind])

    @property
    def address(self) -> str:
        asked = urlencode({"q": self.suggestion.query})
        return self.suggestion.address or f"{reverse('search:search')}?{asked}"

    @property
    def permalink(self) -> str:
        return settings.SITE_URL + self.address


def offers(typed: str) -> list[Offer]:
    return [Offer(suggestion) for suggestion in suggest(typed, PROVIDERS, MOST)]
