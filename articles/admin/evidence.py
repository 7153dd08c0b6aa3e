"""The evidence of an article as an editor reads it: what was drawn, by which rule, from where."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Evidence
from csto_archive.arabic.dates import format_date, parse_date
from csto_archive.editing import code, table
from summits.models import Initiative, Member, Summit

HEADINGS = (
    _("الحقل"), _("القيمة"), _("القاعدة"), _("الثقة"), _("الموضع"), _("أكّدها"),
)  # fmt: skip
# What is drawn that is no field of the article; the fields have names of their own.
FIELDS = {
    "caption": _("تعليق صورة"),
    "member": _("دولة"),
    "absent": _("غائبة"),
    "main_summit": _("القمة موضوع المقال"),
    "background_summit": _("قمة أخرى مذكورة"),
    "initiative": _("مبادرة"),
    "proposal": _("مبادرة جديدة مقترحة"),
    "quotation": _("اقتباس"),
    "chair_theme": _("شعار الرئاسة وأولوياتها"),
    "next_summit": _("القمة المقبلة المعلنة"),
}
# Which records the values of a field are the keys of, and what their names need.
RECORDS = {
    "main_summit": (Summit, "slug", ("city",)),
    "background_summit": (Summit, "slug", ("city",)),
    "member": (Member, "iso2", ()),
    "absent": (Member, "iso2", ()),
    "initiative": (Initiative, "slug", ()),
    "proposal": (Initiative, "slug", ()),
}
RULES = {
    "chosen": _("اختارها محرر من الصفحة"),
    "same-as-metadata": _("مطابق لبيانات الصفحة"),
    "begins-as-metadata": _("بيانات الصفحة تذكر أوله"),
    "only-heading": _("العنوان الوحيد فوق النص"),
    "first-heading": _("العنوان الأول في الصفحة"),
    "printed-twice": _("طُبع مرتين"),
    "title-markup": _("مُعلَّم عنواناً"),
    "last-title": _("آخر عنوان قبل المتن"),
    "by-place": _("بحسب الموضع"),
    "byline-line": _("سطر الكاتب"),
    "dateline": _("مدينة الخبر في أول المتن"),
    "date-line": _("سطر التاريخ"),
    "caption-shape": _("شكل التعليق"),
    "prose-run": _("متن متصل"),
    "country": _("اسم الدولة"),
    "council-member": _("اسم ممثلها في المجلس"),
    "absence-words": _("ألفاظ الغياب"),
    "by-day": _("يوم انعقادها"),
    "by-month": _("المدينة والشهر"),
    "by-year": _("المدينة والسنة"),
    "by-near": _("المدينة وقرب النشر من موعدها"),
    "by-next": _("القمة التالية في المدينة"),
    "by-previous": _("القمة السابقة في المدينة"),
    "by-about": _("مدة أو نوع في الجملة"),
    "points": _("مجموع القرائن"),
    "title-words-in-clause": _("ألفاظ العنوان في جملة"),
    "title-words-in-item": _("ألفاظ العنوان في بند"),
    "title-words-in-heading": _("ألفاظ العنوان في عنوان فرعي"),
    "like-words": _("ألفاظ ترادف العنوان"),
    "said-before": _("فعل قول قبل الاقتباس"),
    "said-after": _("فعل قول بعد الاقتباس"),
    "said-carried": _("تتمة كلام القائل السابق"),
    "according-to": _("منسوب بحسب قائله"),
    "new-in-heading": _("اسم وثيقة في عنوان فرعي"),
    "new-in-item": _("اسم وثيقة في بند"),
    "new-in-clause": _("اسم وثيقة في جملة"),
    "motto-quoted": _("شعار بين علامتي تنصيص"),
    "motto-plain": _("شعار من دون علامتي تنصيص"),
    "priority-listed": _("بند من أولويات الرئاسة"),
    "priority-said": _("أولويات الرئاسة في جملة"),
    "next-by-day": _("يوم القمة المقبلة"),
    "next-by-month": _("مدينة القمة المقبلة وشهرها"),
    "next-by-year": _("مدينة القمة المقبلة وسنتها"),
    "next-by-next": _("مكان القمة المقبلة"),
    "next-by-near": _("مكان القمة المقبلة وقرب موعدها"),
    "next-by-named": _("اسم القمة المقبلة"),
    "next-by-previous": _("اسم القمة المقبلة"),
    "next-by-about": _("مدة القمة المقبلة أو نوعها"),
    "next-in-words": _("ألفاظ الإعلان عن القمة المقبلة"),
}


def evidence_table(found: Sequence[Evidence]) -> SafeString:
    """A row for each, its records named in one query a kind."""
    names = {field: names_of(found, field) for field in {e.field for e in found} & RECORDS.keys()}
    rows = (
        (
            field_name(e.field),
            names.get(e.field, {}).get(e.value) or said(e.field, e.value),
            RULES.get(e.rule) or code(e.rule),
            surety(e.confidence),
            format_html('<bdi class="span" dir="ltr">{}–{}</bdi>', e.start, e.end),
            e.confirmed_by,
        )
        for e in found
    )
    return table(HEADINGS, rows)


def names_of(found: Sequence[Evidence], field: str) -> dict[str, str]:
    """The names of the records that the values of this field are the keys of."""
    model, key, needed = RECORDS[field]
    drawn = [e for e in found if e.field == field]
    keys = {e.value for e in drawn} | {e.decided_value for e in drawn}
    records = model.objects.filter(**{f"{key}__in": keys}).prefetch_related(*needed)
    return {getattr(record, key): str(record) for record in records}


def field_name(field: str):
    try:
        return FIELDS.get(field) or Article._meta.get_field(field).verbose_name
    except FieldDoesNotExist:
        return code(field)


def surety(percent: int | None) -> str:
    """«96٪»، nothing where it is not known."""
    return "" if percent is None else str(_("%(percent)d٪")) % {"percent": percent}


def said(field: str, value: str) -> str:
    """The value as text; a day in letters."""
    day = parse_date(value) if field == "published_on" else None
    return format_date(day.value, day.precision) if day else value
