"""Arabic on a card is read back from its ink: joined, in order, quotation marks facing inwards.

The pieces searched for are drawn without any reordering: letters by one engine or the other, signs
by the plainest layout there is. So neither Raqm nor python-bidi is its own witness. The ways that
are known to go wrong are drawn too: a test that cannot see their faults would prove nothing.
"""

import bidi
import pytest
from arabic_reshaper import ArabicReshaper

from csto_archive.arabic.shaping import shape_line
from csto_archive.drawing import draw_ar, has_raqm, load_font
from csto_archive.fonts import AMIRI_BOLD, PLEX
from tests.cards.ink import START, drawn, read, runs

LINE = "قمة «مينسك» لدى TASS 2017 (أول)"
IN_ORDER = ["(", "أول", ")", "TASS", "2017", "لدى", "«", "مينسك", "»", "قمة"]
RTL = {"direction": "rtl", "language": "ar"}
reshape = ArabicReshaper({"delete_harakat": False}).reshape

needs_raqm = pytest.mark.skipif(not has_raqm(), reason="Raqm needs the system's libfribidi0")
both_ways = pytest.mark.parametrize(
    "raqm", [pytest.param(True, marks=needs_raqm, id="raqm"), pytest.param(False, id="reshaper")]
)
both_faces = pytest.mark.parametrize("face", [AMIRI_BOLD, PLEX], ids=lambda face: face.name)


def font(face, raqm):
    return load_font(face, 36, raqm)


def painted(text, font, **options):
    return drawn(lambda draw: draw.text(START, text, 255, font, anchor="rs", **options))


def written(text, face, raqm):
    """As the cards write it."""
    return drawn(lambda draw: draw_ar(draw, START, text, font(face, raqm), 255))


def alone(piece, face, raqm):
    """One piece, drawn without anything that could turn it round."""
    if not piece.isalnum():
        return painted(piece, font(face, raqm=False))
    if piece.isascii():
        return painted(piece, font(face, raqm), **({"direction": "ltr"} if raqm else {}))
    if raqm:
        return painted(piece, font(face, raqm), **RTL)
    return painted(reshape(piece)[::-1], font(face, raqm))


def seen(line, face, raqm):
    return read(line, {piece: alone(piece, face, raqm) for piece in IN_ORDER})


@both_ways
@both_faces
def test_words_run_leftwards_latin_rightwards_and_brackets_face_inwards(face, raqm):
    expected = IN_ORDER
    if raqm and face is AMIRI_BOLD:  # with its features on, Amiri has other round brackets
        expected = [piece for piece in IN_ORDER if piece not in "()"]
    assert seen(written(LINE, face, raqm), face, raqm) == expected


@both_ways
@both_faces
def test_the_opening_mark_stands_at_the_right_end(face, raqm):
    line = written("«مينسك»", face, raqm)
    assert seen(line, face, raqm) == ["«", "مينسك", "»"]


@both_ways
@both_faces
def test_letters_are_joined(face, raqm):
    assert runs(written("سلام", face, raqm)) == 2  # سلا and م


# The ways known to go wrong


def test_unshaped_text_is_seen_to_be_wrong():
    line = painted(LINE, font(PLEX, raqm=False))
    assert not {"قمة", "مينسك", "لدى", "أول"} & set(seen(line, PLEX, raqm=False))
    assert runs(painted("سلام", font(PLEX, raqm=False))) == 4


def test_marks_that_were_not_mirrored_are_seen_to_be_wrong():
    line = painted(bidi.get_display(reshape(LINE), base_dir="R"), font(PLEX, raqm=False))
    found = seen(line, PLEX, raqm=False)
    assert found == [")", "أول", "(", "TASS", "2017", "لدى", "»", "مينسك", "«", "قمة"]


@needs_raqm
@both_faces
def test_text_shaped_twice_is_seen_to_be_wrong(face):
    line = painted(shape_line(LINE), font(face, raqm=True), **RTL)
    assert not {"قمة", "مينسك", "لدى", "أول"} & set(seen(line, face, raqm=True))
