"""Who wrote it and where: the lines that sign an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.importing.clean.trade import PICTURE_AGENCIES
from articles.importing.clean.vocabulary import bare
from articles.importing.overlap import FUNCTION_WORDS
from articles.importing.tables import words
from csto_archive.arabic.names import NameIndex
from csto_archive.arabic.normalise import fold

PARTS = re.compile(
    r"\s*[|·•●▪]\s*|\s{3,}|\t+|\s[-–—]{1,2}\s(?=(?:كتبت?ه?|بقلم|إعداد|حررت?ه|تقرير|متابعة) ?:)"
)
AUTHORED = re.compile(
    r"^(?:كتبت?ه?|بقلم|بقلم الكاتب|إعداد|أعدّ?ه|أعدته|أعدّ?ها|حررت?ه|حررها|تقرير|ترجمة|متابعة"
    r"|مراسلنا|مراسلتنا|الكاتب|المحرر|المؤلف|(?:نشره? |أضيف )?بواسطة|By)\s*[:/\-–—]\s*(?P<who>.+)$"
)
WRITTEN = re.compile(r"^(?:كتبت?|بقلم|إعداد)\s+(?P<who>\S+(?:\s\S+){1,3})$")
# What a byline calls the work: «تقرير رنا القاسم».
WORK = re.compile(
    r"^(?:تقرير|متابعة|تحقيق|حوار|ترجمة|تحليل|تحرير|إعداد|(?:نشر|كتب|حرر|أعد|أضاف|أرسل)[هت]?ا?)\s+(?=\S+\s+\S)"
)
POSTED = re.compile(
    r"^(?:(?:نشره?\s+|أضيف\s+)?بواسطة|(?:نشر|كتب|حرر|أعد|أرسل)ت?ها?(?=\s\S+\s\S))\s+(?P<who>\S+(?:\s\S+){0,3})$"
)
PAIR = re.compile(r"^(?P<left>[^:–—]{2,40}?)\s*(?P<mark>:|\s[-–—]|[–—])\s+(?P<right>[^:–—]{2,50})$")
BRACKETED = re.compile(r"^(?P<who>[^()]{2,40})\s*\((?P<city>[^()]{2,25})\)$")
FROM = re.compile(r"^(?P<who>.*?\S)\s++(?:من|في)\s++(?P<city>\S+(?:\s\S+)?)$")
# «موسكو/ وكالات».
SLASHED = re.compile(r"^(?P<left>[^:–—/]{2,40}?)\s*/\s*(?P<right>[^:–—/]{2,50})$")
BRACKETS = re.compile(r"\s?\((?P<said>[^()]{3,20})\)")
NAME_WORDS = 4
FULL_NAME = range(2, NAME_WORDS + 1)
# What pages write behind a name: the hour, the date, «منذ ساعتين», «في 3 مايو».
WEEKDAY = r"(?:الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد)"
BESIDE_NAME = re.compile(
    rf"\s{{1,2}}(?:(?:في|بتاريخ|يوم)\s{{1,2}})*(?:منذ\s|قبل\s|\d|{WEEKDAY}\s*،?\s*\d)"
    r"|\s{1,2}(?:آخر |تم ال)?تحديث(?!\w)"
    rf"|\s{{1,2}}(?:في|بتاريخ|يوم)\s{{1,2}}{WEEKDAY}(?!\w)|\s{{1,2}}(?:في|بتاريخ|يوم)\s*:?\s*$"
)
LATIN = re.compile(r"[A-Za-z]{2}")
# «يجتمعون», «والخلاف», «لتنظيف»: words of a title, not of a name.
IN_TITLES = re.compile(r"(?<!\w)(?:ي\w{2,}ون(?!\w)|وال\w{2}|لت\w{3})")
QUOTED = re.compile(r"""^(?:«([^«»]+)»|“([^“”]+)”|"([^"]+)")$""")
# «السجل، يو بي أي», «السجل (يو بي أي)»: two who sign behind a city.
TWO = re.compile(r"^(?P<first>[^،,()]{2,40}?)\s*[،,(]\s*(?P<second>[^،,()]{2,40}?)\)?$")
# «موسكو – من رامي القصير»; «من يحمي …» asks.
BY = re.compile(r"^من\s+(?!ي(?!وسف|اس|زن|حيى|ونس|عقوب))(?=\S+\s+\S)")
SOURCE = fold("المصدر")
# Agencies without a name, folded.
AGENCIES = frozenset(map(fold, ("وكالات", "الوكالات", "وكالات الأنباء", "وكالات أنباء")))
# Whose work a page only passes on: «الشرق - متابعات» names the outlet with them.
FOLLOWED = AGENCIES | frozenset(map(fold, ("متابعات", "متابعة", "خاص")))
PLACES = fold("عواصم")
INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}[\s.]{1,2}){1,3}[^\W\d_]{1,2}\.?$")
# Words of slogans and of the names of outlets, never of a reporter.
SLOGANS = words(
    fold("""
    يومية صحيفة جريدة مجلة وكالة موقع شبكة قناة منصة مستقلة جامعة سياسية إخبارية إلكترونية عربية
    شاملة أسبوعية العدد تقارير أخبار رياضة اقتصاد قمة القمة قادة القادة رؤساء رئيس الرئيس الرئيسان
    وزير وزراء وزارة اجتماع الاجتماع بيان خطاب منظمة المنظمة مجلس اتفاق تصوير عدسة كاميرا صورة
    الإخبارية الإلكترونية المستقلة القسم قسم مكتب مكاتب
""")
)
PLACE_WORDS = 2
DASH = re.compile(r"(?<!\s)(?:\s*[-–—]{1,2}\s+|\s+[-–—]{1,2}\s*)")

