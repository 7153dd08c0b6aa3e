from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from csto_archive.arabic.shaping import shape_line, wrap

from .material import patient, texts


def at_most(width: int) -> Callable[[str], bool]:
    return lambda line: len(line) <= width


def test_letters_are_joined_and_run_from_right_to_left() -> None:
    assert shape_line("قمة") == "ﺔﻤﻗ"


def test_harakat_are_kept() -> None:
    assert "\u064f" in shape_line("مُدن")


def test_quotation_marks_and_brackets_face_the_words_they_enclose() -> None:
    shaped = shape_line("«قمة» (أ)")
    assert shaped.endswith("«ﺔﻤﻗ»")
    assert shaped.startswith("(ﺃ)")


def test_numbers_and_latin_keep_their_direction() -> None:
    assert shape_line("قمة CSTO 2017").startswith("CSTO 2017 ")


def test_direction_marks_isolates_and_unassigned_characters_leave_no_trace() -> None:
    assert shape_line("\u2067قمة\u2069\u200f \u202bأ\u202c\u0378") == shape_line("قمة أ")


@given(texts)
@patient
def test_any_line_can_be_shaped(text: str) -> None:
    for line in text.splitlines():
        assert isinstance(shape_line(line), str)


def test_text_that_fits_is_wrapped_without_an_ellipsis() -> None:
    assert wrap("قمة مينسك في خريف ممطر", at_most(10), 3) == ["قمة مينسك", "في خريف", "ممطر"]


def test_text_that_does_not_fit_ends_in_an_ellipsis_that_fits() -> None:
    lines = wrap("قمة مينسك في خريف ممطر", at_most(9), 2)
    assert lines == ["قمة مينسك", "في خريف…"]
    assert wrap("قمة مينسك في خريف", at_most(9), 1) == ["قمة…"]


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert wrap("في القسطنطينية أمس", at_most(5), 3) == ["في", "القسطنطينية", "أمس"]


def test_no_text_or_no_lines_gives_nothing() -> None:
    assert wrap("  ", at_most(5), 3) == []
    assert wrap("قمة", at_most(5), 0) == []


@given(texts, st.integers(1, 20), st.integers(1, 4))
@patient
def test_wrapping_loses_no_word_before_the_ellipsis(text: str, width: int, lines: int) -> None:
    wrapped = wrap(text, at_most(width), lines)
    whole, kept = " ".join(text.split()), " ".join(wrapped)
    assert len(wrapped) <= lines
    assert kept == whole or (kept.endswith("…") and whole.startswith(kept[:-1]))
