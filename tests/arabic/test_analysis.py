from __future__ import annotations

import io
import unicodedata

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from csto_archive.arabic.analysis import ANALYSER_VERSION, Token, analyse, term_of
from csto_archive.arabic.normalise import fold
from csto_archive.arabic.tables import tables

from .material import ADVERSARIAL, LETTERS, patient, seconds, texts

arabic_words = st.text(alphabet=LETTERS, min_size=1, max_size=12)
harakat = st.lists(st.sampled_from("ًٌٍَُِّْـ"), min_size=12, max_size=12)


def terms(text: str) -> list[str]:
    return [token.term for token in analyse(text)]


def test_a_token_knows_its_place_in_the_original() -> None:
    text = "عُقِدَتِ القِمَّةُ في مينسـك"
    assert analyse(text)[1:] == [
        Token("القمه", "قمه", 9, 18),
        Token("في", "", 19, 21),
        Token("مينسك", "مينسك", 22, 28),
    ]
    assert [text[token.start : token.end] for token in analyse(text)] == text.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بـ«ناتو»", ["ناتو"]),
        ("ﺑ205", ["205"]),
        ("و2023 قمة", ["2023", "قمه"]),
        ("٢٠٢٣", ["2023"]),
        ("G20", ["g20"]),
        ("ءاسيا", ["اسيا"]),
        ("مـُحَمّد", ["محمد"]),
        ("", []),
        ("،؛!", []),
    ],
)
def test_seams_lone_particles_and_digits(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize("word", ["في", "وفي", "من", "ومن", "الذي", "والتي", "إلى", "على", "فهو"])
def test_function_words_have_no_term(word: str) -> None:
    assert terms(word) == [""]


@pytest.mark.parametrize("word", ["قال", "أعلن", "رئيس", "عام", "فتحت", "وعد", "إمام"])
def test_words_of_the_newspapers_are_no_function_words(word: str) -> None:
    assert all(terms(word))


def test_the_words_of_a_ligature_share_its_place() -> None:
    tokens = analyse("النبي ﷺ")
    assert [token.word for token in tokens] == ["النبي", "صلي", "الله", "عليه", "وسلم"]
    assert {(token.start, token.end) for token in tokens[1:]} == {(6, 7)}


@given(texts)
@patient
def test_offsets_are_true_and_in_order(text: str) -> None:
    tokens = analyse(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(a.start <= b.start for a, b in zip(tokens, tokens[1:], strict=False))
    assert all(token.word in fold(text[token.start : token.end]).split() for token in tokens)


@given(texts)
@patient
def test_terms_are_short_and_without_blanks(text: str) -> None:
    assert all(len(token.term) <= 64 and not token.term.split()[1:] for token in analyse(text))


@given(arabic_words, harakat)
@patient
def test_marks_and_tatweel_do_not_change_the_term(word: str, marks: list[str]) -> None:
    marked = "".join(letter + mark for letter, mark in zip(word, marks, strict=False))
    assert terms(marked) == terms(word)


@given(st.text(alphabet=LETTERS + " ,0٣", max_size=60))
@patient
def test_unicode_forms_do_not_change_the_terms(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert terms(composed) == terms(unicodedata.normalize("NFD", composed))


@given(st.text(alphabet="abcXYZéÀß0123 ", max_size=30))
@patient
def test_case_does_not_change_the_terms(text: str) -> None:
    assert terms(text.upper()) == terms(text.upper().lower())


@given(st.text(max_size=30).map(fold))
@patient
def test_every_word_has_a_term_or_is_a_function_word(word: str) -> None:
    assert isinstance(term_of(word), str)
    assert all(token.term or _is_function_word(token.word) for token in analyse(word))


def _is_function_word(word: str) -> bool:
    known = tables().function_words
    return word in known or (word[0] in "وف" and word[1:] in known) or len(word) == 1


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_analysis_stays_quick_on_hostile_text(name: str) -> None:
    analyse("قمة")  # the lexicon is read once
    assert seconds(analyse, ADVERSARIAL[name]) < 3


def test_the_command_prints_one_line_for_every_line(monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("والقِمَّة\n\nإلى\nمنظمة معاهدة الأمن\n"))
    out = io.StringIO()
    call_command("analyze_words", stdout=out)
    assert out.getvalue() == "قمه\n\nالي\nمنظمه معاهده امن\n"


def test_the_version_is_written_down() -> None:
    assert ANALYSER_VERSION.startswith("ar1")
