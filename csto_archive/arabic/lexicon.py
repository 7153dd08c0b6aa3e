"""How often Arabic words are written: the evidence on which the stemmer decides.

Source: the package wordfreq (Robyn Speer, code Apache-2.0; its data, gathered among others from
Wikipedia, OpenSubtitles, news and the web, CC BY-SA 4.0), list "small" for Arabic, about 57,000
words. The data stay in the package: nothing of them is copied here. They are read once, when the
first word is stemmed, and folded, so that spellings of one word add up.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from wordfreq import get_frequency_dict, get_frequency_list

from .normalise import fold
from .words import article_length

PER_MILLION = 1e6
COMMON = 1.0  # times in a million words
ARTICLES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "لل", "ال")

_SEATS = str.maketrans("ؤئ", "ءء")


def unseated(folded: str) -> str:
    """Return a folded word with ؤ and ئ as ء: the spelling in which the stemmer works."""
    return folded.translate(_SEATS)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Occurrences per million words, by unseated word.

    `plain` counts a word exactly as written; `definite` counts it after the article, in all its
    joinings (القمة، والقمة، بالقمة، للقمة). Only a noun or an adjective can stand there, whole and
    without a pronoun: what follows the article is a word and not a particle or a suffix. `above`
    and `below` count a word, after the article or not, where its first letter is written أ or آ, or
    إ: أحداث and إحداث are one word in `plain`.
    """

    plain: dict[str, float]
    definite: dict[str, float]
    above: dict[str, float]
    below: dict[str, float]


@cache
def lexicon() -> Lexicon:
    plain: defaultdict[str, float] = defaultdict(float)
    definite: defaultdict[str, float] = defaultdict(float)
    first: dict[str, defaultdict[str, float]] = {
        letter: defaultdict(float) for letter in ("أ", "إ", "آ")
    }
    for written, share in get_frequency_dict("ar", wordlist="small").items():
        word, frequency = unseated(fold(written)), share * PER_MILLION
        plain[word] += frequency
        article = _article_of(written)
        if len(word) > len(article) + 1:
            if article:
                definite[word[len(article) :]] += frequency
            if (letter := written[len(article)]) in first:
                first[letter][word[len(article) :]] += frequency
    for kept in (get_frequency_dict, get_frequency_list):
        kept.cache_clear()  # the same words twice more
    for word, frequency in first.pop("آ").items():
        first["أ"][word] += frequency
    return Lexicon(dict(plain), dict(definite), dict(first["أ"]), dict(first["إ"]))


def is_common(folded_word: str) -> bool:
    """Whether the word is written now and then, with its article or without: no slip of the pen."""
    word = unseated(folded_word)
    known, length = lexicon(), article_length(word)
    frequency = known.plain.get(word, 0) + known.definite.get(word[length:], 0)
    return frequency >= COMMON


def _article_of(written: str) -> str:
    """Return the article that a written word begins with, or "": إلغاء has none."""
    return next((article for article in ARTICLES if written.startswith(article)), "")
