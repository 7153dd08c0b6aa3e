"""How a word sounds, roughly: what spellings of one foreign name have in common.

For «هل تقصد» and for names of a foreign build. The guide "arabic-search" (4.6): skeleton equality
holds for 50 of 54 independent pairs of spellings, but it also unites مصر and مصير: two words of one
skeleton are candidates to compare, not the same word.
"""

from __future__ import annotations

from .lexicon import unseated

FIRST_LETTERS = 8
SHORTEST_NAME = 6
SHORTEST_SKELETON = 4

_SOUNDS = str.maketrans("غقصزطثضظذح", "جكسستتددده")
_UNHEARD = frozenset("اويهء")
CERTAINLY_FOREIGN = (
    "وف", "يف", "وفا", "يفا", "سكي", "سكايا", "يتش", "نكو", "نكا", "يان", "شفيلي", "ادزه", "فسك",
    "غراد", "جراد", "برغ", "برج", "بورغ", "بورج", "باييفا", "لاند", "لاندا", "زاده", "ستان",
    "فورد", "فيلد", "غارد", "جارد", "باغ", "شتاين", "بيرغ", "بيرج", "برغر", "برجر", "ستون",
)  # fmt: skip
# Arabic words may end so too: for those that the lexicon does not know.
PERHAPS_FOREIGN = ("تون", "سون", "فيل", "مان", "ينو", "غتون", "هايم", "ينغ", "ينج", "وغ", "يغ")
FOREIGN_ENDINGS = CERTAINLY_FOREIGN + PERHAPS_FOREIGN


def skeleton(word: str) -> str:
    """Return the consonants of a folded word: without the article, vowels and doubled letters.

    Letters that transliterations exchange become one: غ ج, ق ك, ص ز س, ط ث ت, ض ظ ذ د, ح ه. The
    first letter stays whatever it is. "" only for "".
    """
    bare = unseated(word)
    if bare.startswith("ال") and len(bare) > 4:
        bare = bare[2:]
    sounds = bare.translate(_SOUNDS)
    kept = sounds[:1]
    for letter in sounds[1:]:
        if letter not in _UNHEARD and letter != kept[-1]:
            kept += letter
    return kept


def deletion_keys(word: str) -> set[str]:
    """Return keys under which a folded word is found when it is mistyped: at most ten.

    The first eight letters, the same without one of them, and the skeleton with a mark before it
    («~مصر»). Two words within one edit in their first eight letters share a key.
    """
    first = unseated(word)[:FIRST_LETTERS]
    if not first:
        return set()
    shorter = (
        {first[:at] + first[at + 1 :] for at in range(len(first))} if len(first) > 2 else set()
    )
    return {first, "~" + skeleton(word)} | shorter


def foreign_form(word: str) -> str | None:
    """Return the skeleton of a long word with the ending of a foreign name, otherwise None.

    سيميونوف and سيمونوف are one name. Arabic has no words of six letters with these endings.
    """
    if len(word) < SHORTEST_NAME or not word.endswith(FOREIGN_ENDINGS):
        return None
    consonants = skeleton(word)
    if len(consonants) < SHORTEST_SKELETON:
        return None
    return consonants + ("ا" if word.endswith("ا") else "")
