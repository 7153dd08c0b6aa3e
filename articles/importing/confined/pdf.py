"""The text of a PDF: the letters of each page with their places, put in order by `lines`."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot

import pypdfium2
from pypdfium2 import raw

from articles.importing.confined import DAMAGED, ConfinedError
from articles.importing.confined.limits import answer
from articles.importing.confined.lines import Glyph, blocks_of
from articles.importing.confined.paragraphs import text_of

MOST_PAGES = 300


def read(content: bytes) -> str:
    document = opened(content)
    if len(document) > MOST_PAGES:
        raise ConfinedError("long")
    pages = (document[number] for number in range(len(document)))
    text = text_of([blocks_of(list(glyphs_of(page.get_textpage()))) for page in pages])
    if not any(map(str.isalpha, text)):
        raise ConfinedError("no_text")
    return text


def opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise ConfinedError("encrypted" if locked else DAMAGED) from None


def glyphs_of(page: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    """The letters that the page shows. Blanks that PDFium supposes have no width: left out."""
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        glyph = glyph_at(page, index, chr(code))
        if glyph.right > glyph.left or not glyph.text.isspace():
            yield glyph


def glyph_at(page: pypdfium2.PdfTextPage, index: int, text: str) -> Glyph:
    x, y, box, scale = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    raw.FPDFText_GetLooseCharBox(page, index, box)
    raw.FPDFText_GetMatrix(page, index, scale)
    size = raw.FPDFText_GetFontSize(page, index) * hypot(scale.c, scale.d)
    near = box.left - size / 2 < x.value < box.left
    return Glyph(text, x.value if near else box.left, box.right, y.value, size)


if __name__ == "__main__":
    answer(read)
