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

from wordfreq import get_frequency_dict

from .normalise import fold

PER_MILLION = 1e6
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
    without a pronoun: what follows the article is a word and not a particle or a suffix.
    """

    plain: dict[str, float]
    definite: dict[str, float]


@cache
def lexicon() -> Lexicon:
    plain: defaultdict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict("ar", wordlist="small").items():
        plain[unseated(fold(word))] += frequency * PER_MILLION
    definite: defaultdict[str, float] = defaultdict(float)
    for word, frequency in plain.items():
        for article in ARTICLES:
            if word.startswith(article) and len(word) > len(article) + 1:
                definite[word[len(article) :]] += frequency
                break
    return Lexicon(dict(plain), dict(definite))
