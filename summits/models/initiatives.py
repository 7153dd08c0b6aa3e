"""What the summits adopted, announced or left unsigned."""

import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from summits.models.members import Member
from summits.models.reference import ReferenceRecord
from summits.models.summits import Summit
from summits.querysets import InitiativeQuerySet


class Initiative(ReferenceRecord):
    class Kind(models.TextChoices):
        DECLARATION = "declaration", _("إعلان")
        STATEMENT = "statement", _("بيان")
        STRATEGY = "strategy", _("استراتيجية")
        PROGRAMME = "programme", _("برنامج")
        AGREEMENT = "agreement", _("اتفاق")
        FORUM = "forum", _("منتدى")
        DECISION = "decision", _("قرار")

    class Status(models.TextChoices):
        ADOPTED = "adopted", _("أُقرّت")
        SIGNED = "signed", _("وُقّعت")
        NOT_SIGNED = "not_signed", _("لم توقَّع")
        ANNOUNCED = "announced", _("أُعلنت")
        PROPOSED = "proposed", _("اقتُرحت")
        SCHEDULED = "scheduled", _("حُدد موعدها")
        IN_PROGRESS = "in_progress", _("قيد التنفيذ")
        CARRIED_OUT = "carried_out", _("نُفّذت")

    # A strategy is feminine in Arabic, as the labels are; every other kind is masculine.
    MASCULINE = {
        Status.ADOPTED: _("أُقرّ"),
        Status.SIGNED: _("وُقّع"),
        Status.NOT_SIGNED: _("لم يوقَّع"),
        Status.ANNOUNCED: _("أُعلن"),
        Status.PROPOSED: _("اقتُرح"),
        Status.SCHEDULED: _("حُدد موعده"),
        Status.CARRIED_OUT: _("نُفّذ"),
    }

    slug = models.SlugField(
        _("المعرّف الدائم"), unique=True, blank=True, help_text=_("لا يتغيّر بعد الحفظ الأول")
    )
    summit = models.ForeignKey(
        Summit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name=_("القمة"),
        help_text=_("تُترك فارغة لقرار اتُّخذ من دون قمة"),
    )
    date = models.DateField(_("التاريخ"))
    number = models.PositiveSmallIntegerField(_("الرقم"), help_text=_("ترتيبها في يومها"))
    title = models.CharField(_("العنوان"), max_length=300)
    title_en = models.CharField(_("العنوان بالإنجليزية"), max_length=300, blank=True)
    kind = models.CharField(_("النوع"), max_length=11, choices=Kind)
    sponsor = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name=_("صاحبة المبادرة"),
    )
    status = models.CharField(_("الحالة"), max_length=11, choices=Status)
    target_period = models.CharField(_("فترة التنفيذ"), max_length=9, blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("مبادرة")
        verbose_name_plural = _("المبادرات والوثائق")
        ordering = ["-date", "number"]
        constraints = [
            models.UniqueConstraint(fields=["date", "number"], name="initiative_number_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.date.year})"

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or f"{self.date}-{self.number:02}"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("summits:initiative", args=[self.slug])

    def searchable_text(self) -> list[str]:
        return [self.title, self.get_kind_display(), self.target_period, str(self.date.year)]

    def searchable_dates(self) -> list[datetime.date]:
        return [self.date]

    @property
    def status_label(self) -> str:
        """The status in the gender of the kind: «أُقرّ» of a decision, «أُقرّت» of a strategy."""
        feminine = self.kind == self.Kind.STRATEGY
        label = None if feminine else self.MASCULINE.get(self.status)
        return str(label or self.get_status_display())

    @property
    def heading(self) -> str:
        """The title; with place and year where `for_list` found another of the same title."""
        if not getattr(self, "has_namesake", False):
            return self.title
        place = f"{self.summit.place} " if self.summit else ""
        return f"{self.title} – {place}{self.date.year}"

    @property
    def target_period_text(self) -> str:
        """«من 2026 إلى 2030»: a hyphen between years would be drawn the wrong way round."""
        start, _hyphen, end = self.target_period.partition("-")
        return str(_("من %(start)s إلى %(end)s")) % {"start": start, "end": end} if end else start


class Measure(models.Model):
    """One of the ordered steps that make up an initiative, confirmed by an editor."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="measures", verbose_name=_("المبادرة")
    )
    position = models.PositiveSmallIntegerField(_("الترتيب"))
    text = models.CharField(_("النص"), max_length=500)
    source = models.CharField(_("المصدر"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("إجراء")
        verbose_name_plural = _("الإجراءات")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "position"], name="measure_order")
        ]

    def __str__(self) -> str:
        return self.text
