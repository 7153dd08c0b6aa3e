"""Heads of state and government, delegates and secretaries general, with their terms of office."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from csto_archive.fields import LinesField, NameField
from summits.models.members import Member
from summits.models.reference import Fact, ReferenceRecord


class Leader(ReferenceRecord):
    slug = models.SlugField(_("المعرّف في الرابط"), unique=True)
    name = NameField(_("الاسم"), max_length=150)
    variants = LinesField(_("صيغ أخرى للاسم"), help_text=_("صيغة في كل سطر"))
    name_en = models.CharField(_("الاسم بالإنجليزية"), max_length=150, blank=True)
    name_ru = models.CharField(_("الاسم بالروسية"), max_length=150, blank=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="leaders", verbose_name=_("الدولة")
    )

    class Meta:
        verbose_name = _("قائد")
        verbose_name_plural = _("القادة")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.member})"

    def get_absolute_url(self) -> str:
        return f"{self.member.get_absolute_url()}#{self.slug}"

    def searchable_text(self) -> list[str]:
        return [self.name, *self.variants, self.name_en]


class Term(Fact):
    class Role(models.TextChoices):
        HEAD_OF_STATE = "head_of_state", _("رئيس دولة")
        HEAD_OF_GOVERNMENT = "head_of_government", _("رئيس حكومة")
        SECRETARY_GENERAL = "secretary_general", _("أمين عام")
        OFFICIAL = "official", _("مسؤول")

    key = models.SlugField(_("المعرّف"), unique=True)
    leader = models.ForeignKey(
        Leader, models.CASCADE, related_name="terms", verbose_name=_("القائد")
    )
    office = models.CharField(_("المنصب"), max_length=200)
    office_en = models.CharField(_("المنصب بالإنجليزية"), max_length=200, blank=True)
    role = models.CharField(_("الصفة"), max_length=20, choices=Role)
    acting = models.BooleanField(_("بالإنابة"), default=False)
    started_on = models.DateField(_("من"), null=True, blank=True)
    ended_on = models.DateField(_("إلى"), null=True, blank=True)
    in_council = models.BooleanField(_("يشغل مقعد المجلس"), default=False)

    class Meta:
        verbose_name = _("ولاية")
        verbose_name_plural = _("الولايات")
        ordering = ["started_on", "key"]
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_start",
                violation_error_message=_("تنتهي الولاية بعد بدايتها."),
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.leader.name}: {self.office}"

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day; an unknown end of the term is open."""
        started = self.started_on is None or self.started_on <= day
        return started and (self.ended_on is None or day <= self.ended_on)
