"""The picture: its size, what is drawn, that samples are stamped."""

from io import BytesIO

import pytest
from PIL import Image

from csto_archive.charts.png import PALE, as_png, digest_of
from csto_archive.drawing import GOLD, TEAL
from tests.charts.cast import CHARTS, chart, years


def opened(name: str) -> Image.Image:
    return Image.open(BytesIO(as_png(CHARTS[name]))).convert("RGB")


def area(image: Image.Image, colour: str) -> int:
    wanted = tuple(bytes.fromhex(colour[1:]))
    near = lambda p: all(abs(a - b) < 8 for a, b in zip(p, wanted, strict=True))  # noqa: E731
    return sum(count for count, pixel in image.getcolors(1 << 20) if near(pixel))


@pytest.mark.parametrize("name", CHARTS)
def test_every_picture_is_wide_and_light(name):
    assert opened(name).width == 1200
    assert opened(name).height < 1300
    assert len(as_png(CHARTS[name])) < 100_000


def test_columns_grow_with_their_values():
    low, high = (Image.open(BytesIO(as_png(chart(*years(n, 8))))).convert("RGB") for n in (1, 7))
    assert area(high, TEAL) > area(low, TEAL) * 1.4


def test_time_runs_from_the_right():
    image = Image.open(BytesIO(as_png(chart(*years(9, 1, 1, 1))))).convert("RGB")
    middle = image.width // 2
    halves = (image.crop((0, 0, middle, image.height)), image.crop((middle, 0, *image.size)))
    left, right = (area(half, TEAL) for half in halves)
    assert right > 2 * left


def test_the_whole_is_pale_behind_the_part():
    assert area(opened("part"), PALE) > 2_000
    assert not area(opened("columns"), PALE)


def test_samples_are_stamped():
    assert area(opened("huge"), GOLD) > 2_000
    assert not area(opened("columns"), GOLD)


def test_the_digest_follows_every_number_and_word():
    digests = {digest_of(drawn) for drawn in CHARTS.values()}
    assert len(digests) == len(CHARTS)
    assert digest_of(chart(*years(1, 2))) != digest_of(chart(*years(1, 3)))
    assert digest_of(chart(*years(1))) == digest_of(chart(*years(1)))
