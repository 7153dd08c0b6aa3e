"""What became of pages that came in, in words: outcomes, links to the drafts, what was mended."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import PurePath

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.importing.intake import Intake
from articles.models import Article

OUTCOMES = {
    "created": (_("أُنشئت منها مسودة"), _("أُنشئت منها مسودات")),
    "updated": (_("حُدّث مقالها"), _("حُدّثت مقالاتها")),
    "newer": (_("نسخة جديدة من مقال منشور، ولم يتغير شيء"),) * 2,
    "needs_editor": (_("تحتاج إلى محرر"),) * 2,
    "skipped": (_("في الأرشيف من قبل، ولم يتغير شيء"),) * 2,
    "error": (_("لم تُستورد"),) * 2,
}
TALLIES = {
    "created": ngettext_lazy("صفحة صارت مسودة", "%(n)s صفحة صارت مسودات", "n"),
    "updated": ngettext_lazy("صفحة حُدّث مقالها", "%(n)s صفحة حُدّثت مقالاتها", "n"),
    "newer": ngettext_lazy("نسخة جديدة من مقال منشور", "%(n)s نسخة جديدة من مقالات منشورة", "n"),
    "needs_editor": ngettext_lazy("صفحة تحتاج إلى محرر", "%(n)s صفحة تحتاج إلى محرر", "n"),
    "skipped": ngettext_lazy("صفحة في الأرشيف من قبل", "%(n)s صفحة في الأرشيف من قبل", "n"),
    "error": ngettext_lazy("صفحة لم تُستورد", "%(n)s صفحة لم تُستورد", "n"),
}
MENDED = {
    "mojibake": ngettext_lazy("نص بترميز خاطئ أُصلح", "%(n)s نصاً بترميز خاطئ أُصلح", "n"),
    "undecodable": ngettext_lazy("بايت تعذّر فكّه", "%(n)s بايتاً تعذّر فكّه", "n"),
    "line_ends": ngettext_lazy("نهاية سطر وُحّدت", "%(n)s نهاية سطر وُحّدت", "n"),
    "controls": ngettext_lazy("محرف تحكم حُذف", "%(n)s محرف تحكم حُذف", "n"),
    "invisible": ngettext_lazy("محرف غير مرئي حُذف", "%(n)s محرفاً غير مرئي حُذف", "n"),
    "spaces": ngettext_lazy("مسافة خاصة صارت عادية", "%(n)s مسافة خاصة صارت عادية", "n"),
    "tatweel": ngettext_lazy("تطويل حُذف", "%(n)s تطويلاً حُذف", "n"),
    "presentation_forms": ngettext_lazy("شكل عرض صار حرفاً", "%(n)s شكل عرض صار حروفاً", "n"),
    "persian_letters": ngettext_lazy("حرف فارسي صار عربياً", "%(n)s حرفاً فارسياً صار عربياً", "n"),
}
# What an import writes beside the fields of the article.
LINKS = {
    "coverage": _("القمم"),
    "members": _("الدول"),
    "initiatives": _("المبادرات"),
    "photos": _("الصور"),
}


def to_keep(intake: Intake) -> list[dict]:
    """The result as plain values, which a session can keep."""
    return [
        {
            **asdict(one.report),
            "encoding": one.encoding,
            "mendings": [asdict(mending) for mending in one.mendings],
            "capture": one.capture,
        }
        for one in intake.taken
    ]


def as_rows(kept: list[dict]) -> list[dict]:
    """What the page shows of each; the headlines of all articles come in one query."""
    numbers = {number for row in kept for number in row["articles"]}
    numbers |= {like["other"] for row in kept for like in row.get("similar", ())}
    found = Article.objects.filter(pk__in=numbers).values_list("pk", "headline")
    headlines = dict(found)
    return [
        {
            **row,
            "name": PurePath(row["page"]).name or row["page"],
            "said": OUTCOMES[row["outcome"]][len(row["articles"]) > 1],
            "drafts": [(pk, headlines[pk]) for pk in row["articles"] if pk in headlines],
            "similar": [
                to_compare(like)
                for like in row.get("similar", ())
                if headlines.keys() >= {like["article"], like["other"]}
            ],
            "mended": [in_words(**mending) for mending in row["mendings"]],
            "kept_fields": [field_label(name) for name in row["kept"]],
        }
        for row in kept
    ]


def to_compare(like: dict) -> dict:
    """An article that is worded like one of the page, with the address where both are compared."""
    address = reverse("admin:articles_article_compare", args=[like["article"], like["other"]])
    return {**like, "address": address}


def in_words(kind: str, count: int, label: str) -> str:
    """«3 حروف فارسية صارت عربية»."""
    return MENDED[kind] % {"n": count} if kind in MENDED else f"{label}: {count}"


def field_label(name: str) -> str:
    return str(LINKS.get(name) or Article._meta.get_field(name).verbose_name)


def outcome_tally(rows: list[dict]) -> list[str]:
    counts = Counter(row["outcome"] for row in rows)
    return [TALLIES[outcome] % {"n": counts[outcome]} for outcome in OUTCOMES if counts[outcome]]
