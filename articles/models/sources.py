"""Newspapers, agencies and sites that wrote about the summits."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.querysets import SourceQuerySet
from csto_archive.arabic.slugs import slugify
from csto_archive.fields import LinesField, NameField
from csto_archive.records import Record


class Source(Record):
    UNSEEN = ("note",)

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", _("صحيفة")
        AGENCY = "agency", _("وكالة أنباء")
        BROADCASTER = "broadcaster", _("قناة أو إذاعة")
        SITE = "site", _("موقع إخباري")

    class Rights(models.TextChoices):
        FULL_TEXT = "full_text", _("النص كاملاً")
        EXCERPT = "excerpt", _("مقتطف فقط")
        LINK_ONLY = "link_only", _("الرابط وحده")

    slug = models.SlugField(
        _("المعرّف في الرابط"), unique=True, blank=True, allow_unicode=True, max_length=80
    )
    name = NameField(_("الاسم"), max_length=150, unique=True)
    variants = LinesField(_("صيغ أخرى للاسم"), help_text=_("صيغة في كل سطر"))
    kind = models.CharField(_("النوع"), max_length=11, choices=Kind, default=Kind.SITE)
    domains = LinesField(_("النطاقات"), help_text=_("نطاق في كل سطر"))
    country_code = models.CharField(
        _("رمز الدولة"), max_length=2, blank=True, help_text="ISO 3166-1"
    )
    rights = models.CharField(
        _("ما يجوز عرضه"), max_length=9, choices=Rights, default=Rights.FULL_TEXT
    )
    note = models.TextField(_("ملاحظة"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("مصدر")
        verbose_name_plural = _("المصادر")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        """The name as a slug; numbered where another source has it («الخبر» beside «الخبر!»)."""
        base = slugify(self.name, limit=70)
        taken = set(Source.objects.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (base, *numbered) if slug not in taken)

    def get_absolute_url(self) -> str:
        return reverse("articles:source", args=[self.slug])

    def searchable_text(self) -> list[str]:
        return [self.name, *self.variants, *self.domains]
