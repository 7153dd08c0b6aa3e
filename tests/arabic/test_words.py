from __future__ import annotations

import pytest
from hypothesis import given

from csto_archive.arabic.words import clitic_lengths, words

from .material import ADVERSARIAL, patient, seconds, texts


def written(text: str) -> list[str]:
    return [word.text for word in words(text)]


def test_punctuation_and_underscores_separate_words() -> None:
    assert written("«قمّة» مينسك، #منظمة_معاهدة (2023): نور-سلطان") == [
        "قمّة", "مينسك", "منظمة", "معاهدة", "2023", "نور", "سلطان",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["مُحَمَّدٌ", "مينسـك", "قمـة", "مو\u200cسكو", "ق\u200fر\u2060غيز"])
def test_marks_tatweel_and_controls_do_not_break_a_word(word: str) -> None:
    assert written(f"في {word} أمس") == ["في", word, "أمس"]


def test_a_control_after_a_word_does_not_belong_to_it() -> None:
    assert written("موسكو\u200f \u202bمينسكُ\u202c") == ["موسكو", "مينسكُ"]


@given(texts)
@patient
def test_offsets_point_at_the_word(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("word", "lengths"),
    [("روسيا", [0]), ("وروسيا", [0, 1]), ("ولروسيا", [0, 1, 2]), ("بموسكو", [0, 1])]
    + [("باكو", [0, 1]), ("بها", [0]), ("", [0]), ("لوو", [0]), ("بوتين", [0, 1])],
)
def test_at_most_two_particles_and_three_letters_left(word: str, lengths: list[int]) -> None:
    assert clitic_lengths(word) == lengths


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_word_breaking_stays_quick_on_hostile_text(name: str) -> None:
    assert seconds(words, ADVERSARIAL[name]) < 2
