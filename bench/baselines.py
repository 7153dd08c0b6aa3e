"""What a site gets without an analyser of its own: FTS5, PostgreSQL `arabic`, known stemmers."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from math import log

import psycopg

from bench import stemmers
from bench.arcd import DEPTH, Ranking
from csto_archive.arabic.analysis import analyse
from csto_archive.arabic.normalise import fold

K1, B = 1.2, 0.75  # those of FTS5 and Lucene


def without_server(paragraphs: Sequence[str]) -> dict[str, Ranking]:
    """The rankings that need no PostgreSQL, by the name they are printed under."""
    return {
        "FTS5 (unicode61, bm25)": fts5(paragraphs, str),
        "FTS5, folded": fts5(paragraphs, fold),
        "light10, stop words, BM25": bm25(paragraphs, stemmers.terms(stemmers.light10)),
        "Snowball, stop words, BM25": bm25(paragraphs, stemmers.terms(stemmers.snowball)),
        "our terms alone, BM25": bm25(paragraphs, _our_terms),
    }


def _our_terms(text: str) -> list[str]:
    return [token.term for token in analyse(text) if token.term]


def fts5(paragraphs: Sequence[str], prepare: Callable[[str], str]) -> Ranking:
    """SQLite as it comes: any of the question's words, ordered by bm25()."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE paragraph USING fts5(text)")
    rows = ((number, prepare(text)) for number, text in enumerate(paragraphs))
    database.executemany("INSERT INTO paragraph(rowid, text) VALUES (?, ?)", rows)
    sql = f"SELECT rowid FROM paragraph WHERE paragraph MATCH ? ORDER BY rank, rowid LIMIT {DEPTH}"  # noqa: S608

    def ranking(question: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in prepare(question).replace('"', " ").split())
        return [number for (number,) in database.execute(sql, [words])] if words else []

    return ranking


def bm25(paragraphs: Sequence[str], analyse: Callable[[str], list[str]]) -> Ranking:
    """Lucene's BM25 over the terms that `analyse` gives."""
    postings: dict[str, dict[int, int]] = defaultdict(dict)
    lengths = []
    for number, text in enumerate(paragraphs):
        counted = Counter(analyse(text))
        lengths.append(counted.total())
        for term, times in counted.items():
            postings[term][number] = times
    average = sum(lengths) / max(len(lengths), 1) or 1

    def weight(term: str) -> float:
        having = len(postings[term])
        return log(1 + (len(lengths) - having + 0.5) / (having + 0.5))

    def ranking(question: str) -> list[int]:
        scores: Counter[int] = Counter()
        for term in (term for term in analyse(question) if term in postings):
            for number, times in postings[term].items():
                spread = K1 * (1 - B + B * lengths[number] / average)
                scores[number] += weight(term) * times * (K1 + 1) / (times + spread)
        return sorted(scores, key=lambda number: (-scores[number], number))[:DEPTH]

    return ranking


def postgresql(paragraphs: Sequence[str], address: str) -> dict[str, Ranking]:
    """PostgreSQL's `arabic` configuration: any of the words, by its two rank functions."""
    database = psycopg.connect(address, autocommit=True)
    database.execute("CREATE TEMP TABLE paragraph (number int PRIMARY KEY, terms tsvector)")
    database.cursor().executemany(
        "INSERT INTO paragraph VALUES (%s, to_tsvector('arabic', %s))", list(enumerate(paragraphs))
    )
    functions = ("ts_rank_cd", "ts_rank")
    return {f"PostgreSQL arabic, {name}": _ranked_by(database, name) for name in functions}


def _ranked_by(database: psycopg.Connection, function: str) -> Ranking:
    sql = f"""
        WITH asked AS (
            SELECT replace(plainto_tsquery('arabic', %s)::text, '&', '|')::tsquery AS any_word
        )
        SELECT number FROM paragraph, asked WHERE terms @@ any_word
        ORDER BY {function}(terms, any_word) DESC, number LIMIT {DEPTH}
    """  # noqa: S608

    def ranking(question: str) -> list[int]:
        return [number for (number,) in database.execute(sql, [question])]

    return ranking
