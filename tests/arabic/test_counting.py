from __future__ import annotations

import pytest
from babel import Locale

from csto_archive.arabic.counting import plural_form

FORMS = ("zero", "one", "two", "few", "many", "other")


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (101, 5), (102, 5)]
    + [(103, 3), (110, 3), (111, 4), (199, 4), (200, 5), (1003, 3), (-1, 1)],
)
def test_the_six_forms(number: int, form: int) -> None:
    assert plural_form(number) == form


def test_it_agrees_with_cldr_up_to_twelve_hundred() -> None:
    cldr = Locale("ar").plural_form
    assert [FORMS[plural_form(n)] for n in range(1200)] == [cldr(n) for n in range(1200)]
