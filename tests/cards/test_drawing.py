"""What a card looks like: its size, its margins, its lines."""

import warnings
from io import BytesIO

import pytest
from PIL import Image, ImageChops, features

from csto_archive.cards.drawing import (
    FOOT,
    HEIGHT,
    MARGIN,
    MAST,
    TEXT_WIDTH,
    Card,
    draw_card,
    has_raqm,
    paper,
    set_title,
)
from csto_archive.drawing import ink_width
from tests.cards.test_glyph_order import both_ways

HEADLINE = "منظمة «الأمن الجماعي» تعزز مسار «المواجهة المشتركة» للأزمات"
LONG = f"{HEADLINE} وتبحث مع TASS في 2017 " * 8
META = "27 نوفمبر/تشرين الثاني 2025 · جريدة الرواق"
TITLES = {
    "short": "مينسك", "usual": HEADLINE, "long": LONG, "empty": "",
    "one word": "https://rewaq.example/" + "a" * 300, "tall": "إِنَّ أُمَّةً تُقِرُّ آجِلَهَا " * 3,
}  # fmt: skip


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def marks(card: Image.Image, paper: Image.Image) -> tuple[int, int, int, int]:
    """The box of all that differs visibly from the paper (the palette shifts some shades)."""
    difference = ImageChops.difference(card, paper).convert("L")
    return difference.point(lambda value: 255 * (value > 24)).getbbox()


@both_ways
@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_card_keeps_its_size_its_weight_and_its_margins(title, raqm):
    png = draw_card(title, LONG, LONG, sample=True, raqm=raqm)
    assert opened(png).size == (1200, 630)
    assert len(png) < 100_000
    left, _top, right, bottom = marks(opened(png), paper())
    assert left >= MARGIN
    assert right <= 1200 - MARGIN
    assert bottom <= HEIGHT - MARGIN + 14  # the tails of the meta line


@both_ways
@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_a_title_touches_neither_the_band_nor_the_meta_line(title, raqm):
    between = (0, MAST, 1200, FOOT - 2)
    card = opened(draw_card(title, "قمة بيشكيك", "", raqm=raqm))
    _left, top, _right, bottom = marks(card.crop(between), paper().crop(between))
    assert top > 4
    assert bottom <= FOOT - 2 - MAST - 4


@both_ways
def test_a_title_has_three_lines_at_most_and_says_when_it_is_cut(raqm):
    lines, font = set_title(LONG.strip(), raqm)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(ink_width(line, font) <= TEXT_WIDTH for line in lines)


@both_ways
def test_a_usual_title_is_whole_large_and_leaves_no_word_alone(raqm):
    lines, font = set_title(HEADLINE, raqm)
    assert " ".join(lines) == HEADLINE
    assert 72 <= font.size <= 80
    assert len(lines) == 2
    assert all(len(line.split()) > 1 for line in lines)


def test_a_sample_says_so_on_the_card():
    plain, sample = (opened(draw_card("مينسك", "", "", sample=flag)) for flag in (False, True))
    left, top, right, bottom = marks(sample, plain)
    assert MARGIN <= left < right < 400
    assert 0 < top < bottom < MAST


def test_invisible_characters_and_line_breaks_leave_no_trace():
    assert draw_card("قمة\u200f\u2067\n مينسك\u2069\x01", "", "") == draw_card("قمة مينسك", "", "")


def test_without_raqm_the_card_is_drawn_the_other_way(monkeypatch):
    second_best = draw_card(HEADLINE, "", META, raqm=False)
    assert draw_card(HEADLINE, "", META) == draw_card(HEADLINE, "", META, raqm=has_raqm())
    monkeypatch.setattr(features, "check", lambda feature: False)
    with warnings.catch_warnings(record=True) as warned:
        assert draw_card(HEADLINE, "", META) == second_best
    assert not warned


def test_the_digest_follows_everything_that_is_drawn(monkeypatch):
    card = Card(HEADLINE, "قمة بيشكيك", META)
    others = [
        card._replace(**{field: True if field == "sample" else "x"}) for field in card._fields
    ]
    digests = {card.digest(), *(other.digest() for other in others)}
    assert len(digests) == 5
    assert Card(*card).digest() == card.digest()
    other_way = not has_raqm()
    monkeypatch.setattr(features, "check", lambda feature: other_way)
    assert card.digest() not in digests
