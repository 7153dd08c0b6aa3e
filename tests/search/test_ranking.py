"""The order of what was found: the same whatever the database, and what a reader expects."""

from hypothesis import given
from hypothesis import strategies as st

from csto_archive.search.query import Clause, Phrase, Query
from csto_archive.search.ranking import Candidate, Statistics, rank, trigrams

STATISTICS = Statistics(1000, 10, {"قمه": 600, "مينسك": 40, "نووي": 3})


def asking(*words: str) -> Query:
    clauses = tuple(Clause(word, tuple(Phrase((w,)) for w in word.split("|"))) for word in words)
    return Query(" ".join(words), clauses)


def document(sid: int, body: str = "", headline: str = "", length: int = 10) -> Candidate:
    headline, body = (f" {text} " if text else "" for text in (headline, body))
    return Candidate(sid, (headline, "", body), length)


def order(query: Query, *candidates: Candidate) -> list[int]:
    return [sid for _score, sid in rank(query, candidates, STATISTICS)]


def test_a_word_in_the_headline_weighs_more_than_one_in_the_body():
    assert order(asking("مينسك"), document(2, "مينسك"), document(1, "", "مينسك")) == [1, 2]


def test_a_rare_word_weighs_more_than_a_frequent_one():
    both = asking("قمه", "نووي")
    assert order(both, document(2, "قمه قمه قمه"), document(1, "نووي")) == [1, 2]


def test_more_of_the_words_weigh_more_than_one_of_them_often():
    both = asking("مينسك", "نووي")
    assert order(both, document(2, "نووي نووي نووي"), document(1, "نووي مينسك")) == [1, 2]


def test_a_short_text_on_the_matter_comes_before_a_long_one():
    query = asking("مينسك")
    assert order(query, document(2, "مينسك", length=90), document(1, "مينسك", length=10)) == [1, 2]


def test_what_stands_early_comes_before_what_stands_late():
    late, early = "ا ب ج د مينسك", "مينسك ا ب ج د"
    assert order(asking("مينسك"), document(2, late), document(1, early)) == [1, 2]


def test_among_equals_the_newest_comes_first():
    same = [document(sid, "قمه مينسك") for sid in (1, 3, 2)]
    assert order(asking("مينسك"), *same) == [3, 2, 1]


def test_another_spelling_counts_as_much_as_the_one_typed():
    spellings = asking("نووي|ذري")
    ranked = rank(spellings, [document(1, "ذري"), document(2, "قمه")], STATISTICS)
    assert ranked[0][1] == 1
    assert ranked[0][0] > ranked[1][0]


def test_kindred_words_put_an_article_before_one_that_has_nothing_of_the_sort():
    query = asking("مينسك", "انتقد")
    assert order(query, document(2, "مينسك زياره"), document(1, "مينسك ينتقد")) == [1, 2]


def test_trigrams_know_where_a_word_begins_and_ends():
    assert trigrams(asking("قمه")) == [" قم", "قمه", "مه "]


words = st.text(alphabet="ابتثق ", max_size=30)


@given(st.lists(st.tuples(words, words), max_size=6), words)
def test_any_texts_are_ranked_the_same_way_in_any_order(texts, asked):
    candidates = [
        document(n, " ".join(body.split()), " ".join(head.split()))
        for n, (body, head) in enumerate(texts)
    ]
    query = asking(*asked.split())
    ranked = rank(query, candidates, STATISTICS)
    assert ranked == rank(query, candidates[::-1], STATISTICS)
    assert sorted(sid for _score, sid in ranked) == list(range(len(texts)))
