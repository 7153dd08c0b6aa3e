from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given

from csto_archive.arabic.normalise import fold, fold_with_map

from .material import ADVERSARIAL, patient, seconds, texts


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("أرمينيا", "ارمينيا"),
        ("إمام آسيا ٱلأمن", "امام اسيا الامن"),
        ("مستشفى علی", "مستشفي علي"),
        ("قمة", "قمه"),
        ("تاجیکستان", "تاجيكستان"),
        ("گروزني پوتين چچن ڤلاديمير", "كروزني بوتين ججن فلاديمير"),
        ("مُحَمَّد", "محمد"),
        ("منظمـــة", "منظمه"),
        ("مو\u200cسكو\u200f", "موسكو"),
        ("\u202bبيشكيك\u202c\ufeff", "بيشكيك"),
        ("ﻣﻨﻈﻤﺔ", "منظمه"),
        ("ﻻ ﷲ", "لا الله"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("ع\ufe76هد", "عهد"),
        ("٢٠٢٤ ۱۴۰۳", "2024 1403"),
        ("١٢٬٠٠٠٫٥", "12000.5"),
        ("NATO Élan Straße", "nato elan strasse"),
        ("  قمة \n\t مينسك\xa0 ", "قمه مينسك"),
        ("", ""),
    ],
)
def test_spellings_that_mean_the_same_fold_together(written: str, compared: str) -> None:
    assert fold(written) == compared


@pytest.mark.parametrize("pair", [("سؤال", "سوال"), ("بئر", "بير"), ("سوء", "سو")])
def test_hamzas_on_a_seat_stay_distinct(pair: tuple[str, str]) -> None:
    assert fold(pair[0]) != fold(pair[1])


@pytest.mark.parametrize("word", ["أرمينيا", "إيران", "آسيا", "رؤساء", "هيئة", "رُؤَساء"])
def test_a_decomposed_hamza_folds_like_a_composed_one(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(word)


def test_a_hamza_after_another_mark_finds_its_seat() -> None:
    assert fold("رو\u064e\u0654ساء") == fold("رؤساء")


def test_the_map_leads_back_to_the_original_letters() -> None:
    folded = fold_with_map("  قـمّة\u200f \n مينسك")
    assert folded.text == "قمه مينسك"
    assert folded.offsets == (2, 4, 6, 8, 11, 12, 13, 14, 15)


def test_a_span_includes_marks_and_tatweel_but_no_control() -> None:
    source = "قمّةٌ\u200f مينسكـ!"
    folded = fold_with_map(source)
    assert source[slice(*folded.span(0, 3))] == "قمّةٌ"
    assert source[slice(*folded.span(4, 9))] == "مينسكـ"
    assert folded.span(2, 2) == (3, 3)
    assert fold_with_map("قمة  ").span(3, 3) == (5, 5)


def test_the_words_of_a_ligature_share_its_span() -> None:
    folded = fold_with_map("محمد ﷺ نبي")
    at = folded.text.index("الله")
    assert folded.span(at, at + 4) == (5, 6)


@pytest.mark.parametrize("span", [(-1, 1), (2, 1), (0, 9)])
def test_a_span_outside_the_text_is_an_error(span: tuple[int, int]) -> None:
    with pytest.raises(IndexError):
        fold_with_map("قمة").span(*span)


def test_every_character_folds_to_something_stable() -> None:
    unstable = [c for c in map(chr, range(0x30000)) if fold(fold(f"x{c}y")) != fold(f"x{c}y")]
    assert unstable == []


@given(texts)
@patient
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
@patient
def test_both_ways_of_folding_agree(text: str) -> None:
    assert fold_with_map(text).text == fold(text)


@given(texts)
@patient
def test_offsets_never_decrease_and_stay_in_the_text(text: str) -> None:
    folded = fold_with_map(text)
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= offset < len(text) for offset in folded.offsets)


@given(texts)
@patient
def test_a_stretch_of_folded_text_is_the_stretch_folded(text: str) -> None:
    folded = fold_with_map(text)
    for words in re.finditer(r"\s*\S+(?:\s+\S+)?", text):
        assert folded.part(*words.span()) == fold_with_map(words[0])


@given(texts)
@patient
def test_a_folded_word_comes_back_to_text_that_folds_the_same(text: str) -> None:
    folded = fold_with_map(text)
    assert fold(text[slice(*folded.span(0, len(folded.text)))]) == folded.text


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_folding_stays_quick_on_hostile_text(name: str) -> None:
    assert seconds(fold_with_map, ADVERSARIAL[name]) < 2
    assert seconds(fold, ADVERSARIAL[name]) < 2
