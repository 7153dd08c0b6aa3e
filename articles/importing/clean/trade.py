"""The words of the trade around a text: who signs, whose pictures it has, how parts begin."""

from __future__ import annotations

import re

from articles.importing.clean.vocabulary import table
from articles.importing.tables import words
from csto_archive.arabic.normalise import fold

# Numbered lines below such a line are notes on the text.
NOTES = frozenset(
    table("""
    هوامش
    الهوامش
    حواش
    الحواشي
    مراجع
    المراجع
    المصادر
    المصادر والمراجع
    المراجع والهوامش
    إحالات
""")
)
# Whose name behind a line makes it the caption of a picture.
PICTURE_AGENCIES = frozenset(
    table("""
    رويترز
    أ ب
    أ ف ب
    ا ف ب
    إ ب أ
    د ب أ
    أسوشيتد برس
    أسوشييتد برس
    فرانس برس
    وكالة فرانس برس
    الأوروبية
    الأناضول
    وكالة الأناضول
    شينخوا
    تاس
    سبوتنيك
    نوفوستي
    ريا نوفوستي
    وام
    واس
    بترا
    سانا
    كونا
    قنا
    غيتي
    غيتي إيميجز
    جيتي
    أرشيف
    أرشيفية
    من الأرشيف
    صورة أرشيفية
    أرشيفية رويترز
    Reuters
    AFP
    AP
    EPA
    Getty
    Getty Images
    Sputnik
    TASS
    Xinhua
    Anadolu
""")
)
# Who signs where no person does, below a headline.
DESKS = frozenset(
    table("""
    متابعات
    متابعة
    خاص
    وكالات
    غرفة الأخبار
    غرفة التحرير
    هيئة التحرير
    أسرة التحرير
    فريق التحرير
    قسم التحرير
    إدارة التحرير
    مراسلون
    مراسلنا
    مراسلتنا
    المحرر السياسي
    المحرر العسكري
    المحرر الدبلوماسي
""")
)
DESK_OPENINGS = tuple(
    f"{row} "
    for row in table("""
    قسم
    وحدة الشؤون
    وحدة الدراسات
    وحدة الأبحاث
    وحدة التحقيقات
    وحدة التحليل
    وحدة الرصد
    غرفة أخبار
    فريق التحرير
    فريق الأخبار
    فريق التحقيقات
    هيئة تحرير
    محرر الشؤون
    مراسلنا
    مراسلتنا
    مراسل
    مراسلة
    مراسلو
    موفد
    موفدة
    موفدنا
    موفدتنا
    مبعوثنا
    مبعوثتنا
""")
)
# A name of two words with articles begins so; others are labels: «القصة الكاملة».
GIVEN_NAMES = words(
    fold("""
    المهدي الطيب الهادي الحسين الحسن الصادق الأمين المختار العربي الشريف البشير الطاهر الهاشمي
    المصطفى المنصف الحبيب السيد الفاضل المعز المنجي الأزهر التيجاني الصديق المعتصم
""")
)
# What a work is called: «تحليل إخباري» is nobody's name.
GENRES = words(
    fold("""
    تحليل تقرير قراءة قصة مقال رأي افتتاحية ملف حوار مقابلة تغطية نسخة مادة خبر تعليق متابعة تحقيق
    إضاءة ترجمة صورة صور فيديو نص نشرة عدد
""")
)
ORDINAL = re.compile(
    r"^(?:اولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)\s*[:\-–،.]\s*\S"
)
# The subheadings that may open a text.
OPENERS = frozenset(table("مقدمة\nالمقدمة\nتمهيد\nتوطئة\nمدخل\nاستهلال\nفاتحة\nخلفية\nملخص تنفيذي"))
