"""Differences between texts as `<del>` and `<ins>`, said in words to those who hear the page."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from csto_archive.arabic.differences import Piece

register = template.Library()

# (kind, slight, moved) -> element, class, what is said before it
MARKS = {
    ("removed", False, False): ("del", "", _("حُذف:")),
    ("added", False, False): ("ins", "", _("أُضيف:")),
    ("removed", True, False): ("del", "slight", _("كُتب أولاً:")),
    ("added", True, False): ("ins", "slight", _("وكُتب هنا:")),
    ("removed", True, True): ("del", "moved", _("نُقل من هنا:")),
    ("added", True, True): ("ins", "moved", _("نُقل إلى هنا:")),
}


@register.filter
def marked_changes(pieces: Sequence[Piece]) -> SafeString:
    """A paragraph with what was removed and added in it marked."""
    return format_html_join("", "{}", ((part,) for part in _parts(pieces)))


def _parts(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece, following in pairwise([*pieces, None]):
        yield _marked(piece)
        if piece.kind == "removed" and following and following.kind == "added":
            yield " "


def _marked(piece: Piece) -> str:
    """The blanks around a change are not marked: a line under them says nothing."""
    text = piece.text.strip()
    if piece.kind == "same" or not text:
        return piece.text
    ahead, _text, behind = piece.text.partition(text)
    tag, name, said = MARKS[piece.kind, piece.slight, piece.moved]
    marked = format_html(
        '<{0} class="{1}"><span class="unseen">{2} </span>{3}</{0}>', tag, name, said, text
    )
    return format_html("{}{}{}", ahead, marked, behind)
