"""One answer to a search: the record, what is marked in it, and which forms of words answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from articles.models import Article
from csto_archive.arabic.analysis import analyse
from csto_archive.arabic.normalise import fold
from csto_archive.search.highlighting import Fragment, fragments, snippet, written_forms
from csto_archive.search.query import Query
from csto_archive.searches.shelf import Kept

SNIPPET_LENGTH = 220
MOST_FORMS = 8
# «والقمة», «للقمة», «بالقمة»: what is written onto a word and says nothing of why it answers.
_CONJUNCTION = re.compile("^[وف](?=.{2})")
_ARTICLE = re.compile("^(?:[بك]?ال|لل)(?=.{2})")


@dataclass(frozen=True)
class Form:
    """`written` stands in the record and answers the `word` that was asked for."""

    written: str
    word: str

    @property
    def is_plain(self) -> bool:
        """Whether it is what was typed, but for marks, the article, and a conjunction."""
        typed = [_readings(token.word) for token in analyse(self.word)]
        found = [_readings(token.word) for token in analyse(self.written)]
        places = range(len(typed) - len(found) + 1)
        return any(_are_same(found, typed[at : at + len(found)]) for at in places)


def _readings(word: str) -> set[str]:
    """The word, and what it may be without a conjunction and the article."""
    stripped = {word, _CONJUNCTION.sub("", word)}
    return stripped | {_ARTICLE.sub("", each) for each in stripped}


def _are_same(words: Iterable[set[str]], others: Iterable[set[str]]) -> bool:
    return all(one & other for one, other in zip(words, others, strict=True))


@dataclass
class Hit:
    """`text` is what the snippet is cut from, `other` what is searched and not shown."""

    record: Article | Kept
    model: str
    title: str
    text: str
    query: Query
    key: str = "slug"
    day: date | None = None
    summits: Iterable[Kept] = ()
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
        """Why it matched, where that is not plain; what the hit does not show comes last."""
        shown = {fold(text) for text in self._marked()}
        explaining = [form for form in self.every_form if not form.is_plain]
        return sorted(explaining, key=lambda form: fold(form.written) not in shown)[:MOST_FORMS]

    def _marked(self) -> Iterator[str]:
        pieces = (*self.headline, *self.snippet)
        return (text for text, is_marked in pieces if is_marked)