# In brackets behind a small town stands its land.
LANDS = frozenset(
    map(
        fold,
        ("أرمينيا", "أذربيجان", "بيلاروسيا", "بيلاروس", "روسيا البيضاء", "كازاخستان")
        + ("قرغيزستان", "قيرغيزستان", "قرغيزيا", "قيرغيزيا", "روسيا", "روسيا الاتحادية")
        + ("طاجيكستان", "أوزبكستان", "تركمانستان", "أوكرانيا", "جورجيا", "مولدوفا", "الصين")
        + ("إيران", "تركيا", "أفغانستان", "منغوليا"),
    )
)
# Cities that datelines name beside those of the reference data.
NEWSROOMS = words("""
    القاهرة بيروت دمشق بغداد عمان عمّان الرياض جدة دبي أبوظبي الدوحة الكويت المنامة مسقط صنعاء عدن
    الخرطوم طرابلس تونس الجزائر الرباط نواكشوط القدس رام_الله غزة الدار_البيضاء لندن باريس برلين
    بروكسل جنيف فيينا روما مدريد أنقرة إسطنبول طهران كابول إسلام_آباد نيودلهي بكين طوكيو واشنطن
    نيويورك الأمم_المتحدة كييف وارسو هلسنكي ستوكهولم ألماتي ألما_آتا شيمكنت عشق_آباد عشق_أباد
    جاكرتا كوالالمبور سنغافورة مانيلا سيول هانوي دكا كولومبو كاتماندو نيروبي أديس_أبابا بريتوريا
    أبوجا داكار أوتاوا برازيليا المكسيك هافانا كانبيرا زيورخ لاهاي أمستردام كوبنهاغن أوسلو براغ
    بودابست بوخارست فيلنيوس ريغا تالين هونغ_كونغ أربيل البصرة حلب حمص الإسكندرية وهران فاس مراكش
    طنجة أغادير صفاقس بنغازي الشارقة الدمام المدينة_المنورة
    كيشيناو بلغراد صوفيا أثينا نيقوسيا قازان سمرقند أوش خوجند غيومري بريست نورسلطان
""")


# «أبو», «بن»: parts of names that stand before others.
PARTICLES = frozenset(map(fold, ("أبو", "بن", "ابن", "بو", "ولد", "آل", "عبد", "أم")))


@cache
def given_names() -> frozenset[str]:
    """First names as they are folded."""
    rows = Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for row in rows if not row.startswith("#") for name in fold(row).split())


@dataclass(frozen=True, slots=True)
class Byline:
    """Who and where as printed; either may be empty. Offsets are those of the line."""

    who: str
    city: str
    end: int = 0


def city_names(spellings: list[tuple[str, tuple[str, ...]]]) -> NameIndex[str]:
    """The cities of the reference data with the newsrooms of the world."""
    newsrooms = [(name, (name,)) for name in sorted(NEWSROOMS)]
    return NameIndex([*spellings, *newsrooms])


def is_city(text: str, cities: NameIndex[str]) -> bool:
    """True when the text is a city and nothing else."""
    said = text.strip(" ،,")
    return any(hit.text == said for hit in cities.find(said))


def without_land(text: str) -> str:
    """«تشولبون آتا (قيرغيزيا) - نزار الشطي» without the land behind the town."""
    land = BRACKETS.search(text)
    known = land is not None and fold(land["said"]) in LANDS and land.start() > 0
    return f"{text[: land.start()]}{text[land.end() :]}" if known else text


def unquoted(who: str) -> str:
    """A name without the colon behind it and the quotes around it."""
    said = who.strip(" :،")
    found = QUOTED.match(said)
    return next(filter(None, found.groups())).strip() if found else said


def authored(part: str, cities: NameIndex[str]) -> Byline | None:
    name = BESIDE_NAME.split(part)[0].strip()
    found = AUTHORED.match(name) or WRITTEN.match(name)
    posted = POSTED.match(name)
    if posted and is_name(posted["who"]):
        found = posted
    if not found or len(found["who"].split()) > NAME_WORDS + 2:
        return None
    return with_city(found["who"], cities)


