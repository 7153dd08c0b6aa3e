"""Short ways to ask the index, and to write articles for it."""

import itertools

import pytest

from articles.models import Article
from csto_archive.search.index import ARTICLES
from csto_archive.search.query import Clause, Phrase, Query, parse


@pytest.fixture
def write(db):
    """`write("headline", "body")`: a published article, the first the oldest."""
    days = itertools.count(1)

    def write_one(headline: str, body: str = "", **fields) -> Article:
        fields = {"published_on": f"2023-01-{next(days):02}"} | fields
        article = Article(headline=headline, body=f"<p>{body}</p>" if body else "", **fields)
        article.publish()
        return article

    return write_one


def asking(*clauses: str, without: tuple[str, ...] = (), **fields) -> Query:
    """A query of terms: each clause one word, or several side by side; «a/b» is one of both."""
    any_of = [
        tuple(Phrase(tuple(phrase.split())) for phrase in clause.split("/")) for clause in clauses
    ]
    return Query(
        " ".join(clauses),
        tuple(Clause(clause, phrases) for clause, phrases in zip(clauses, any_of, strict=True)),
        tuple(Phrase(tuple(phrase.split())) for phrase in without),
        **fields,
    )


def found(text: str | Query, **how) -> list[int]:
    """The numbers of the articles that a text finds."""
    query = parse(text) if isinstance(text, str) else text
    return ARTICLES.find(query, **how).records
