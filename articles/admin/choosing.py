"""Words of the page that an editor selects, or copies, to keep them as the proof of a field."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.evidence import field_name
from articles.deciding.choosing import FIELDS, Chosen
from articles.importing.pipeline import laid_out
from articles.importing.read import UnreadablePageError
from articles.importing.sheet import Sheet

MOST = 5_000  # characters


def menu() -> list[tuple]:
    """(key, field, name) of the fields that words can be kept for."""
    return [(number, field, field_name(field)) for number, field in enumerate(FIELDS, 1)]


def field_in(request: HttpRequest) -> str:
    """The field that was chosen; anything that no form of ours sends is not found."""
    field = request.POST.get("field", "")
    if field not in FIELDS:
        raise Http404
    return field


def words_in(request: HttpRequest) -> str:
    return " ".join(request.POST.get("words", "").replace("\0", "").split())


def chosen_in(request: HttpRequest, capture: int, page) -> Chosen:
    """The words that were sent, at their place in the capture. Raises ValidationError where they do
    not stand there."""
    words, near = words_in(request), (number_in(request, "line"), number_in(request, "column"))
    try:
        place = place_of(laid_out(page), words, *near) if 0 < len(words) <= MOST else None
    except UnreadablePageError:
        place = None
    if place is None:
        raise ValidationError(
            _("هذه الألفاظ لا ترد في اللقطة متتابعةً كما كتبتها: حدّدها في الصفحة أو انسخها منها."),
            code="not_in_the_capture",
        )
    return Chosen(capture, words, *place)


def number_in(request: HttpRequest, name: str) -> int:
    """0 for anything else: it is a hint and no more."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def place_of(sheet: Sheet, words: str, line: int, column: int = 0) -> tuple[int, int] | None:
    """Where in the text of the page the words stand, one after another; of several places the one
    that begins nearest to the line, and in it to the column. None where they stand nowhere."""
    text, places, lines, columns = flat(sheet)
    found = (match.start() for match in re.finditer(f"(?={re.escape(words)})", text))

    def distance(at: int) -> tuple[int, int]:
        return abs(lines[at] - line), abs(columns[at] - column)

    for at in sorted(found, key=distance):
        own = places[at : at + len(words)]
        start, end = min(own), max(own) + 1
        if sheet.words(start, end, 2 * MOST).split() == words.split():
            return start, end
    return None


def flat(sheet: Sheet) -> tuple[str, list[int], list[int], list[int]]:
    """The words of the page in one line; of each character its place, its line and its column."""
    text, places, lines, columns = [], [], [], []
    for number, line in enumerate(sheet.lines):
        for word in re.finditer(r"\S+", line.text) if line.places else ():
            text.append(word[0] + " ")
            places += [*line.places[word.start() : word.end()], line.places[word.end() - 1]]
            lines += [number] * (len(word[0]) + 1)
            columns += range(word.start(), word.end() + 1)
    return "".join(text), places, lines, columns