def nameless(part: str) -> Byline | None:
    """«(وكالات)» and nothing else."""
    said = part.strip(" ()[]-–—:")
    return Byline(said, "") if fold(said) in AGENCIES else None


def slashed(part: str, cities: NameIndex[str]) -> Byline | None:
    """A city and a full name, or agencies, around a slash."""
    pair = SLASHED.match(part)
    if not pair:
        return None
    left, right = pair["left"].strip(), BESIDE_NAME.split(pair["right"])[0].strip(" ،-")
    for city, who in ((left, right), (right, left)):
        whole = len(who.split()) > 1 and not SLOGANS & set(fold(who).split())
        if is_city(city, cities) and is_name(who) and (whole or fold(who) in AGENCIES):
            return Byline(who, city)
    return None


def with_city(who: str, cities: NameIndex[str]) -> Byline:
    """«زكرياء الودغيري من مينسك», «ليان - مينسك», «ليان (مينسك)»: the name apart from the city."""
    who = BESIDE_NAME.split(who)[0].strip(" -–—،:")
    pair = PAIR.match(who)
    if pair and is_city(pair["right"], cities):
        return Byline(pair["left"].strip(), pair["right"].strip())
    if pair and is_city(pair["left"], cities):
        return Byline(pair["right"].strip(), pair["left"].strip())
    found = FROM.match(who) or BRACKETED.match(who)
    if found and is_city(found["city"], cities):
        return Byline(found["who"].strip(), found["city"])
    return Byline(who, "")


def bracketed(part: str, cities: NameIndex[str]) -> Byline | None:
    found = BRACKETED.match(part)
    if not found:
        return None
    outer, inner = found["who"].strip(), found["city"].strip()
    for who, city in ((outer, inner), (inner, outer)):
        if is_city(city, cities) and is_name(who):
            return Byline(who, city)
    return None


def paired(part: str, cities: NameIndex[str]) -> Byline | None:
    """«مينسك: ليان الصبّاغ», «ليان الصبّاغ - مينسك», «الصحيفة - زكرياء الودغيري من مينسك»,
    «الصحيفة - وكالات»."""
    pair = PAIR.match(part)
    if not pair:
        return None
    left, right = pair["left"].strip(), BESIDE_NAME.split(pair["right"])[0].strip(" ،-")
    if fold(left) == SOURCE:
        return None
    if is_city(left, cities):
        right = BY.sub("", right)
        if (is_name(right) and not IN_TITLES.search(right)) or are_two(right):
            return Byline(right, left)
    if is_city(right, cities) and is_name(left) and not SLOGANS & set(fold(left).split()):
        return Byline(left, right)
    inner = with_city(right, cities)
    if inner.city and is_name(inner.who):
        return inner
    if fold(left) == PLACES and fold(right) in FOLLOWED:
        return Byline(right, "")
    if fold(right) in FOLLOWED and is_name(left) and not SLOGANS & set(fold(left).split()):
        return Byline(part.strip(), "")
    return unknown_place(left, right, pair["mark"])


def are_two(text: str) -> bool:
    """A name and an agency behind it."""
    found = TWO.match(text)
    return found is not None and is_name(found["first"]) and is_known_agency(found["second"])


def is_known_agency(name: str) -> bool:
    return is_agency(name) or bare(name) in PICTURE_AGENCIES


def unknown_place(left: str, right: str, mark: str) -> Byline | None:
    """«وادي السدر - نجلاء البعداني»: two short names with a dash, no word of a sentence."""
    short = len(left.split()) <= PLACE_WORDS and 2 <= len(right.split()) <= 3
    both = f"{left} {right}"
    plain = is_name(left) and is_name(right) and ":" not in mark and not DASH.search(right)
    plain = plain and not (IN_TITLES.search(both) or LATIN.search(both))
    plain = plain and not SLOGANS & set(fold(both).split())
    return Byline(right, left) if short and plain else None


def is_name(text: str) -> bool:
    """At most four words, no digits, quotes or words of a sentence."""
    parts = fold(text).split()
    quoted = text.strip().startswith("«")
    return (
        1 <= len(parts) <= NAME_WORDS
        and not any(c.isdigit() or c in "؟!،؛." for c in text)
        and (quoted or not any(c in '«»“”"' for c in text))
        and not FUNCTION_WORDS & set(parts)
    )


def is_agency(name: str) -> bool:
    """Agencies without a name, initials, «وكالة …», a name in quotes."""
    said = name.strip()
    quoted = QUOTED.match(said) is not None
    is_short = len(said.split()) <= NAME_WORDS
    named = quoted or INITIALS.match(said) is not None or said.startswith("وكالة ")
    return fold(said) in AGENCIES or (is_short and named)
