from __future__ import annotations

from hypothesis import given

from csto_archive.arabic.digits import to_western

from .material import texts


def test_both_eastern_rows_become_western() -> None:
    assert to_western("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹") == "0123456789 0123456789"


def test_letters_and_other_numerals_stay() -> None:
    assert to_western("قمّة ٢٠٢٤م ² Ⅳ ٫") == "قمّة 2024م ² Ⅳ ٫"


@given(texts)
def test_the_length_stays_the_same(text: str) -> None:
    assert len(to_western(text)) == len(text)
