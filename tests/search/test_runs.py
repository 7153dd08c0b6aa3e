"""Phrases of common words, of which PostgreSQL lists where they stand: found as by reading."""

from importlib import import_module
from itertools import product
from random import Random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from csto_archive.search import building
from csto_archive.search.documents import BREAK, Entry
from csto_archive.search.engines import engine
from csto_archive.search.engines.runs import BASE, LONGEST, MOST_COMMON, Common, common_in
from csto_archive.search.index import ARTICLES
from csto_archive.search.query import Clause, Phrase, Query
from tests.search.conftest import found
from tests.search.test_rebuild import check, rebuild, sql

WORDS = ("قمه", "امن", "دوله", "سلاح")
NUMBERS = {word: number for number, word in enumerate(WORDS, start=1)}
texts = st.lists(st.sampled_from([*WORDS, "زرافه", "|"]), max_size=30)
phrases = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map(tuple)


def stands(phrase: tuple[str, ...], text: list[str]) -> bool:
    return f" {' '.join(phrase)} " in f" {' '.join(text)} "


@given(texts, phrases, st.lists(texts, max_size=3))
def test_a_text_lists_what_tells_that_it_has_the_phrase(text, phrase, others):
    """Whatever is frequent elsewhere."""
    common = Common(NUMBERS)
    for _length in range(2, LONGEST):
        common = Common(NUMBERS, common.runs_of([" ".join(other) for other in others], ""))
    listed = common.runs_of([" ".join(text)], "")
    asked, is_all = common.runs_in(Phrase(phrase))
    assert asked
    if stands(phrase, text):
        assert listed.issuperset(asked)
    elif is_all:
        assert not listed.issuperset(asked)


def test_no_two_runs_have_one_number():
    numbers = {str(number): number for number in (1, 2, 9, MOST_COMMON - 1, MOST_COMMON)}
    every = [words for n in range(2, LONGEST + 1) for words in product(numbers, repeat=n)]
    runs = set()
    for _length in range(2, LONGEST + 1):
        runs = Common(numbers, runs).runs_of([" ".join(words) for words in every], "")
    assert len(runs) == len(every)
    assert max(runs) < 1 << 63


def test_terms_and_words_as_they_are_written_are_not_mixed():
    common = Common({"قمه": 1, "امن": 2, "=القمه": 3, "=امن": 4})
    terms, words = 1 * BASE + 2, 3 * BASE + 4
    assert common.runs_of([" قمه امن "], " القمه امن ") == {terms, words}
    assert common.runs_in(Phrase(("قمه", "امن"), ("القمه", "امن"))) == ([words], True)
    assert common.runs_in(Phrase(("قمه", "امن"))) == ([terms], True)
    assert common.runs_in(Phrase(("قمه", "امن"), ("قمه", "امن"))) == ([], False)


def test_more_than_two_are_listed_where_what_they_are_made_of_is_frequent():
    text = " قمه امن دوله سلاح "
    two, three = common_in_texts(text), common_in_texts(*[text] * 9, *[" قمه "] * 91)
    assert two.runs_in(Phrase(WORDS))[1]
    assert len(two.runs) == 3 + 2
    assert not three.runs


def common_in_texts(*texts: str) -> Common:
    return common_in([Entry(0, 0, 0, (text,), "", ()) for text in texts])


def test_what_is_in_few_documents_is_not_common():
    assert common_in_texts(*[" قمه "] * 19, " زرافه ").words == {"قمه": 1}
    assert not common_in_texts().words
    assert BREAK not in common_in_texts(" قمه | امن ").words


@pytest.fixture
def archive(write, monkeypatch) -> dict[int, list[str]]:
    """The terms of sixty articles of few words, in a set that lists runs."""
    monkeypatch.setattr(building, "LEAST", 1)
    random = Random(7)  # noqa: S311
    made = {}
    for _ in range(60):
        text = random.choices(WORDS, k=random.randint(2, 9))
        article = write("", " ".join(text), published_on="2023-01-01")
        made[article.pk] = [*text]
    rebuild()
    if connection.vendor == "postgresql":
        assert {*WORDS} <= engine(ARTICLES.state().name).common.words.keys()
    return made


