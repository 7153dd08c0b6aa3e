"""Words that newspapers use for one another where they tell what a summit decided."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.importing.overlap import Forms, content_words
from csto_archive.arabic.analysis import term_of
from csto_archive.arabic.normalise import fold

# A line holds words that say the same of a decision, though not everywhere else.
ALIKE = """
    تعيين تسمية اختيار انتخاب تولي عين سمى اختار انتخب تولى
    تعليق تجميد وقف علق جمد
    استعادة عودة إعادة استرداد
    تمديد تجديد مدد
    إنشاء تأليف تشكيل إقامة تأسيس استحداث أنشأ أقام أسس استحدثوا بناء
    مكافحة محاربة مواجهة تصدي ملاحقة
    تعزيز تقوية تحصين توطيد أوثق وثيق توثيق تمتين
    حماية تأمين صون ضمان
    بعثة وفد
    إيفاد إرسال أوفد أرسل
    لائحة نظام
    صحفي صحافي
    منشآت مرافق
    عسكري حربي سلاح أسلحة عتاد دفاعي تسليح
    تعاون شراكة تفاعل تنسيق
    صناعي مصانع صناعات مصنع
    نصر انتصار
    احتفال إحياء
    تصور مفهوم
    مساعدة مد عون دعم مؤازرة
    تزويد تجهيز إمداد تسليح
    حديث متطور عصري
    شرعي نظامي قانوني
    معلوماتي إلكتروني سيبراني رقمي
    إجراءات خطوات تدابير
    نشاط عمل
    منح تحويل إعطاء
    سوريا سورية
    تنفيذ تطبيق
    تكليف كلف أوكل
    استجابة تصدي تعامل
    توافق اتفاق
    أمين أمينا أمانة
    أرمينيا أرميني يريفان
    أوزبكستان أوزبكي طشقند
    طاجيكستان طاجيكي دوشنبه
    كازاخستان كازاخي أستانا
    قيرغيزستان قرغيزستان قيرغيزي قرغيزي بيشكيك
    بيلاروسيا بيلاروسي مينسك
"""
# The first lines are acts: without its act such a title tells of something else.
ACTS = frozenset({"=0", "=1", "=2", "=3"})
# What a decision does, right behind the word for it: «قرار إرسال …».
DECISION = re.compile(r"^قرار (?P<act>ارسال|ايفاد)(?!\w)")
# The organisation itself, in whose name everything is done, and what any decision is called.
PLAIN = """
    منظمة معاهدة مجلس الأمن الجماعي الدول الأعضاء رؤساء رئيس قادة
    قرار إعلان بيان وثيقة استراتيجية تصور عقيدة مفهوم برنامج خطة اتفاقية اتفاق بروتوكول ميثاق
    لائحة قائمة نظام بمناسبة بشأن
"""


def _term(word: str) -> str:
    folded = fold(word)
    return term_of(folded) or folded


def _groups() -> dict[str, Forms]:
    found: dict[str, set[str]] = {}
    for number, line in enumerate(filter(None, map(str.strip, ALIKE.splitlines()))):
        for word in line.split():
            found.setdefault(_term(word), set()).add(f"={number}")
    return {term: frozenset(groups) for term, groups in found.items()}


GROUPS = _groups()
PLAIN_TERMS = frozenset(map(_term, PLAIN.split()))
NONE: Forms = frozenset()


@lru_cache(maxsize=1024)
def telling_words(title: str) -> tuple[Forms, ...]:
    """What each word of a title that tells its subject goes by, with the words like it."""
    terms = dict.fromkeys(map(_term, content_words(fold(title))))
    return tuple(with_like(term) for term in terms if term not in PLAIN_TERMS)


@lru_cache(maxsize=1024)
def acts_of(title: str) -> Forms:
    """What the act of a decision goes by, nothing where its title tells none."""
    found = DECISION.match(fold(title))
    return word_like(found["act"]) if found else NONE


def with_like(term: str) -> Forms:
    return frozenset((term, *GROUPS.get(term, NONE)))


def like_forms(forms: Forms) -> Forms:
    """The terms of a text and what they are like."""
    return forms.union(*(GROUPS[term] for term in forms if term in GROUPS))


def word_like(word: str) -> Forms:
    return with_like(_term(word))
