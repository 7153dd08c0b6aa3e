"""What a search finds, as sequences that a paginator counts and slices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from articles.bodies import plain_text
from articles.models import Article, Source
from csto_archive.search.index import ARTICLES, Results
from csto_archive.search.query import Query
from csto_archive.searches.groups import Kind, is_named, ranked
from csto_archive.searches.hits import Hit
from csto_archive.searches.question import Question
from csto_archive.searches.shelf import Kept, Shelf, shelf

A_PAGE = 20


class FoundRecords(Sequence):
    """All records of a kind that answer, in their order."""

    def __init__(self, kind: Kind, question: Question) -> None:
        self.kind, self.question, self.query = kind, question, question.query

    @cached_property
    def ranked(self) -> list[Kept]:
        asked = self.question
        found = ranked(self.query, self.kind.find(self.query, asked.numbers, asked.shelf))
        if asked.sort == "relevance":
            return found
        return sorted(found, key=_day, reverse=asked.sort == "newest")

    @cached_property
    def has_all(self) -> bool:
        """Whether all that is asked for was found, and not most of it."""
        return all(self.kind.has_all(record, self.query) for record in self.ranked)

    @cached_property
    def is_named(self) -> bool:
        return bool(self.ranked) and is_named(self.ranked[0], self.query)

    def __len__(self) -> int:
        return len(self.ranked)

    def __getitem__(self, part: slice) -> list[Hit]:
        return [self._hit(record) for record in self.ranked[part]]

    def _hit(self, record: Kept) -> Hit:
        return Hit(
            record, record.model, record.title, record.text, self.query,
            day=record.day, said=record.said, other=record.elsewhere,
        )  # fmt: skip


def _day(record: Kept) -> date:
    return record.day or date.min


class FoundArticles(Sequence):
    """The articles that answer, looked up page by page in the index."""

    def __init__(
        self, query: Query, where: Mapping[str, Sequence[int]], sort: str, kept: Shelf | None = None
    ) -> None:
        self.query, self.where, self.sort = query, where, sort
        self._summits = (kept or shelf()).by_number["summit"]
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
        articles = Article.objects.published().for_hits().in_bulk(numbers)
        return [self._hit(articles[number]) for number in numbers if number in articles]

    def _hit(self, article: Article) -> Hit:
        text = [article.public_standfirst, plain_text(article.public_body)]
        return Hit(
            article, "article", article.headline, "\n".join(filter(None, text)), self.query,
            key="pk", day=article.published_on, summits=self._summits_of(article),
            other=[article.kicker, article.byline, *_captions(article)],
        )  # fmt: skip

    def _summits_of(self, article: Article) -> list[Kept]:
        about = (self._summits.get(number) for (number,) in article.main or ())
        return sorted(filter(None, about), key=_day)


def _captions(article: Article) -> list[str]:
    """As many as may be shown, in their order."""
    if article.rights == Source.Rights.LINK_ONLY:
        return []
    return [f"{caption}\n{credit}" for *_place, caption, credit in sorted(article.captions or ())]
