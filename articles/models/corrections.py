"""What the archive says in public of its own mistakes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class Correction(models.Model):
    """A public notice: what was wrong in the archive's copy, or why it was withdrawn."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("تصويب")
        WITHDRAWAL = "withdrawal", _("سحب")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="corrections", verbose_name=_("المقال")
    )
    kind = models.CharField(_("النوع"), max_length=10, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(_("نص التنويه"))
    made_on = models.DateField(_("التاريخ"), default=timezone.localdate)

    class Meta:
        verbose_name = _("تنويه")
        verbose_name_plural = _("التنويهات")
        ordering = ["-made_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
