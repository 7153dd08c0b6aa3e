"""Which organisation a text speaks of, and whether an article is about the CSTO at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from articles.importing.recognise.telltales import Telltale
from articles.importing.recognise.texts import Text

# All patterns run on folded text.
CSTO = Telltale(
    "الامن_الجماعي csto",
    r"(?:منظمه|معاهده|اتفاقيه|مجلس|منظمتي?)\s+(?:معاهده\s+|اتفاقيه\s+)?[«\"“]?الامن الجماعي"
    r"|[«\"“”]الامن الجماعي|الامن الجماعي[»\"”“]|\bcsto\b"
    r"|(?:قمه|قاده|زعماء|رؤساء|وزراء|(?:خارجيه|دفاع)|دول|امين عام|امانه|حلف|تحالف|منتدي)"
    r"\s+(?:دول\s+)?الامن الجماعي(?!\s+(?:العربي|الخليجي|الافريقي|الاوروبي|الدولي))"
    r"|منظمت(?:ي|ا|ين)\s+(?:\w+\s+){1,3}و(?:معاهده\s+)?الامن الجماعي",
)
RIVALS = {
    "cis": ("رابطه الدول المستقله", "كومنولث الدول المستقله"),
    "sco": ("شنغهاي", "شانغهاي"),
    "nato": ("ناتو", "شمال الاطلسي", "الحلف الاطلسي"),
    "eaeu": ("الاقتصادي الاوراسي", "الاقتصاديه الاوراسيه", "الاوراسي الاقتصادي")
    + ("المجلس الاقتصادي الاعلي",),
    "brics": ("بريكس",),
    "turkic": ("الدول التركيه", "المجلس التركي"),
    "eu": ("الاتحاد الاوروبي", "المجموعه الاوروبيه"),
    "g20": ("مجموعه العشرين", "مجموعه السبع"),
    "un": ("الجمعيه العامه للامم المتحده",),
    "arab": ("القمه العربيه", "جامعه الدول العربيه", "التعاون الاسلامي", "التعاون الخليجي"),
}
LEAGUE = Telltale("الرابطه", r"الرابطه(?!\s*للمراكز)")  # the CIS, by the last word of its name
# The bodies of the CSTO that are not the summit.
MINISTERIAL = re.compile(
    r"(?<!رئيس )(?<!رئيس ال)وزراء|(?:وزير|لجنه)\s+(?:ال)?(?:دفاع|خارجيه|داخليه)"
    r"|امناء مجالس الامن|الجمعيه البرلمانيه"
    r"|رؤساء (?:ال)?برلمان|(?<!\w)برلماني(?:و|ون|ين|ي)(?!\w)|المجلس الدائم|رؤساء الاركان"
    r"|مناور(?:ات|ه)|تدريبات|(?<!\w)(?:ال)?تمرين(?!\w)"
    r"|(?<!\w)[وفب]?(?:[يت]زور|(?:ال)?زيار[هت]\w*)(?!\w)(?!.*(?:[يت]شارك|مشارك|حضور|يحضر))"
)
LEADERS = re.compile(
    r"قمه|قمم|القمه|(?<!\w)[وفبلك]{0,2}(?:ال|لل)?(?:قاده|زعماء)"
    r"|(?<!\w)[وفبلك]?(?:قادت|زعما[وئ])(?:ها|هم)(?!\w)"
    r"|رؤساء(?! (?:ال)?(?:برلمان|اركان|اجهزه|حكومات))"
    r"|دوره (?:\S+ ){0,2}(?:لمجلس|مجلس|عاديه|استثنائيه|لقاده)|دورتهم|الدوره"
    r"|(?<!\w)[وفل]?مجلس الامن الجماعي"
)
# The leaders' meeting as the time or the purpose of something else: «قبل أسبوع من قمة دوشنبه».
ASIDE = re.compile(
    r"(?<!\w)[وف]?(?:قبل|قبيل|عشيه|بعد|غداه|[يت]سبق|[يت]مهد|تمهيدا?|[يت]حضر|تحضيرا?|[يت]عد|اعداد"
    r"|استعدادا?|[يت]ستعد)(?: \S+){0,3}? (?:ل|من )?(?:ال|لل)?(?:قمه|قاده|دوره)(?!\w)"
)
OF_LEADERS, OF_OTHERS = "leaders", "others"

# What kind of meeting it is called → the kind of its record.
KINDS = {
    "informal": re.compile("غير رسمي|غير الرسمي"),
    "extraordinary": re.compile("استثنائي|طارئ"),
    "jubilee": re.compile("يوبيل|الذكري"),
    "joint": re.compile("(?:اجتماعا?|لقاء|قمه|جلسه) (?:ال)?مشترك"),
}

WEIGHTS = {"headline": 4.0, "kicker": 3.0, "standfirst": 3.0, "caption": 0.0}
BODY_WEIGHTS = (3.0, 2.0)
LATER = 1.0
LEAST = 3.0
SHARE_OF_RIVAL = 0.6


def rivals_in(folded: str) -> set[str]:
    found = {name for name, names in RIVALS.items() if any(map(folded.__contains__, names))}
    return found | {"cis"} if LEAGUE.search(folded) else found


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
        is_ours = bool(CSTO.search(text))
        points["csto"] += weight * is_ours
        if not (is_ours and KINDS["joint"].search(text)):
            points.update(dict.fromkeys(rivals_in(text), weight))
    strongest = max((score for name, score in points.items() if name != "csto"), default=0.0)
    return points["csto"] >= max(LEAST, SHARE_OF_RIVAL * strongest)


def is_about_leaders(texts: Sequence[Text], just_met: bool = False) -> bool:
    """True when the titles or the first two paragraphs tell of the leaders' own meeting, False
    when the subject is one of the other bodies (ministers, parliament, exercises) or a visit. On
    the days of a summit (`just_met`) any paragraph may tell of it."""
    titles = [subject_of(text.folded) for text in texts if text.is_title]
    if OF_LEADERS in titles or OF_OTHERS in titles:
        return OF_LEADERS in titles
    opening = [folded for weight, folded in weighted(texts) if weight >= BODY_WEIGHTS[1]][:4]
    subjects = [subject for folded in opening if (subject := subject_of(folded))]
    if subjects:
        return subjects[0] == OF_LEADERS
    awaited = any(LEADERS.search(folded) for folded in opening)
    return awaited or just_met and any(LEADERS.search(text.folded) for text in texts)


def subject_of(folded: str) -> str:
    """Whose meeting a text tells of: who is named first in it, or in what is said behind a colon;
    «وزراء الخارجية يمهدون لقمة …» is about the ministers. Empty where neither is named, or the
    leaders only aside."""
    told = [first_of(part) for part in folded.split(":")]
    return OF_LEADERS if OF_LEADERS in told else next(filter(None, told), "")


def first_of(folded: str) -> str:
    text = ASIDE.sub(lambda aside: " " * len(aside[0]), folded)
    leaders, others = LEADERS.search(text), MINISTERIAL.search(folded)
    if others and not (leaders and leaders.start() < others.start()):
        return OF_OTHERS
    return OF_LEADERS if leaders else ""
