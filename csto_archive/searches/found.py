"""What a search finds, as sequences that a paginator counts and slices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from articles.bodies import plain_text
from articles.models import Article
from csto_archive.records import Record
from csto_archive.search.index import ARTICLES, Results
from csto_archive.search.query import Query
from csto_archive.searches.groups import Kind
from csto_archive.searches.hits import Hit

A_PAGE = 20


class FoundRecords(Sequence):
    """All records of a kind that answer, in their order."""

    def __init__(self, kind: Kind, query: Query, where: Mapping, sort: str) -> None:
        self.kind, self.query, self.where, self.sort = kind, query, where, sort

    @cached_property
    def ranked(self) -> list[Record]:
        found = self.kind.ranked(self.query, self.kind.find(self.query, self.where))
        if self.sort == "relevance":
            return found
        return sorted(found, key=self._day, reverse=self.sort == "newest")

    def _day(self, record: Record) -> date:
        return self.kind.day(record) or date.min

    @cached_property
    def has_all(self) -> bool:
        """Whether all that is asked for was found, and not most of it."""
        return all(self.kind.has_all(record, self.query) for record in self.ranked)

    @cached_property
    def is_named(self) -> bool:
        return bool(self.ranked) and self.kind.is_named(self.ranked[0], self.query)

    def __len__(self) -> int:
        return len(self.ranked)

    def __getitem__(self, part: slice) -> list[Hit]:
        return [self._hit(record) for record in self.ranked[part]]

    def _hit(self, record: Record) -> Hit:
        return Hit(
            record, self.kind.title(record), self.kind.text(record), self.query,
            day=self.kind.day(record), said=list(filter(None, self.kind.said(record))),
            other=self.kind.elsewhere(record),
        )  # fmt: skip


class FoundArticles(Sequence):
    """The articles that answer, looked up page by page in the index."""

    def __init__(self, query: Query, where: Mapping[str, Sequence[int]], sort: str) -> None:
        self.query, self.where, self.sort = query, where, sort
        self._results: dict[tuple[int, int], Results] = {}

    def _find(self, start: int, count: int) -> Results:
        place = (start, count)
        if place not in self._results:
            found = ARTICLES.find(self.query, self.where, self.sort, start, count)
            self._results[place] = found
        return self._results[place]

    @property
    def _any(self) -> Results:
        return next(iter(self._results.values()), None) or self._find(0, A_PAGE)

    @property
    def has_all(self) -> bool:
        return not self._any.relaxed

    def __len__(self) -> int:
        return self._any.total

    def __getitem__(self, part: slice) -> list[Hit]:
        start, end = part.start or 0, part.stop
        numbers = self._find(start, max(A_PAGE, end - start)).records[: end - start]
        articles = _for_hits().in_bulk(numbers)
        return [self._hit(articles[number]) for number in numbers if number in articles]

    def _hit(self, article: Article) -> Hit:
        text = [article.public_standfirst, plain_text(article.public_body)]
        captions = [f"{photo.caption}\n{photo.credit}" for photo in article.public_photos]
        return Hit(
            article, article.headline, "\n".join(filter(None, text)), self.query, key="pk",
            day=article.published_on, other=[article.kicker, article.byline, *captions],
        )  # fmt: skip


def _for_hits():
    """With what a hit shows and is searched in, in a fixed number of queries."""
    articles = Article.objects.published().for_list().prefetch_related("photos")
    return articles.defer(None).defer("folded", "stemmed", "imported", "editor_notes")
