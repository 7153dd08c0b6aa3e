"""Which numbers of pages a list leads on to."""

from types import SimpleNamespace

import pytest

from csto_archive.templatetags.paging import steps


@pytest.mark.parametrize(
    ("number", "last", "told"),
    [
        (1, 1, [1]), (1, 3, [1, 2, 3]), (1, 50, [1, 2, 3, 0, 50]),
        (4, 50, [1, 2, 3, 4, 5, 6, 0, 50]),
        (5, 9, [1, 0, 3, 4, 5, 6, 7, 0, 9]), (25, 50, [1, 0, 23, 24, 25, 26, 27, 0, 50]),
        (50, 50, [1, 0, 48, 49, 50]),
    ],
)  # fmt: skip
def test_the_first_the_last_and_those_beside(number, last, told):
    pages = SimpleNamespace(page_range=range(1, last + 1))
    assert steps(SimpleNamespace(number=number, paginator=pages)) == told
