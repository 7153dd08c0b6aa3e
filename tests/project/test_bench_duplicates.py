"""The measurement of duplicates: what it does to texts, and one real run."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from bench import rewriting
from bench.rewriting import KINDS, Text
from csto_archive.arabic import minhash
from csto_archive.arabic.normalise import fold
from tests.arabic.test_minhash import invented

ROOT = Path(__file__).resolve().parent.parent.parent


def text(name: str) -> Text:
    found = invented(240, name)
    lines = [" ".join(found[at : at + 12]) + "." for at in range(0, 240, 12)]
    return Text("عنوان", tuple(" ".join(lines[at : at + 4]) for at in range(0, 20, 4)))


def runs(given: Text) -> frozenset:
    return minhash.runs(minhash.words(fold(" ".join(given.paragraphs).replace(".", ""))))


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [("as it is", 1, 1), ("10 % of words replaced", 0.65, 0.8),
     ("40 % of words replaced", 0.1, 0.3),
     ("cut to its first half", 1, 1), ("cut to its first third", 1, 1),
     ("paragraphs in another order", 0.95, 1), ("vowel marks, other hamza", 1, 1),
     ("inside another report", 1, 1), ("rewritten by an agency", 0.4, 0.8)],
)  # fmt: skip
def test_a_rewrite_shares_as_much_as_its_kind_says(kind, least, most):
    one, other = text("أول"), text("ثان")
    rewrites = rewriting.rewrites(one, other, "0")
    assert set(rewrites) == set(KINDS)
    assert rewrites == rewriting.rewrites(one, other, "0")
    assert least <= minhash.shared(runs(one), runs(rewrites[kind])) <= most


def test_a_cut_text_is_as_long_as_it_says():
    assert KINDS["cut to its first half"](text("أ"), text("ب"), Random(0)).length == 120  # noqa: S311
    assert KINDS["cut to its first tenth"](text("أ"), text("ب"), Random(0)).length == 24  # noqa: S311


def test_one_run_finds_the_rewrites_of_the_samples():
    if os.environ.get("DATABASE_URL"):
        pytest.skip("measured with SQLite already")
    done = subprocess.run(
        [sys.executable, "bench/duplicates.py", "--articles", "60", "--rewritten", "3", "--pages",
         "samples/pages", "--only", "SQLite", "--json"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)["SQLite"]
    for found in told["found"].values():
        assert found["common wording"]["50 % and more"]["recall"] >= 0.98
        assert found["kinds"]["cut to its first half"]["found"] >= 0.9
    assert told["other articles"]["different"] == []
    ((percent, *pages),) = told["other articles"]["by agencies"]
    assert percent >= 70
    assert pages == ["02-astana-2024-agency-a", "03-astana-2024-agency-b"]
    assert told["by brute force"]["shared_wording"]["recall at 50 %"] >= 0.98
    assert set(told["saving"]) >= {"new, with keys", "new, without keys"}
