"""What a run or its undoing came to, in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing.report import OUTCOMES


def pages(count: int) -> str:
    return ngettext("صفحة واحدة", "%(n)s صفحة", count) % {"n": count}


def articles(count: int) -> str:
    return ngettext("مقال واحد", "%(n)s مقالاً", count) % {"n": count}


def summary(outcomes: Mapping[str, int]) -> str:
    """«المجموع 3 صفحات؛ أُنشئت: صفحتان؛ خطأ: صفحة واحدة»."""
    total = _("المجموع: %s") % pages(sum(outcomes.values()))
    known = [(OUTCOMES[name], outcomes[name]) for name in OUTCOMES if outcomes.get(name)]
    return "؛ ".join([total, *(f"{told}: {pages(count)}" for told, count in known)])


def outcomes(report: list[dict]) -> Counter:
    return Counter(line.get("outcome", "") for line in report)
