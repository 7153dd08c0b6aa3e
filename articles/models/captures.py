"""The pages as they came in, and what was drawn from them. Never public, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.querysets import CaptureQuerySet, EvidenceQuerySet, immutable


class ImportBatch(models.Model):
    """One import as one unit, so that it can be reported and undone."""

    started_at = models.DateTimeField(_("بدأت في"), auto_now_add=True)
    finished_at = models.DateTimeField(_("انتهت في"), null=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("بدأها"),
    )
    undone_at = models.DateTimeField(_("أُلغيت في"), null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("ألغاها"),
    )
    # One entry a page: {"page", "outcome", "articles", "left_out", "kept", "problem",
    # "similar"}.
    report = models.JSONField(_("التقرير"), default=list, editable=False)

    class Meta:
        verbose_name = _("دفعة استيراد")
        verbose_name_plural = _("دفعات الاستيراد")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("دفعة %(number)s")) % {"number": self.pk}


class Capture(models.Model):
    class Status(models.TextChoices):
        IMPORTED = "imported", _("استُخرج مقالها")
        NEEDS_EDITOR = "needs_editor", _("تحتاج إلى محرر")
        UNDONE = "undone", _("أُلغي استيرادها")

    # The batch is the import that the capture belongs to now: undone and imported anew, it moves.
    MUTABLE = frozenset({"status", "problem"})  # and one by one, the import it belongs to

    content = models.BinaryField(_("المحتوى"), editable=False)
    sha256 = models.CharField(_("البصمة"), max_length=64, unique=True, editable=False)
    size = models.PositiveIntegerField(_("الحجم بالبايت"), editable=False)
    encoding = models.CharField(_("الترميز"), max_length=30, blank=True, editable=False)
    media_type = models.CharField(_("نوع الملف"), max_length=100, editable=False)
    file_name = models.CharField(_("اسم الملف"), max_length=255, blank=True, editable=False)
    url = models.URLField(_("الرابط"), max_length=1000, blank=True, editable=False)
    captured_at = models.DateTimeField(_("حُفظت في"), auto_now_add=True)
    batch = models.ForeignKey(
        ImportBatch,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="captures",
        verbose_name=_("الدفعة"),
    )
    status = models.CharField(
        _("الحالة"), max_length=12, choices=Status, default=Status.IMPORTED, editable=False
    )
    problem = models.CharField(_("المشكلة"), max_length=500, blank=True, editable=False)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        verbose_name = _("لقطة صفحة")
        verbose_name_plural = _("لقطات الصفحات")
        ordering = ["-pk"]
        base_manager_name = "objects"  # so that what other records reach is guarded too

    def __str__(self) -> str:
        return self.file_name or self.url or self.sha256[:12]

    def save(self, *args, **kwargs) -> None:
        """A capture is written once; afterwards only what the archive says of it may change."""
        changed = set(kwargs.get("update_fields") or ["content"])
        if self.pk and not changed <= self.MUTABLE | {"batch"}:
            raise immutable()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        """Only `CaptureQuerySet.discard` deletes."""
        raise immutable()


class Reading(models.Model):
    """What the importer read of an article in one capture: what its page said on that day."""

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="readings", verbose_name=_("المقال")
    )
    capture = models.ForeignKey(
        Capture, models.PROTECT, related_name="readings", verbose_name=_("اللقطة")
    )
    part = models.PositiveSmallIntegerField(_("ترتيبه في الصفحة"), default=0)
    # The text fields of an article by their names: "headline", "body" (sanitised HTML) …
    values = models.JSONField(default=dict)
    read_at = models.DateTimeField(_("قُرئت في"), auto_now_add=True)

    class Meta:
        verbose_name = _("قراءة لقطة")
        verbose_name_plural = _("قراءات اللقطات")
        ordering = ["capture", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["capture", "part"], name="reading_once_a_part_of_a_capture"
            )
        ]

    def __str__(self) -> str:
        return self.values.get("headline", "") or str(self.capture)


class Evidence(models.Model):
    """Which words of the capture a field or a link of the article was drawn from.

    What an editor decides about it is kept beside it: the value that was drawn never changes.
    """

    LONGEST_QUOTE = 300

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("مقبول")
        CORRECTED = "corrected", _("مصحَّح")
        REJECTED = "rejected", _("مرفوض")

    article = models.ForeignKey(
        "Article", models.CASCADE, related_name="evidence", verbose_name=_("المقال")
    )
    capture = models.ForeignKey(
        Capture, models.PROTECT, related_name="evidence", verbose_name=_("اللقطة")
    )
    field = models.CharField(_("الحقل"), max_length=40)
    value = models.CharField(_("القيمة"), max_length=500)
    rule = models.CharField(_("القاعدة"), max_length=60)
    # In percent; unknown (NULL) of what was read before it was kept.
    confidence = models.PositiveSmallIntegerField(_("الثقة"), null=True, blank=True)
    start = models.PositiveIntegerField(_("من الحرف"))
    end = models.PositiveIntegerField(_("إلى الحرف"))
    quote = models.CharField(_("ألفاظ الصفحة"), max_length=LONGEST_QUOTE, blank=True)
    decision = models.CharField(_("القرار"), max_length=9, choices=Decision, blank=True)
    decided_value = models.TextField(_("القيمة بعد التصحيح"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("قرّرها"),
    )
    decided_at = models.DateTimeField(_("قُرّرت في"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("أكّدها"),
    )
    confirmed_at = models.DateTimeField(_("أُكّدت في"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("دليل")
        verbose_name_plural = _("الأدلة")
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(
                name="evidence_ends_after_start",
                violation_error_message=_("ينتهي الدليل بعد بدايته."),
                condition=Q(end__gte=F("start")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
