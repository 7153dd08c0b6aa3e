"""What a run or its undoing came to, in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing.outcomes import Outcome


def pages(count: int) -> str:
    return ngettext("صفحة واحدة", "%(n)s صفحة", count) % {"n": count}


def articles(count: int) -> str:
    return ngettext("مقال واحد", "%(n)s مقالاً", count) % {"n": count}


def summary(outcomes: Mapping[str, int]) -> str:
    """«المجموع 3 صفحات؛ أُنشئت: صفحتان؛ خطأ: صفحة واحدة»."""
    total = _("المجموع: %s") % pages(sum(outcomes.values()))
    known = (one for one in Outcome if outcomes.get(one))
    return "؛ ".join([total, *(f"{one.label}: {pages(outcomes[one])}" for one in known)])


def outcomes(report: list[dict]) -> Counter:
    return Counter(line.get("outcome", "") for line in report)
