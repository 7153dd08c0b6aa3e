"""The states of the organisation, present and past."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from csto_archive.fields import LinesField, NameField
from summits.models.places import City
from summits.models.reference import ReferenceRecord
from summits.querysets import MemberQuerySet


class Member(ReferenceRecord):
    class Status(models.TextChoices):
        CURRENT = "current", _("عضو")
        FROZEN = "current_frozen", _("عضو جمّد مشاركته")
        FORMER = "former", _("عضو سابق")
        TREATY_ONLY = "treaty_only_never_member", _("طرف في المعاهدة وحدها")

    slug = models.SlugField(_("المعرّف في الرابط"), unique=True)
    iso2 = models.CharField(_("الرمز الثنائي"), max_length=2, unique=True, help_text="ISO 3166-1")
    iso3 = models.CharField(_("الرمز الثلاثي"), max_length=3, unique=True, help_text="ISO 3166-1")
    name = NameField(_("الاسم"), max_length=100)
    variants = LinesField(_("صيغ أخرى للاسم"), help_text=_("صيغة في كل سطر"))
    name_en = models.CharField(_("الاسم بالإنجليزية"), max_length=100)
    name_ru = models.CharField(_("الاسم بالروسية"), max_length=100, blank=True)
    capital = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("العاصمة")
    )
    status = models.CharField(_("وضع العضوية"), max_length=24, choices=Status)
    treaty_signed_on = models.DateField(_("توقيع المعاهدة"), null=True, blank=True)
    treaty_left_on = models.DateField(_("ترك المعاهدة"), null=True, blank=True)
    joined_on = models.DateField(_("الانضمام إلى المنظمة"), null=True, blank=True)
    left_on = models.DateField(_("مغادرة المنظمة"), null=True, blank=True)
    suspended_on = models.DateField(_("تعليق المشاركة"), null=True, blank=True)
    council_seat = models.CharField(_("شاغل مقعد المجلس"), max_length=200, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("دولة")
        verbose_name_plural = _("الدول")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="member_leaves_after_joining",
                violation_error_message=_("لا تغادر الدولة المنظمة قبل انضمامها."),
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
            ),
            models.CheckConstraint(
                name="member_leaves_treaty_after_signing",
                violation_error_message=_("لا تترك الدولة المعاهدة قبل توقيعها."),
                condition=Q(treaty_left_on=None) | Q(treaty_left_on__gte=F("treaty_signed_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or slugify(self.name_en)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("summits:member", args=[self.slug])

    def searchable_text(self) -> list[str]:
        return [self.name, *self.variants, self.name_en]

    def belonged_on(self, day: date) -> bool:
        """Whether the state was a member of the organisation on that day."""
        joined = self.joined_on is not None and self.joined_on <= day
        return joined and (self.left_on is None or day < self.left_on)
