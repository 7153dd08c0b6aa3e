"""Reading a drawn line back: which pieces stand in it, from left to right.

A piece (a word, a bracket) is drawn alone and then slid along the line, on the same baseline, to
the place where it covers the ink best. What covers nothing well is not in the line.
"""

from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageStat

SIZE = WIDTH, HEIGHT = 800, 74
START = 780, 50  # where the first letter of a line begins: its right end, on the baseline
MISFIT = 0.3  # the part of a piece's ink that may differ and it is still that piece

Paint = Callable[[ImageDraw.ImageDraw], None]


def drawn(paint: Paint) -> Image.Image:
    """White ink on black, as high as the canvas, cut at the first and last column of ink."""
    image = Image.new("L", SIZE)
    paint(ImageDraw.Draw(image))
    left, _top, right, _bottom = image.getbbox()
    return image.crop((left, 0, right, HEIGHT))


def misfit(piece: Image.Image, line: Image.Image, x: int) -> float:
    """0 where the line shows just this piece, about 1 where it shows none of it, and more."""
    window = line.crop((x, 0, x + piece.width, HEIGHT))
    return _ink(ImageChops.difference(window, piece)) / _ink(piece)


def _ink(image: Image.Image) -> float:
    return ImageStat.Stat(image).sum[0]


def read(line: Image.Image, pieces: dict[str, Image.Image]) -> list[str]:
    """The names of the pieces found in the line, from left to right."""
    places = {}
    for name, piece in pieces.items():
        x = min(range(line.width - piece.width + 1), key=lambda x, p=piece: misfit(p, line, x))
        if misfit(piece, line, x) < MISFIT:
            places[name] = x
    return sorted(places, key=places.get)


def runs(line: Image.Image) -> int:
    """How many separate runs of inked columns there are."""
    columns = line.resize((line.width, 1), Image.Resampling.BOX).tobytes()
    return sum(
        1 for here, next_ in zip(columns, columns[1:] + b"\0", strict=True) if here and not next_
    )
