"""Which organisation a text speaks of, and whether an article is about the CSTO at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from articles.importing.page import Clean, Unit
from csto_archive.arabic.normalise import fold

# All patterns run on folded text.
CSTO = re.compile(
    r"(?:منظمه|معاهده|اتفاقيه|مجلس|منظمتي?)\s+(?:معاهده\s+|اتفاقيه\s+)?[«\"“]?الامن الجماعي"
    r"|[«\"“”]الامن الجماعي|الامن الجماعي[»\"”“]|\bcsto\b"
)
RIVALS = {
    "cis": re.compile(r"رابطه الدول المستقله|كومنولث الدول المستقله|الرابطه(?!\s*للمراكز)"),
    "sco": re.compile(r"شنغهاي|شانغهاي"),
    "nato": re.compile(r"الناتو|ناتو|شمال الاطلسي|الحلف الاطلسي"),
    "eaeu": re.compile(
        r"الاقتصادي الاوراسي|الاقتصاديه الاوراسيه|الاوراسي الاقتصادي|المجلس الاقتصادي الاعلي"
    ),
    "brics": re.compile(r"بريكس"),
    "turkic": re.compile(r"الدول التركيه|المجلس التركي"),
    "eu": re.compile(r"الاتحاد الاوروبي|المجموعه الاوروبيه"),
    "g20": re.compile(r"مجموعه العشرين|مجموعه السبع"),
    "un": re.compile(r"الجمعيه العامه للامم المتحده"),
    "arab": re.compile(r"القمه العربيه|جامعه الدول العربيه|التعاون الاسلامي|التعاون الخليجي"),
}
# The bodies of the CSTO that are not the summit.
MINISTERIAL = re.compile(
    r"وزراء|(?:وزير|لجنه)\s+(?:ال)?(?:دفاع|خارجيه|داخليه)|امناء مجالس الامن|الجمعيه البرلمانيه"
    r"|رؤساء (?:ال)?برلمان|المجلس الدائم|رؤساء الاركان|مناورات|تدريبات"
)
LEADERS = re.compile(
    r"قمه|قمم|القمه|(?<!\w)(?:ال|ب|ل|و|في)?(?:قاده|زعماء)"
    r"|رؤساء(?! (?:ال)?(?:برلمان|اركان|اجهزه|حكومات))"
    r"|دوره (?:\S+ ){0,2}(?:لمجلس|مجلس|عاديه|استثنائيه|لقاده)|دورتهم|الدوره"
)

WEIGHTS = {"headline": 4.0, "kicker": 3.0, "standfirst": 3.0, "caption": 0.0}
BODY_WEIGHTS = (3.0, 2.0)
LATER = 1.0
LEAST = 3.0
SHARE_OF_RIVAL = 0.6


def rivals_in(folded: str) -> set[str]:
    return {name for name, pattern in RIVALS.items() if pattern.search(folded)}


def weighted(units: Sequence[Unit]) -> list[tuple[float, str]]:
    """(weight, folded text): titles and the first paragraphs say what an article is about."""
    found, body = [], 0
    for unit in units:
        weight = WEIGHTS.get(unit.where)
        if weight is None:
            weight = BODY_WEIGHTS[body] if body < len(BODY_WEIGHTS) else LATER
            body += 1
        found.append((weight, fold(unit.text)))
    return found


def is_on_topic(article: Clean) -> bool:
    """True when the CSTO is named where subjects are named, and not only beside another body."""
    points: Counter[str] = Counter()
    for weight, text in weighted(article.units):
        points["csto"] += weight * bool(CSTO.search(text))
        points.update(dict.fromkeys(rivals_in(text), weight))
    strongest = max((score for name, score in points.items() if name != "csto"), default=0.0)
    return points["csto"] >= max(LEAST, SHARE_OF_RIVAL * strongest)


def is_about_leaders(article: Clean) -> bool:
    """True when the titles or the first two paragraphs tell of the leaders' own meeting, False
    when the subject is one of the other bodies (ministers, parliament, exercises)."""
    texts = [text for weight, text in weighted(article.units) if weight >= BODY_WEIGHTS[1]]
    titles = [fold(unit.text) for unit in article.heads if unit.where != "caption"]
    if any(LEADERS.search(text) for text in titles):
        return True
    if any(MINISTERIAL.search(text) for text in titles):
        return False
    return any(LEADERS.search(text) for text in texts[:4])
