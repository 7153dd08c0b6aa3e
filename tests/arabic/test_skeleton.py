from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csto_archive.arabic.normalise import fold
from csto_archive.arabic.skeleton import deletion_keys, foreign_form, skeleton

from .material import LETTERS, patient

folded = st.text(alphabet=LETTERS, min_size=1, max_size=14).map(fold)


@pytest.mark.parametrize(
    "spellings",
    [
        "غورباتشوف جورباتشوف",
        "لوكاشينكو لوكاشنكو",
        "قرغيزستان قيرغيزستان",
        "طاجيكستان تاجيكستان",
        "بيشكيك بشكيك",
        "باشينيان باشنيان",
        "الكرملين كريملين",
    ],
)
def test_spellings_of_a_name_have_one_skeleton(spellings: str) -> None:
    assert len({skeleton(fold(word)) for word in spellings.split()}) == 1


def test_the_first_letter_counts() -> None:
    assert skeleton("اسلام") != skeleton("سلام")
    assert skeleton("") == ""


@given(folded, st.integers(min_value=0, max_value=7))
@patient
def test_words_one_letter_apart_share_a_key(word: str, at: int) -> None:
    shorter = word[:at] + word[at + 1 :]
    if len(word) <= 8 and len(shorter) > 2:
        assert deletion_keys(word) & deletion_keys(shorter)


@given(folded)
@patient
def test_keys_are_few(word: str) -> None:
    assert 1 <= len(deletion_keys(word)) <= 10
    assert deletion_keys("") == set()


@pytest.mark.parametrize("word", ["معروف", "تكليف", "بستان", "الخريف", "ظروف", "وزير", "تشريف"])
def test_arabic_words_are_not_taken_for_foreign_names(word: str) -> None:
    assert foreign_form(fold(word)) is None


def test_foreign_names_are_known_by_their_endings() -> None:
    assert foreign_form("سيميونوف") == foreign_form("سيمونوف") is not None
    assert foreign_form("سيميونوفا") != foreign_form("سيميونوف")
