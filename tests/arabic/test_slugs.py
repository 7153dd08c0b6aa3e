from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csto_archive.arabic.slugs import FALLBACK, slugify

from .material import patient, texts


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("«الأمن الجماعي» تلتئم في مينسك", "الأمن-الجماعي-تلتئم-في-مينسك"),
        ("قِمَّةُ مينسـك: 2023!", "قمة-مينسك-2023"),
        ("نعم لـ«الجهود»", "نعم-ل-الجهود"),
        ("بوتين في CSTO", "بوتين-في-csto"),
        ("نور-سلطان / أستانا", "نور-سلطان-أستانا"),
        ("مو\u200cسكو\u200f", "موسكو"),
        ("قمة ٢٠٢٤", "قمة-٢٠٢٤"),
        ("رو\u0654ساء", "رؤساء"),
        ("", "مادة"),
        ("«...» !?", "مادة"),
    ],
)
def test_words_are_joined_as_written(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_it_is_cut_between_words() -> None:
    assert slugify("قمة منظمة معاهدة الأمن", limit=11) == "قمة-منظمة"
    assert slugify("قمة منظمة معاهدة الأمن", limit=9) == "قمة-منظمة"


def test_a_first_word_that_is_too_long_is_cut_inside() -> None:
    assert slugify("م" * 100 + " قمة", limit=80) == "م" * 80


@given(texts, st.integers(4, 30))
@patient
def test_a_slug_is_never_empty_never_long_and_stays_itself(text: str, limit: int) -> None:
    slug = slugify(text, limit)
    assert slug == FALLBACK or 0 < len(slug) <= limit
    assert "--" not in f"-{slug}-"
    assert all(char == "-" or not char.isspace() for char in slug)
    assert slugify(slug, limit) == slug
