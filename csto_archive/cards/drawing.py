"""Drawing a share card: Arabic text on the paper of a newspaper archive."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from csto_archive.arabic.shaping import wrap
from csto_archive.drawing import (
    GOLD,
    INK,
    LATTICE,
    PAPER,
    RULE,
    RUST,
    SOFT,
    TEAL,
    clip,
    digest,
    draw_ar,
    fits,
    has_raqm,
    ink,
    load_font,
    one_line,
    png,
)
from csto_archive.fonts import AMIRI_BOLD, PLEX, PLEX_BOLD

ARCHIVE = _("أرشيف قمم منظمة معاهدة الأمن الجماعي")
SAMPLE = _("عيّنة تعليمية")

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 90
RIGHT, TEXT_WIDTH = WIDTH - MARGIN, WIDTH - 2 * MARGIN
MAST, FOOT = 94, HEIGHT - MARGIN - 46  # between the band at the top and the hairline
TITLE_LINES = {80: 2, 76: 2, 72: 3, 66: 3}  # the sizes, and how many lines of each are handsome
# In parts of the size: line to line, and what Amiri's hamzas and tails take above and below.
LEADING, RISE, FALL = 1.28, 1.0, 0.42
SMALL = 34
KICKER = 48  # the room of the line above the title


class Card(NamedTuple):
    """What is written on a card; one without a kicker or meta line has an empty text there."""

    title: str
    kicker: str
    meta: str
    sample: bool = False

    def digest(self) -> str:
        """Changes with all that changes the picture, and costs no drawing."""
        return digest(tuple(self), __file__)


def set_title(title: str, raqm: bool) -> tuple[list[str], FreeTypeFont]:
    """The title in the largest size that shows all of it, else its beginning in the smallest."""
    for size, most in TITLE_LINES.items():
        font = load_font(AMIRI_BOLD, size, raqm)
        if lines := _balanced(title, font, most):
            return lines, font
    lines = wrap(title, fits(font, TEXT_WIDTH), most)
    return [clip(line, font, TEXT_WIDTH) for line in lines], font


def _balanced(title: str, font: FreeTypeFont, most: int) -> list[str]:
    """The whole title on as few lines as possible, of much the same width; none if it is too long.

    A title that leaves one short word to its last line looks like a mistake.
    """
    best: list[str] = []
    for width in range(TEXT_WIDTH, TEXT_WIDTH // 3, -30):
        lines = wrap(title, fits(font, width), len(best) or most)
        if " ".join(lines) != title or not all(map(fits(font, width), lines)):
            break
        best = lines
    return best


# Card


def draw_card(
    title: str, kicker: str, meta: str, sample: bool = False, raqm: bool | None = None
) -> bytes:
    """A PNG of 1200×630. `raqm` says by whom Arabic is shaped; by default the better one here."""
    raqm = has_raqm() if raqm is None else raqm
    title, kicker, meta = map(one_line, (title, kicker, meta))
    image = paper().copy()
    draw = ImageDraw.Draw(image)
    small, bold = load_font(PLEX, SMALL, raqm), load_font(PLEX_BOLD, SMALL, raqm)

    _write(draw, 56, str(ARCHIVE), load_font(PLEX_BOLD, 30, raqm), PAPER)
    if sample:
        _badge(draw, str(SAMPLE), load_font(PLEX_BOLD, 26, raqm))
    _write(draw, HEIGHT - MARGIN, clip(meta, small, TEXT_WIDTH), small, SOFT)

    lines, font = set_title(title, raqm)
    head = font.size * RISE + (KICKER if kicker else 0)
    pitch = font.size * LEADING
    height = head + pitch * (len(lines) - 1) + font.size * FALL
    baseline = MAST + (FOOT - MAST - height) / 2 + head
    if kicker:
        above = round(baseline - font.size * RISE - 14)
        _write(draw, above, clip(kicker, bold, TEXT_WIDTH), bold, RUST)
    for number, line in enumerate(lines):
        _write(draw, round(baseline + pitch * number), line, font, INK)
    return png(image)


def _write(draw, baseline: int, text: str, font: FreeTypeFont, fill) -> None:
    """A line whose ink, not its side bearing, begins at the right margin."""
    draw_ar(draw, (RIGHT - ink(text, font)[1], baseline), text, font, fill)


def _badge(draw, text: str, font: FreeTypeFont) -> None:
    left, right = ink(text, font)
    end = MARGIN + right - left + 44
    draw.rectangle((MARGIN, 22, end, 66), fill=GOLD)
    draw_ar(draw, (end - 22 - right, 52), text, font, INK)


# Paper


@cache
def paper() -> Image.Image:
    """The empty card: a band of eight-pointed stars over a rule, and a hairline for the foot."""
    image = Image.new("RGB", SIZE, PAPER)
    image.paste(_stars(), (0, 0))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, MAST - 6, WIDTH, MAST - 1), fill=GOLD)
    draw.rectangle((MARGIN, FOOT - 2, RIGHT - 1, FOOT - 1), fill=RULE)
    draw.rectangle((0, HEIGHT - 12, WIDTH, HEIGHT), fill=TEAL)
    return image


def _stars(cell: int = 44, scale: int = 3) -> Image.Image:
    """The band, its lattice fading out towards the name at the right."""
    size = WIDTH * scale, MAST * scale
    lattice = Image.new("RGB", size, TEAL)
    draw = ImageDraw.Draw(lattice)
    for x in range(0, WIDTH + cell, cell):
        for y in range(0, MAST + cell, cell):
            draw.polygon(_star(x * scale, y * scale, cell * scale / 2), outline=LATTICE, width=4)
    fade = Image.linear_gradient("L").rotate(90).resize(size)
    band = Image.composite(Image.new("RGB", size, TEAL), lattice, fade)
    return band.resize((WIDTH, MAST), Image.Resampling.LANCZOS)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Eight points at `radius`, between them the corners where two crossed squares meet."""
    corner = radius * cos(pi / 4) / cos(pi / 8)
    reach = (radius, corner) * 8
    return [(x + r * cos(i * pi / 8), y + r * sin(i * pi / 8)) for i, r in enumerate(reach)]
