"""Texts that share their runs of words share keys; nothing else does."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csto_archive.arabic.minhash import BINS, RUN, keys, runs, shared, wording, words
from csto_archive.arabic.normalise import fold

from .material import ADVERSARIAL, patient, seconds, texts

few_words = st.lists(st.sampled_from(words("قمه مينسك منظمه في عقد 2023")), max_size=40)
folded_words = texts.map(fold).map(words)


def invented(count: int, seed: str) -> list[str]:
    """Words that stand in no other text."""
    random = Random(seed)  # noqa: S311
    return ["".join(random.choices("بتثجحدرزسشصضطعغفقكلمنهوي", k=6)) for _ in range(count)]


def numbers_of_runs(text: list[str]) -> frozenset[int]:
    """The number of every run, whether or not it is the least of its bin."""
    return frozenset().union(*(keys(run) for run in runs(text)))


def test_a_run_is_three_words_in_their_order():
    assert runs(["قمه", "مينسك", "في", "قمه"]) == {("قمه", "مينسك", "في"), ("مينسك", "في", "قمه")}
    assert runs(["قمه", "مينسك"]) == keys(["قمه", "مينسك"]) == frozenset()


def test_the_seats_of_the_hamza_make_no_difference():
    assert words("شئون مسئول") == words("شؤون مسؤول") == ["شءون", "مسءول"]


def test_the_same_words_in_the_same_order_are_the_same_wording():
    assert wording(["قمه", "مينسك"]) == wording(["قمه", "مينسك"]) != wording(["مينسك", "قمه"])
    assert wording(["قمهمينسك"]) != wording(["قمه", "مينسك"])
    assert wording([]) == ""


def test_keys_are_the_same_in_every_process_and_for_ever():
    """They are stored: whoever changes them has to fill all rows anew (`analyse_anew`)."""
    assert sorted(keys(words("اجتمع القاده في مينسك امس"))) == [
        482295736097729505, 2174459840649511407, 2635149289401242057,
    ]  # fmt: skip


@given(folded_words)
@patient
def test_any_text_has_few_keys_that_a_row_can_hold(text: list[str]):
    found = keys(text)
    assert len(found) <= BINS
    assert bool(found) == (len(text) >= RUN)
    assert all(-(2**63) <= key < 2**63 for key in found)
    assert keys(list(text)) == found


@given(few_words, few_words, few_words)
@patient
def test_a_key_of_the_whole_that_stands_in_a_part_is_a_key_of_the_part(before, part, after):
    whole = [*before, *part, *after]
    assert keys(whole) & numbers_of_runs(part) <= keys(part) <= numbers_of_runs(whole)


@given(few_words, few_words)
@patient
def test_what_is_shared_is_a_share_and_the_same_from_both_sides(one, other):
    assert 0 <= shared(runs(one), runs(other)) == shared(runs(other), runs(one)) <= 1
    assert shared(runs(one), runs(one)) == bool(runs(one))
    assert (shared(runs(one), runs(other)) > 0) == bool(runs(one) & runs(other))


@pytest.mark.parametrize("kept", [1 / 3, 1 / 2, 4 / 5])
def test_a_cut_text_is_shared_wholly_and_has_its_part_of_the_keys(kept: float):
    common = []
    for seed in range(50):
        whole = invented(600, str(seed))
        part = whole[: round(600 * kept)]
        assert shared(runs(whole), runs(part)) == 1
        common.append(len(keys(whole) & keys(part)) / BINS)
    assert sum(common) / 50 == pytest.approx(kept, abs=0.05)
    assert min(common) > 0


def test_different_texts_share_no_key():
    found = [keys(invented(600, str(seed))) for seed in range(100)]
    assert len(frozenset().union(*found)) == sum(map(len, found)) == 100 * BINS


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_time_is_linear(name: str):
    text = fold(ADVERSARIAL[name])
    assert seconds(lambda given: keys(words(given)), text) < 1


def test_an_article_takes_less_than_two_milliseconds():
    text = " ".join(invented(600, "مقال"))
    assert min(seconds(lambda given: keys(words(given)), text) for _ in range(20)) < 0.002
