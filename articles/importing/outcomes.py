"""What may become of a page that is imported."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What needs an editor comes first."""

    ERROR = "error", _("خطأ")
    NEEDS_EDITOR = "needs_editor", _("تحتاج إلى محرر")
    NEWER = "newer", _("نسخة جديدة لمقال منشور، لم يتغير شيء")
    UPDATED = "updated", _("حُدّثت")
    CREATED = "created", _("أُنشئت")
    SKIPPED = "skipped", _("تُركت كما هي")
