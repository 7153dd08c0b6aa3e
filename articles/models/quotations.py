"""Who said what, and what was proposed, in the words of an article."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from csto_archive.arabic.normalise import fold
from csto_archive.arabic.quoting import quoted
from csto_archive.fields import LinesField
from summits.models import Initiative, Leader, Member, Summit


class Quotation(models.Model):
    """Words that an article quotes. `speaker` as the article names them, `leader` if known."""

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="quotations", verbose_name=_("المقال")
    )
    position = models.PositiveSmallIntegerField(_("الترتيب"), default=0)
    text = models.TextField(_("الاقتباس"))
    speaker = models.CharField(_("القائل بحسب المقال"), max_length=200, blank=True)
    leader = models.ForeignKey(
        Leader,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        verbose_name=_("القائل"),
    )

    class Meta:
        verbose_name = _("اقتباس")
        verbose_name_plural = _("الاقتباسات")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return quoted(self.text)

    def is_in(self, folded: str) -> bool:
        """Whether its words, paragraph by paragraph, are in a folded text."""
        return all(fold(line) in folded for line in self.text.splitlines())


class InitiativeProposal(models.Model):
    """An initiative that an import read in an article and the archive does not have. Not public:
    an editor makes a record of it, finds it among those that are there, or turns it down."""

    class Decision(models.TextChoices):
        ADDED = "added", _("أُضيفت مبادرة")
        FOUND = "found", _("وُجدت بين المبادرات")
        REJECTED = "rejected", _("مرفوضة")

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="initiative_proposals", verbose_name=_("المقال")
    )
    position = models.PositiveSmallIntegerField(_("الترتيب"), default=0)
    wording = models.CharField(_("صياغة المقال"), max_length=300)
    kind = models.CharField(_("النوع"), max_length=11, choices=Initiative.Kind, blank=True)
    status = models.CharField(_("الحالة"), max_length=11, choices=Initiative.Status, blank=True)
    date = models.DateField(_("التاريخ"), null=True, blank=True)
    target_period = models.CharField(_("فترة التنفيذ"), max_length=9, blank=True)
    measures = LinesField(_("إجراءاتها بحسب المقال"), help_text=_("إجراء في كل سطر"))
    summit = models.ForeignKey(
        Summit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("القمة"),
    )
    sponsor = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("صاحبة المبادرة"),
    )
    decision = models.CharField(_("القرار"), max_length=8, choices=Decision, blank=True)
    initiative = models.ForeignKey(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("المبادرة"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("قرّرها"),
    )
    decided_at = models.DateTimeField(_("قُرّرت في"), null=True, blank=True)

    class Meta:
        verbose_name = _("مبادرة مقترحة")
        verbose_name_plural = _("المبادرات المقترحة")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "wording"], name="proposal_once_an_article"),
            models.CheckConstraint(
                name="proposal_decided_for_an_initiative",
                condition=models.Q(decision__in=["", "rejected"], initiative=None)
                | models.Q(decision__in=["added", "found"], initiative__isnull=False),
                violation_error_message=_("حدّد المبادرة التي صار إليها الاقتراح."),
            ),
        ]

    def __str__(self) -> str:
        return self.wording