def somewhere(archive: dict[int, list[str]], length: int, random: Random) -> list[str]:
    """So many neighbours out of one of the texts."""
    text = random.choice([text for text in archive.values() if len(text) >= length])
    first = random.randint(0, len(text) - length)
    return text[first : first + length]


def asked(*any_of: str, without: str = "") -> Query:
    """«امن قمه» side by side; of several, any one."""
    phrases = tuple(Phrase(tuple(text.split())) for text in any_of)
    excluded = (Phrase(tuple(without.split())),) if without else ()
    return Query("؟", (Clause("؟", phrases),), excluded)


@pytest.mark.parametrize("length", range(2, 7))
def test_phrases_of_common_words_are_found_as_by_reading(archive, length):
    random = Random(length)  # noqa: S311
    for _ in range(12):
        start = somewhere(archive, length, random)
        end = random.choices(WORDS, k=length)
        one, other = " ".join(start), " ".join(end)
        for query, has in (
            (asked(one), lambda text: stands(start, text)),  # noqa: B023
            (asked(one, other), lambda text: stands(start, text) or stands(end, text)),  # noqa: B023
            (asked(one, "قمه"), lambda text: stands(start, text) or "قمه" in text),  # noqa: B023
            (asked("سلاح", without=one), lambda t: "سلاح" in t and not stands(start, t)),  # noqa: B023
            (asked(one, without="امن"), lambda t: stands(start, t) and "امن" not in t),  # noqa: B023
            (asked(one, without=other), lambda t: stands(start, t) and not stands(end, t)),  # noqa: B023
        ):
            wanted = {number for number, text in archive.items() if has(text)}
            results = ARTICLES.find(query, count=100)
            if wanted:
                assert (set(results.records), results.relaxed) == (wanted, False)
                assert results.total == ARTICLES.total(query) == len(wanted)
            else:
                assert results.relaxed or not results.total


def test_phrases_as_written_are_found_as_by_reading(archive):
    random = Random(9)  # noqa: S311
    for _ in range(40):
        phrase = random.choices(WORDS, k=random.randint(2, 5))
        wanted = {number for number, text in archive.items() if stands(phrase, text)}
        assert set(found(f"«{' '.join(phrase)}»", count=100)) == wanted or not wanted


def test_runs_follow_what_is_saved(archive, write):
    assert not found("«سلاح سلاح سلاح سلاح سلاح سلاح»")
    article = write("", "سلاح سلاح سلاح سلاح سلاح سلاح", published_on="2023-02-01")
    assert found("«سلاح سلاح سلاح سلاح سلاح سلاح»") == [article.pk]
    article.body = "<p>سلاح وزرافة</p>"
    article.save()
    assert not found("«سلاح سلاح سلاح سلاح سلاح سلاح»")
    assert check() == ""


def test_a_run_that_is_not_in_its_text_is_told(archive):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows where every word stands")
    sql("UPDATE search_b_doc SET runs = runs || 5 WHERE sid = (SELECT MIN(sid) FROM search_b_doc)")
    assert "متجهات" in check()


def test_a_release_before_and_the_next_one_leave_nothing_untold(archive):
    """Rows that know nothing of runs are found out, and the way back leaves none of them."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lists no runs")
    migration = import_module("csto_archive.search.migrations.0002_runs")
    count = ARTICLES.total(asked("قمه امن"))
    assert count
    assert not ARTICLES.needs_rebuild()
    sql("UPDATE search_b_doc SET runs = NULL WHERE sid = (SELECT MIN(sid) FROM search_b_doc)")
    assert ARTICLES.needs_rebuild()
    with connection.schema_editor(atomic=False) as editor:
        migration.remove(None, editor)
    assert ARTICLES.needs_rebuild()
    with connection.schema_editor(atomic=False) as editor:
        migration.add(None, editor)
    assert not ARTICLES.needs_rebuild()
    assert ARTICLES.total(asked("قمه امن")) == count
    assert check() == ""


def test_a_run_that_is_taken_up_again_keeps_what_was_chosen(archive):
    run = building.Rebuild(ARTICLES)
    tables = run._begin(run._choice())
    before = getattr(tables, "common", None)
    again = building.Rebuild(ARTICLES)
    assert getattr(again._begin(again._choice()), "common", None) == before
