"""Arabic writing in templates; built in, so that no template needs to load it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from unicodedata import bidirectional

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from csto_archive.arabic.dates import format_date, format_range, iso_date, parse_date

register = template.Library()

COUNTED = {
    "sample": ngettext_lazy("عيّنة تعليمية واحدة", "%(n)s عيّنة تعليمية", "n"),
    "article": ngettext_lazy("مقال واحد", "%(n)s مقالاً", "n"),
    "summit": ngettext_lazy("قمة واحدة", "%(n)s قمة", "n"),
    "held": ngettext_lazy("قمة واحدة انعقدت", "%(n)s قمة انعقدت", "n"),
    "announced": ngettext_lazy("قمة معلن عنها", "%(n)s قمة معلن عنها", "n"),
    "cancelled": ngettext_lazy("قمة أُلغيت", "%(n)s قمة أُلغيت", "n"),
    # How the leader of a member was seen at summits, and «of» how many.
    "came": ngettext_lazy("حضر قائدها قمة واحدة", "حضر قائدها %(n)s قمة", "n"),
    "while_member": ngettext_lazy(
        "من أصل واحدة انعقدت وهي عضو", "من أصل %(n)s انعقدت وهي عضو", "n"
    ),
    "sent": ngettext_lazy("أوفد ممثلاً إلى قمة واحدة", "أوفد ممثلاً إلى %(n)s قمة", "n"),
    "missed": ngettext_lazy("غاب عن قمة واحدة", "غاب عن %(n)s قمة", "n"),
    "untold": ngettext_lazy("لا يُعرف هل حضر قمة واحدة", "لا يُعرف هل حضر %(n)s قمة", "n"),
    "initiative": ngettext_lazy("مبادرة واحدة", "%(n)s مبادرة", "n"),
    "member": ngettext_lazy("دولة واحدة", "%(n)s دولة", "n"),
    # After «في»: the dual is that of the genitive.
    "carrier": ngettext_lazy("منشور واحد", "%(n)s منشوراً", "n"),
    "unchanged": ngettext_lazy("فقرة واحدة كما هي", "%(n)s فقرة كما هي", "n"),
    "source": ngettext_lazy("مصدر واحد", "%(n)s مصدراً", "n"),
    "leader": ngettext_lazy("قائد واحد", "%(n)s قائداً", "n"),
    "city": ngettext_lazy("مدينة واحدة", "%(n)s مدينة", "n"),
    "result": ngettext_lazy("نتيجة واحدة", "%(n)s نتيجة", "n"),
    "suggestion": ngettext_lazy("اقتراح واحد", "%(n)s اقتراحاً", "n"),
}
# What stands in the sources of the reference data beside addresses: whole words, as patterns.
IN_SOURCES = {
    "period from knowledge": gettext_lazy("المدة من معرفة مُعدّ البيانات، من دون مصدر مكتوب"),
    "knowledge": gettext_lazy("معرفة مُعدّ البيانات، من دون مصدر مكتوب"),
    r"seed \w+": gettext_lazy("مقال محفوظ في الأرشيف"),
    "via": gettext_lazy("نقلاً عن"),
    r"and\s+": gettext_lazy("و"),
    "RFE/RL Russian report from Dushanbe": gettext_lazy(
        "تقرير من دوشنبه للقسم الروسي في إذاعة أوروبا الحرة"
    ),
    "regnum report": gettext_lazy("تقرير وكالة ريغنوم"),
    "charter97 mirror": gettext_lazy("نسخة من موقع الميثاق 97"),
    "Charter page": gettext_lazy("صفحة الميثاق"),
    "Yerevan": gettext_lazy("يريفان"),
    "ITAR-TASS": gettext_lazy("إيتار تاس"),
    "TASS": gettext_lazy("تاس"),
    "RIA": gettext_lazy("ريا نوفوستي"),
    "BelTA": gettext_lazy("بيلتا"),
    "Xinhua, Tokayev": gettext_lazy("شينخوا، عن توكاييف"),
    "Kremlin": gettext_lazy("الكرملين"),
    "CSTO press service": gettext_lazy("المكتب الصحفي للمنظمة"),
    "Sargsyan recalls Borovoye": gettext_lazy("سركسيان يستذكر لقاء بوروفوي"),
    "Armenia takes the chair": gettext_lazy("أرمينيا تتسلّم الرئاسة"),
    "announced for signature": gettext_lazy("أُعلن أنه سيُوقّع"),
    "announced": gettext_lazy("أُعلن مسبقاً"),
    "draft agreed": gettext_lazy("اتُّفق على المشروع"),
    "Arabic spelling": gettext_lazy("كتابة الأسماء بالعربية"),
    "strategy": gettext_lazy("الاستراتيجية"),
    "date": gettext_lazy("التاريخ"),
}
WORDS = "|".join(IN_SOURCES)
KNOWN_IN_SOURCES = re.compile(
    r"(?<![^\s(])(?:(?P<month>\d{4}-\d\d)(?P<day>-\d\d)?|"
    rf"{WORDS})(?:(?<=\s)|(?![^\s)]))"
)
# A word with a Latin letter and what follows it up to a parenthesis or to an Arabic word.
LATIN_RUN = re.compile(r"([!-'*-~]*[A-Za-z][!-'*-~]*(?: [!-'*-~]+)*)")


@register.filter
def long_date(value: date | None, precision: str = "day") -> str:
    """«23 نوفمبر/تشرين الثاني 2023», empty for no date."""
    return format_date(value, precision or "day") if value else ""


@register.filter
def time(value: date | None, precision: str = "day") -> SafeString | str:
    """The long date as a `<time>` that machines read to the same precision."""
    if not value:
        return ""
    machine = iso_date(value, precision or "day")
    return format_html('<time datetime="{}">{}</time>', machine, long_date(value, precision))


@register.simple_tag
def period(start: date | None, end: date | None) -> str:
    """«من 20 إلى 22 أغسطس/آب 2010», «منذ …» or «حتى …» where one end is not known."""
    if start and end:
        return format_range(start, end)
    if start:
        return _("منذ %(day)s") % {"day": format_date(start)}
    return _("حتى %(day)s") % {"day": format_date(end)} if end else ""


@register.filter
def counted(n: int, noun: str) -> str:
    """«3 مقالات»: the number with the noun form that goes with it."""
    return COUNTED[noun] % {"n": n}


def with_samples(told: str, samples: int, total: int) -> str:
    """«3 مقالات، منها عيّنتان تعليميتان»; where all are samples, that is said elsewhere."""
    if not 0 < samples < total:
        return told
    return f"{told}، {_('منها %(samples)s') % {'samples': counted(samples, 'sample')}}"


@register.filter
def carried(story) -> str:
    """By how many: of a story or of an article that knows its carriers."""
    told = counted(story.carrier_count, "carrier")
    return with_samples(told, story.sample_carriers, story.carrier_count)


@register.filter
def statuses(records: Iterable) -> Counter:
    """How many of the records have each status."""
    return Counter(record.status for record in records)


@register.filter
def tally(counts: Mapping[str, int], held: str = "summit") -> str:
    """«44 قمة، وقمة معلن عنها»: summits counted by status; `held` is the noun of those held."""
    nouns = {"held": held, "announced": "announced", "cancelled": "cancelled"}
    parts = [counted(counts[status], noun) for status, noun in nouns.items() if counts[status]]
    return "، و".join(parts)


@register.filter
def sources(text: str) -> list[SafeString]:
    """The sources of a fact: their words and dates in Arabic, Latin ones isolated."""
    names = filter(None, map(str.strip, re.split("[;؛]", text)))
    said = (format_html_join("", "{}", ((part,) for part in _in_arabic(n))) for n in names)
    return list(dict.fromkeys(said))


def _in_arabic(name: str) -> Iterator[str]:
    end = 0
    for found in KNOWN_IN_SOURCES.finditer(name):
        yield isolated(name[end : found.start()])
        yield _said(found)
        end = found.end()
    yield isolated(name[end:])


def _said(found: re.Match[str]) -> str:
    """Words as the table has them, a day or a month in letters."""
    if found["month"] and (day := parse_date(found["month"] + (found["day"] or "-01"))):
        return format_date(day.value, "day" if found["day"] else "month")
    words = (arabic for words, arabic in IN_SOURCES.items() if re.fullmatch(words, found[0]))
    return str(next(words, found[0]))


@register.filter
def apart(text: object) -> str:
    """A name in a sentence or in an option, where no element stands around it: if letters of the
    other direction are in it, between the signs that keep it from moving what is beside it."""
    name = str(text)
    foreign = any(bidirectional(letter) == "L" for letter in name)
    return f"\u2068{name}\u2069" if foreign else name


@register.filter
def isolated(rest: str) -> SafeString:
    """Latin runs kept apart from the Arabic around them."""
    parts = enumerate(LATIN_RUN.split(rest))
    texts = (format_html("<bdi>{}</bdi>", text) if n % 2 else text for n, text in parts)
    return format_html_join("", "{}", ((text,) for text in texts))
