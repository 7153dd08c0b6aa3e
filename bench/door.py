"""The archive's search as a reader's query reaches it: the one place that names its functions.

To be imported in a configured Django.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from csto_archive.search.building import in_batches
from csto_archive.search.index import ARTICLES, Results
from csto_archive.search.names import known_names
from csto_archive.search.query import Query
from csto_archive.search.spelling import Speller
from csto_archive.search.spelling import read as read_by
from csto_archive.searches.found import A_PAGE, FoundArticles
from csto_archive.searches.hits import Hit
from csto_archive.searches.suggesting import offers

__all__ = [
    "check",
    "corrected",
    "facets",
    "found",
    "frequencies",
    "hits",
    "offers",
    "page",
    "settle",
    "total",
]

A_STATEMENT = 500  # terms that are asked for at once
Where = Mapping[str, Collection[int]]


def read(text: str) -> Query:
    """What was typed, as the site's search understands it."""
    return read_by(ARTICLES, text, known_names())


def page(
    text: str, where: Where, sort: str = "relevance", start: int = 0, count: int = A_PAGE
) -> Results:
    """The total and one page of record numbers, as the site's search and the API ask for them."""
    return ARTICLES.find(read(text), where, sort, start, count)


def total(text: str, where: Where) -> int:
    return ARTICLES.total(read(text), where)


def facets(text: str, where: Where) -> dict[str, list[tuple[int, int]]]:
    return ARTICLES.facets(read(text), where)


def frequencies(terms: Collection[str]) -> dict[str, int]:
    """In how many articles each of these terms stands."""
    batches = in_batches(sorted(terms), A_STATEMENT)
    return {term: n for batch in batches for term, n in ARTICLES.frequencies(batch).items()}


def found(text: str) -> FoundArticles:
    """The articles that answer, their first page looked up but not read."""
    articles = FoundArticles(read(text), {}, "relevance")
    len(articles)
    return articles


def hits(articles: FoundArticles) -> list[Hit]:
    """The first page, read from the rows."""
    return articles[0:A_PAGE]


def corrected(text: str) -> str:
    """«هل تقصد»: what may have been meant."""
    return Speller(ARTICLES).corrected(read(text), read)


def settle() -> None:
    """Whatever is still noted as changed is brought up to date now, not by the first readers."""
    while ARTICLES.settle():
        pass


def check() -> list[str]:
    """What is wrong with the index."""
    return ARTICLES.check()
