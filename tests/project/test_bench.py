"""The measurement of the search runs, part by part, on as little as it takes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import arcd, baselines, parity, timing
from bench.stemmers import light10, snowball
from tests.postgres import programs

ROOT = Path(__file__).resolve().parent.parent.parent
PARAGRAPHS = {
    "اجتمع القادة في مينسك وأقرّوا ميزانية العام المقبل.": "أين اجتمع القادة؟",
    "تشتهر بشكيك بجبالها العالية وأسواقها القديمة.": "بماذا تشتهر بشكيك؟",
    "افتُتح المتحف الوطني في يريفان قبل قرن من الزمن.": "متى افتتح المتحف الوطني؟",
}


@pytest.fixture
def question_file(tmp_path) -> Path:
    paragraphs = [
        {"context": text, "qas": [{"question": question}]} for text, question in PARAGRAPHS.items()
    ]
    again = {"context": next(iter(PARAGRAPHS)), "qas": [{"question": "من اجتمع في مينسك؟"}]}
    path = tmp_path / "questions.json"
    path.write_text(json.dumps({"data": [{"paragraphs": [*paragraphs, again]}]}))
    return path


def measured(*arguments: str | Path, only: str = "SQLite") -> tuple[int, list[dict]]:
    """The exit status and the figures of one run, on SQLite alone or (`only` empty) on both."""
    if os.environ.get("DATABASE_URL"):
        pytest.skip("measured with SQLite already")
    chosen = ("--only", only) if only else ()
    done = subprocess.run(
        [sys.executable, "bench/search.py", *map(str, arguments), *chosen, "--json"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_equal_paragraphs_are_one(question_file):
    asked = arcd.load(question_file)
    assert len(asked.paragraphs) == 3
    assert [question.paragraph for question in asked.questions] == [0, 1, 2, 0]


def test_recall_and_reciprocal_rank_of_known_ranks():
    figures = arcd.measures([1, 2, None, 10])
    assert figures["recall@1"] == 0.25
    assert figures["recall@5"] == 0.5
    assert figures["recall@10"] == 0.75
    assert figures["MRR"] == pytest.approx((1 + 1 / 2 + 1 / 10) / 4)


def test_every_baseline_finds_the_only_paragraph_that_speaks_of_bishkek(question_file):
    asked = arcd.load(question_file)
    for ranking in baselines.without_server(asked.paragraphs).values():
        assert ranking("بشكيك") == [1]
        assert ranking('"') == []


def test_light10_and_snowball_do_what_is_known_of_them():
    assert light10("والقمة") == light10("قمة") == "قم"
    assert light10("وزير") == "زير"
    assert light10("الوزير") == "وزير"
    assert len({snowball("قمة"), snowball("القمة"), snowball("للقمة")}) == 3


def test_the_99th_percentile_is_a_figure_that_was_measured():
    assert timing.percentile(range(1, 201), 0.99) == 198
    assert timing.percentile([7.0], 0.99) == 7.0


def test_a_difference_between_databases_is_told():
    same = {"total": 2, "records": [2, 1]}
    assert not list(parity.differences(["قمة"], [same], [same]))
    assert list(parity.differences(["قمة"], [same], [{**same, "records": [1, 2]}]))


def test_questions_are_put_to_our_search_and_to_the_baselines(question_file):
    _status, [figures] = measured("--questions", question_file)
    assert set(figures["ours on SQLite"]) == set(arcd.MEASURES)
    assert figures["ours on SQLite"]["recall@5"] == 1
    assert len(figures) == 1 + len(baselines.without_server([]))


def test_a_table_of_pairs_is_put_to_the_stemmers(tmp_path):
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("kind,first,second,same\narticle,قمة,والقمة,yes\nnear,قمة,قيمة,no\n")
    status, [figures] = measured("--pairs", pairs)
    assert status == 0
    assert [row["ours"] for row in figures["Pairs"]] == [1, 1, 1, 1]


def test_a_small_synthetic_archive_is_timed(tmp_path):
    sizes = ("--articles", "250", "--queries", "5", "--keep", tmp_path)
    _status, [figures] = measured("--speed", *sizes)
    times = figures["SQLite"]["times"]
    assert {"realistic mix", "facets", "suggestions", "saving one article"} <= set(times)
    assert all(row["p50"] <= row["p99"] for row in times.values())


@pytest.mark.skipif(not programs(), reason="no server programs of PostgreSQL")
def test_400_queries_have_the_same_totals_order_and_facets_on_both_databases():
    status, [figures] = measured("--parity", "400", "--parity-articles", "400", only="")
    assert status == 0, figures["apart"]
    assert figures["apart"] == []
    assert figures["queries"] == 400
    assert figures["with hits"] > 250
    assert figures["databases compared"] == 2
