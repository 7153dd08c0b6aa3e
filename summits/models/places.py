"""Host cities and capitals, with every way of writing their names."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from csto_archive.fields import LinesField, NameField
from summits.models.reference import ReferenceRecord


class City(ReferenceRecord):
    slug = models.SlugField(_("المعرّف في الرابط"), unique=True)
    name = NameField(_("الاسم"), max_length=100)
    variants = LinesField(_("صيغ أخرى للاسم"), help_text=_("صيغة في كل سطر"))
    name_en = models.CharField(_("الاسم بالإنجليزية"), max_length=100, blank=True)
    name_ru = models.CharField(_("الاسم بالروسية"), max_length=100, blank=True)
    country_code = models.CharField(_("رمز الدولة"), max_length=2, help_text="ISO 3166-1")
    country_name = models.CharField(_("الدولة"), max_length=100)
    latitude = models.FloatField(_("خط العرض"), null=True, blank=True)
    longitude = models.FloatField(_("خط الطول"), null=True, blank=True)

    class Meta:
        verbose_name = _("مدينة")
        verbose_name_plural = _("المدن")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="city_on_the_globe",
                violation_error_message=_(
                    "خط العرض بين -90 و90 وخط الطول بين -180 و180، معاً أو لا شيء."
                ),
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        """Summits are looked up by the names of their city: new names make them searchable anew."""
        before = self.folded
        super().save(*args, **kwargs)
        if self.folded != before:
            for summit in self.summits.all():
                summit.save(update_fields=["folded"])
                summit.touch()

    def get_absolute_url(self) -> str:
        return reverse("summits:city", args=[self.slug])

    def searchable_text(self) -> list[str]:
        return [self.name, *self.variants, self.name_en, self.country_name]


class CityName(models.Model):
    """An official name and the time it was in force (Astana was Nur-Sultan from 2019 to 2022)."""

    city = models.ForeignKey(
        City, models.CASCADE, related_name="official_names", verbose_name=_("المدينة")
    )
    name = NameField(_("الاسم"), max_length=100)
    name_en = models.CharField(_("الاسم بالإنجليزية"), max_length=100, blank=True)
    valid_from = models.DateField(_("من"))
    valid_to = models.DateField(_("إلى"), null=True, blank=True)

    class Meta:
        verbose_name = _("اسم رسمي")
        verbose_name_plural = _("الأسماء الرسمية")
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["city", "valid_from"], name="city_name_once_a_day"),
            models.CheckConstraint(
                name="city_name_ends_after_start",
                violation_error_message=_("ينتهي العمل بالاسم بعد بدايته."),
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
