"""What was changed in a paragraph, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal
from unicodedata import category

from ..words import words
from .paragraphs import Paragraph, stretches

GAP, SPELLING, WORDING = range(3)  # what a change is of, the weightiest last


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one paragraph. `slight`: only spelt, punctuated or placed otherwise.

    `moved`: slight because the same words stand elsewhere in the other text.
    """

    kind: Literal["same", "removed", "added"]
    text: str
    slight: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in the place of what, and whether only gaps, spellings or words differ."""

    removed: str
    added: str
    weight: int

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def pieces(self) -> Iterator[Piece]:
        slight = self.weight != WORDING
        sides = ("removed", self.removed), ("added", self.added)
        return (Piece(kind, text, slight) for kind, text in sides if text)


def pieces(old: Paragraph | None, new: Paragraph | None) -> list[Piece]:
    if old is None or new is None:
        return [Piece("added", new.text) if old is None else Piece("removed", old.text)]
    if old.text == new.text:
        return [Piece("same", old.text)]
    parts = _without_islands(list(_settled(_changes(old, new))))
    told = (p.pieces() if isinstance(p, Change) else [Piece("same", p)] for p in parts)
    return list(chain.from_iterable(told))


def _changes(old: Paragraph, new: Paragraph) -> Iterator[str | Change]:
    """Yield what stayed and what changed, word by word and gap by gap."""
    for is_same, i, i_end, j, j_end in stretches(old.keys, new.keys):
        if not is_same:
            yield Change(_joined(old.parts[i:i_end]), _joined(new.parts[j:j_end]), WORDING)
            continue
        for (word, gap), (new_word, new_gap) in zip(
            old.parts[i:i_end], new.parts[j:j_end], strict=True
        ):
            yield word if word == new_word else Change(word, new_word, SPELLING)
            yield gap if gap == new_gap else Change(gap, new_gap, _weight(gap + new_gap))


def _joined(parts: Iterable[tuple[str, str]]) -> str:
    return "".join(word + gap for word, gap in parts)


def _weight(gaps: str) -> int:
    """Punctuation and blanks weigh little; a currency or a sign of percent says something."""
    told = (char for char in gaps if category(char)[0] == "S" or char in "%٪‰")
    return WORDING if any(told) else GAP


def _settled(parts: Iterable[str | Change]) -> Iterator[str | Change]:
    """Join neighbours, gaps with the change beside them; what both sides begin and end with has
    stayed."""
    runs = _runs(filter(None, parts))
    trimmed = chain.from_iterable(_trimmed(p) if isinstance(p, Change) else [p] for p in runs)
    return _runs(filter(None, trimmed))


def _runs(parts: Iterable[str | Change]) -> Iterator[str | Change]:
    for is_change, run in groupby(parts, lambda part: isinstance(part, Change)):
        if is_change:
            yield from _joined_changes(run)
        else:
            yield "".join(run)


def _joined_changes(changes: Iterable[Change]) -> list[Change]:
    joined: list[Change] = []
    for change in changes:
        last = joined[-1] if joined else None
        if last and (last.weight == change.weight or GAP in (last.weight, change.weight)):
            weight = max(last.weight, change.weight)
            joined[-1] = Change(last.removed + change.removed, last.added + change.added, weight)
        else:
            joined.append(change)
    return joined


def _trimmed(change: Change) -> tuple[str, Change, str]:
    """What gaps the two sides begin and end with alike, and the change between."""
    one, other = change.removed, change.added
    most = min(len(one), len(other))
    ahead = _common_gap(zip(one, other, strict=False))
    behind = _common_gap(zip(reversed(one), reversed(other), strict=False))
    behind = min(behind, most - ahead)
    middle = Change(
        one[ahead : len(one) - behind], other[ahead : len(other) - behind], change.weight
    )
    return one[:ahead], middle, one[len(one) - behind :]


def _common_gap(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other or category(one)[0] not in "PZC":
            break
        count += 1
    return count


def _without_islands(parts: list[str | Change]) -> list[str | Change]:
    """A lone word between two exchanges as long as itself is exchanged with them: it reads better
    to see both wordings whole."""
    kept: list[str | Change] = []
    for part in parts:
        if len(kept) > 1 and _is_island(kept[-2], kept[-1], part):
            word, change = kept.pop(), kept.pop()
            joined = (before + word + after for before, after in zip(
                (change.removed, change.added), (part.removed, part.added), strict=True
            ))  # fmt: skip
            kept.append(Change(*joined, WORDING))
        else:
            kept.append(part)
    return kept


def _is_island(change: str | Change, word: str | Change, other: str | Change) -> bool:
    if isinstance(word, Change) or not isinstance(change, Change) or not isinstance(other, Change):
        return False
    around = change.removed, change.added, other.removed, other.added
    exchanged = change.weight == other.weight == WORDING and all(around)
    return exchanged and len(word) <= min(map(len, around)) and len(words(word)) < 2
