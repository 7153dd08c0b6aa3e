"""Drawing Arabic on pictures: what the share cards and the charts have in common.

Arabic is shaped once, by one of two: Raqm, where Pillow has it, which takes the text as it is;
else arabic-reshaper and python-bidi, line by line, for Pillow's basic layout. Which of the two is
a property of the loaded font, so that no line can be shaped by both.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features
from PIL.ImageFont import FreeTypeFont, Layout

from csto_archive.arabic import shaping
from csto_archive.arabic.shaping import ELLIPSIS, shape_line, wrap
from csto_archive.fonts import FACES, Face

PAPER, INK, TEAL, LATTICE = "#f7f1e4", "#14292e", "#0f4a50", "#41868a"
GOLD, RUST, SOFT, RULE = "#c9a14a", "#9c4526", "#4b5a5b", "#d9cdb4"


def has_raqm() -> bool:
    return features.check("raqm")


def digest(drawn: object, *files: str) -> str:
    """Changes with all that changes a picture: what is `drawn` and the `files` that draw it. It
    costs no drawing."""
    seen = (_hand(files), has_raqm(), drawn)
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]


@cache
def _hand(files: tuple[str, ...]) -> str:
    """The files, the fonts and Pillow."""
    packages = ["pillow", *(face.package for face in FACES)]
    sources = [Path(name).read_bytes() for name in (__file__, shaping.__file__, *files)]
    return repr([*sources, *map(version, packages)])


@cache
def load_font(face: Face, size: int, raqm: bool) -> FreeTypeFont:
    layout = Layout.RAQM if raqm else Layout.BASIC
    return ImageFont.truetype(face.ttf, size, layout_engine=layout)


def _for_pillow(text: str, font: FreeTypeFont) -> tuple[str, dict[str, str]]:
    """The text as this font's layout wants it, and the options that go with it."""
    if font.layout_engine == Layout.RAQM:
        return text, {"direction": "rtl", "language": "ar"}
    return shape_line(text), {}


def draw_ar(draw: ImageDraw.ImageDraw, xy, text: str, font: FreeTypeFont, fill) -> None:
    """Draw one line of logical Arabic text that begins at the right, on the baseline `xy`."""
    line, options = _for_pillow(text, font)
    draw.text(xy, line, fill, font, anchor="rs", **options)


def ink(text: str, font: FreeTypeFont) -> tuple[float, float]:
    """The left and right edge of a line's ink, as seen from where it begins (left is negative)."""
    line, options = _for_pillow(text, font)
    left, _top, right, _bottom = font.getbbox(line, anchor="rs", **options)
    return left, right


def ink_width(text: str, font: FreeTypeFont) -> float:
    left, right = ink(text, font)
    return right - left


def fits(font: FreeTypeFont, width: float) -> Callable[[str], bool]:
    return lambda line: ink_width(line, font) <= width


def one_line(text: str) -> str:
    """Without line breaks, and without the invisible characters that few fonts have a glyph for."""
    seen = (c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf"})
    return " ".join("".join(seen).split())


def clip(text: str, font: FreeTypeFont, width: float) -> str:
    """As many words as fit on one line, of a single long word as many letters; then «…»."""
    line = "".join(wrap(text, fits(font, width), 1))
    if fits(font, width)(line):
        return line
    word = line.rstrip(ELLIPSIS)
    cuts = [word[:end] + ELLIPSIS for end in range(len(word))]
    return cuts[bisect_right(cuts, width, key=lambda cut: ink_width(cut, font)) - 1]


def png(image: Image.Image) -> bytes:
    output = BytesIO()
    palette = image.quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette.save(output, "PNG", optimize=True)
    return output.getvalue()
