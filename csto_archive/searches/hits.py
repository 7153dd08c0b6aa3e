"""One answer to a search: the record, what is marked in it, and which forms of words answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from csto_archive.records import Record
from csto_archive.search.highlighting import Fragment, fragments, snippet, written_forms
from csto_archive.search.query import Query

SNIPPET_LENGTH = 220
MOST_FORMS = 8


@dataclass(frozen=True)
class Form:
    """`written` stands in the record and answers the `word` that was asked for."""

    written: str
    word: str


@dataclass
class Hit:
    """`text` is what the snippet is cut from, `other` what is searched and not shown."""

    record: Record
    title: str
    text: str
    query: Query
    key: str = "slug"
    day: date | None = None
    said: Iterable[str] = ()
    other: Iterable[str] = ()

    @cached_property
    def headline(self) -> list[Fragment]:
        return fragments(self.title, self.query)

    @cached_property
    def snippet(self) -> list[Fragment]:
        return snippet(self.text, self.query, SNIPPET_LENGTH) if self.text else []

    @property
    def shows_snippet(self) -> bool:
        """Whether the snippet says what the headline does not: where something in it is marked."""
        return any(is_marked for _text, is_marked in self.snippet)

    @cached_property
    def every_form(self) -> list[Form]:
        """Why it matched."""
        found = written_forms([self.title, self.text, *self.other], self.query)
        return [Form(written, clause.written) for written, clause in found]

    @property
    def forms(self) -> list[Form]:
        """Why it matched, where that is not plain: what stands there as typed explains nothing."""
        return [form for form in self.every_form if form.written != form.word][:MOST_FORMS]
