"""What pages would become, in words: the preview of an import."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from articles.admin.imported import in_words
from articles.importing.outcomes import Outcome
from articles.importing.rehearsal import Foreseen, Rehearsal, Rehearsed

WOULD = {
    Outcome.CREATED: _("ستصير مسودة"),
    Outcome.UPDATED: _("ستُحدّث مقالاً في الأرشيف"),
    Outcome.NEWER: _("نسخة جديدة من مقال منشور، ولن يتغير شيء"),
    Outcome.NEEDS_EDITOR: _("ستحتاج إلى محرر"),
    Outcome.SKIPPED: _("في الأرشيف من قبل، ولن يتغير شيء"),
    Outcome.ERROR: _("لن تُستورد"),
}
ABSENT = _("%s (غائبة)")


def told_rehearsal(rehearsal: Rehearsal) -> dict:
    return {"pages": [told_page(page) for page in rehearsal.pages], "problem": rehearsal.problem}


def told_page(page: Rehearsed) -> dict:
    report = page.report
    return {
        "name": report.page.rpartition("/")[2] or report.page,
        "outcome": report.outcome,
        "said": WOULD[Outcome(report.outcome)],
        "problem": report.problem,
        "left_out": report.left_out,
        "similar": report.similar,
        "encoding": page.encoding,
        "mended": [in_words(one.kind, one.count, one.label) for one in page.mendings],
        "articles": [(article, facts_of(article)) for article in page.articles],
    }


def facts_of(article: Foreseen) -> list[tuple]:
    """(name, value) of what was recognised, empty where it was not: that is worth seeing too."""
    members = (str(ABSENT) % name if absent else name for name, absent in article.members)
    return [
        (_("العنوان التمهيدي"), article.kicker),
        (_("المصدر"), article.source),
        (_("تاريخ النشر"), article.published),
        (_("الكاتب"), article.byline),
        (_("مدينة الخبر"), article.dateline),
        (_("القمم"), "، ".join(article.summits)),
        (_("قمم أخرى مذكورة"), "، ".join(article.background)),
        (_("الدول"), "، ".join(members)),
        (_("المبادرات"), "؛ ".join(article.initiatives)),
        (_("تعليقات الصور"), " / ".join(article.captions)),
        (_("الرابط الأصلي"), article.address),
    ]
