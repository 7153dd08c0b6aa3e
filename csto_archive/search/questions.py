"""Questions typed in full: «ماذا قال …», «في أي مدينة …», «… ؟»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from csto_archive.arabic.analysis import analyse

# Folded. The first ask wherever they stand; the others only where a question begins, because they
# are everyday words elsewhere («من» is also "from").
_ASKING = frozenset(("ماذا", "لماذا", "بماذا", "متي", "اين", "كيف", "كم", "بكم", "هل", "اي"))
_ASKING_FIRST = frozenset(
    ("ما", "من", "مم", "عم", "فيم", "علام", "الام", "لمن", "بم", "ايه", "ايهما", "ماهو", "ماهي",
     "باي", "لاي", "بايه", "لايه", "ايا", "ايهم")
)  # fmt: skip
_BEFORE_A_QUESTION = frozenset(("في", "الي", "علي", "من", "عن", "منذ", "حتي", "مع", "الى"))
_WHO = re.compile("(?<!\\w)مَنْ?(?!\\w)")
_CONJUNCTION = re.compile("[وف](?=..)")
_QUESTION_MARKS = ("؟", "?")


def is_question(text: str) -> bool:
    """True for «ماذا قال …», «في أي مدينة …», «… ؟»."""
    if text.endswith(_QUESTION_MARKS) or _WHO.search(text):
        return True
    words = [token.word for token in analyse(text)]
    if not words[1:]:
        return False
    return _opens(words) or any(_asks(words, at) for at in range(len(words) - 1))


def _opens(words: Sequence[str]) -> bool:
    """True when the first word asks, or the second after a preposition."""
    first, second = words[0], words[1]
    if first in _BEFORE_A_QUESTION and second in _ASKING_FIRST - {"من"}:
        return len(words) > len((first, second))
    return bool({first, _CONJUNCTION.sub("", first, count=1)} & _ASKING_FIRST)


def _asks(words: Sequence[str], at: int) -> bool:
    """True for a question word at `at`; «200 كم» is a distance."""
    word = words[at]
    if word == "كم" and at and words[at - 1].isdecimal():
        return False
    return word in _ASKING or _CONJUNCTION.sub("", word, count=1) in _ASKING
