"""What is asked of the whole archive, and every address that asks it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from csto_archive.arabic.quoting import quoted
from csto_archive.search.index import ARTICLES
from csto_archive.search.names import Names, known_names
from csto_archive.search.query import Query
from csto_archive.search.spelling import read
from csto_archive.searches.parameters import FACETS, LABELS, SearchForm
from csto_archive.searches.shelf import shelf


class Question:
    """`parameters` are those of an address, whatever they hold; what is unreadable asks nothing."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        self.shelf = shelf()
        self.form = SearchForm(parameters, self.shelf)
        self.form.full_clean()
        asked = self.form.cleaned_data
        self.chosen = {name: asked[name] for name in FACETS if asked.get(name)}
        self.sort = asked.get("sort") or "relevance"
        self.group = asked.get("group") or ""

    @cached_property
    def names(self) -> Names:
        return known_names()

    @cached_property
    def query(self) -> Query:
        return self.read(self.form.data["q"])

    def read(self, text: str) -> Query:
        return read(ARTICLES, text, self.names)

    @property
    def text(self) -> str:
        return self.query.text

    @property
    def is_cut(self) -> bool:
        return "q" in self.form.errors

    @property
    def is_blank(self) -> bool:
        """Nothing is asked at all: the page explains how to."""
        return self.query.is_blank and not self.chosen and not self.group

    @property
    def where(self) -> dict[str, list[int]]:
        return {name: [number] for name, number in self.numbers.items()}

    @property
    def numbers(self) -> dict[str, int]:
        """What was chosen: the year, or the number of the record."""
        return {name: getattr(value, "pk", value) for name, value in self.chosen.items()}

    @property
    def heading(self) -> str:
        return _("نتائج %s") % quoted(self.text) if self.text else str(_("البحث في الأرشيف"))

    # Addresses

    def parameters(self, **changes) -> dict[str, str]:
        """The parameters of this search in their canonical form, with some of them changed."""
        named = {name: getattr(value, "slug", value) for name, value in self.chosen.items()}
        sort = {} if self.sort == "relevance" else {"sort": self.sort}
        asked = {"q": self.text, **named, **sort, "group": self.group, **changes}
        return {name: str(asked[name]) for name in LABELS if asked.get(name)}

    def address(self, name: str = "search:search", **changes) -> str:
        parameters = urlencode(self.parameters(**changes))
        return f"{reverse(name)}?{parameters}" if parameters else reverse(name)

    @property
    def feed_address(self) -> str:
        return self.address("search:feed", sort="", group="")

    @property
    def api_address(self) -> str:
        return self.address("api:search")

    @property
    def articles_address(self) -> str:
        """The same question to the list of articles, where there are more filters.

        "" where year and city are chosen: there they are those of one and the same summit.
        """
        if {"year", "city"} <= self.chosen.keys():
            return ""
        return self.address("articles:articles", sort="", group="")
