"""What was changed between two texts is told to the character, and calmly where it says nothing."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csto_archive.arabic.differences import Piece, differences

from .material import ADVERSARIAL, PIECES, patient, texts

SENTENCE = "أعلن رئيس الوزراء الأرميني نيكول باشينيان أمس أن بلاده لن تشارك في القمة."
OTHER = "وقّع القادة في ختام أعمالهم إعلاناً عن الأمن السيبراني وخطة للتدريبات المشتركة."
THIRD = "وتسلّمت كازاخستان رئاسة المنظمة من بيلاروس حتى نهاية العام المقبل."

paragraphs = st.lists(
    st.one_of(texts, st.lists(st.sampled_from(PIECES), min_size=3, max_size=9).map(" ".join)),
    max_size=6,
)
shuffled = st.permutations([SENTENCE, OTHER, THIRD, "خلفية", "", SENTENCE])


def side(rows: list[list[Piece]], kind: str) -> list[str]:
    """The paragraphs of one text, put together again from the pieces."""
    own = [[piece for piece in row if piece.kind in ("same", kind)] for row in rows]
    return ["".join(piece.text for piece in row) for row in own if row]


def told(before: list[str] | str, after: list[str] | str) -> list[list[tuple]]:
    """The changes of each paragraph: - or +, with ~ if slight, with ↕ if moved; the text."""
    sides = ([text] if isinstance(text, str) else text for text in (before, after))
    signs = {"removed": "-", "added": "+"}
    return [
        [(signs[p.kind] + "~" * p.slight + "↕" * p.moved, p.text) for p in row if p.kind != "same"]
        for row in differences(*sides)
    ]


@given(paragraphs, paragraphs)
@example(["قمة. "], [" قمة"])
@example(["", ""], [""])
@example(["a b", "b a"], ["b a", "a b"])
@patient
def test_both_texts_come_out_to_the_character(before: list[str], after: list[str]) -> None:
    rows = differences(before, after)
    assert (side(rows, "removed"), side(rows, "added")) == (before, after)


@given(shuffled, shuffled, st.data())
@patient
def test_also_where_paragraphs_moved_and_words_were_cut(before, after, data) -> None:
    cut = [text[data.draw(st.integers(0, len(text))) :] for text in after]
    rows = differences(before, cut)
    assert (side(rows, "removed"), side(rows, "added")) == (before, cut)


@given(paragraphs)
@patient
def test_a_text_does_not_differ_from_itself(text: list[str]) -> None:
    assert all(piece.kind == "same" for row in differences(text, text) for piece in row)


@given(paragraphs, paragraphs)
@patient
def test_pieces_alternate_and_none_is_empty_but_an_empty_paragraph(before, after) -> None:
    for row in differences(before, after):
        assert all(piece.text for piece in row) or len(row) == 1
        ways = [(piece.kind, piece.slight, piece.moved) for piece in row]
        assert all(a != b for a, b in zip(ways, ways[1:], strict=False) if not a[2])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("القِمّةُ", "القمة"), ("قمـــة", "قمة"), ("مسؤول", "مسئول"), ("أنّ", "إنّ"), ("إلى", "الى"),
        ("٢٣ نوفمبر ٢٠٢٣", "23 نوفمبر 2023"), ("القمة", "القمه"), ("في مينسك.", "في مينسك!"),
        ("قال: «نعم»", 'قال "نعم"'), ("القمة ، أمس", "القمة، أمس"),
    ],
)  # fmt: skip
def test_marks_hamza_digits_and_punctuation_are_slight(before: str, after: str) -> None:
    pieces = [piece for row in differences([before], [after]) for piece in row]
    changed = [piece for piece in pieces if piece.kind != "same"]
    assert changed
    assert all(piece.slight and not piece.moved for piece in changed)


@pytest.mark.parametrize(
    ("before", "after"),
    [("شارك في القمة", "تغيّب عن القمة"), ("5% من", "5 من"), ("1.5", "15"), ("100$", "100€")],
)
def test_other_words_figures_and_currencies_are_not(before: str, after: str) -> None:
    assert any(not sign.endswith("~") for row in told(before, after) for sign, _ in row)


def test_a_replaced_word_stands_alone_between_what_stayed() -> None:
    after = SENTENCE.replace("أعلن", "قال").replace("لن تشارك", "ستشارك")
    assert told(SENTENCE, after) == [
        [("-", "أعلن"), ("+", "قال"), ("-", "لن تشارك"), ("+", "ستشارك")]
    ]


def test_a_word_added_before_the_full_stop_leaves_it_where_it_was() -> None:
    assert told("غابت أرمينيا.", "غابت أرمينيا أيضاً.") == [[("+", " أيضاً")]]


def test_a_lone_word_between_two_exchanges_is_told_with_them() -> None:
    before = "انتقد الرئيس القرار الأخير في خطابه"
    after = "انتقد الرئيس موقف الحكومة في رسالته"
    assert told(before, after) == [
        [("-", "القرار الأخير في خطابه"), ("+", "موقف الحكومة في رسالته")]
    ]


def test_an_added_paragraph_does_not_disturb_its_neighbours() -> None:
    assert told([SENTENCE, THIRD], [SENTENCE, OTHER, THIRD]) == [[], [("+", OTHER)], []]


def test_a_changed_paragraph_is_found_among_new_ones() -> None:
    changed = OTHER.replace("القادة", "الرؤساء")
    assert told([OTHER], [SENTENCE, changed, THIRD]) == [
        [("+", SENTENCE)], [("-", "القادة"), ("+", "الرؤساء")], [("+", THIRD)],
    ]  # fmt: skip


def test_a_paragraph_that_moved_is_told_as_moved_and_not_as_new() -> None:
    rows = told([SENTENCE, OTHER, THIRD], [OTHER, THIRD, SENTENCE])
    assert rows == [[("-~↕", SENTENCE)], [], [], [("+~↕", SENTENCE)]]


def test_so_is_a_heading_of_one_word() -> None:
    rows = told(["خلفية", SENTENCE, OTHER], [SENTENCE, OTHER, "خلفيّة"])
    assert rows == [[("-~↕", "خلفية")], [], [], [("+~↕", "خلفيّة")]]


def test_a_paragraph_cut_in_two_has_lost_nothing() -> None:
    rows = told([f"{SENTENCE} {OTHER}"], [SENTENCE, OTHER])
    assert rows == [[("-~↕", f" {OTHER}")], [("+~↕", OTHER)]]


def test_words_changed_in_what_moved_are_told() -> None:
    moved = SENTENCE.replace("لن تشارك", "ستشارك")
    rows = told([SENTENCE, OTHER, THIRD], [OTHER, THIRD, moved])
    assert [sign for sign, _ in rows[0]] == ["-~↕", "-"]
    assert rows[-1][1] == ("+", "ستشارك في القمة.")


def test_a_word_that_recurs_by_chance_has_not_moved() -> None:
    assert told(["القمة أمس", OTHER], ["القمة", f"{OTHER} أمس"]) == [
        [("-", " أمس")], [("+", " أمس")],
    ]  # fmt: skip


WORDS = [f"{a}{b}{c}" for a in "بتثجحخدذرزسش" for b in "صضطظعغفقكلمن" for c in "هويبتثجحخد"]
NUMBERS = [str(number) for number in range(20_000)]


def some(count: int, of: int, seed: int) -> list[str]:
    """So many words out of so many, by chance."""
    return random.Random(seed).choices(WORDS[:of], k=count)  # noqa: S311


def by(length: int, written: list[str]) -> list[str]:
    """The words in paragraphs of one length."""
    return [" ".join(written[at : at + length]) for at in range(0, len(written), length)]


SORTED = by(40, some(20_000, 1400, 1))
HOSTILE = {
    "unrelated": [by(20_000, some(20_000, 1400, seed)) for seed in (1, 2)],
    "two words": [by(20_000, some(20_000, 2, seed)) for seed in (1, 2)],
    "a word a paragraph": [some(20_000, 1400, seed) for seed in (1, 2)],
    "two words, one a paragraph": [some(20_000, 2, seed) for seed in (1, 2)],
    "ten words in paragraphs": [by(20, some(20_000, 10, seed)) for seed in (1, 2)],
    "turned round": [by(20_000, NUMBERS), by(20_000, NUMBERS[::-1])],
    "paragraphs turned round": [NUMBERS, NUMBERS[::-1]],
    "paragraphs sorted": [SORTED, sorted(SORTED)],
    "spelt otherwise": [[word * 20_000] for word in ("قمّة، ", "قمه ")],
    "exchanges and islands": [[" و ".join(some(10_000, 700, seed))] for seed in (1, 2)],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twenty_thousand_words_a_side_take_less_than_a_second(name: str) -> None:
    before, after = HOSTILE[name]
    start = time.process_time()
    rows = differences(before, after)
    assert time.process_time() - start < 3  # thrice the promise: the machine may be busy
    assert (side(rows, "removed"), side(rows, "added")) == (before, after)


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_hostile_signs_do_not_slow_it_down(name: str) -> None:
    start = time.process_time()
    differences([ADVERSARIAL[name]], ["قمة " + ADVERSARIAL[name] + " مينسك"])
    assert time.process_time() - start < 3


def test_of_a_text_beyond_the_bound_the_ends_are_still_compared() -> None:
    written = some(60_000, 1400, 1)
    changed = [*written[:10], "أول", *written[10:-10], "آخر", *written[-10:]]
    before, after = [" ".join(written)], [" ".join(changed)]
    rows = differences(before, after)
    assert (side(rows, "removed"), side(rows, "added")) == (before, after)
    assert rows[0][0] == Piece("same", " ".join(written[:10]) + " ")
    assert rows[0][-1] == Piece("same", " " + " ".join(written[-10:]))
