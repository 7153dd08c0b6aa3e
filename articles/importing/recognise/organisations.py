"""Which organisation a text speaks of, and whether an article is about the CSTO at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from articles.importing.recognise.texts import Text

# All patterns run on folded text.
CSTO = re.compile(
    r"(?:منظمه|معاهده|اتفاقيه|مجلس|منظمتي?)\s+(?:معاهده\s+|اتفاقيه\s+)?[«\"“]?الامن الجماعي"
    r"|[«\"“”]الامن الجماعي|الامن الجماعي[»\"”“]|\bcsto\b"
    r"|(?:قمه|قاده|زعماء|رؤساء|وزراء|(?:خارجيه|دفاع)|دول|امين عام|امانه|حلف|تحالف|منتدي)"
    r"\s+(?:دول\s+)?الامن الجماعي(?!\s+(?:العربي|الخليجي|الافريقي|الاوروبي|الدولي))"
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
    r"(?<!رئيس )(?<!رئيس ال)وزراء|(?:وزير|لجنه)\s+(?:ال)?(?:دفاع|خارجيه|داخليه)"
    r"|امناء مجالس الامن|الجمعيه البرلمانيه"
    r"|رؤساء (?:ال)?برلمان|المجلس الدائم|رؤساء الاركان|مناورات|تدريبات"
)
LEADERS = re.compile(
    r"قمه|قمم|القمه|(?<!\w)[وفبلك]{0,2}(?:ال|لل)?(?:قاده|زعماء)"
    r"|(?<!\w)[وفبلك]?(?:قادت|زعما[وئ])(?:ها|هم)(?!\w)"
    r"|رؤساء(?! (?:ال)?(?:برلمان|اركان|اجهزه|حكومات))"
    r"|دوره (?:\S+ ){0,2}(?:لمجلس|مجلس|عاديه|استثنائيه|لقاده)|دورتهم|الدوره"
    r"|(?<!\w)[وفل]?مجلس الامن الجماعي"
)

# What kind of meeting it is called → the kind of its record.
KINDS = {
    "informal": re.compile("غير رسمي|غير الرسمي"),
    "extraordinary": re.compile("استثنائي|طارئ"),
    "jubilee": re.compile("يوبيل|الذكري"),
    "joint": re.compile("اجتماعا? مشتركا?|لقاء مشترك|قمه مشتركه"),
}

WEIGHTS = {"headline": 4.0, "kicker": 3.0, "standfirst": 3.0, "caption": 0.0}
BODY_WEIGHTS = (3.0, 2.0)
LATER = 1.0
LEAST = 3.0
SHARE_OF_RIVAL = 0.6


def rivals_in(folded: str) -> set[str]:
    return {name for name, pattern in RIVALS.items() if pattern.search(folded)}


def kinds_in(folded: str) -> set[str]:
    return {kind for kind, pattern in KINDS.items() if pattern.search(folded)}


def weighted(texts: Sequence[Text]) -> list[tuple[float, str]]:
    """(weight, folded text): titles and the first paragraphs say what an article is about."""
    found, body = [], 0
    for text in texts:
        weight = WEIGHTS.get(text.unit.where)
        if weight is None and text.is_heading:
            weight = LATER
        elif weight is None:
            weight = BODY_WEIGHTS[body] if body < len(BODY_WEIGHTS) else LATER
            body += 1
        found.append((weight, text.folded))
    return found


def is_on_topic(texts: Sequence[Text], by_facts: float = 0.0) -> bool:
    """True when the CSTO is named where subjects are named, and not only beside another body;
    `by_facts`: what else tells that it is meant (see circumstances.py)."""
    points: Counter[str] = Counter()
    points["csto"] = by_facts
    for weight, text in weighted(texts):
        points["csto"] += weight * bool(CSTO.search(text))
        points.update(dict.fromkeys(rivals_in(text), weight))
    strongest = max((score for name, score in points.items() if name != "csto"), default=0.0)
    return points["csto"] >= max(LEAST, SHARE_OF_RIVAL * strongest)


def is_about_leaders(texts: Sequence[Text], just_met: bool = False) -> bool:
    """True when the titles or the first two paragraphs tell of the leaders' own meeting, False
    when the subject is one of the other bodies (ministers, parliament, exercises). On the days of
    a summit (`just_met`) any paragraph may tell of it."""
    titles = [text.folded for text in texts if text.is_title]
    if any(LEADERS.search(title) for title in titles):
        return True
    if any(MINISTERIAL.search(title) for title in titles):
        return False
    opening = [folded for weight, folded in weighted(texts) if weight >= BODY_WEIGHTS[1]]
    if any(LEADERS.search(folded) for folded in opening[:4]):
        return True
    others = any(MINISTERIAL.search(folded) for folded in opening[:4])
    return just_met and not others and any(LEADERS.search(text.folded) for text in texts)
